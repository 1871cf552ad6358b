"""What the parts of a table say of the whole: facts that add up, in the order of the parts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol, Self, TypeVar, cast

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskscan.exceptions import OptionError
from riskscan.features.columns import Rows, remember_distinct
from riskscan.features.extra import count_commas
from riskscan.features.references import REFERENCE_COLUMNS, ROW_KEYS, References
from riskscan.frames import frame_of, headers_of
from riskscan.history.events import Events, alike_keys, events_of
from riskscan.history.links.rows import LINK_CELLS, LinkRows
from riskscan.manifest.cleaning import CleanRows, Columns, clean_columns, clean_rows
from riskscan.manifest.conventions import ColumnVotes, Conventions
from riskscan.manifest.frame_writer import timed_columns
from riskscan.manifest.mapping import ColumnMapping, map_columns
from riskscan.manifest.mapping.rules import ColumnRules
from riskscan.manifest.parts import Part, Parts
from riskscan.manifest.row_marks import RowMarks
from riskscan.manifest.surveying import count_votes
from riskscan.manifest.taken_rows import TakenRows
from riskscan.scoring.output_columns import without_output

__all__ = [
    "Asked",
    "PartFacts",
    "TablePlan",
    "TraderFacts",
    "add_up",
    "plan_table",
    "survey_part",
    "survey_traders",
    "taken_rows",
]

_HISTORY_COLUMNS = (
    "lodged_on", "hs_code", "net_mass_kg", "gross_mass_kg", "consignor_name", "consignor_address", "consignee_name",
    "consignee_address", "permit_reference",
)  # fmt: skip


class _Adds(Protocol):
    def __add__(self, other: Self, /) -> Self: ...


Facts = TypeVar("Facts", bound=_Adds)


@dataclass(frozen=True, slots=True)
class TablePlan:
    """How the rows of one table are read, the same for every part of it.

    Attributes
    ----------
    mapping : ColumnMapping
        Of the whole table.
    rules : ColumnRules
        The user's mapping file.
    require_text : bool
        Whether a row without goods text is an issue.
    is_single : bool
        Whether the table has one part.
    extra : tuple of str
        The user's own columns that the model reads.
    numeric : tuple of str
        Those of them that are numbers.
    conventions : Conventions
        What all rows say of the columns; nothing before they were surveyed.
    decimal_commas : frozenset of str
        Columns of `numeric` whose cells have decimal commas.
    """

    mapping: ColumnMapping
    rules: ColumnRules
    require_text: bool
    is_single: bool
    extra: tuple[str, ...] = ()
    numeric: tuple[str, ...] = ()
    conventions: Conventions = field(default_factory=Conventions)
    decimal_commas: frozenset[str] = frozenset()

    def freeze(self, facts: "PartFacts") -> "TablePlan":
        """Return the plan with what the facts of all parts say."""
        commas = frozenset(name for name, count in facts.commas.items() if count > 0)
        return replace(self, conventions=facts.votes.freeze(self.mapping, self.rules), decimal_commas=commas)


@dataclass(frozen=True, slots=True)
class PartFacts:
    """What a part of a table says of the whole; `+` adds the part that follows.

    Attributes
    ----------
    votes : ColumnVotes
        On conventions, with the hashes of the rows.
    commas : mapping of str to int
        How many more cells of a user's column have decimal commas than commas between thousands.
    timed : frozenset of str
        Columns of time stamps that hold other than whole days.
    marks : RowMarks
        Rows of the part that are no goods: no sum has them.
    """

    votes: ColumnVotes = field(default_factory=ColumnVotes)
    commas: Mapping[str, int] = field(default_factory=dict)
    timed: frozenset[str] = frozenset()
    marks: RowMarks = field(default_factory=RowMarks)

    def __add__(self, other: Self) -> "PartFacts":
        names = {**self.commas, **other.commas}
        commas = {name: self.commas.get(name, 0) + other.commas.get(name, 0) for name in names}
        return PartFacts(self.votes + other.votes, commas, self.timed | other.timed)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the rows once their conventions are known.

    Attributes
    ----------
    events : bool
        Facts for the history of traders.
    alike : bool
        Which rows are of equal content, as a history file needs it.
    references : bool
        Counts of what is usual.
    links : bool
        What ties the parties.
    """

    events: bool
    alike: bool
    references: bool
    links: bool = False

    def __bool__(self) -> bool:
        """Whether anything is asked."""
        return self.events or self.alike or self.references or self.links


@dataclass(frozen=True, slots=True)
class TraderFacts:
    """Facts of the rows of a part: of their traders, and of what is usual.

    Attributes
    ----------
    n_rows : int
        Rows.
    events : Events or None
        Of the rows; None where nobody asked.
    alike : ndarray of int64, shape (n_rows,)
        Equal for rows of equal content; empty where nobody asked.
    references : References
        Of the rows; empty where nobody asked.
    links : LinkRows
        What ties the parties of the rows; empty where nobody asked.
    known : dict of str to ndarray
        What was worked out for the references and is asked for again when the rows are scored.
    """

    n_rows: int
    events: Events | None
    alike: NDArray[np.int64]
    references: References
    links: LinkRows
    known: dict[str, Any] = field(default_factory=dict)


def plan_table(
    parts: Parts,
    rules: ColumnRules,
    *,
    require_text: bool,
    extra: Sequence[str],
    numeric: Sequence[str],
    is_single: bool,
) -> TablePlan:
    """Map the columns of a table.

    Raises
    ------
    ManifestError
        Where headers of the mapping file are missing, or no column says what the goods are.
    OptionError
        Where a column stands twice.
    """
    columns = parts.template.columns
    doubled = columns[columns.duplicated()]
    if len(doubled):
        raise OptionError(f"The frame has columns twice: {sorted(set(map(str, doubled)))}; name every column once.")
    headers = list(map(str, headers_of(without_output(parts.template))))
    mapping = map_columns(headers, rules, sample=parts.sample(), require_text=require_text)
    return TablePlan(mapping, rules, require_text, is_single, tuple(extra), tuple(numeric))


def survey_part(part: Part, plan: TablePlan) -> PartFacts:
    """Return what the rows of a part say."""
    taken = taken_rows(part, plan)
    own, votes = taken.raw, count_votes(taken.columns, is_whole=plan.is_single)
    commas = {name: count_commas(own, name) for name in plan.numeric if _is_text(own, name)}
    return PartFacts(votes, commas, timed_columns(part.frame), taken.marks)


def _is_text(frame: pd.DataFrame, name: str) -> bool:
    if name not in frame.columns:
        return False
    values = frame[name]
    return not (pd.api.types.is_numeric_dtype(values) or pd.api.types.is_datetime64_any_dtype(values))


def survey_traders(part: Part, plan: TablePlan, *, asked: Asked) -> TraderFacts:
    """Return the facts of a part's rows for the history of traders, and what is usual among them.

    Parameters
    ----------
    part : Part
        Rows.
    plan : TablePlan
        With its conventions.
    asked : Asked
        What is wanted.
    """
    columns = _clean_rows(part, plan).columns if asked.alike else _some_columns(part, plan, asked)
    rows = Rows(columns, n_rows=len(part.frame))
    remember_distinct(rows, taken_rows(part, plan).columns.distinct(columns))
    canonical = rows.frame() if asked.events or asked.alike or asked.links else pd.DataFrame()
    references = References.of(rows) if asked.references else References.empty()
    if plan.is_single and asked.references:  # the part is kept, with what is worked out of it
        part.memory[ROW_KEYS] = rows.memory[ROW_KEYS]
    return TraderFacts(
        len(rows),
        events_of(canonical) if asked.events or asked.alike else None,
        alike_keys(canonical) if asked.alike else np.zeros(0, dtype=np.int64),
        references,
        LinkRows.of(canonical) if asked.links else LinkRows.empty(),
        References.kept(rows),
    )


def canonical_rows(part: Part, plan: TablePlan) -> pd.DataFrame:
    """Return the rows of a part in canonical columns."""
    return frame_of(_clean_rows(part, plan).columns)


def _clean_rows(part: Part, plan: TablePlan) -> CleanRows:
    taken = taken_rows(part, plan)
    return clean_rows(
        taken.raw, columns=plan.rules, issues=part.issues, require_text=plan.require_text, mapping=plan.mapping,
        conventions=plan.conventions, first_row=part.first_row, taken=taken,
    )  # fmt: skip


def taken_rows(part: Part, plan: TablePlan) -> TakenRows:
    """Return the rows of a part taken apart, once as long as the part is kept."""

    def take() -> TakenRows:
        own = without_output(part.frame)
        at_hand = part.columns() if plan.is_single and own.shape[1] == part.frame.shape[1] else None
        taken = TakenRows.of(own, plan.mapping, plan.rules, part.lasting.get("marks"), at_hand)
        part.lasting["marks"] = taken.marks
        return taken

    return cast(TakenRows, part.remembered("taken", take))


def _some_columns(part: Part, plan: TablePlan, asked: Asked) -> Columns:
    wanted = (_HISTORY_COLUMNS if asked.events else ()) + (REFERENCE_COLUMNS if asked.references else ())
    wanted += LINK_CELLS if asked.links else ()
    return clean_columns(taken_rows(part, plan), frozenset(wanted), plan.conventions, is_kept=plan.is_single)


def add_up(facts: Iterable[Facts], empty: Facts) -> Facts:
    """Return the sum of facts in their order, of neighbors first, so that no long sum is copied for every part."""
    waiting: list[tuple[int, Facts]] = []
    for one in facts:
        level = 0
        while waiting and waiting[-1][0] == level:
            one, level = waiting.pop()[1] + one, level + 1
        waiting.append((level, one))
    total = empty
    for _, one in waiting:
        total = total + one
    return total
