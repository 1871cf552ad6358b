"""How often the encoding of a small manifest is found: ``python -m tests.benchmarks encodings``.

Files of 3 to 300 rows are written, with a fixed seed, in each code page of trade: headers alone in the language, or
some, half or all of the rows. A file is right where every line of it is decoded as it was written. The texts are those
of ``native_texts.toml``, or of the file that ``RISKSCAN_NATIVE_TEXTS`` names; ``RISKSCAN_FILES`` is the number of files
of each page, ``RISKSCAN_MISSES=1`` shows what was read wrongly.
"""

import gettext
import os
import random
import tomllib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pycountry

from riskscan.manifest.encoding import DecodedText, decode
from riskscan.manifest.notes import NoteKind

_SEED = int(os.environ.get("RISKSCAN_SEED", "10"))
_FILES = int(os.environ.get("RISKSCAN_FILES", "40"))
_TEXTS = Path(os.environ.get("RISKSCAN_NATIVE_TEXTS", Path(__file__).with_name("native_texts.toml")))
_SHARES = (0.0, 0.05, 0.2, 0.5, 1.0)
_WESTERN = ("fr", "de", "es", "pt", "it", "nl", "da", "nb", "sv", "fi", "is", "ca")
_CENTRAL = ("pl", "cs", "sk", "hu", "hr", "sl", "ro", "sq")
_CYRILLIC = ("ru", "uk", "bg", "be", "sr", "mk")
_BALTIC = ("lt", "lv", "et")
PAGES: dict[str, tuple[str, ...]] = {
    "cp1250": _CENTRAL, "cp1251": _CYRILLIC, "cp1252": _WESTERN, "cp1253": ("el",), "cp1254": ("tr",),
    "cp1255": ("he",), "cp1256": ("ar",), "cp1257": _BALTIC, "cp1258": ("vi",), "cp437": ("fr", "de", "es", "it", "sv"),
    "cp850": _WESTERN, "cp852": _CENTRAL, "cp866": ("ru", "bg"), "cp737": ("el",), "cp857": ("tr",), "cp862": ("he",),
    "cp775": _BALTIC, "koi8_r": ("ru",), "koi8_u": ("uk",), "cp932": ("ja",), "euc_jp": ("ja",),
    "iso2022_jp_ext": ("ja",), "cp949": ("ko",), "euc_kr": ("ko",), "big5": ("zh_TW",), "cp950": ("zh_TW",),
    "big5hkscs": ("zh_TW",), "gb18030": ("zh_CN",), "gbk": ("zh_CN",), "gb2312": ("zh_CN",), "iso8859_1": _WESTERN,
    "iso8859_2": _CENTRAL, "iso8859_4": _BALTIC, "iso8859_5": _CYRILLIC, "iso8859_6": ("ar",), "iso8859_7": ("el",),
    "iso8859_8": ("he",), "iso8859_9": ("tr",), "iso8859_13": ("lt", "lv"), "iso8859_15": _WESTERN,
    "tis_620": ("th",), "cp874": ("th",), "mac_roman": _WESTERN, "mac_cyrillic": _CYRILLIC, "mac_greek": ("el",),
    "mac_turkish": ("tr",), "mac_latin2": ("pl", "cs", "sk", "hu"), "utf-16-le": ("ru", "ja", "zh_CN", "fr"),
    "utf-16-be": ("ru", "ko", "th", "de"), "utf-8": ("ru", "ja", "pl", "vi"),
}  # fmt: skip
_ENGLISH = {
    "headers": ["Description", "Origin", "Net weight", "Gross weight", "Consignee", "Consignor", "Value", "Qty"],
    "goods": [
        "Cotton T-shirts", "Ball bearings", "Kitchen furniture", "Spare parts for tractors", "Green tea", "Steel pipes",
        "Plastic toys", "Leather shoes", "Frozen shrimp", "Detergent", "Books", "Acetone, technical", "Glassware",
    ],
    "names": ["North Wind Trading Ltd", "Harbour Mills Inc", "Sakura Foods Co", "Brothers Machines", "Blue Dune LLC"],
    "countries": ["China", "India", "Germany", "Mexico", "Poland"],
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sample:
    """A file of the benchmark."""

    page: str
    language: str
    share: float
    text: str
    content: bytes


@cache
def load_texts() -> dict[str, dict[str, list[str]]]:
    """Return headers, goods, names and countries by language."""
    texts: dict[str, dict[str, list[str]]] = tomllib.loads(_TEXTS.read_text(encoding="utf-8"))
    return {language: own | {"countries": countries(language)} for language, own in texts.items()}


def countries(language: str) -> list[str]:
    """Return the names of countries in a language."""
    locale = "nb_NO" if language == "nb" else language
    translation = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=[locale], fallback=True)
    return [translation.gettext(country.name) for country in pycountry.countries]


def encode(text: str, page: str) -> bytes | None:
    """Return a text in a code page, None where it has characters that the page has not."""
    try:
        return (split_tones(text) if page == "cp1258" else text).encode(page)
    except UnicodeEncodeError:
        return None


def split_tones(text: str) -> str:
    """Split tone marks off, as cp1258 writes them, and leave circumflex, breve and horn on their letters."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    letters = []
    for letter in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", letter)
        base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones))
        letters.append(base + "".join(part for part in parts if part in tones))
    return "".join(letters)


def write_text(language: str, texts: dict[str, list[str]], share: float, rng: random.Random) -> str:
    """Write a table; a share of 0 means that only the headers are in the language."""
    separator = rng.choice(";,\t|")
    native = [text for text in texts["headers"] if not text.isascii()]
    has_native_header = share == 0 or rng.random() < 0.6
    headers = rng.sample(native, min(len(native), rng.randint(2, 6))) if has_native_header else _ENGLISH["headers"]
    rows = [headers]
    n_rows = int(3 * 100 ** rng.random())
    for number in range(n_rows):
        is_native = rng.random() < share or (share > 0 and number == n_rows // 2)
        own = texts if is_native else _ENGLISH
        country = rng.choice((own if rng.random() < 0.5 else _ENGLISH)["countries"])
        cells = [rng.choice(own["goods"]), rng.choice(own["names"] or _ENGLISH["names"]), country]
        rows.append([f"S{number:05}", *cells, f"{rng.uniform(1, 9000):.2f}", str(rng.randint(1, 400))])
    lines = [separator.join(cell.replace(separator, " ") for cell in row) for row in rows]
    return unicodedata.normalize("NFC", "\r\n".join(lines) + "\r\n")


def write_file(page: str, language: str, share: float, rng: random.Random) -> Sample | None:
    """Write a file, None where the page can hardly write the language or all of it came out as ASCII."""
    texts = {kind: [text for text in own if encode(text, page)] for kind, own in load_texts()[language].items()}
    if all(text.isascii() for text in texts["headers"]) or not texts["goods"]:
        return None
    text = write_text(language, texts, share, rng)
    if rng.random() < 0.3:
        capitals = (text.replace("i", "İ") if language == "tr" else text).upper()
        text = capitals if encode(capitals, page) else text
    content = encode(text, page)
    if content is None or text.isascii():
        return None
    # Python writes both wave dashes of Japanese as one: what counts is what stands in the file.
    written = unicodedata.normalize("NFC", content.decode(page))
    return Sample(page, language, share, written, content)


def write_files() -> Iterator[Sample]:
    """Yield the files of every page."""
    for page, known in PAGES.items():
        rng = random.Random(f"{_SEED} {page}")
        languages = [language for language in known if language in load_texts()]
        for number in range(_FILES if languages else 0):
            language = languages[(number // len(_SHARES) + number) % len(languages)]
            tries = (write_file(page, language, _SHARES[number % len(_SHARES)], rng) for _ in range(20))
            if sample := next(filter(None, tries), None):
                yield sample


def show_misses(sample: Sample, decoded: DecodedText) -> None:
    """Print the first lines that are read wrongly."""
    lines = "".join(decoded.lines).split("\r\n")
    pairs = [(line, read) for line, read in zip(sample.text.split("\r\n"), lines, strict=False) if line != read]
    print(sample.page, sample.language, decoded.encoding, *(f"\n    {line}\n    {read}" for line, read in pairs[:3]))


def main() -> None:
    """Print the share of files that are decoded as they were written, and what was said of the others."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    wrong: dict[str, Counter[str]] = defaultdict(Counter)
    said: Counter[tuple[bool, str]] = Counter()
    for sample in write_files():
        decoded = decode(sample.content)
        is_right = "".join(decoded.lines) == sample.text
        kinds = {note.kind for note in decoded.notes}
        verdict = "doubtful" if NoteKind.ENCODING_DOUBTFUL in kinds else "guessed" if kinds else "nothing"
        total[sample.page] += 1
        right[sample.page] += is_right
        said[is_right, verdict] += 1
        if not is_right:
            wrong[sample.page][f"{sample.language} {sample.share:g} as {decoded.encoding}, {verdict} said"] += 1
            if os.environ.get("RISKSCAN_MISSES"):
                show_misses(sample, decoded)
    for page, n_files in total.items():
        misses = "; ".join(f"{count}x {miss}" for miss, count in wrong[page].items())
        print(f"{page:16}{right[page]:4} of {n_files:4}  {misses}")
    n_right, n_files = right.total(), total.total()
    print(f"{'all':16}{n_right:4} of {n_files:4} = {n_right / n_files:.4f}")
    for verdict in ("doubtful", "guessed", "nothing"):
        print(f"{verdict} said: {said[True, verdict]} of the right, {said[False, verdict]} of the wrong")


if __name__ == "__main__":
    main()
