"""UN/EDIFACT customs messages: cargo reports (CUSCAR) and declarations (CUSDEC)."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from riskscan.exceptions import ManifestError
from riskscan.manifest.formats.base import Certainty, Format, ReadOptions, Table
from riskscan.manifest.formats.edifact_parts import SegmentsReader, segment_path
from riskscan.manifest.formats.edifact_segments import UNREADABLE, Interchange, Segment, find_start
from riskscan.manifest.formats.message_parts import Part, Understood
from riskscan.manifest.formats.message_rows import MessageRow
from riskscan.manifest.formats.message_tables import message_tables
from riskscan.manifest.issues import IssueKind
from riskscan.manifest.notes import Note, NoteKind
from riskscan.manifest.source import Source
from riskscan.tables.field_maps import FieldMap, Level, load_field_maps, load_message_names

__all__ = ["FORMAT"]

_MESSAGE = re.compile(r"UNB[^\w\s]UNO|UN[HG][^\w\s].{0,80}?[A-Z]{6}[^\w\s]|\x1d", re.DOTALL)
_SEARCHED = 4_000
_ENVELOPE = frozenset(("UNB", "UNG", "UNH", "UNE", "UNZ"))
_TOLD_BY = {"CNI": "CUSCAR", "GID": "CUSCAR", "EQD": "CUSCAR", "CST": "CUSDEC", "DMS": "CUSDEC"}
_HEADLESS = re.compile(r"(?:\A|')\s*(?:BGM|CNI|GID|CST|DMS|NAD|LOC|DTM|FTX)\+[^']{1,200}(?=')")
_FEWEST = 3
_MOST_LOOSE = 1_000  # segments; the head of a real message has some dozen
_SHOWN = 60
_DECIMAL_MARK = ","  # ISO 9735 knows no thousands marks: point and comma are both the decimal one


@dataclass(slots=True)
class _Open:
    """A part of a message that has begun and not ended."""

    level: Level
    rank: int
    segments: list[Segment] = field(default_factory=list)
    rows: list[MessageRow] = field(default_factory=list)
    holds_parts: bool = False


class EdifactItems:
    """One pass over a file.

    Parameters
    ----------
    source : Source
        The file.
    encoding : str or None
        What the user says.

    Attributes
    ----------
    encoding : str
        For a reader.
    notes : list of Note
        What was chosen; complete when the rows are.
    """

    def __init__(self, source: Source, encoding: str | None = None) -> None:
        self._name = source.name
        self._interchange = Interchange(source, encoding)
        self._maps = {root: fields for fields in load_field_maps() if fields.kind == "edifact" for root in fields.roots}
        self._unread: Counter[str] = Counter()
        self._header: list[Segment] = []
        self._group_type = ""
        self._loose: list[Segment] | None = []
        self._stray: Counter[str] = Counter()
        self.encoding = self._interchange.encoding
        self.notes: list[Note] = []

    def rows(self) -> Iterator[MessageRow]:
        """Yield the goods items in order.

        Raises
        ------
        ManifestError
            Where the file holds no message that is read; the sentence says which it holds.
        """
        waiting: list[MessageRow] = []
        for message in self._messages():
            yield from waiting
            waiting = message
        if not waiting:
            raise ManifestError(self._refusal())
        if self._interchange.is_cut:
            waiting[-1].problems.append((IssueKind.DAMAGED_PART, "", "no terminator at the end"))
        yield from waiting
        self._end()

    def _messages(self) -> Iterator[list[MessageRow]]:
        message: _Message | None = None
        for segment in self._interchange.segments():
            if segment.tag in _ENVELOPE and message is not None:
                yield from message.end(None)
                message = None
            if segment.tag in _ENVELOPE:
                self._lay_aside()
            if segment.tag == "UNB":
                self._header, self._group_type = [segment], ""
            elif segment.tag == "UNG":
                self._group_type = segment.get(1)
            elif segment.tag == "UNH":
                message, self._loose = self._begin(segment), None
            elif segment.tag == "UNT":
                if message is not None:
                    yield from message.end(segment)
                message, self._loose = None, []
            elif segment.tag not in _ENVELOPE:
                message = message or self._begin_without_head(segment)
                if message is not None:
                    message.add(segment)
        if message is not None:
            yield from message.end(None)
        self._lay_aside()

    def _lay_aside(self) -> None:
        """Count what stands between messages and belongs to none."""
        self._stray.update(segment.tag for segment in self._loose or ())
        self._loose = []

    def _begin_without_head(self, segment: Segment) -> "_Message | None":
        """Begin a message that has lost its head, as soon as a segment tells which it is."""
        if self._loose is None:
            return None
        kind = _TOLD_BY.get(segment.tag)
        if kind is None or kind not in self._maps:
            self._loose.append(segment)
            if len(self._loose) > _MOST_LOOSE:
                self._lay_aside()
            return None
        message = _Message(self._maps[kind], self._header)
        for before in self._loose:
            message.add(before)
        self._loose = None
        return message

    def _begin(self, segment: Segment) -> "_Message | None":
        kind = (segment.get(2) or self._group_type).upper()
        fields = self._maps.get(kind)
        if fields is None:
            self._unread[kind or "unnamed"] += 1
            return None
        return _Message(fields, [*self._header, segment], has_head=bool(segment.get(2)))

    def _refusal(self) -> str:
        read = " and ".join(sorted(self._maps))
        if not self._unread:
            return (
                f"{self._name} begins like a UN/EDIFACT interchange, but holds no message (UNH); riskscan reads {read}."
            )
        if len(self._unread) == 1 and sum(self._unread.values()) == 1:
            return f"{self._name}: this is an EDIFACT {self._named(next(iter(self._unread)))}; riskscan reads {read}."
        named = ", ".join(f"{n} {self._named(kind)}" for kind, n in self._unread.most_common(5))
        return f"{self._name}: this is an EDIFACT interchange with {named}; riskscan reads {read}."

    @staticmethod
    def _named(kind: str) -> str:
        known = load_message_names().get(("edifact", kind))
        return f"{kind} message ({known.name})" if known else f"{kind[:20]} message"

    def _end(self) -> None:
        for kind, n in self._unread.items():
            why = f"riskscan reads {' and '.join(sorted(self._maps))}" + (f"; there are {n} of them" if n > 1 else "")
            self.notes.append(Note(NoteKind.OTHER_TABLE, {"name": f"EDIFACT {self._named(kind)}", "why": why}))
        if self._stray:
            tags = ", ".join(tag for tag, _ in self._stray.most_common(3))
            facts = {"count": str(self._stray.total()), "examples": f"segments {tags} between messages"}
            self.notes.append(Note(NoteKind.UNREAD_PARTS, facts))
        if self._interchange.stated:
            facts = {"stated": self._interchange.stated, "encoding": self.encoding}
            self.notes.append(Note(NoteKind.ENCODING_CONTRADICTED, facts))


class _Message:
    """One message, from UNH on."""

    def __init__(self, fields: FieldMap, header: list[Segment], *, has_head: bool = False) -> None:
        self._fields = fields
        self._has_head = has_head
        self._understood = Understood(fields, _DECIMAL_MARK)
        self._n_segments = 1
        self._passed: set[str] = set()
        self._stack = [_Open(fields.levels[0], 0, list(header))]
        self._bounds = {bound for level in fields.levels for bound in (level.after, level.until) if bound}

    def add(self, segment: Segment) -> None:
        self._n_segments += 1
        for bound in self._bounds:
            if segment_path(bound).fits(segment):
                self._passed.add(bound)
                self._close_down_to(min(self._ranks_until(bound), default=len(self._fields.levels)))
        for rank, level in enumerate(self._fields.levels[1:], start=1):
            if self._opens(rank, level, segment):
                self._close_down_to(rank)
                self._stack[-1].holds_parts = True
                self._stack.append(_Open(level, rank))
                break
        self._stack[-1].segments.append(segment)

    def _ranks_until(self, bound: str) -> list[int]:
        return [rank for rank, level in enumerate(self._fields.levels) if level.until == bound]

    def _opens(self, rank: int, level: Level, segment: Segment) -> bool:
        if any(path.fits(segment) for path in map(segment_path, level.opened_anywhere_by)):
            return True
        if (level.after and level.after not in self._passed) or level.until in self._passed:
            return False
        opener = next((path for path in map(segment_path, level.opened_by) if path.fits(segment)), None)
        if opener is None:
            return False
        if level.within and not any(part.level.name == level.within for part in self._stack):
            return False
        same = next((part for part in self._stack if part.rank == rank), None)
        if same is None or not opener.conditions:
            return True
        # A reference beside others of the same consignment opens none.
        return same.holds_parts or same.segments[0].get(1) == segment.get(1)

    def _close_down_to(self, rank: int) -> None:
        while self._stack[-1].rank >= rank and len(self._stack) > 1:
            self._close(self._stack.pop())

    def _close(self, part: _Open) -> None:
        said = self._read(part)
        if part.rows:
            said.n_rows = len(part.rows)
            for row in part.rows:
                row.parts.append(said)
        else:
            part.rows = _rows_of(said)
        self._stack[-1].rows += part.rows

    def _read(self, part: _Open) -> Part:
        said = self._understood.read(part.level, self._reader(part))
        if unreadable := [segment.get(1) for segment in part.segments if segment.tag == UNREADABLE]:
            said.problems.append((IssueKind.DAMAGED_PART, "", unreadable[0][:_SHOWN]))
        return said

    def _reader(self, part: _Open) -> SegmentsReader:
        around = [other.segments for other in reversed(self._stack) if other is not part]
        return SegmentsReader(part.segments, around, f"{self._fields.name}:{part.level.name}")

    def end(self, trailer: Segment | None) -> Iterator[list[MessageRow]]:
        """Yield the rows of the message, if it says anything."""
        self._close_down_to(1)
        whole = self._stack[0]
        said = self._read(whole)
        stated = self._understood.stated_items(whole.level, self._reader(whole))
        n_items = len(whole.rows)
        said.n_rows = max(n_items, 1)
        for row in whole.rows:
            row.parts.append(said)
        rows = whole.rows or _rows_of(said)
        if rows:
            rows[-1].problems += self._doubts(trailer, stated, n_items)
            yield rows

    def _doubts(
        self, trailer: Segment | None, stated: int | None, n_items: int
    ) -> Iterator[tuple[IssueKind, str, str]]:
        if not self._has_head:
            yield IssueKind.DAMAGED_PART, "", "the message has no head (UNH)"
        if trailer is None:
            yield IssueKind.DAMAGED_PART, "", "the message has no end (UNT)"
        elif (n_segments := trailer.get(1)).isdecimal() and int(n_segments) != self._n_segments + 1:
            yield IssueKind.ITEM_COUNT, "", f"{n_segments} segments stated, {self._n_segments + 1} read"
        if stated is not None and stated != n_items:
            yield IssueKind.ITEM_COUNT, "", f"{stated} items stated, {n_items} read"


def _rows_of(said: Part) -> list[MessageRow]:
    """Return the row of a part that holds none."""
    if said.is_empty:
        return []
    row = MessageRow([said])
    if not said.level.is_item and not said.names_goods:
        row.problems.append((IssueKind.NO_GOODS_ITEM, "", ""))
    return [row]


def _tells(source: Source) -> Certainty:
    head = source.head[:_SEARCHED].replace(b"\x00", b"").decode("latin-1").lstrip("\xef\xbb\xbf\xff\xfe\r\n\t ")
    start = find_start(head)
    if start is None or not _MESSAGE.search(head, start.start("tag")):
        return Certainty.LIKELY if len(_HEADLESS.findall(head)) >= _FEWEST else Certainty.NO
    return Certainty.SURE if start.start() == 0 else Certainty.LIKELY


def _tables(source: Source, options: ReadOptions) -> Iterator[Table]:
    return message_tables(lambda: EdifactItems(source, options.encoding))


FORMAT = Format("edifact", "UN/EDIFACT CUSCAR or CUSDEC", _tells, _tables)
