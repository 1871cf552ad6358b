"""Score the rows of a part: a pure function of the part and the context."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskscan.chemistry.screening import Screener
from riskscan.compiling.garbage import collector_seldom
from riskscan.features.columns import Rows, remember_numbers
from riskscan.features.comparing import RELATIVE_PREFIX, compare_rows
from riskscan.features.extra import read_numbers
from riskscan.features.links import LINKS_PREFIX
from riskscan.features.party import HISTORY_PREFIX
from riskscan.features.references import ROW_KEYS
from riskscan.history.events import Events
from riskscan.history.links.rows import LinkRows
from riskscan.manifest.part_store import PackedFrame, pack_frame
from riskscan.manifest.parts import Part
from riskscan.modelling.preparing import prepare_rows
from riskscan.policy import Tier
from riskscan.scoring.context import Context
from riskscan.scoring.listed_parties import LISTED_PARTIES, with_listed_parties
from riskscan.scoring.output_columns import SCREENED, without_output
from riskscan.scoring.rank_keys import RankKeys
from riskscan.scoring.reviewing import SETTLED, with_reviews
from riskscan.scoring.survey import taken_rows
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
    X : DataFrame, shape (n_rows, n_columns)
        Prepared rows with history and screening.
    features : DataFrame, shape (n_rows, n_features)
        Their features, same index.
    """

    positions: NDArray[np.int64]
    keys: RankKeys
    X: pd.DataFrame
    features: pd.DataFrame

    def first(self, most: int) -> "TopRows":
        """Return those that may be ranked first, in the order of their positions."""
        if len(self.positions) <= most:
            return self
        rows = self.keys.leading(most)
        return TopRows(self.positions[rows], self.keys.take(rows), self.X.iloc[rows], self.features.iloc[rows])

    @classmethod
    def join(cls, parts: Sequence["TopRows"]) -> "TopRows":
        """Return the rows of parts that follow each other."""
        return cls(
            np.concatenate([part.positions for part in parts]),
            RankKeys.join([part.keys for part in parts]),
            pd.concat([part.X for part in parts], ignore_index=True),
            pd.concat([part.features for part in parts], ignore_index=True),
        )


@dataclass(frozen=True, slots=True)
class ScoredPart:
    """What scoring adds to the rows of a part.

    Attributes
    ----------
    added : DataFrame, shape (n_rows, n_columns)
        Result of screening, issues; ``facts`` holds the reasons of screening, packed. As Arrow where it came from
        another process.
    keys : RankKeys
        What the rows are ranked by.
    top : TopRows
        Those of them that may be among the first of all.
    n_with_issues : int
        Rows with an issue.
    """

    added: pd.DataFrame | PackedFrame
    keys: RankKeys
    top: TopRows
    n_with_issues: int

    def frame(self) -> pd.DataFrame:
        """Return `added` as a frame."""
        return self.added.frame() if isinstance(self.added, PackedFrame) else self.added

    def __reduce__(self) -> tuple[Any, ...]:
        """Return what goes to another process."""
        packed = pack_frame(self.added) if isinstance(self.added, pd.DataFrame) else self.added
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
    X = with_listed_parties(with_reviews(prepared.X, context.reviews), context.listed)
    if context.history is not None and events is not None:
        X = pd.concat([X, context.history.as_of(events).add_prefix(HISTORY_PREFIX)], axis=1)
    known = {ROW_KEYS: part.memory[ROW_KEYS]} if ROW_KEYS in part.memory else {}
    rows = Rows(prepared.X, prepared.memory | dict(part.known) | known)
    if context.references is not None:
        compared = compare_rows(rows, context.references)
        compared.columns = RELATIVE_PREFIX + compared.columns
        remember_numbers(rows, compared)
        X = pd.concat([X, compared], axis=1)
    if context.links is not None:
        X = pd.concat([X, context.links.as_of(LinkRows.of(prepared.X)).add_prefix(LINKS_PREFIX)], axis=1)
    for name in plan.numeric:
        if name in prepared.X and not _is_typed(prepared.X[name]):
            X[name] = read_numbers(prepared.X, name, has_decimal_comma=name in plan.decimal_commas)
    model = context.trained.model
    # What was worked out of the columns stays true, but for the user's own that have just become numbers.
    features = model.features(Rows(X, {} if plan.numeric else rows.memory))
    margin = model.margin(features)
    verdicts = context.policy.judge(X)
    reached = np.full(len(X), int(Tier.HOLD), dtype=np.int8)  # probabilities wait for the rows of all parts
    if SETTLED in X:
        reached[X[SETTLED].to_numpy()] = int(Tier.RELEASE)
    evidence = X["severity"].to_numpy(dtype=np.float64) + X["confidence"].to_numpy(dtype=np.float64)
    keys = RankKeys(
        reached, verdicts.floor, verdicts.ceiling, margin, np.nan_to_num(evidence),
        prepared.keys,
    )  # fmt: skip
    added = pd.DataFrame(
        {
            **{name: _texts(X[name]) for name in SCREENED},
            LISTED_PARTIES: X[LISTED_PARTIES].to_numpy(),
            "row_issues": _issues(part.frame, prepared.row_issues),
            "facts": _objects(map(_pack, X["screening_reasons"].tolist(), X["substance_name"].tolist())),
        }
    )
    top = TopRows(before + np.arange(len(X)), keys, X, features)
    n_with_issues = int((added["row_issues"] != "").sum())
    return ScoredPart(added, keys, top.first(context.most_shown), n_with_issues)


def _is_typed(values: pd.Series) -> bool:
    return bool(pd.api.types.is_numeric_dtype(values) or pd.api.types.is_datetime64_any_dtype(values))


def _texts(values: pd.Series) -> Any:
    if isinstance(values.dtype, pd.StringDtype) and values.notna().any() and not (values == "").any():
        return values.array  # as it is
    found = np.array(values.astype(object), dtype=object)
    found[values.isna().to_numpy() | (found == "")] = None
    return found


def _objects(cells: Iterable[object]) -> NDArray[np.object_]:
    listed = list(cells)
    values = np.empty(len(listed), dtype=object)
    values[:] = listed
    return values


def _pack(found: tuple[Reason, ...], substance: object) -> str | None:
    return pack_reasons(order_facts(found, substance)) if found else None


def order_facts(found: tuple[Reason, ...], substance: object) -> list[Reason]:
    """Return the facts, strongest first; of equally strong ones those on the row's own substance first."""
    if len(found) < 2:
        return list(found)
    name = substance if isinstance(substance, str) and substance else "\0"
    return sorted(found, key=lambda reason: (-round(reason.strength, 1), name not in reason.sentence))


def _issues(frame: pd.DataFrame, found: list[str]) -> NDArray[np.object_]:
    """Return the issues as text, after those that the rows came with."""
    if "row_issues" not in frame.columns:
        return _objects(found)
    before = frame["row_issues"].astype(object).where(frame["row_issues"].notna(), "")
    return _objects(_both(str(old), new) for old, new in zip(before, found, strict=True))


def _both(old: str, new: str) -> str:
    parts = dict.fromkeys(part for part in [*old.split("; "), *new.split("; ")] if part)
    return "; ".join(parts)
