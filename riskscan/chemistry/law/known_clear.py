"""Known compounds that match and resemble nothing listed and are no controlled drugs, worked out once for each state of
the tables.

Nearly all known compounds are of no concern; what says so is one byte a compound in the user's cache, so that their
names are answered without looking at a structure again.
"""

from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from riskscan.chemistry.names.lexicon import Compound, Lexicon
from riskscan.compiling.compile_once import compile_once, tables_digest

__all__ = ["load_known_clear"]

_FORMAT = 7  # to be raised with any change in how structures are read or matched
_FILE = "known_clear.bin"
_TABLES = (
    "substances.csv", "forms.csv", "counter_ions.csv", "controlled_drugs.csv", "listings/*.csv", "classes/*.toml",
)  # fmt: skip


def load_known_clear(lexicon: Lexicon, is_clear: Callable[[Compound], bool]) -> bytes:
    """Return one byte for each compound of a lexicon: 1 where it is clear.

    Parameters
    ----------
    lexicon : Lexicon
    is_clear : callable
        Judges one compound by the packaged tables; called for every compound where the tables have changed.
    """

    def compile_into(folder: Path) -> None:
        flags = bytes(is_clear(lexicon[number]) for number in range(len(lexicon)))
        (folder / _FILE).write_bytes(flags)

    why = "Comparing the known compounds with the control lists: once, some twenty seconds"
    return (compile_once("known-clear", _stamp(lexicon), compile_into, why) / _FILE).read_bytes()


def _stamp(lexicon: Lexicon) -> str:
    """Return what the answers depend on: the tables of the law, the compounds, the library that reads structures."""
    return f"{_FORMAT}-{version('rdkit')}-{lexicon.folder.name}-{tables_digest(*_TABLES)}"
