"""Files of compounds: read in parts, one answer a compound, the other fields kept."""

from riskscan.compounds.answering import ANSWER_COLUMNS, Asked
from riskscan.compounds.checking import CheckedFile, check_compounds
from riskscan.compounds.opening import SUFFIXES, is_compound_file, open_compounds

__all__ = [
    "ANSWER_COLUMNS",
    "SUFFIXES",
    "Asked",
    "CheckedFile",
    "check_compounds",
    "is_compound_file",
    "open_compounds",
]
