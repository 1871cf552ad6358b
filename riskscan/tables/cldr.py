"""Make the tables of names that come from Unicode CLDR: months, and countries where ISO 3166's own names miss.

Run with Babel installed (``pip install riskscan[tables]``)::

    python -m riskscan.tables.cldr

It rewrites ``month_names.csv`` and ``country_names_cldr.csv``. Rows of other sources in them stay. Each language is
read in a process of its own, because Babel's stand-alone names of months depend on which language was asked first.

References
----------
Unicode Common Locale Data Repository, https://cldr.unicode.org, under the Unicode License v3.
"""

import csv
import gettext
from collections.abc import Callable, Iterable
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from riskscan.tables.reading import DATA

__all__ = ["COUNTRY_LANGUAGES", "MONTH_LANGUAGES", "country_names", "main", "month_names"]

MONTH_LANGUAGES = (
    "en", "en_GB", "es", "es_MX", "fr", "fr_CA", "de", "de_AT", "pt", "pt_PT", "it", "ru", "zh", "nl", "pl", "tr", "ar",
    "ar_SY", "ar_DZ", "ar_MA", "id", "uk", "th", "cs", "hu", "sv", "da", "fi", "nb", "ro", "bg", "el", "he", "fa", "sr",
    "sr_Latn", "hr", "sk", "sl", "lt", "lv", "et", "kk", "uz", "uz_Cyrl", "az", "az_Cyrl", "hy", "ka", "be", "ms", "hi",
    "bn", "ca", "my", "km", "sq", "mk",
)  # fmt: skip
"""Languages whose months have names; those of Chinese, Japanese, Korean and Vietnamese are mostly numbers."""

COUNTRY_LANGUAGES = (
    "en", "es", "fr", "de", "zh_Hans", "zh_Hant", "pt", "pt_PT", "it", "ru", "ja", "nl", "pl", "tr", "ko", "ar", "vi",
    "id", "uk", "th", "cs", "hu", "sv", "da", "fi", "nb", "ro", "bg", "el", "he", "fa", "sr", "sr_Latn", "hr", "sk",
    "sl", "lt", "lv", "et", "kk", "uz", "uz_Cyrl", "az", "mn", "hy", "ka", "ky", "tg", "tk", "ms", "ur", "hi", "bn",
    "my", "km", "lo", "am", "sq", "mk", "be",
)  # fmt: skip
"""Languages of which a state or its customs files trade papers."""

_SOURCE = "Unicode CLDR through Babel "
_MARK = "S"

Row = TypeVar("Row", tuple[str, int, str], tuple[str, str, str])


def month_names(language: str) -> list[tuple[str, int, str]]:
    """Return language, month (1 to 12) and name, in its long and short forms, those of dates and those by itself."""
    from babel import Locale

    months = Locale.parse(language).months
    found = {
        (number, months[context][width][number].strip(". "))
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number in range(1, 13)
    }
    code = language.split("_")[0]
    return sorted((code, number, name) for number, name in found if not any(letter.isdigit() for letter in name))


def country_names(language: str) -> list[tuple[str, str, str]]:
    """Return alpha-2, name and language of every country that a language names, short and variant names too."""
    from babel import Locale

    territories = Locale.parse(language).territories
    return sorted((code, name, language.split("_")[0]) for code, name in territories.items() if len(code) == 2)


def main() -> None:
    """Rewrite both tables."""
    from importlib.metadata import version

    source = _SOURCE + version("babel")
    months = dict.fromkeys(row for rows in _apart(month_names, MONTH_LANGUAGES) for row in rows)
    table = DATA / "month_names.csv"
    kept = _others(table)
    _write(table, ("language", "month", "name", "source", "mark"), [*((*row, source, _MARK) for row in months), *kept])
    table = DATA / "country_names_cldr.csv"
    _write(table, ("alpha_2", "name", "language"), _new_names(_apart(country_names, COUNTRY_LANGUAGES)))


def _new_names(languages: list[list[tuple[str, str, str]]]) -> Iterable[tuple[str, str, str]]:
    """Return the names of today's countries that the translations of ISO 3166 in ``pycountry`` do not have."""
    import pycountry

    known = {country.alpha_2 for country in pycountry.countries} | {"XK", "EU"}
    english = [getattr(country, kind, "") for country in pycountry.countries for kind in ("name", "common_name")]
    seen = {name.casefold() for name in english}
    for path in sorted(Path(pycountry.LOCALES_DIR).iterdir()):
        words = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=[path.name], fallback=True)
        seen |= {words.gettext(name).casefold() for name in english if name}
    rows = (row for language in languages for row in language)
    return dict.fromkeys(row for row in rows if row[0] in known and row[1].casefold() not in seen)


def _apart(read: Callable[[str], list[Row]], languages: Iterable[str]) -> list[list[Row]]:
    with get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        return pool.map(read, languages, chunksize=1)


def _others(table: Path) -> list[tuple[object, ...]]:
    """Return the rows that come from elsewhere."""
    if not table.exists():
        return []
    with table.open(encoding="utf-8", newline="") as handle:
        return [tuple(row) for row in list(csv.reader(handle))[1:] if not row[-2].startswith(_SOURCE)]


def _write(table: Path, header: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    with table.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


if __name__ == "__main__":
    main()
