"""What the parts of a run say of their traders, as long as it lasts; the arrays of the rows wait on disk."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from riskscan.history.events import Events, number_alike
from riskscan.history.links import LinkRows
from riskscan.manifest.array_store import ArrayStore
from riskscan.scoring.survey import TraderFacts

__all__ = ["KeptFacts"]

_EVENTS = tuple(field.name for field in fields(Events))


class KeptFacts:
    """Facts of parts, in order; what is usual is not among them, since no part keeps it for itself.

    Attributes
    ----------
    alike : list of ndarray of int64
        Of each part, as `TraderFacts` has it.
    """

    def __init__(self) -> None:
        self.alike: list[NDArray[np.int64]] = []
        self._arrays = ArrayStore()
        self._has_events = False
        self._links: list[LinkRows] = []

    def add(self, facts: TraderFacts) -> None:
        """Keep the facts of the part that follows.

        Raises
        ------
        OutputError
            Where the disk is full.
        """
        self.alike.append(facts.alike)
        self._links.append(facts.links)
        self._has_events = facts.events is not None
        events = {} if facts.events is None else {name: getattr(facts.events, name) for name in _EVENTS}
        self._arrays.add(events | facts.known)

    def of(self, number: int) -> tuple[Events | None, dict[str, Any]]:
        """Return the events of a part, and what was worked out of its rows; nothing where nobody asked."""
        known = dict(self._arrays[number]) if len(self._arrays) else {}
        events = [known.pop(name) for name in _EVENTS if name in known]
        return (Events(*events) if events else None), known

    def events(self) -> list[Events]:
        """Return the events of every part."""
        if not self._has_events:
            return []
        return [events for number in range(len(self._arrays)) if (events := self.of(number)[0]) is not None]

    def keys(self) -> NDArray[np.int64]:
        """Return the keys of all rows, as a history file has them."""
        return number_alike(np.concatenate(self.alike))

    def take_links(self) -> Sequence[LinkRows]:
        """Return what ties the parties of every part, and keep it no longer."""
        links, self._links = self._links, []
        return links

    def close(self) -> None:
        """Let go of the arrays; `alike` stays."""
        self._arrays.close()
