"""Characters that look like Latin letters, the names of Greek letters, and what may stand beside a name in Chinese."""

from dataclasses import dataclass
from functools import cache

from riskscan.exceptions import TableError
from riskscan.tables.reading import DATA, read_rows

__all__ = ["GREEK_NAMES", "CjkNeighbors", "load_cjk_neighbors", "load_homoglyphs", "load_letter_variants"]

GREEK_NAMES = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta", "κ": "kappa",
    "λ": "lambda", "μ": "mu", "ξ": "xi", "π": "pi", "σ": "sigma", "τ": "tau", "φ": "phi", "χ": "chi", "ψ": "psi",
    "ω": "omega",
}  # fmt: skip


@cache
def load_homoglyphs() -> dict[str, str]:
    """Return the Latin letter in lower case for each look-alike; capitals stand where they look like another letter."""
    return {
        row["character"]: row["latin"] for row in read_rows(DATA / "homoglyphs.csv", ("character", "latin", "source"))
    }


@cache
def load_letter_variants() -> dict[int, str | None]:
    """Return what a letter is compared as that its language writes in several ways, for `str.translate`.

    A letter that may be left out (a vowel sign, a tone mark) stands for None.

    Raises
    ------
    TableError
        Where a row has not as many letters on both sides, nor one or none on the right.

    Examples
    --------
    >>> "ł".translate(load_letter_variants()), "أ".translate(load_letter_variants()) == "ا"
    ('l', True)
    """
    variants: dict[int, str | None] = {}
    for row in read_rows(DATA / "letters.csv", ("letters", "plain", "what", "source")):
        letters, plain = row["letters"], row["plain"]
        if len(plain) not in (0, 1, len(letters)):
            raise TableError(f"letters.csv: {letters!r} has {len(letters)} letters and {plain!r} {len(plain)}.")
        pairs = zip(letters, plain * len(letters) if len(plain) == 1 else plain or (None,) * len(letters), strict=True)
        variants |= {ord(letter): other for letter, other in pairs}
    return variants


@dataclass(frozen=True, slots=True)
class CjkNeighbors:
    """What stands beside a listed name in Chinese or Japanese, which put no spaces between words.

    Attributes
    ----------
    name_characters : frozenset of str
        Characters that chemical names are made of: beside a listed name they carry the name on.
    goods_characters : frozenset of str
        Characters that a line of goods goes on with after a name.
    goods_words : tuple of str
        Words of goods that begin with a character of names, or follow the name of an acid.
    goods_numbers, counters : frozenset of str
        Numerals, and what they count where goods go on after a name: 三桶 (three drums), but 三氯 is trichloro.
    latin_prefixes : frozenset of str
        Latin words that belong to a name before which they stand with a hyphen: ``tert``; any other is a brand.
    acids_of_salts : tuple of str
        Acids whose name before that of a base says its salt.
    esters : dict of str to str
        What follows the name of an acid in that of its ester, with the English name of the group: 乙酯 is ``ethyl``.
    """

    name_characters: frozenset[str]
    goods_characters: frozenset[str]
    goods_words: tuple[str, ...]
    goods_numbers: frozenset[str]
    counters: frozenset[str]
    latin_prefixes: frozenset[str]
    acids_of_salts: tuple[str, ...]
    esters: dict[str, str]


@cache
def load_cjk_neighbors() -> CjkNeighbors:
    """Return what stands beside listed names in Chinese and Japanese.

    Raises
    ------
    TableError
        Where a row has a role that does not exist.
    """
    roles = (
        "name_character", "goods_character", "goods_word", "goods_number", "counter", "latin_prefix", "acid_of_salts",
    )  # fmt: skip
    texts: dict[str, list[str]] = {role: [] for role in roles}
    esters: dict[str, str] = {}
    for row in read_rows(DATA / "cjk_neighbors.csv", ("role", "text", "what", "source")):
        if row["role"] == "ester":
            esters[row["text"]] = row["what"]
        elif row["role"] in texts:
            texts[row["role"]].append(row["text"])
        else:
            raise TableError(f"cjk_neighbors.csv: role {row['role']!r} is none of ester, {', '.join(texts)}.")
    return CjkNeighbors(
        frozenset("".join(texts["name_character"])),
        frozenset("".join(texts["goods_character"])),
        tuple(texts["goods_word"]),
        frozenset("".join(texts["goods_number"])),
        frozenset("".join(texts["counter"])),
        frozenset(texts["latin_prefix"]),
        tuple(texts["acid_of_salts"]),
        esters,
    )
