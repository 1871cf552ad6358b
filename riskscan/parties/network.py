"""Parties and what ties them, as one graph: who is connected to a party, by what, and since when.

Parties stand on one side of the graph, what they share on the other: places, telephone numbers, e-mail boxes, agents,
vessels, the spelling of their names, and their trade with one another. Nobody is followed through what very many share.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from riskscan.exceptions import OptionError
from riskscan.history.parties import normalize_party
from riskscan.parties.matching import NamePair, compare_words
from riskscan.parties.mentions import Mentions, TieKind
from riskscan.parties.naming import name_words

__all__ = ["Connection", "Followed", "Network", "Tie"]

Ints = NDArray[np.int64]

_MOST_LIKE = 5


class Followed(StrEnum):
    """Whether others are looked for through a tie."""

    YES = "yes"
    TOO_MANY = "too many names"


@dataclass(frozen=True, slots=True)
class Tie:
    """What a party shares with others.

    Attributes
    ----------
    kind : TieKind
        What it is.
    text : str
        As first written.
    names : int
        Parties that share it.
    rows : int
        Rows of the party, or of the two parties, that tell it.
    since, until : str
        Days (ISO) of the first and last of these rows; of two parties, since when both had it. Empty without a day.
    followed : Followed
        Whether others are looked for through it.
    """

    kind: TieKind
    text: str
    names: int
    rows: int
    since: str
    until: str
    followed: Followed = Followed.YES


@dataclass(frozen=True, slots=True)
class Connection:
    """Another party, and what connects it.

    Attributes
    ----------
    name : str
        As first written.
    steps : int
        1 where it shares something with the party itself, 2 where with one of those.
    through : str
        The party between; empty for one step.
    ties : tuple of Tie
        What is shared with the party, or with the one between.
    tells : float
        Tens by which the rarest tie has fewer names than there are; trade and vessels tell nothing.
    rows : int
        Rows of the other party.
    """

    name: str
    steps: int
    through: str
    ties: tuple[Tie, ...]
    tells: float
    rows: int


class Network:
    """The graph of the parties of rows.

    Parameters
    ----------
    mentions : Mentions
        What the rows tell.
    most_names : int
        Nobody is followed through what more names share, nor through a party with more ties.
    """

    def __init__(self, mentions: Mentions, *, most_names: int = 50) -> None:
        self._mentions = mentions
        self._most = most_names
        edges = mentions.edges
        self.n_parties, self.n_ties = len(mentions.names), len(mentions.ties)
        place = np.arange(len(edges))
        shape = (self.n_parties, self.n_ties)
        # The place of an edge, from 1: a stored 0 would be no edge.
        held = sparse.csr_matrix((place + 1, (edges["party"].to_numpy(), edges["tie"].to_numpy())), shape=shape)
        self._of_party: sparse.csr_matrix = held
        self._of_tie: sparse.csr_matrix = held.T.tocsr()
        self._names_of_tie: Ints = np.diff(self._of_tie.indptr).astype(np.int64)
        self._ties_of_party: Ints = np.diff(self._of_party.indptr).astype(np.int64)

    def find(self, name: str) -> int:
        """Return the party of a name, in any spelling that counts as the same.

        Raises
        ------
        OptionError
            Where there is none, naming those that are like it.
        """
        plain = normalize_party(name)
        found = self._mentions.places.get(plain or "")
        if found is not None:
            return found
        asked = name_words(name)
        words = [name_words(known) for known in self._mentions.names]
        for place, known in enumerate(words):
            if known.joined and (known.ordered == asked.ordered or known.joined == asked.joined):
                return place
        like = [
            (likeness.share, place)
            for place, known in enumerate(words)
            if known.words and asked.words and (likeness := compare_words(NamePair(asked, known), lambda word: 1.0))
        ]
        best = [self._mentions.names[place] for _, place in sorted(like, key=lambda one: (-one[0], one[1]))]
        hint = f"; like it: {', '.join(map(repr, best[:_MOST_LIKE]))}" if best else "; no name is like it"
        raise OptionError(f"No party is named {name!r}{hint}.")

    def ties(self, party: int) -> list[Tie]:
        """Return what a party has, what fewest others share first; its trade is left out."""
        found = (self._tie(tie, [edge]) for tie, edge in self._edges(party))
        told = [tie for tie in found if tie.kind != TieKind.TRADE and (tie.kind != TieKind.SPELLING or tie.names > 1)]
        return sorted(told, key=lambda tie: (tie.names == 1, tie.names, tie.kind, tie.text))

    def connections(self, party: int, *, steps: int = 2) -> list[Connection]:
        """Return those who are connected to a party, what tells most first.

        Parameters
        ----------
        party : int
            As `find` returns it.
        steps : int
            1 for those who share something with it, 2 for those who share something with these as well.
        """
        seen = {party}
        found: list[Connection] = []
        front = [party]
        for step in range(1, steps + 1):
            reached: dict[int, Connection] = {}
            for one in front:
                if step > 1 and self._ties_of_party[one] > self._most:
                    continue
                for other, ties in self._neighbors(one).items():
                    if other not in seen:
                        connection = self._connection(other, step, one, ties)
                        if other not in reached or connection.tells > reached[other].tells:
                            reached[other] = connection
            seen |= set(reached)
            front = sorted(reached)
            found += reached.values()
        return sorted(found, key=lambda one: (one.steps, -round(one.tells, 6), -len(one.ties), one.name))

    def component_size(self, party: int) -> int:
        """Return the number of parties that any number of followed steps reach, the party among them."""
        few = np.flatnonzero(self._names_of_tie <= self._most)
        links = self._of_party[:, few]
        _, component = connected_components(sparse.bmat([[None, links], [links.T, None]], format="csr"), directed=False)
        return int((component[: self.n_parties] == component[party]).sum())

    def _edges(self, party: int) -> Iterator[tuple[int, int]]:
        start, end = self._of_party.indptr[party : party + 2]
        for place in range(start, end):
            yield int(self._of_party.indices[place]), int(self._of_party.data[place]) - 1

    def _neighbors(self, party: int) -> dict[int, list[tuple[int, int, int]]]:
        """Return the others that share followed ties: by party, the tie and the edges of both."""
        found: dict[int, list[tuple[int, int, int]]] = {}
        for tie, edge in self._edges(party):
            if self._names_of_tie[tie] > self._most:
                continue
            start, end = self._of_tie.indptr[tie : tie + 2]
            for place in range(start, end):
                other = int(self._of_tie.indices[place])
                if other != party:
                    found.setdefault(other, []).append((tie, edge, int(self._of_tie.data[place]) - 1))
        return found

    def _connection(self, other: int, step: int, through: int, ties: list[tuple[int, int, int]]) -> Connection:
        shared = [self._tie(tie, [own, others]) for tie, own, others in ties]
        if any(tie.kind == TieKind.TRADE for tie in shared):  # who trade use one agent and one vessel
            shared = [tie for tie in shared if tie.kind not in (TieKind.AGENT, TieKind.VESSEL)]
        telling = (tie.names for tie in shared if tie.kind not in (TieKind.TRADE, TieKind.VESSEL))
        tells = max((float(np.log10(self.n_parties / names)) for names in telling), default=0.0)
        names = self._mentions.names
        return Connection(
            names[other], step, "" if step == 1 else names[through],
            tuple(sorted(shared, key=lambda tie: (tie.kind == TieKind.TRADE, tie.names, tie.kind, tie.text))),
            max(tells, 0.0), int(self._mentions.rows[other]),
        )  # fmt: skip

    def _tie(self, tie: int, edges: list[int]) -> Tie:
        known = self._mentions.ties.iloc[tie]
        rows = self._mentions.edges.iloc[edges]
        names = int(self._names_of_tie[tie])
        # Of trade, each row tells of both parties.
        n_rows = int(rows["rows"].max() if known["kind"] == TieKind.TRADE else rows["rows"].sum())
        return Tie(
            TieKind(known["kind"]), str(known["text"]), names, n_rows, _iso(rows["first"]), _iso(rows["last"]),
            Followed.YES if names <= self._most else Followed.TOO_MANY,
        )  # fmt: skip


def _iso(days: "pd.Series[pd.Timestamp]") -> str:
    """Return the latest day, empty where there is none."""
    known = days.dropna()
    return "" if known.empty else known.max().date().isoformat()
