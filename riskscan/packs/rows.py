"""The tables of a pack as rows like those of the packaged tables, its name beside each.

======================  ================================================================================
``substances.csv``      as the packaged table, with hs_codes before source
``synonyms/en.csv``     names by language, as the packaged ones; also of packaged substances
``lists.csv``           lists of the pack: jurisdiction, list, severity, kind (watch, precursor, drug, own), note
``listings/own.csv``    what stands on lists of the pack, as the packaged ones; ``own`` counts wherever goods go
``listings/us.csv``     the same under a jurisdiction that the tables know
``watch_words.csv``     word, note, source, mark: words of goods descriptions that name no known substance
======================  ================================================================================

All are optional, one must be there. CSV in UTF-8.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from riskscan.exceptions import PackError, TableError
from riskscan.packs.contents import PackContents
from riskscan.tables.languages import load_languages
from riskscan.tables.listings import LISTING_COLUMNS, Listing, parse_listing
from riskscan.tables.lists import LIST_COLUMNS, OWN, LawList, load_jurisdictions, load_lists, parse_list
from riskscan.tables.own_rows import OwnRows
from riskscan.tables.reading import read_lines, split_cell
from riskscan.tables.substances import SYNONYM_COLUMNS, Substance, Synonym

__all__ = ["WATCH_WORDS", "is_table", "parse_rows"]

WATCH_WORDS = LawList(OWN, "watch words", 0.5, "watch", "words of goods descriptions that a pack asks to be watched")

_SUBSTANCE_COLUMNS = (
    "substance_id", "name", "kind", "cas_rn", "smiles", "inchikey", "systematic_name", "hs_codes", "source", "mark",
    "note",
)  # fmt: skip
_WORD_COLUMNS = ("word", "note", "source", "mark")
_SINGLE = ("substances.csv", "lists.csv", "watch_words.csv")
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
_LONGEST_CELL = 2_000
_LONGEST_NAME = 200
_MOST_ROWS = 50_000
_KINDS: dict[str, frozenset[str]] = {
    "substance": frozenset({"precursor", "drug"}),
    "name": frozenset({"common", "systematic", "cas_index", "trade", "abbreviation"}),
}


def is_table(name: str) -> bool:
    """Whether a pack may hold a table of this name."""
    folder, _, stem = name.removesuffix(".csv").rpartition("/")
    if not folder:
        return name in _SINGLE
    known = {language.code for language in load_languages()} if folder == "synonyms" else _places()
    return folder in ("synonyms", "listings") and name.endswith(".csv") and stem in known


def parse_rows(contents: PackContents, tables: Mapping[str, bytes]) -> OwnRows:
    """Return the rows of a pack; ids of its own substances bear its name.

    Parameters
    ----------
    contents : PackContents
    tables : mapping of str to bytes
        Its tables by name.

    Raises
    ------
    PackError
        Where a table has a name that no pack has, is no UTF-8, or a row breaks the format; the message names it.
    """
    if not tables:
        raise PackError(f"{contents.title} holds no table; give it substances.csv, listings/own.csv or another.")
    if strangers := sorted(name for name in tables if not is_table(name)):
        raise PackError(
            f"{contents.title} is refused: {strangers[0]!r} is no table of a pack; it may hold {', '.join(_SINGLE)}, "
            "synonyms/<language>.csv and listings/<jurisdiction>.csv of languages and jurisdictions known here."
        )
    try:
        return _Parser(contents, tables).rows()
    except TableError as error:
        raise PackError(f"{contents.title} is refused: {error}") from error


class _Parser:
    """Reads the tables of one pack."""

    def __init__(self, contents: PackContents, tables: Mapping[str, bytes]) -> None:
        self._contents = contents
        self._tables = tables
        self._substances = list(self._read("substances.csv", _SUBSTANCE_COLUMNS))
        self._own = {row["substance_id"] for row in self._substances}
        self._lists = self._all_lists()

    def rows(self) -> OwnRows:
        """Return all rows."""
        substances = tuple(map(self._substance, self._substances))
        synonyms = tuple(self._synonyms())
        listings = tuple(self._listings())
        return OwnRows(substances, synonyms, listings) + self._watch_words()

    def _all_lists(self) -> dict[tuple[str, str], LawList]:
        lists = dict(load_lists())
        for row in self._read("lists.csv", LIST_COLUMNS):
            found = parse_list(row)
            key = found.jurisdiction, found.name
            if found.jurisdiction not in (OWN, *load_jurisdictions()):
                raise TableError(f"lists.csv, {' '.join(key)}: unknown jurisdiction; use {OWN} for a list of your own.")
            if key in lists or found == WATCH_WORDS:
                raise TableError(f"lists.csv, {' '.join(key)}: such a list is there already; leave the row out.")
            lists[key] = found
        return lists

    def _subject(self, substance_id: str) -> str:
        return f"{self._contents.name}/{substance_id}" if substance_id in self._own else substance_id

    def _source(self, source: str) -> str:
        return f"{source} ({self._contents.title})" if source else ""

    def _substance(self, row: dict[str, str]) -> Substance:
        where = f"substances.csv, {row['substance_id']!r}"
        if not _ID.fullmatch(row["substance_id"]):
            raise TableError(f"{where}: an id has small letters, digits and hyphens only.")
        _check_kind(where, "substance", row["kind"])
        values: dict[str, Any] = row | {
            "substance_id": self._subject(row["substance_id"]), "hs_codes": split_cell(row["hs_codes"]),
            "source": self._source(row["source"]),
        }  # fmt: skip
        return Substance(**values)

    def _synonyms(self) -> Iterator[Synonym]:
        for name in sorted(self._tables):
            if not name.startswith("synonyms/"):
                continue
            language = name.removeprefix("synonyms/").removesuffix(".csv")
            for row in self._read(name, SYNONYM_COLUMNS):
                _check_kind(f"{name}, {row['name']!r}", "name", row["kind"])
                values: dict[str, Any] = row | {
                    "substance_id": self._subject(row["substance_id"]), "context": split_cell(row["context"]),
                    "source": self._source(row["source"]),
                }  # fmt: skip
                yield Synonym(language=language, **values)

    def _listings(self) -> Iterator[Listing]:
        for name in sorted(self._tables):
            if not name.startswith("listings/"):
                continue
            place = name.removeprefix("listings/").removesuffix(".csv").upper()
            for row in self._read(name, LISTING_COLUMNS):
                yield self._shown(parse_listing(place, row, self._lists))

    def _shown(self, listing: Listing) -> Listing:
        """Return a listing that says from which pack it comes."""
        return replace(
            listing, subject=self._subject(listing.subject), source=self._source(listing.source),
            citation=", ".join(filter(None, (listing.citation, self._contents.title))),
        )  # fmt: skip

    def _watch_words(self) -> OwnRows:
        """Return the words, each a substance of which nothing is known, on a list that watches."""
        substances, synonyms, listings = [], [], []
        for number, row in enumerate(self._read("watch_words.csv", _WORD_COLUMNS), 1):
            subject, source = f"{self._contents.name}/word-{number}", self._source(row["source"])
            substances.append(
                Substance(subject, row["word"], "precursor", "", "", "", "", (), source, row["mark"], row["note"])
            )
            synonyms.append(Synonym(subject, row["word"], "en", "trade", (), source, row["mark"]))
            listings.append(
                Listing(
                    OWN, subject, WATCH_WORDS.name, frozenset({"salts", "stereoisomers", "isotopologues"}), "in_force",
                    None, None, None, self._contents.title, source, row["mark"], row["note"], WATCH_WORDS.severity,
                    is_watch=True,
                )
            )  # fmt: skip
        return OwnRows(tuple(substances), tuple(synonyms), tuple(listings))

    def _read(self, name: str, columns: tuple[str, ...]) -> Iterator[dict[str, str]]:
        """Yield the rows of a table that may be missing."""
        if name not in self._tables:
            return
        try:
            text = self._tables[name].decode("utf-8")
        except UnicodeDecodeError as error:
            raise TableError(f"{name} is no UTF-8 ({error}); save it as CSV in UTF-8.") from error
        try:
            for number, row in enumerate(read_lines(name, io.StringIO(text, newline=""), columns), 1):
                _check_cells(f"{name}, row {number}", row)
                if number > _MOST_ROWS:
                    raise TableError(f"{name} has more than {_MOST_ROWS:,} rows; make several packs of it.")
                yield row
        except csv.Error as error:
            raise TableError(f"{name} cannot be read as CSV ({error}); is a quote left open?") from error


def _places() -> set[str]:
    return {place.lower() for place in (OWN, *load_jurisdictions())}


def _check_cells(where: str, row: Mapping[str, str]) -> None:
    for column, cell in row.items():
        if not cell.isprintable():
            raise TableError(f"{where}: {column} holds a character that is not shown, as control characters are.")
        most = _LONGEST_NAME if column in ("name", "word") else _LONGEST_CELL
        if len(cell) > most:
            raise TableError(f"{where}: {column} has more than {most:,} characters.")


def _check_kind(where: str, what: str, kind: str) -> None:
    if kind not in _KINDS[what]:
        raise TableError(f"{where}: unknown kind {kind!r} of {what}; known: {', '.join(sorted(_KINDS[what]))}.")
