"""Known names of 74,000 compounds, compiled once from the tables of ``chemicals`` into memory-mapped tries.

The tables (PubChem names, CAS RN, SMILES and InChIKey) are folded by `riskscan.chemistry.spelling` and
kept in the user's cache folder (or ``RISKSCAN_CACHE``). Compiling takes some ten seconds and happens once for each
version of the tables; a folder is complete when it appears, whoever else compiles at the same time.
"""

import hashlib
import logging
import mmap
import os
import re
import tempfile
from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import marisa_trie
import platformdirs

from riskscan.chemistry.spelling import clean_characters, fold_name, squeeze_name
from riskscan.tables.misleading_names import load_misleading_names

__all__ = ["Compound", "Lexicon", "load_lexicon"]

_LOG = logging.getLogger(__name__)
_FORMAT = 6
_FLAT = "UHFFFAOY"
_MIN_SQUEEZED = 6
_MIN_WORD_COUNT = 4
_TABLES = (  # the most common compounds first: where two compounds share a name, the first has it
    "chemical identifiers pubchem small.tsv",
    "chemical identifiers pubchem large.tsv",
    "Inorganic db.tsv",
)
_FIRST_NAME = 7  # columns before: id, CAS RN, formula, mass, SMILES, InChI, InChIKey
_NUMBER_NAME = re.compile(r"[\d\W_]+")
_REGISTRY_NAME = re.compile(
    r"(?:[a-z]{1,12}[ -]?)?[a-z]{0,6}[ _-]?\d{3,}[a-z0-9_-]*|.*\b(?:no|nr|unii|hsdb|ccris|nsc|brn|caswell|ec|einecs|un)"
    r"[ .:_-]+\d.*"
)
_WORD = re.compile(r"[a-z]{3,}")


@dataclass(frozen=True, slots=True)
class Compound:
    """A compound of the table.

    Attributes
    ----------
    cas_rn, smiles, inchikey, name : str
        As in the table; the SMILES has no stereochemistry where the table has none.
    """

    cas_rn: str
    smiles: str
    inchikey: str
    name: str


class Lexicon:
    """Names and CAS RNs of known compounds.

    Parameters
    ----------
    folder : pathlib.Path
        A compiled lexicon.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._names = marisa_trie.RecordTrie("<I").mmap(str(folder / "names.marisa"))
        self._squeezed = marisa_trie.RecordTrie("<I").mmap(str(folder / "squeezed.marisa"))
        self._cas_rns = marisa_trie.RecordTrie("<I").mmap(str(folder / "cas_rns.marisa"))
        self._skeletons = marisa_trie.RecordTrie("<I").mmap(str(folder / "skeletons.marisa"))
        self._offsets = array("Q", (folder / "offsets.bin").read_bytes())
        with (folder / "compounds.tsv").open("rb") as handle:
            self._compounds = mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ)

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def __getitem__(self, index: int) -> Compound:
        line = self._compounds[self._offsets[index] : self._offsets[index + 1] - 1]
        return Compound(*line.decode("utf-8").split("\t")[:4])

    def names_of(self, inchikey: str) -> tuple[str, ...]:
        """Return the folded names of the compounds with the skeleton of an InChIKey, isotopologues left out.

        Only compounds drawn without stereochemistry, or with that of the key, count.
        """
        found = sorted(self._skeletons.get(inchikey[:14], ()))
        lines = (self._compounds[self._offsets[index] : self._offsets[index + 1] - 1] for (index,) in found)
        cells = (line.decode("utf-8").split("\t") for line in lines)
        return tuple(name for row in cells if row[2][15:23] in (_FLAT, inchikey[15:23]) for name in row[4:])

    def find_skeleton(self, skeleton: str) -> Compound | None:
        """Return the first compound with an InChIKey skeleton, or None."""
        found = self._skeletons.get(skeleton)
        return self[min(found)[0]] if found else None

    def find_name(self, folded: str) -> Compound | None:
        """Return the compound of a folded name (`fold_name`), or None."""
        found = self._names.get(folded)
        return self[min(found)[0]] if found else None

    def find_squeezed(self, squeezed: str) -> Compound | None:
        """Return the compound of a squeezed name (`squeeze_name`), or None where unknown or ambiguous."""
        found = self._squeezed.get(squeezed)
        return self[found[0][0]] if found and len(found) == 1 else None

    def find_cas_rn(self, cas_rn: str) -> Compound | None:
        """Return the compound of a hyphenated CAS RN, or None."""
        found = self._cas_rns.get(cas_rn)
        return self[found[0][0]] if found else None

    def words(self) -> list[str]:
        """Return the words (runs of letters) that chemical names are made of, most frequent first."""
        return (self.folder / "words.txt").read_text(encoding="utf-8").split("\n")


@cache
def load_lexicon() -> Lexicon:
    """Return the lexicon, compiling it where this version of the table has not been compiled yet."""
    tables = [Path(str(files("chemicals") / "Identifiers" / name)) for name in _TABLES]
    stamp = f"{_FORMAT}-{version('chemicals')}-{[table.stat().st_size for table in tables]}-{load_misleading_names()}"
    folder = _cache_root() / f"lexicon-{hashlib.sha256(stamp.encode()).hexdigest()[:12]}"
    if not (folder / "words.txt").exists():
        _LOG.warning("Compiling the index of chemical names into %s: once, some fifteen seconds.", folder.parent)
        _compile(tables, folder)
    return Lexicon(folder)


def _cache_root() -> Path:
    """Return a folder that can be written: the user's choice, the user's cache, else a temporary one."""
    chosen = os.environ.get("RISKSCAN_CACHE")
    root = Path(chosen) if chosen else Path(platformdirs.user_cache_dir("riskscan"))
    try:
        root.mkdir(parents=True, exist_ok=True)
    except OSError:
        return Path(tempfile.gettempdir())
    return root if os.access(root, os.W_OK) else Path(tempfile.gettempdir())


def _compile(tables: list[Path], folder: Path) -> None:
    """Write the tries beside the target and rename them into place, so that no half folder is ever seen."""
    scratch = Path(tempfile.mkdtemp(prefix=folder.name, dir=folder.parent))
    names: dict[str, int] = {}
    squeezed: dict[str, set[int]] = {}
    cas_rns: list[tuple[str, tuple[int]]] = []
    skeletons: list[tuple[str, tuple[int]]] = []
    words = Counter[str]()
    offsets = array("Q", [0])
    misleading = {(row.cas_rn, fold_name(clean_characters(row.name))) for row in load_misleading_names()}
    with (scratch / "compounds.tsv").open("wb") as compounds:
        for index, cells in enumerate(_read_tables(tables)):
            all_folded = [
                folded
                for folded in dict.fromkeys(_index_names(cells[_FIRST_NAME:]))
                if (cells[1], folded) not in misleading
            ]
            line = "\t".join((cells[1], cells[4], cells[6], cells[_FIRST_NAME], *all_folded)) + "\n"
            offsets.append(offsets[-1] + compounds.write(line.encode("utf-8")))
            cas_rns.append((cells[1], (index,)))
            skeletons.append((cells[6][:14], (index,)))
            for folded in all_folded:
                names.setdefault(folded, index)
                squeezed.setdefault(squeeze_name(folded), set()).add(index)
                words.update(_WORD.findall(folded))
    marisa_trie.RecordTrie("<I", ((name, (index,)) for name, index in names.items())).save(
        str(scratch / "names.marisa")
    )
    marisa_trie.RecordTrie(
        "<I",
        ((name, (i,)) for name, found in squeezed.items() for i in sorted(found)[:2] if len(name) >= _MIN_SQUEEZED),
    ).save(str(scratch / "squeezed.marisa"))
    marisa_trie.RecordTrie("<I", cas_rns).save(str(scratch / "cas_rns.marisa"))
    marisa_trie.RecordTrie("<I", skeletons).save(str(scratch / "skeletons.marisa"))
    (scratch / "offsets.bin").write_bytes(offsets.tobytes())
    common = [word for word, count in words.most_common() if count >= _MIN_WORD_COUNT]
    (scratch / "words.txt").write_text("\n".join(common), encoding="utf-8")
    try:
        scratch.rename(folder)
    except OSError:
        if not (folder / "words.txt").exists():
            raise


def _read_tables(tables: list[Path]) -> Iterator[list[str]]:
    for table in tables:
        with table.open(encoding="utf-8") as handle:
            for line in handle:
                cells = line.rstrip("\n").split("\t")
                if len(cells) > _FIRST_NAME and cells[6]:
                    yield cells


def _index_names(names: list[str]) -> Iterator[str]:
    """Yield the folded names that say something of the compound: no numbers, no registry codes."""
    for name in names:
        if len(name) > 2 and not _NUMBER_NAME.fullmatch(name):
            folded = fold_name(clean_characters(name))
            if len(folded) > 2 and not _REGISTRY_NAME.fullmatch(folded):
                yield folded
