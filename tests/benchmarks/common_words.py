"""Write ``common_words.txt`` and ``seldom_words.txt``: words of many languages that the gate takes for chemistry.

    python -m tests.benchmarks.common_words

Reads the lists of ``wordfreq`` (CC BY-SA 4.0). A word is kept where its Zipf
frequency is 3 or more in one of the languages, the gate takes it for a chemical word or for a slip of one, and it is
neither a word of a listed name nor made with the stem of a chemical word. Seldom words are those from 2 on that are
taken for a chemical word: they are read as ever, but alone they are no reason to look. To be run again when names are
added.
"""

import re
from collections.abc import Iterable, Iterator
from math import log10
from pathlib import Path

import wordfreq

from riskscan.chemistry.gate.tokens import TokenJudge, TokenKind
from riskscan.chemistry.names.lexicon import load_lexicon
from riskscan.chemistry.names.listed_names import ListedNames
from riskscan.chemistry.text.spelling import russian_stem, strip_accents
from riskscan.tables.morphemes import COMMON_WORDS, SELDOM_WORDS
from riskscan.tables.substances import load_forms, load_substances, load_synonyms

LANGUAGES = tuple("en es pt fr de it ru nl pl tr uk id vi cs sv ro nb fi hu".split())  # noqa: SIM905 - readable
WORD = re.compile(r"[^\W\d_]{3,}")
SELDOM, FREQUENT, VERY_FREQUENT = 2.0, 3.0, 4.0
STEMS = re.compile(
    r"brom|[ck]h?lo+r|fluor|iod[ioaeu]|jod|nitr|sul[fp]h?[aiourt]|solf|phosph|fosf|foszf|o[xk]s?[iy]d|ossid|a[cs]e+[tk][ao]|"
    r"asetik|benz[aoeiuy]|fenil|fenyl|phen[yo]|m[ei]th?[yi]l|[^h]eth?yl|[ei]til|prop[yi]l|but[yi]l|arsen(?!al)|merkur|"
    r"h[yi]dro|idro|[ck]arb[oiu]|al[ck]o[hg]?ol|cianur|[cs]yan|[ck]o[ck]ain|heroin|mor[fp]h?in|am+on[iy]|amin[aeosy]?$|"
    r"amfet|m[ae]tha?an|meta+n|ethan|etan$|butan$|propan$|pentan$|he[xk]s?an|keton|aldeh?[iy]d|ester|eter$|ether|acid|"
    r"saure|zuur|kwas|asit|кислот|спирт|соля|бенз|ацет|мет[аи]|этил|пропи|бутил|хлор|бром|иод|йод|фтор|сер[нуы]|окси|нитр|"
    r"фосф|натр|кали|аммон|амин|фен|эфир|steroid|testoster|ni[ck]otin|vitamin|gl[yi]c[eiy]|la[ck]t[oi]|vanad|magn[ei][sz]|"
    r"zir[ck]on|sili[ck]|sel[e]?ni[ou]|strontium|barium|bario|lithi|liti[ou]|[ck]al[cks]i|natri|s[o]?dyum|potas|chrom|cromo|"
    r"platin|iridi|urani|radium|geran|menthol|camph|safr|anetol|piper|indol|chinin|codein|ephedr|efedr|ergo|toluen|xyl|st[yi]r[eo]n|"
    r"diazep|barbit|dioxin|mercur|cobalt|^delta$|caff?ein|cafein"
)


def frequent_words() -> Iterator[tuple[str, float]]:
    """Yield folded words of letters with their Zipf frequency."""
    for language in LANGUAGES:
        for word, share in wordfreq.get_frequency_dict(language, "best").items():
            if word.isalpha() and len(word) >= 4 and log10(share) + 9 >= SELDOM:
                yield strip_accents(word.casefold()), log10(share) + 9


def write(path: Path, what: str, words: Iterable[str]) -> None:
    """Write words, one a line."""
    head = f"# {what} that are no chemistry though they look so; made by tests/benchmarks/common_words.py\n"
    head += "# with wordfreq 3.1 (R. Speer, doi:10.5281/zenodo.7199437).\n"
    path.write_text(head + "\n".join(sorted(words)) + "\n", encoding="utf-8")


def main() -> None:
    """Write the files."""
    names = ListedNames(load_substances(), load_forms(), load_synonyms())
    gate = TokenJudge((folded for folded, _ in names.items()), common=frozenset())
    of_names = {word for folded, _ in names.items() for word in WORD.findall(folded)}
    stems, known = set(map(russian_stem, of_names)), frozenset(load_lexicon().words())
    common, seldom = set[str](), set[str]()
    for word, frequency in frequent_words():
        kind = gate.judge(word)
        if kind not in (TokenKind.CHEMICAL, TokenKind.NEAR) or STEMS.search(word):
            continue
        if word in of_names or russian_stem(word) in stems:
            continue
        if word in known and kind is TokenKind.CHEMICAL and frequency < VERY_FREQUENT:
            if frequency >= FREQUENT:
                seldom.add(word)
        elif frequency >= FREQUENT:
            common.add(word)
        elif kind is TokenKind.CHEMICAL:
            seldom.add(word)
    write(COMMON_WORDS, "Frequent words", common)
    write(SELDOM_WORDS, "Words", seldom - common)


if __name__ == "__main__":
    main()
