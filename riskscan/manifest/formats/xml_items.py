"""Goods items of a customs message in XML, element by element: what is read is dropped, and a break ends nothing."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from riskscan.exceptions import ManifestError
from riskscan.manifest.formats.message_parts import Part, Understood
from riskscan.manifest.formats.message_rows import MessageRow
from riskscan.manifest.formats.xml_parts import ElementReader, local_name
from riskscan.manifest.formats.xml_text import XmlText
from riskscan.manifest.issues import IssueKind
from riskscan.manifest.notes import Note, NoteKind
from riskscan.manifest.source import Source
from riskscan.tables.field_maps import FieldMap, Level, load_message_names

__all__ = ["XmlItems"]

_MOST_KEPT = 200_000
"""Elements of one declaration or consignment beside its goods items; a real one has some hundred."""

_HARMLESS = ("ERR_HYPHEN_IN_COMMENT",)
_MOST_ERRORS = 1_000
_NAME = re.compile(r"[^\W\d][\w.-]*")
_AROUND, _N_AROUND = "riskscan-file", 64


@dataclass(slots=True)
class _Open:
    """A part whose element has begun and not ended."""

    level: Level
    rank: int
    element: Any
    line: int
    rows: list[MessageRow] = field(default_factory=list)
    problems: list[tuple[IssueKind, str, str]] = field(default_factory=list)
    n_kept: int = 0
    seen: Part | None = None
    n_seen: int = -1
    n_yielded: int = 0


class XmlItems:
    """One pass over a file.

    Parameters
    ----------
    source : Source
        The file.
    fields : FieldMap
        The map of its format.
    encoding : str or None
        What the user says.

    Attributes
    ----------
    encoding : str
        For a reader.
    notes : list of Note
        What was chosen; complete when the rows are.
    """

    def __init__(self, source: Source, fields: FieldMap, encoding: str | None = None) -> None:
        self._name = source.name
        self._text = XmlText(source, encoding)
        self._fields = fields
        self._understood = Understood(fields)
        self._levels = {tag: (rank, level) for rank, level in enumerate(fields.levels) for tag in level.opened_by}
        self._unit_rank = next((rank for rank, level in enumerate(fields.levels) if level.is_unit), 0)
        self._stack: list[_Open] = []
        self._done: Any = None
        self._answer = ""
        self._plain: set[Any] = set()
        self._ended_early: set[Any] = set()
        self._n_dropped = 0
        self._errors: list[tuple[int, str]] = []
        self._n_errors = self._n_told = self._n_damaged_told = 0
        self.encoding = self._text.shown_encoding
        self.notes: list[Note] = []

    def rows(self) -> Iterator[MessageRow]:
        """Yield the goods items in order.

        Raises
        ------
        ManifestError
            Where the file declares entities, or nothing of it can be read.
        """
        waiting: list[MessageRow] = []
        for unit in self._units():
            self._tell_damage(waiting, until=unit[0].line)
            yield from waiting
            waiting = unit
        self._tell_damage(waiting)
        if not waiting:
            self._refuse_unread()
        yield from waiting
        self._end()

    def _units(self) -> Iterator[list[MessageRow]]:
        """Yield the rows of one declaration or consignment at a time."""
        parser = etree.XMLPullParser(
            events=("start", "end"), encoding="utf-8", recover=True, resolve_entities=False, no_network=True,
            load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True,
        )  # fmt: skip
        # Around all: end tags too many, and one document behind another, do not end it.
        parser.feed(f"<{_AROUND}>" * _N_AROUND)
        for piece in self._text.pieces():
            parser.feed(piece)
            for event, element in parser.read_events():
                yield from self._begin(element) if event == "start" else self._finish(element)
            self._take_errors(parser)
        try:
            parser.close()
        except etree.XMLSyntaxError as error:
            self._errors.append((error.lineno or 0, str(error.msg)))
        for event, element in parser.read_events():
            yield from self._begin(element) if event == "start" else self._finish(element)
        self._take_errors(parser)
        while self._stack:
            yield from self._close(self._stack[-1])

    def _begin(self, element: Any) -> Iterator[list[MessageRow]]:
        name = local_name(element.tag)
        if name != element.tag and _NAME.fullmatch(name):
            element.tag = name
        if element.tag in self._fields.answers:
            self._answer = element.tag
        found = self._levels.get(element.tag)
        if found is None:
            return
        rank, level = found
        # An end tag that is missing must not swallow the next part of the same kind.
        while any(part.level is level for part in self._stack):
            self._ended_early.add(self._stack[-1].element)
            yield from self._close(self._stack[-1])
        self._stack.append(_Open(level, rank, element, element.sourceline or 0))

    def _finish(self, element: Any) -> Iterator[list[MessageRow]]:
        if element in self._ended_early:
            self._ended_early.remove(element)
            self._drop(element)
        elif self._stack and self._stack[-1].element is element:
            yield from self._close(self._stack[-1])
        elif self._stack:
            part = self._stack[-1]
            part.n_kept += 1
            if part.n_kept > _MOST_KEPT:
                self._n_dropped += 1
                element.clear(keep_tail=True)
                if (before := element.getprevious()) is not None:
                    element.getparent().remove(before)

    def _close(self, part: _Open) -> Iterator[list[MessageRow]]:
        """End a part: its rows, or itself as one, go to what holds it, or are complete."""
        self._stack.pop()
        said = self._read(part)
        if not part.rows and not part.n_yielded:
            if part.level.needs_goods and not said.says_goods:
                self._plain.add(part.element)
                if self._stack:
                    self._stack[-1].problems += said.problems
                return
            part.rows = self._row_of(part, said)
        else:
            said.n_rows = len(part.rows) + part.n_yielded
            for row in part.rows:
                row.parts.append(said)
        self._check_count(part, said.n_rows if part.rows or part.n_yielded else 0)
        rows, part.rows = part.rows, []
        yield from self._pass_on(part, rows)
        self._drop(part.element)

    def _row_of(self, part: _Open, said: Part) -> list[MessageRow]:
        row = MessageRow([said], part.line)
        if not part.level.is_item:
            is_cut_at_once = not len(part.element) and not part.element.attrib  # a text alone is no declaration
            if said.is_empty or self._answer or is_cut_at_once:
                return []
            row.problems.append((IssueKind.NO_GOODS_ITEM, "", ""))
        return [row]

    def _pass_on(self, part: _Open, rows: list[MessageRow]) -> Iterator[list[MessageRow]]:
        if self._stack and part.rank > self._unit_rank:
            self._stack[-1].rows += rows
            return
        for above in reversed(self._stack):
            said = self._read_so_far(above)
            above.n_yielded += len(rows)
            for row in rows:
                row.parts.append(said)
        if rows:
            yield rows
        if not self._stack and part.n_yielded:
            self._note_late(part)

    def _read(self, part: _Open) -> Part:
        reader = self._reader(part)
        said = self._understood.read(part.level, reader)
        said.problems += part.problems
        if reader.stray_text:
            said.problems.append((IssueKind.DAMAGED_PART, "", reader.stray_text))
        return said

    def _reader(self, part: _Open) -> ElementReader:
        apart = frozenset(
            element for element in part.element.iterdescendants(*self._levels) if element not in self._plain
        )
        return ElementReader(part.element, self._fields.name, apart)

    def _read_so_far(self, part: _Open) -> Part:
        """Return what a part that goes on has said up to here."""
        if part.seen is None or part.n_seen != part.n_kept:
            part.seen, part.n_seen = self._read(part), part.n_kept
            part.seen.n_rows = 2  # one of several, as far as can be known
        return part.seen

    def _note_late(self, part: _Open) -> None:
        late = self._read(part)
        seen = part.seen.others if part.seen else {}
        if unread := [header for header in late.others if header not in seen]:
            self.notes.append(
                Note(NoteKind.UNREAD_PARTS, {"count": str(len(unread)), "examples": ", ".join(unread[:3])})
            )

    def _check_count(self, part: _Open, n_rows: int) -> None:
        stated = self._understood.stated_items(part.level, self._reader(part))
        if stated is not None and part.rows and stated != n_rows:
            part.rows[-1].problems.append((IssueKind.ITEM_COUNT, "", f"{stated} stated, {n_rows} read"))

    def _drop(self, element: Any) -> None:
        """Free an element that has been read: its content now, itself once the parser is past what follows it.

        An element whose end has not come belongs to the parser, which would write to what is freed.
        """
        if element in self._ended_early:
            return
        element.clear(keep_tail=True)
        done, self._done = self._done, element
        if done is not None and done.getparent() is not None and done.getparent() is element.getparent():
            done.getparent().remove(done)
        if not self._stack:
            self._plain.clear()

    def _take_errors(self, parser: Any) -> None:
        log = parser.feed_error_log
        for error in list(log)[self._n_errors :]:
            is_namespace = error.domain_name == "NAMESPACE"
            is_end = error.type_name == "ERR_TAG_NOT_FINISHED" and _AROUND in error.message
            if error.level_name != "WARNING" and not (is_namespace or is_end or error.type_name in _HARMLESS):
                self._errors.append((error.line, error.message))
        self._n_errors = len(log)

    def _tell_damage(self, rows: list[MessageRow], until: int | None = None) -> None:
        """Tell each row in whose lines something is damaged; what stands behind them waits for the next rows."""
        if not rows:
            return
        lines = [row.line for row in rows]
        errors = [line for line, _ in self._errors[self._n_told : self._n_told + _MOST_ERRORS]]
        self._n_told += _tell(rows, lines, errors, IssueKind.DAMAGED_PART, until)
        damaged = self._text.damaged_lines[self._n_damaged_told :]
        self._n_damaged_told += _tell(rows, lines, damaged, IssueKind.UNDECODABLE_TEXT, until)

    def _refuse_unread(self) -> None:
        if self._answer:
            what = load_message_names()["xml", self._answer].name
            raise ManifestError(f"{self._name} is a {what}; it has no goods items, the declaration itself has them.")
        line, reason = self._errors[0] if self._errors else (1, "it holds no declaration or consignment")
        raise ManifestError(
            f"{self._name} begins like {self._fields.label}, but nothing of it can be read (line {line}: {reason})."
        )

    def _end(self) -> None:
        if self._text.stated:
            facts = {"stated": self._text.stated, "encoding": self._text.encoding}
            self.notes.append(Note(NoteKind.ENCODING_CONTRADICTED, facts))
        if self._errors:
            line, reason = self._errors[0]
            self.notes.append(Note(NoteKind.DAMAGED_FILE, {"line": str(line), "reason": reason}))
        if self._n_dropped:
            facts = {"count": str(self._n_dropped), "examples": "more elements than a declaration has"}
            self.notes.append(Note(NoteKind.UNREAD_PARTS, facts))


def _tell(rows: list[MessageRow], lines: list[int], damaged: list[int], kind: IssueKind, until: int | None) -> int:
    """Add an issue to the rows that begin nearest before each damaged line; return how many lines are done with."""
    n_done = 0
    for line in damaged:
        if until is not None and line > until:
            break
        place = max(bisect_right(lines, line) - 1, 0)
        # In a file of few lines several rows begin on the same one, and any of them can be meant.
        for row in rows[bisect_left(lines, lines[place]) : place + 1]:
            if (kind, "", "") not in row.problems:
                row.problems.append((kind, "", ""))
        n_done += until is None or line < until
    return n_done
