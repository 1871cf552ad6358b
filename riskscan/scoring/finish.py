"""Ranks of all rows, explanations of those that are shown, and the rows as they come out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskscan.modelling.artefact import TrainedModel
from riskscan.modelling.explanation import family_contributions
from riskscan.modelling.sentences import Sentences
from riskscan.policy import Tier
from riskscan.scoring.output_columns import OUTPUT_COLUMNS, SCREENED, without_output
from riskscan.scoring.rows import TopRows
from riskscan.scoring.tiering import Tiering
from riskscan.tables.reasons import Reason, parse_reasons
from riskscan.tables.written_effects import write_effects
from riskscan.tables.written_reasons import write_reasons

__all__ = [
    "MOST_EXPLAINED",
    "NOT_EXPLAINED",
    "OUTPUT_COLUMNS",
    "Explanation",
    "explain_rows",
    "finish_part",
    "is_explained",
    "output_template",
    "write_reason_cells",
]

MOST_EXPLAINED = 1_000
"""Rows that are explained at most."""

_EXPLAINED_SHARE, _EXPLAINED_LEAST = 0.01, 100
_LEAST_CONTRIBUTION = 0.2
_STATISTICAL_REASONS = 4
_TIERS = tuple(tier.name.lower() for tier in Tier)


@dataclass(frozen=True, slots=True)
class Explanation:
    """What the model says of a row.

    Attributes
    ----------
    reasons : tuple of Reason
        Strongest first.
    effects : tuple of (str, float)
        Log odds that every family of features adds, the most first.
    """

    reasons: tuple[Reason, ...] = ()
    effects: tuple[tuple[str, float], ...] = ()


NOT_EXPLAINED = Explanation()


def explain_rows(
    top: TopRows, tiering: Tiering, ranks: NDArray[np.int32], trained: TrainedModel, *, n_rows: int | None = None
) -> dict[int, Explanation]:
    """Return what the model says of the rows that matter: above ``release``, and the top of the ranking.

    Parameters
    ----------
    top : TopRows
        The rows that are ranked first, at least `MOST_EXPLAINED` of them where there are so many.
    tiering : Tiering
        Of all rows.
    ranks : ndarray of int32, shape (n_all_rows,)
        Of all rows.
    trained : TrainedModel
        The model.
    n_rows : int, optional
        All rows, where tiers and ranks are those of some.

    Returns
    -------
    dict of int to Explanation
        By position of the row among all rows.
    """
    n_all = len(ranks) if n_rows is None else n_rows
    matters = np.flatnonzero(is_explained(tiering.tier[top.positions], ranks[top.positions], n_all))
    if not len(matters):
        return {}
    features = top.features[matters]
    contributions = family_contributions(trained.model, features, top.keys.margin[matters], trained.reference)
    sentences = Sentences(trained.model.families, top.X.take(matters), features, trained.own_rows)
    found = {}
    families = list(contributions)
    values = np.stack(list(contributions.values()), axis=1).tolist()
    for row, position in enumerate(top.positions[matters].tolist()):
        ranked = sorted(zip(families, values[row], strict=True), key=lambda one: -one[1])
        found[position] = Explanation(tuple(_reasons(sentences, row, ranked)), tuple(ranked))
    return found


def is_explained(tier: NDArray[np.int8], ranks: NDArray[np.int32], n_rows: int) -> NDArray[np.bool_]:
    """Return whether each of some rows is explained, by its tier and rank among `n_rows`."""
    least = min(MOST_EXPLAINED, max(_EXPLAINED_LEAST, int(n_rows * _EXPLAINED_SHARE)))
    is_raised = (tier > int(Tier.RELEASE)) & (ranks <= MOST_EXPLAINED)
    return np.asarray(is_raised | (ranks <= least))


def _reasons(sentences: Sentences, row: int, contributions: Sequence[tuple[str, float]]) -> list[Reason]:
    """Return what the families that raised the score most have to say; some have nothing."""
    found: list[Reason] = []
    for family, value in contributions:
        if value < _LEAST_CONTRIBUTION or len(found) == _STATISTICAL_REASONS:
            break
        reason = sentences.reason(row, family, value)
        if reason is not None:
            found.append(reason)
    return found


def output_template(templates: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Return the columns of the result with their types, without a row.

    Parameters
    ----------
    templates : sequence of DataFrame
        Columns of each table, without a row; with several, ``source_file`` follows those of the first.
    """
    own = [without_output(template) for template in templates]
    if len(own) > 1:
        own = [template.assign(source_file=pd.Series([], dtype=object)) for template in own]
        own = [pd.concat(own)]
    added: dict[str, Any] = dict.fromkeys(OUTPUT_COLUMNS, object)
    added |= {"risk_score": np.float64, "risk_rank": np.int64}
    template = own[0].copy()
    for name, kind in added.items():
        template[name] = pd.Series([], dtype=kind, index=template.index[:0])
    template.attrs["reasons"] = ["reasons"]
    return template


def finish_part(
    added: Mapping[str, Any],
    scores: NDArray[np.float64],
    tiering: Tiering,
    ranks: NDArray[np.int32],
    explained: Mapping[int, Explanation],
    *,
    score_basis: str,
    model_id: str,
) -> dict[str, Any]:
    """Return `OUTPUT_COLUMNS` of a part's rows; ``reasons`` holds tuples of `Reason`.

    Parameters
    ----------
    added : mapping of str to array
        As `riskscan.scoring.rows.ScoredPart` has it.
    scores : ndarray of float64, shape (n_rows,)
        Probabilities.
    tiering, ranks : Tiering, ndarray of int32
        Of the part's rows.
    explained : mapping of int to Explanation
        What the model says of rows, by position in the part.
    score_basis : str
        What the probabilities are relative to.
    model_id : str
        Name of the model.
    """
    facts = np.asarray(added["facts"], dtype=object)
    reasons = np.empty(len(facts), dtype=object)
    decided = {place: tiering.reasons(place, float(scores[place])) for place in tiering.decided().tolist()}
    reasons.fill(())
    for place in {*np.flatnonzero(pd.notna(facts)).tolist(), *decided, *explained}:
        found = parse_reasons(facts[place] if isinstance(facts[place], str) else None)
        reasons[place] = (*found, *decided.get(place, ()), *explained.get(place, NOT_EXPLAINED).reasons)
    effects = np.full(len(facts), None, dtype=object)
    for place, explanation in explained.items():
        effects[place] = write_effects(explanation.effects)
    columns = {
        "risk_score": scores,
        "risk_tier": _repeated(_TIERS, tiering.tier),
        "risk_rank": ranks.astype(np.int64),
        **{name: added[name] for name in SCREENED},
        "listed_parties": added["listed_parties"],
        "reasons": reasons,
        "family_effects": effects,
        "row_issues": added["row_issues"],
        "score_basis": _repeated([score_basis], np.zeros(len(facts), dtype=np.int8)),
        "model_id": _repeated([model_id], np.zeros(len(facts), dtype=np.int8)),
    }
    return {name: columns[name] for name in OUTPUT_COLUMNS}


def _repeated(texts: Sequence[str], places: NDArray[np.int8]) -> Any:
    """Return some texts as often as their places say, as a column has them: none is looked at more than once."""
    if not len(places):  # as pandas has a column of no text
        return np.zeros(0, dtype=object)
    return _column_of(tuple(texts)).take(places)


@lru_cache(maxsize=16)
def _column_of(texts: tuple[str, ...]) -> Any:
    """Return some texts as a column has them; they are the same for every part, and for every call."""
    return pd.Series(texts).array


def write_reason_cells(reasons: "NDArray[np.object_] | pd.Series[Any]", *, as_text: bool) -> NDArray[np.object_]:
    """Return the reasons of each row as one text, or as a list of plain types."""
    cells = np.empty(len(reasons), dtype=object)
    nothing = write_reasons(()) if as_text else None
    for place, some in enumerate(reasons.tolist()):
        if as_text:
            cells[place] = write_reasons(some) if some else nothing
        else:
            cells[place] = [reason.to_dict() for reason in some]
    return cells
