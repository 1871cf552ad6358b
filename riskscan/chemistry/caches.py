"""Look into and empty the folder of what is worked out once: compiled tables, and what texts say."""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from riskscan.chemistry.text_cache.answers import MOST_BYTES, AnswerStore
from riskscan.chemistry.text_cache.told_texts import MOST_BYTES as MOST_TOLD_BYTES
from riskscan.compiling.cache_folder import TEXTS, TOLD, cache_folder, folder_bytes
from riskscan.exceptions import CacheError

__all__ = ["CacheSummary", "clear_cache", "summarize_cache"]

_COMPILED = re.compile(r"[a-z-]+-[0-9a-f]{12}(?:\..*)?")
_LISTED = "contents.txt"


@dataclass(frozen=True, slots=True)
class CacheSummary:
    """What the cache holds.

    Attributes
    ----------
    folder : str
    compiled : int
        Folders of compiled tables, those of earlier versions included.
    compiled_bytes : int
    texts : int
        Texts of which it is known what they say, those of earlier versions included.
    texts_bytes : int
    most_texts_bytes : int
        Beyond that the oldest are removed.
    told_bytes : int
        Of what tells that texts say nothing, so that their words need not be looked at.
    most_told_bytes : int
        Beyond that the oldest are removed.
    """

    folder: str
    compiled: int
    compiled_bytes: int
    texts: int
    texts_bytes: int
    most_texts_bytes: int = MOST_BYTES
    told_bytes: int = 0
    most_told_bytes: int = MOST_TOLD_BYTES


def summarize_cache() -> CacheSummary:
    """Return what the cache of this user holds; it is not looked at whether that is still right."""
    root = cache_folder()
    compiled = _compiled(root)
    store = AnswerStore(root / TEXTS)
    kept = store.summarize()
    store.close()
    told = folder_bytes(root / f"{TEXTS}.{TOLD}")
    compiled_bytes = sum(map(folder_bytes, compiled))
    return CacheSummary(str(root), len(compiled), compiled_bytes, kept.answers, kept.size, told_bytes=told)


def clear_cache(*, only_texts: bool = False) -> int:
    """Empty the cache of this user and return how many bytes that frees; what is nothing of ours stays.

    Processes that work with it go on with what they have opened, and new ones begin anew.

    Parameters
    ----------
    only_texts : bool, default False
        Keep the compiled tables, which take a minute or two to compile again.

    Raises
    ------
    CacheError
        Where something cannot be removed.
    """
    root = cache_folder()
    freed = 0
    for folder in _texts(root) + ([] if only_texts else _compiled(root)):
        size = folder_bytes(folder)
        try:
            _remove(folder)
        except OSError as error:
            raise CacheError(f"{folder} cannot be removed ({error.strerror}); check its rights.") from error
        freed += size
    return freed


def _texts(root: Path) -> list[Path]:
    return [path for path in (root / TEXTS, *root.glob(f"{TEXTS}.*")) if path.is_dir()]


def _compiled(root: Path) -> list[Path]:
    return [path for path in root.glob("*") if _COMPILED.fullmatch(path.name) and (path / _LISTED).is_file()]


def _remove(folder: Path) -> None:
    """Remove a folder: at once for those who look for it, then its files."""
    gone = folder.with_name(f"{folder.name}.gone")
    shutil.rmtree(gone, ignore_errors=True)
    folder.rename(gone)
    shutil.rmtree(gone)
