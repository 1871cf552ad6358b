"""Segments of an EDIFACT message, asked by the paths of a field map for what stands in them."""

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cache

from riskscan.exceptions import TableError
from riskscan.manifest.formats.edifact_segments import Segment
from riskscan.manifest.formats.message_parts import Leaf

__all__ = ["SegmentPath", "SegmentsReader", "segment_path"]

_PATH = re.compile(
    r"(?P<tag>[A-Z]{3})(?:\((?P<conditions>[^()]*)\))?(?:/(?P<targets>[\d.,-]+))?(?:~(?P<unit>\d+\.\d+))?"
)
_TARGET = re.compile(r"(\d+)(?:\.(\d+)(?:-(\d+))?)?")
_QUALIFIED = frozenset(
    [
        "RFF",
        "NAD",
        "LOC",
        "DTM",
        "FTX",
        "MEA",
        "MOA",
        "TDT",
        "EQD",
        "DOC",
        "CNT",
        "QTY",
        "CUX",
        "TAX",
        "PIA",
        "IMD",
        "GEI",
        "GIS",
        "COM",
        "CTA",
        "PCI",
        "TOD",
        "HAN",
    ]
)
"""Segments whose first element says what the others are."""
_CODE_LIST = re.compile(r"\d{0,3}")
"""Number of a list of codes, or of who keeps it, beside a code."""
_ANY = frozenset("*")
_BETWEEN = "; "
_ALL = 99


@dataclass(frozen=True, slots=True)
class Target:
    """An element, or some of its components.

    Attributes
    ----------
    element, first, last : int
        Counted from 1.
    """

    element: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class SegmentPath:
    """Which segments, and what of them.

    Attributes
    ----------
    tag : str
        Of the segment.
    conditions : tuple of (element, component, values)
        Each must be met: the component is one of the values; ``*`` for any but nothing.
    targets : tuple of Target
        What is taken.
    unit : (element, component) or None
        Where its unit stands.
    """

    tag: str
    conditions: tuple[tuple[int, int, frozenset[str]], ...]
    targets: tuple[Target, ...]
    unit: tuple[int, int] | None

    def fits(self, segment: Segment) -> bool:
        """Whether a segment is one of those that the path means."""
        if segment.tag != self.tag:
            return False
        return all(
            text in values or (text and values == _ANY)
            for text, values in ((segment.get(*where), values) for *where, values in self.conditions)
        )


@dataclass(frozen=True, slots=True)
class _Taken:
    """What of a segment is in a column, with its unit."""

    element: int
    first: int
    last: int
    unit: tuple[int, int] | None

    def holds(self, element: int, component: int) -> bool:
        is_in = element == self.element and self.first <= component <= self.last
        return is_in or (element, component) == self.unit


@cache
def segment_path(path: str) -> SegmentPath:
    """Read a path of a field map.

    Raises
    ------
    TableError
        Where it is none.

    Examples
    --------
    >>> path = segment_path("MEA(1=AAE,2=G|N)/3.2~3.1")
    >>> path.conditions
    ((1, 1, frozenset({'AAE'})), (2, 1, frozenset({...})))
    >>> path.targets, path.unit
    ((Target(element=3, first=2, last=2),), (3, 1))
    """
    found = _PATH.fullmatch(path)
    if found is None:
        raise TableError(f"{path!r} is no path of segments: write TAG(element.component=value)/element.component.")
    conditions = []
    for condition in filter(None, (found["conditions"] or "").split(",")):
        where, _, values = condition.partition("=")
        element, _, component = where.partition(".")
        conditions.append((int(element), int(component or 1), frozenset(values.split("|"))))
    targets = []
    for target in filter(None, (found["targets"] or "").split(",")):
        element, first, last = _TARGET.fullmatch(target).groups()  # type: ignore[union-attr]
        targets.append(Target(int(element), int(first or 1), int(last or first or _ALL)))
    unit = tuple(map(int, found["unit"].split("."))) if found["unit"] else None
    return SegmentPath(found["tag"], tuple(conditions), tuple(targets), unit)  # type: ignore[arg-type]


class SegmentsReader:
    """Reads the segments of one part.

    Parameters
    ----------
    segments : sequence of Segment
        The part's own, in order.
    around : sequence of sequences of Segment
        Those of the parts that hold it, from the inside.
    prefix : str
        Before the headers of what no column takes.
    """

    def __init__(self, segments: Sequence[Segment], around: Sequence[Sequence[Segment]], prefix: str) -> None:
        self._segments = segments
        self._around = around
        self._prefix = prefix
        self._by_tag: dict[str, list[tuple[int, Segment]]] = {}
        for place, segment in enumerate(segments):
            self._by_tag.setdefault(segment.tag, []).append((place, segment))

    def find(self, path: str) -> list[Leaf]:
        """Return the values at a path, one for each segment and element."""
        wanted = segment_path(path)
        found: list[Leaf] = []
        for place, segment in self._by_tag.get(wanted.tag, ()):
            if not wanted.fits(segment):
                continue
            unit = segment.get(*wanted.unit) if wanted.unit else ""
            for target in wanted.targets:
                if text := _text(segment, target):
                    key = (place, target.element, target.first, target.last, wanted.unit)
                    found.append(Leaf(text, unit, f"{self._header(segment)}/{target.element}", key))
        return found

    def unit_at(self, path: str) -> str:
        """Return the first value at a path, here or in what holds the part."""
        for segments in (self._segments, *self._around):
            found = SegmentsReader(segments, (), self._prefix).find(path)
            if found:
                return found[0].text
        return ""

    def rest(self, taken: set[Hashable]) -> dict[str, str]:
        """Return what is left of every segment, with its service characters as ``+`` and ``:``."""
        places: dict[int, list[_Taken]] = {}
        for place, *parts in taken:  # type: ignore[misc]
            places.setdefault(place, []).append(_Taken(*parts))  # type: ignore[has-type]
        others: dict[str, list[str]] = {}
        for place, segment in enumerate(self._segments):
            if segment.tag != "UNS" and (text := _rest_of(segment, places.get(place, []))):
                others.setdefault(self._header(segment), []).append(text)
        return {header: _BETWEEN.join(texts) for header, texts in others.items()}

    def _header(self, segment: Segment) -> str:
        qualifiers = [segment.tag]
        if segment.tag in _QUALIFIED and segment.get(1):
            qualifiers.append(segment.get(1))
        if segment.tag == "MEA" and segment.get(2):
            qualifiers.append(segment.get(2))
        return f"{self._prefix}/{'+'.join(qualifiers)}"


def _text(segment: Segment, target: Target) -> str:
    if target.element > len(segment.elements):
        return ""
    texts = [
        component
        for repeated in segment.elements[target.element - 1]
        for component in repeated[target.first - 1 : target.last]
        if component
    ]
    return " ".join(texts)


def _rest_of(segment: Segment, taken: Sequence[_Taken]) -> str:
    begin = 2 if segment.tag == "MEA" else 1 if segment.tag in _QUALIFIED else 0
    elements = [
        "*".join(_left_of(number, components, taken) for components in repeated)
        for number, repeated in enumerate(segment.elements, start=1)
    ]
    said = elements[begin:]
    if not any(said) and begin and segment.elements:
        # Beside the qualifier in the first element, as in ``DTM+137:20260110:102``.
        said = [_left_of(1, ("", *segment.elements[0][0][1:]), taken).lstrip(":")]
    return "+".join(said).strip("+")


def _left_of(number: int, components: Sequence[str], taken: Sequence[_Taken]) -> str:
    """Return the components of an element that no column takes; of others, lists of codes say nothing by themselves."""
    if not any(part.element == number for part in taken):
        return ":".join(components).rstrip(":")
    left = [
        text
        for place, text in enumerate(components, start=1)
        if not any(part.holds(number, place) for part in taken) and not _CODE_LIST.fullmatch(text)
    ]
    return ":".join(left).rstrip(":")
