"""Score the rows of a part: a pure function of the part and the context."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskscan.chemistry.screening import Screener
from riskscan.compiling.garbage import collector_seldom
from riskscan.features.coded import Coded, as_objects
from riskscan.features.columns import Rows
from riskscan.features.comparing import RELATIVE_PREFIX, compare_columns
from riskscan.features.extra import read_numbers
from riskscan.features.links import LINKS_PREFIX
from riskscan.features.party import HISTORY_PREFIX
from riskscan.features.references import ROW_KEYS
from riskscan.history.events import Events
from riskscan.history.links.rows import LinkRows
from riskscan.manifest.part_store import PackedFrame, columns_of, pack_frame
from riskscan.manifest.parts import Part
from riskscan.modelling.preparing import prepare_rows
from riskscan.policy import Tier
from riskscan.scoring.context import Context
from riskscan.scoring.listed_parties import LISTED_PARTIES, with_listed_parties
from riskscan.scoring.output_columns import SCREENED, without_output
from riskscan.scoring.rank_keys import RankKeys
from riskscan.scoring.reviewing import SETTLED, with_reviews
from riskscan.scoring.survey import TablePlan, taken_rows
from riskscan.tables.reasons import Reason, pack_reasons

__all__ = ["ScoredPart", "TopRows", "order_facts", "score_part"]


@dataclass(frozen=True, slots=True)
class TopRows:
    """Rows that may be among the first of all, with what explains them.

    Attributes
    ----------
    positions : ndarray of int64, shape (n_rows,)
        Of the rows among all rows.
    keys : RankKeys
        Of the rows.
    X : Rows
        Prepared rows with history and screening.
    features : ndarray of float64, shape (n_rows, n_features)
        Their features.
    """

    positions: NDArray[np.int64]
    keys: RankKeys
    X: Rows
    features: NDArray[np.float64]

    def first(self, most: int) -> "TopRows":
        """Return those that may be ranked first, in the order of their positions."""
        if len(self.positions) <= most:
            return self
        rows = self.keys.leading(most)
        return TopRows(self.positions[rows], self.keys.take(rows), self.X.take(rows), self.features[rows])

    @classmethod
    def join(cls, parts: Sequence["TopRows"]) -> "TopRows":
        """Return the rows of parts that follow each other."""
        return cls(
            np.concatenate([part.positions for part in parts]),
            RankKeys.join([part.keys for part in parts]),
            Rows.join([part.X for part in parts]),
            np.concatenate([part.features for part in parts]),
        )


@dataclass(frozen=True, slots=True)
class ScoredPart:
    """What scoring adds to the rows of a part.

    Attributes
    ----------
    added : mapping of str to array, each of shape (n_rows,)
        Result of screening, issues; ``facts`` holds the reasons of screening, packed. As Arrow where it came from
        another process.
    keys : RankKeys
        What the rows are ranked by.
    top : TopRows
        Those of them that may be among the first of all.
    n_with_issues : int
        Rows with an issue.
    """

    added: Mapping[str, Any] | PackedFrame
    keys: RankKeys
    top: TopRows
    n_with_issues: int

    def columns(self) -> Mapping[str, Any]:
        """Return `added` as arrays."""
        return columns_of(self.added.frame()) if isinstance(self.added, PackedFrame) else self.added

    def __reduce__(self) -> tuple[Any, ...]:
        """Return what goes to another process."""
        packed = self.added if isinstance(self.added, PackedFrame) else pack_frame(pd.DataFrame(self.added))
        return ScoredPart, (self.added if packed is None else packed, self.keys, self.top, self.n_with_issues)


@collector_seldom()
def score_part(
    part: Part, events: Events | None, number: int, before: int, *, context: Context, screener: Screener
) -> ScoredPart:
    """Score the rows of a part.

    Parameters
    ----------
    part : Part
        Raw rows.
    events : Events or None
        Their facts for the history of traders; None where the context has no history.
    number : int
        Of the table, whose plan tells how it is read.
    before : int
        Rows of all tables before this part.
    context : Context
        What was frozen before.
    screener : Screener
        Chemistry and law.
    """
    plan = context.plans[number]
    own = without_output(part.frame)
    prepared = prepare_rows(
        own, screener=screener, columns=plan.rules, issues=part.issues, extra=plan.extra,
        require_text=plan.require_text, as_of=context.as_of, jurisdictions=context.jurisdictions,
        mapping=plan.mapping, conventions=plan.conventions, first_row=part.first_row, today=context.today,
        taken=taken_rows(part, plan),
    )  # fmt: skip
    rows = prepared.rows
    rows.memory.update(part.known)
    if ROW_KEYS in part.memory:
        rows.memory[ROW_KEYS] = part.memory[ROW_KEYS]
    rows = with_listed_parties(with_reviews(rows, context.reviews), context.listed)
    rows = rows.joined(_compared(rows, events, context) | _numbers_of(rows, plan))
    if plan.numeric:  # what was worked out of columns stays true, but for those that have just become numbers
        rows.memory.clear()
    model = context.trained.model
    features = model.values(rows)
    verdicts = context.policy.judge(rows)
    reached = np.full(len(rows), int(Tier.HOLD), dtype=np.int8)  # probabilities wait for the rows of all parts
    if SETTLED in rows:
        reached[rows[SETTLED]] = int(Tier.RELEASE)
    evidence = np.nan_to_num(rows["severity"] + rows["confidence"])
    keys = RankKeys(reached, verdicts.floor, verdicts.ceiling, model.margin(features), evidence, prepared.keys)
    row_issues = _issues(part.frame, prepared.row_issues)
    added = {
        **{name: _written(rows.column(name)) for name in SCREENED},
        LISTED_PARTIES: rows[LISTED_PARTIES],
        "row_issues": as_objects(row_issues),
        "facts": as_objects(map(_pack, rows["screening_reasons"].tolist(), rows["substance_name"].tolist())),
    }
    top = TopRows(before + np.arange(len(rows)), keys, rows.take(slice(None)), features)
    return ScoredPart(added, keys, top.first(context.most_shown), sum(map(bool, row_issues)))


def _compared(rows: Rows, events: Events | None, context: Context) -> dict[str, Any]:
    """Return the columns that compare rows with all others: with those before, with what is usual, by what ties them.

    Parameters
    ----------
    rows : Rows
        Prepared rows.
    events : Events or None
        Their facts for the history of traders.
    context : Context
        What was frozen before.
    """
    columns: dict[str, Any] = {}
    if context.history is not None and events is not None:
        columns |= _prefixed(HISTORY_PREFIX, context.history.as_of(events))
    if context.references is not None:
        columns |= _prefixed(RELATIVE_PREFIX, compare_columns(rows, context.references))
    if context.links is not None:
        columns |= _prefixed(LINKS_PREFIX, context.links.as_of(LinkRows.of(rows.frame())))
    return columns


def _prefixed(prefix: str, columns: Mapping[str, Any] | pd.DataFrame) -> dict[str, Any]:
    return {f"{prefix}{name}": np.asarray(values) for name, values in columns.items()}


def _numbers_of(rows: Rows, plan: TablePlan) -> dict[str, Any]:
    """Return the user's own columns of numbers that were read as text."""
    return {
        name: read_numbers(rows, name, has_decimal_comma=name in plan.decimal_commas)
        for name in plan.numeric
        if name in rows and not _is_typed(rows[name])
    }


def _is_typed(values: Any) -> bool:
    return bool(pd.api.types.is_numeric_dtype(values) or pd.api.types.is_datetime64_any_dtype(values))


def _written(texts: Coded) -> Any:
    """Return texts of screening as a column that is written, null for an empty one."""
    return Coded(texts.codes, as_objects(text or None for text in texts.values.tolist())).array()


def _pack(found: tuple[Reason, ...], substance: object) -> str | None:
    return pack_reasons(order_facts(found, substance)) if found else None


def order_facts(found: tuple[Reason, ...], substance: object) -> list[Reason]:
    """Return the facts, strongest first; of equally strong ones those on the row's own substance first."""
    if len(found) < 2:
        return list(found)
    name = substance if isinstance(substance, str) and substance else "\0"
    return sorted(found, key=lambda reason: (-round(reason.strength, 1), name not in reason.sentence))


def _issues(frame: pd.DataFrame, found: list[str]) -> list[str]:
    """Return the issues as text, after those that the rows came with."""
    if "row_issues" not in frame.columns:
        return found
    before = frame["row_issues"].astype(object).where(frame["row_issues"].notna(), "")
    return [_both(str(old), new) for old, new in zip(before, found, strict=True)]


def _both(old: str, new: str) -> str:
    parts = dict.fromkeys(part for part in [*old.split("; "), *new.split("; ")] if part)
    return "; ".join(parts)
