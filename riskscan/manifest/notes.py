"""Notes: what was chosen or assumed in reading a file, as objects that every face of riskscan shows alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from riskscan.manifest.sentences import SentenceEnum

__all__ = ["Note", "NoteKind", "note_on_header"]

_MOST_NAMES = 12
_MOST_TITLES = 3
_LONGEST_NAME = 60


class NoteKind(SentenceEnum):
    """The closed set of notes; each has the sentence that says it, with its facts in braces."""

    OTHER_TABLE = "other_table", "{name} was not read: {why}."
    UNREAD_GOODS = (
        "unread_goods",
        "{name} names goods and was not read: its columns are others than those of {read}. Read it from a file of its"
        " own.",
    )
    JOINED_TABLES = (
        "joined_tables",
        "{names} have one header and are one table here; {columns} says which row is whose.",
    )
    CONTINUED_TABLE = "continued_table", "{name} has no header; it was read as a part of {read}, whose columns it fits."
    INNER_HEADER = (
        "inner_header",
        "Another header stands among the rows ({names}); the rows below were read by it.",
    )
    HIDDEN_TABLE = "hidden_table", "{name} is hidden in the file; it was read."
    OTHER_STYLE = "other_style", "Separators and line breaks in cells are protected {how}; the file was read so."
    HEADER_PLACE = "header_place", "{name}: the header stands in {rows}; above it: {above}."
    HEADER_ROWS = "header_rows", "{name}: the header stands in {rows}."
    HEADER_DOUBTFUL = (
        "header_doubtful",
        "The header that the mapping file names ({names}) looks like a row of goods; if it is one, it is not screened:"
        " put a row of names above it.",
    )
    MERGED_CELLS = "merged_cells", "{name}: a text in cells merged over several rows stands on each of them ({ranges})."
    ROW_OF_EACH = "row_of_each", "Each of {path} is a row; what stands beside them is repeated on each."
    CHOSEN_COLUMN = "chosen_column", "{target} is read from {sources}, not from {others}: {why}."
    JOINED_COLUMNS = "joined_columns", "{target} is read from {sources}, joined in this order."
    TARIFF_TEXT = (
        "tariff_text",
        "{target} is read from {sources}, the text of the tariff heading: no column says what the goods are.",
    )
    COLUMN_BY_CELLS = "column_by_cells", "{target} is read from {sources}: {why}."
    COLUMN_NOT_READ = "column_not_read", "{sources} is not read as {target}: {why}."
    ASSUMED_UNIT = "assumed_unit", "{target} is read from {sources} in {unit}: {why}."
    COUNTRY_OF_PLACE = "country_of_place", "{column} is the country of a place's UN/LOCODE where none is stated."
    DAMAGED_FILE = "damaged_file", "The file is damaged at line {line} ({reason}); what can be read of it is read."
    ENCODING_CONTRADICTED = "encoding_contradicted", "The file says {stated}, but its bytes are {encoding}; so read."
    UNREAD_PARTS = "unread_parts", "{count} parts were not read: {examples}."
    NO_DATE_COLUMN = "no_date_column", "No column says when the rows were lodged: they are judged by the law of today."
    ASSUMED_CURRENCY = "assumed_currency", "{column}: {symbol} stands for several currencies and is read as {currency}."
    UNIT_OF_CELLS = "unit_of_cells", "{column}: cells without a unit are read in {unit}, which the other cells state."
    UNIT_COLUMN_PASSED = (
        "unit_column_passed",
        "{column}: {source} states units that are no mass in {rows} rows; the weight is read in {unit} there.",
    )
    DATE_ERA = "date_era", "{column}: years are counted in the {era}."
    ENCODING_GUESSED = (
        "encoding_guessed",
        "The file does not state its encoding; it was read as {encoding} because {basis}.",
    )
    ENCODING_MIXED = (
        "encoding_mixed",
        "The file is in {encoding}, but some lines are not; they were read as {other} because {basis}.",
    )
    ENCODING_DOUBTFUL = (
        "encoding_doubtful",
        "The file does not state its encoding; it was read as {encoding} because {basis}, but that is doubtful (next"
        ' best: {next_best}). If letters look wrong, state it in a mapping file: [file] encoding = "...".',
    )


@dataclass(frozen=True, slots=True)
class Note:
    """One choice or assumption about a whole file, sheet or column.

    Attributes
    ----------
    kind : NoteKind
        What was chosen or assumed.
    facts : mapping of str to str or tuple of str
        What the kind's sentence names in braces; a tuple holds names from the file, which the sentence quotes.

    Examples
    --------
    >>> str(Note(NoteKind.OTHER_TABLE, {"name": "Sheet2", "why": "it has no header"}))
    'Sheet2 was not read: it has no header.'
    >>> str(Note(NoteKind.JOINED_COLUMNS, {"target": "goods_description", "sources": ("Goods", "Variety")}))
    "goods_description is read from 'Goods', 'Variety', joined in this order."
    """

    kind: NoteKind
    facts: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)

    def __str__(self) -> str:
        """Return the sentence with its facts."""
        return self.kind.sentence.format(**{name: _written(fact) for name, fact in self.facts.items()})

    def to_dict(self) -> dict[str, object]:
        """Return the note as plain types, for JSON."""
        facts = {name: list(fact) if isinstance(fact, tuple) else fact for name, fact in self.facts.items()}
        return {"kind": str(self.kind), "sentence": str(self), "facts": facts}


def _written(fact: str | tuple[str, ...]) -> str:
    if isinstance(fact, str):
        return fact
    shown = [repr(name[:_LONGEST_NAME]) for name in fact[:_MOST_NAMES]]
    return ", ".join(shown) + (f" and {len(fact) - _MOST_NAMES} more" if len(fact) > _MOST_NAMES else "")


def note_on_header(name: str, rows: str, titles: Sequence[str]) -> Note:
    """Return the note that says where a header stands that is not the first line alone.

    Parameters
    ----------
    name : str
        Of the table.
    rows : str
        Where the header stands, such as ``lines 3 to 4``.
    titles : sequence of str
        What stands above it, which may matter to a reader; blank lines left out.

    Examples
    --------
    >>> str(note_on_header("The file", "line 2", ["Lines of May"]))
    "The file: the header stands in line 2; above it: 'Lines of May'."
    """
    facts = {"name": name, "rows": rows}
    if not titles:
        return Note(NoteKind.HEADER_ROWS, facts)
    cut = (
        title if len(title) <= _LONGEST_NAME else f"{title[: _LONGEST_NAME - 1]}…" for title in titles[:_MOST_TITLES]
    )
    more = f" and {len(titles) - _MOST_TITLES} more lines" if len(titles) > _MOST_TITLES else ""
    return Note(NoteKind.HEADER_PLACE, facts | {"above": "; ".join(map(repr, cut)) + more})
