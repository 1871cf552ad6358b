"""Known names of 74,000 compounds, compiled once from the tables of ``chemicals`` into memory-mapped tries.

The tables (PubChem names, CAS RN, SMILES and InChIKey) are folded by `riskscan.chemistry.text.spelling` and
kept in the user's cache folder (`riskscan.compiling.compile_once`), once for each version of the tables.
"""

import mmap
from array import array
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import marisa_trie

from riskscan.chemistry.names.lexicon_compiling import compile_lexicon, lexicon_stamp
from riskscan.compiling.compile_once import compile_once

__all__ = ["Compound", "Lexicon", "load_lexicon"]

_FLAT = "UHFFFAOY"


@dataclass(frozen=True, slots=True)
class Compound:
    """A compound of the table.

    Attributes
    ----------
    number : int
        Its place in the lexicon.
    cas_rn, smiles, inchikey, name : str
        As in the table; the SMILES has no stereochemistry where the table has none.
    """

    number: int
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
        self._keys = marisa_trie.RecordTrie("<I").mmap(str(folder / "keys.marisa"))
        self._cas_rns = marisa_trie.RecordTrie("<I").mmap(str(folder / "cas_rns.marisa"))
        self._skeletons = marisa_trie.RecordTrie("<I").mmap(str(folder / "skeletons.marisa"))
        self._word_keys = marisa_trie.Trie().mmap(str(folder / "word_keys.marisa"))
        self._offsets = array("Q", (folder / "offsets.bin").read_bytes())
        with (folder / "compounds.tsv").open("rb") as handle:
            self._compounds = mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ)

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def __getitem__(self, index: int) -> Compound:
        line = self._compounds[self._offsets[index] : self._offsets[index + 1] - 1]
        return Compound(index, *line.decode("utf-8").split("\t", 4)[:4])

    def names_of(self, inchikey: str) -> tuple[str, ...]:
        """Return the folded names of the compounds with the skeleton of an InChIKey, isotopologues left out.

        Only compounds drawn without stereochemistry, or with that of the key, count.
        """
        found = sorted(self._skeletons.get(inchikey[:14], ()))
        lines = (self._compounds[self._offsets[index] : self._offsets[index + 1] - 1] for (index,) in found)
        cells = (line.decode("utf-8").split("\t") for line in lines)
        return tuple(name for row in cells if row[2][15:23] in (_FLAT, inchikey[15:23]) for name in row[4:])

    def find_inchikey(self, inchikey: str) -> Compound | None:
        """Return the compound of an InChIKey, else the first with its skeleton, or None."""
        compounds = [self[index] for (index,) in sorted(self._skeletons.get(inchikey[:14], ()))]
        exact = [compound for compound in compounds if compound.inchikey == inchikey]
        return next(iter(exact + compounds), None)

    def find_name(self, folded: str) -> Compound | None:
        """Return the compound of a folded name (`fold_name`), or None."""
        found = self._names.get(folded)
        return self[min(found)[0]] if found else None

    def find_squeezed(self, squeezed: str) -> Compound | None:
        """Return the compound of a squeezed name (`squeeze_name`), or None where unknown or ambiguous."""
        found = self._squeezed.get(squeezed)
        return self[found[0][0]] if found and len(found) == 1 else None

    def find_key(self, key: str) -> Compound | None:
        """Return the first compound with a squeezed name of this key (`riskscan.chemistry.text.word_keys`), or None."""
        found = self._keys.get(key)
        return self[found[0][0]] if found else None

    def find_cas_rn(self, cas_rn: str) -> Compound | None:
        """Return the compound of a hyphenated CAS RN, or None."""
        found = self._cas_rns.get(cas_rn)
        return self[found[0][0]] if found else None

    def has_word_key(self, key: str) -> bool:
        """Whether known names have a word of this key (`riskscan.chemistry.text.word_keys`)."""
        return key in self._word_keys

    def words(self) -> list[str]:
        """Return the words (runs of letters) that chemical names are made of, most frequent first."""
        return (self.folder / "words.txt").read_text(encoding="utf-8").split("\n")


@cache
def load_lexicon() -> Lexicon:
    """Return the lexicon, compiling it where this version of the tables has not been compiled yet."""
    why = "Compiling the index of chemical names: once, some fifteen seconds"
    return Lexicon(compile_once("lexicon", lexicon_stamp(), compile_lexicon, why))
