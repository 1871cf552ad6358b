"""What every part needs to be scored like the whole: frozen, and the same in every process."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from riskscan.features.references import FrozenReferences
from riskscan.history.frozen import FrozenHistory
from riskscan.history.links.frozen import FrozenLinks
from riskscan.history.reviews import Review
from riskscan.modelling.artefact import TrainedModel
from riskscan.parties.index import PartyIndex
from riskscan.policy import Policy
from riskscan.scoring.survey import TablePlan

__all__ = ["Context"]


@dataclass(frozen=True, slots=True)
class Context:
    """All that is known before the first row is scored; picklable.

    Attributes
    ----------
    trained : TrainedModel
        The model.
    policy : Policy
        Tiers and rules.
    plans : tuple of TablePlan
        How each table is read, with its conventions.
    history : FrozenHistory or None
        Of the model, the user's file and all rows; None where no feature of the model asks for it.
    references : FrozenReferences or None
        Of all rows and the user's file; None where no feature of the model asks for them.
    as_of : date or None
        Day whose law counts; each row's own where None.
    jurisdictions : frozenset of str or None
        Those that count; the ones that a row touches where None.
    today : date
        Day of rows without one.
    most_shown : int
        Rows of each part that may be among the first of all: they are kept with their features.
    reviews : mapping of str to Review
        What reviewers decided before, by key of the rows.
    listed : PartyIndex or None
        Names of listed parties.
    links : FrozenLinks or None
        What ties the parties of all rows; None where no feature of the model asks for it.
    """

    trained: TrainedModel
    policy: Policy
    plans: tuple[TablePlan, ...]
    history: FrozenHistory | None
    references: FrozenReferences | None
    as_of: date | None
    jurisdictions: frozenset[str] | None
    today: date
    most_shown: int
    reviews: Mapping[str, Review] = field(default_factory=dict)
    listed: PartyIndex | None = None
    links: FrozenLinks | None = None
