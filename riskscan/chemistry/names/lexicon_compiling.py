"""Compile the tables of ``chemicals`` into the files that `riskscan.chemistry.names.lexicon` maps into memory."""

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import marisa_trie

from riskscan.chemistry.text.spelling import clean_characters, fold_name, squeeze_name
from riskscan.chemistry.text.word_keys import word_key
from riskscan.compiling.compile_once import tables_digest
from riskscan.tables.misleading_names import load_misleading_names

__all__ = ["compile_lexicon", "lexicon_stamp"]

_FORMAT = 12  # to be raised with any change in what is compiled, that of `fold_name` included
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
_DISSOLVED = re.compile(r"(?:[^,\s] |,)in [a-z0-9(]")
"""A name of what is dissolved or packed in something says two things: ``methyl magnesium bromide in ethyl ether``."""
_WORD = re.compile(r"[a-z]{3,}")


def lexicon_stamp() -> str:
    """Return what the compiled lexicon depends on."""
    sizes = [table.stat().st_size for table in _table_paths()]
    return f"{_FORMAT}-{version('chemicals')}-{sizes}-{load_misleading_names()}-{tables_digest('letters.csv')}"


def _table_paths() -> list[Path]:
    found = find_spec("chemicals")  # to import it would load a hundred modules
    if found is None or found.origin is None:
        raise ModuleNotFoundError("No module named 'chemicals'", name="chemicals")
    return [Path(found.origin).parent / "Identifiers" / name for name in _TABLES]


def compile_lexicon(folder: Path) -> None:
    """Write the tries, the compounds and their words into an empty folder."""
    names: dict[str, int] = {}
    squeezed: dict[str, set[int]] = {}
    cas_rns: list[tuple[str, tuple[int]]] = []
    skeletons: list[tuple[str, tuple[int]]] = []
    words = Counter[str]()
    offsets = array("Q", [0])
    misleading = {(row.cas_rn, fold_name(clean_characters(row.name))) for row in load_misleading_names()}
    with (folder / "compounds.tsv").open("wb") as compounds:
        for index, cells in enumerate(_read_tables(_table_paths())):
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
    long = {name: sorted(found) for name, found in squeezed.items() if len(name) >= _MIN_SQUEEZED}
    keys: dict[str, int] = {}
    for name, found in long.items():
        keys.setdefault(word_key(name), found[0])
    _write_trie(folder / "names.marisa", ((name, (index,)) for name, index in names.items()))
    _write_trie(folder / "squeezed.marisa", ((name, (index,)) for name, found in long.items() for index in found[:2]))
    _write_trie(folder / "keys.marisa", ((key, (index,)) for key, index in keys.items()))
    _write_trie(folder / "cas_rns.marisa", cas_rns)
    _write_trie(folder / "skeletons.marisa", skeletons)
    (folder / "offsets.bin").write_bytes(offsets.tobytes())
    common = [word for word, count in words.most_common() if count >= _MIN_WORD_COUNT]
    (folder / "words.txt").write_text("\n".join(common), encoding="utf-8")
    (folder / "word_keys.marisa").write_bytes(marisa_trie.Trie(set(map(word_key, common))).tobytes())


def _write_trie(path: Path, numbers: Iterable[tuple[str, tuple[int]]]) -> None:
    path.write_bytes(marisa_trie.RecordTrie("<I", numbers).tobytes())  # its own `save` raises no OSError


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
            if len(folded) > 2 and not _REGISTRY_NAME.fullmatch(folded) and not _DISSOLVED.search(folded):
                yield folded
