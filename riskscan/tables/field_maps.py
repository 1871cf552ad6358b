"""Field maps: which part of a customs message is which column of a manifest; one TOML file a format."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args

from riskscan.exceptions import TableError
from riskscan.tables.reading import DATA, MARKS, read_rows, read_toml

__all__ = [
    "FieldMap",
    "FieldPath",
    "Level",
    "MappedField",
    "MessageName",
    "Role",
    "SyntaxCharset",
    "Taken",
    "load_date_formats",
    "load_field_map",
    "load_field_maps",
    "load_message_names",
    "load_syntax_charsets",
    "load_transport_mode_codes",
]

FOLDER = DATA / "formats"

Taken = Literal["text", "first line", "other lines", "country of place", "sum", "joined", "commodity code"]
"""What of a part is taken: all of it, the first or the other lines of a name with its address, the country that a
UN/LOCODE begins with, the sum of all such parts or all of them joined, the longest commodity code among codes of
several kinds."""

Role = Literal["consignor", "consignee"]

_CODE_COLUMNS = ("code", "mode", "source", "mark")
_NAME_COLUMNS = ("kind", "key", "name", "source", "mark")


@dataclass(frozen=True, slots=True)
class FieldPath:
    """Where a value stands.

    Attributes
    ----------
    path : str
        XPath from the element of the level; for EDIFACT ``TAG(element.component=value,...)/element.component``.
    unit : str
        Where its unit, currency or date format stands, empty where beside it or nowhere.
    taken : Taken
        What of it is taken.
    is_weak : bool
        Whether it counts only where no level says more than that.
    """

    path: str
    unit: str = ""
    taken: Taken = "text"
    is_weak: bool = False


@dataclass(frozen=True, slots=True)
class MappedField:
    """A column and where it stands.

    Attributes
    ----------
    column : str
        Canonical column, or one that only customs messages have.
    paths : tuple of FieldPath
        The first that holds something counts, or all of them, in order, for a column of text.
    source, mark : str
        Where this was read, how sure it is.
    """

    column: str
    paths: tuple[FieldPath, ...]
    source: str
    mark: str


@dataclass(frozen=True, slots=True)
class Level:
    """A kind of part that holds others: the declaration, the consignment, the goods item.

    Attributes
    ----------
    name : str
        For a reader.
    opened_by : tuple of str
        Local names of the elements, or tags of the segments, that open one.
    is_item : bool
        Whether one is a goods item, even where nothing else stands in it.
    is_unit : bool
        Whether rows are complete when one of it ends.
    needs_goods : bool
        Whether one is a row only where it says something of goods; else what it says belongs to what holds it.
    within : str
        Name of the level that must be open for one to open; empty for any.
    after, until : str
        Segments between which one can open; empty for no bound.
    opened_anywhere_by : tuple of str
        What opens one wherever it stands, so that a bound that was lost takes no goods with it.
    stated_items : tuple of str
        Paths of the number of goods items that it says it has.
    constants : dict of str to str
        Columns whose value the format itself fixes.
    parties : dict of str to tuple of str
        For ``consignor`` and ``consignee`` where such a party stands, the first that is named counts.
    fields : tuple of MappedField
        What else is read of it.
    """

    name: str
    opened_by: tuple[str, ...]
    is_item: bool
    is_unit: bool
    needs_goods: bool
    within: str
    after: str
    until: str
    opened_anywhere_by: tuple[str, ...]
    stated_items: tuple[str, ...]
    constants: Mapping[str, str]
    parties: Mapping[Role, tuple[str, ...]]
    fields: tuple[MappedField, ...]


@dataclass(frozen=True, slots=True)
class FieldMap:
    """How a format is read.

    Attributes
    ----------
    name : str
        Short name; before the names of parts that no column stands for.
    label : str
        For a reader.
    kind : {"xml", "edifact"}
        What the paths are.
    roots : tuple of str
        Local names of root elements, or types of messages.
    namespaces : tuple of str
        Texts of which one stands in the namespace of the root; empty where any will do.
    signs : tuple of str
        Texts by which the beginning of a file shows the format though another root wraps it.
    answers : tuple of str
        Local names of the elements in which a part answers a message and so holds no goods of its own.
    party : dict of str to tuple of FieldPath
        Where ``name``, ``id``, ``address`` and ``country`` stand in a party.
    levels : tuple of Level
        From the outermost.
    """

    name: str
    label: str
    kind: Literal["xml", "edifact"]
    roots: tuple[str, ...]
    namespaces: tuple[str, ...]
    signs: tuple[str, ...]
    answers: tuple[str, ...]
    party: Mapping[str, tuple[FieldPath, ...]]
    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class MessageName:
    """What a message that is not read is called.

    Attributes
    ----------
    kind : {"xml", "edifact"}
        What the key is: the local name of a root element, or a type of message.
    key, name : str
        ``IFTMIN``, ``transport instruction``.
    source, mark : str
        Where the row was read, how sure it is.
    """

    kind: Literal["xml", "edifact"]
    key: str
    name: str
    source: str
    mark: str


@cache
def load_field_maps() -> tuple[FieldMap, ...]:
    """Return every field map, by name: each is one file of ``tables/data/formats``."""
    return tuple(load_field_map(path.stem) for path in sorted(FOLDER.glob("*.toml")))


@cache
def load_field_map(name: str) -> FieldMap:
    """Return one field map.

    Raises
    ------
    TableError
        Where there is none of this name, or it breaks its format.
    """
    path = FOLDER / f"{name}.toml"
    if not path.is_file():
        raise TableError(f"There is no field map {name!r} in {FOLDER}.")
    table = read_toml(path)
    levels = tuple(_level(name, level) for level in table["level"])
    return FieldMap(
        name,
        table["label"],
        table["kind"],
        tuple(table["roots"]),
        tuple(table.get("namespaces", ())),
        tuple(table.get("signs", ())),
        tuple(table.get("answers", ())),
        {part: tuple(_path(name, path) for path in paths) for part, paths in table.get("party", {}).items()},
        levels,
    )


def _level(name: str, table: Mapping[str, Any]) -> Level:
    fields = [field for group in table.get("fields", ()) for field in _fields(name, group)]
    return Level(
        table["name"],
        tuple(table["opened_by"]),
        table.get("is_item", False),
        table.get("is_unit", False),
        table.get("needs_goods", False),
        table.get("within", ""),
        table.get("after", ""),
        table.get("until", ""),
        tuple(table.get("opened_anywhere_by", ())),
        tuple(table.get("stated_items", ())),
        table.get("constants", {}),
        {role: tuple(paths) for role, paths in table.get("parties", {}).items()},
        tuple(fields),
    )


def _fields(name: str, group: Mapping[str, Any]) -> list[MappedField]:
    if group["mark"] not in MARKS or not group["source"]:
        raise TableError(f"Field map {name}: a group of fields needs a source and a mark of {', '.join(MARKS)}.")
    return [
        MappedField(column, tuple(_path(name, path) for path in paths), group["source"], group["mark"])
        for column, paths in group["columns"].items()
    ]


def _path(name: str, path: str | Mapping[str, Any]) -> FieldPath:
    if isinstance(path, str):
        return FieldPath(path)
    taken = path.get("taken", "text")
    if taken not in get_args(Taken):
        raise TableError(f"Field map {name}: {taken!r} cannot be taken of {path['path']}.")
    return FieldPath(path["path"], path.get("unit", ""), taken, path.get("weak", False))


@cache
def load_transport_mode_codes() -> dict[str, str]:
    """Return the mode for each code of UN/ECE Recommendation 19."""
    return {row["code"]: row["mode"] for row in read_rows(FOLDER / "transport_mode_codes.csv", _CODE_COLUMNS)}


@cache
def load_message_names() -> dict[tuple[str, str], MessageName]:
    """Return the messages that are known by name only, by kind and key."""
    names = [
        MessageName(**row)  # type: ignore[arg-type]
        for row in read_rows(FOLDER / "message_names.csv", _NAME_COLUMNS)
    ]
    return {(name.kind, name.key): name for name in names}


@cache
def load_date_formats() -> dict[str, str]:
    """Return the `strptime` format of the day that a date begins with, for each code of data element 2379."""
    columns = ("code", "format", "source", "mark")
    return {row["code"]: row["format"] for row in read_rows(FOLDER / "date_formats.csv", columns)}


@dataclass(frozen=True, slots=True)
class SyntaxCharset:
    """The characters of an interchange.

    Attributes
    ----------
    code : str
        Syntax identifier (data element 0001).
    encoding : str
        Python's name of what it stands for.
    in_practice : str
        What stands in such files where bytes are no characters of that; empty for nothing known.
    source, mark : str
        Where the row was read, how sure it is.
    """

    code: str
    encoding: str
    in_practice: str
    source: str
    mark: str


@cache
def load_syntax_charsets() -> dict[str, SyntaxCharset]:
    """Return the characters of interchanges by syntax identifier."""
    columns = ("code", "encoding", "in_practice", "source", "mark")
    return {row["code"]: SyntaxCharset(**row) for row in read_rows(FOLDER / "syntax_charsets.csv", columns)}
