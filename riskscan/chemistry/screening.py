"""Screen texts: which of them name a substance that a control list covers, on a day, in some jurisdictions.

Everything that does not depend on the day is worked out once for each text and remembered.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from riskscan.chemistry.decode.evidence import Evidence, Source
from riskscan.chemistry.decode.mentions import MAX_TEXT_LENGTH, Mention, TextReader
from riskscan.chemistry.decode.resolving import Resolver
from riskscan.chemistry.explaining import Explanation, explain_text
from riskscan.chemistry.findings import (
    NO_CHEMICAL,
    OUTCOMES,
    Finding,
    Law,
    judge_mention,
    listings_behind,
    show_disguise,
)
from riskscan.chemistry.law.control_list import ControlList
from riskscan.chemistry.law.own_lists import read_own_lists, repeated_listings
from riskscan.chemistry.names.lexicon import load_lexicon
from riskscan.chemistry.names.listed_names import ListedNames
from riskscan.chemistry.options import parse_as_of, parse_jurisdictions, parse_route
from riskscan.chemistry.read_texts import MOST_KEPT, ReadTexts
from riskscan.chemistry.text_cache.cache import CacheUse, TextCache
from riskscan.chemistry.text_cache.edition import edition
from riskscan.compiling.cache_folder import TEXTS, cache_folder
from riskscan.compiling.compile_once import compiled_here
from riskscan.compiling.garbage import collector_paused
from riskscan.frames import as_kind_of, list_texts
from riskscan.packs.store import InstalledPack, packs_in_use
from riskscan.tables.listings import load_listings, reach_of
from riskscan.tables.own_rows import OwnRows
from riskscan.tables.scopes import NO_REACH, UNKNOWN_ROUTE, Reach
from riskscan.tables.substances import load_forms, load_substances, load_synonyms

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Screener"]

_ASKS_FOR_ALL = ("2-metylprpan-1-amlne and 1,2-dlhydro-4H-qunolin", "dlhydro quinolin of 4-vinyl")
"""Texts that ask for all that is compiled: who has waited for most of it shall not wait again for the rest."""


class _Turns(NamedTuple):
    """On what the law of a text turns: between two of its days, and on all routes unless asked, it is one."""

    days: tuple[date, ...]
    ask_route: bool


class Screener:
    """The control lists with everything needed to read names against them.

    Loading takes about a second; an instance is meant to be kept. It is not safe to share between threads while
    it loads, and each process of a pool has its own.

    Parameters
    ----------
    watchlist : path-like, optional
        CSV of further substances of the user's own; see `riskscan.chemistry.law.watchlist`.
    packs : iterable of InstalledPack, optional
        Packs that count beside the tables; default those that the user has installed and that are valid today.
    cache : bool or path-like, default False
        Whether what texts say is kept on disk, for the next manifest and for other processes: in the user's cache
        folder, or in a folder of its own that is named here. The words of the chemicals are kept, not the texts.
        Findings are the same with and without; texts of ordinary goods are told at once and never kept.

    Raises
    ------
    TableError
        Where the watch list has a row that breaks its format.
    PackError
        Where an installed pack was altered.

    Examples
    --------
    >>> Screener().screen(["1-boc-4-piperidone"], as_of="2024-01-01", jurisdictions=["US"]).loc[0, "relation"]
    'identical'
    """

    def __init__(
        self,
        *,
        watchlist: Path | str | None = None,
        packs: Iterable[InstalledPack] | None = None,
        cache: bool | Path | str = False,
    ) -> None:
        self.watchlist = watchlist
        self.packs = packs_in_use() if packs is None else tuple(packs)
        lists = read_own_lists(watchlist, self.packs)
        own = sum(lists, OwnRows())
        substances, forms = load_substances() + own.substances, load_forms()
        names = ListedNames(substances, forms, load_synonyms() + own.synonyms)
        listings = (*load_listings(), *own.listings, *repeated_listings(lists, names))
        self.controls = ControlList(substances, forms, listings)
        lexicon = load_lexicon()
        for substance in substances:
            if substance.inchikey and "." not in substance.smiles:
                names.add_known(substance.substance_id, frozenset(), "", lexicon.names_of(substance.inchikey))
        resolver = Resolver(self.controls, names, lexicon)
        if not own:
            resolver.learn_known_clear()
        self._resolver = resolver
        self._is_packaged = not own
        self.cache = cache
        known: TextCache | None = None
        if cache:
            folder = cache_folder() / TEXTS if cache is True else Path(cache)
            listed = self.controls.listings + resolver.drugs.listings
            known = TextCache.in_folder(folder, listed, edition(lexicon.folder.name, own.digest))
        self._texts = ReadTexts(self._make_reader, known)
        self._turns = lru_cache(maxsize=MOST_KEPT)(self._turns_of)
        self._judge = lru_cache(maxsize=MOST_KEPT)(self._judge_text)
        if known is None or not known.tells:
            self._texts.prepare()

    def screen(
        self,
        texts: Iterable[str | None],
        *,
        as_of: date | str | None = None,
        jurisdictions: Iterable[str] | None = None,
        route: tuple[str | None, str | None] | str | None = None,
    ) -> Any:
        """Screen texts.

        Parameters
        ----------
        texts : iterable of str or None
            Names, identifiers or goods descriptions; None and empty texts have no chemical. A column of pandas, Polars
            or Arrow is an iterable.
        as_of : datetime.date or str, optional
            Day whose law counts (ISO), default today.
        jurisdictions : iterable of str, optional
            Of `riskscan.tables.lists.load_jurisdictions`, default all.
        route : tuple of str or None, optional
            Countries that the goods leave and enter, either None where not known; or both as ``CN:US``. A listing that
            is limited to exports from or imports into its jurisdiction counts only where the route is known to lie in
            that trade; where the route does not tell, what stands on such lists alone is ``watched``.

        Returns
        -------
        pandas.DataFrame, or the kind of frame that `texts` is a column of
            One row per mention, at least one per text, the weightiest mention of a text first. Columns:
            ``text_index`` (position in `texts`), ``text``, ``outcome``, ``mention``, ``substance_id``,
            ``substance_name``, ``cas_rn``, ``relation``, ``method``, ``confidence``, ``smiles``, ``inchikey``,
            ``listings`` (text: jurisdiction, list, date, citation; separated by ``;``).

        Raises
        ------
        OptionError
            On an unknown jurisdiction or country, a date that is not ISO, or one text in place of several.
        """
        all_texts = list_texts(texts)
        day = parse_as_of(as_of)
        reach = reach_of(parse_route(route), day)
        return as_kind_of(texts, self.screen_in(all_texts, day, parse_jurisdictions(jurisdictions), reach))

    def screen_in(
        self, texts: Sequence[str | None], as_of: date, jurisdictions: frozenset[str], reach: Reach | None = None
    ) -> "pd.DataFrame":
        """Screen texts by law that was parsed before: parameters as of `find`, the frame that `screen` returns.

        Parameters
        ----------
        texts : sequence of str or None
            As for `screen`.
        as_of : datetime.date
            Day whose law counts.
        jurisdictions : frozenset of str
            Lists that count.
        reach : Reach, optional
            The trade that the goods are part of.

        Returns
        -------
        pandas.DataFrame
            One row per mention, at least one per text.
        """
        from riskscan.chemistry.findings_frame import frame_of_findings

        with collector_paused():  # the first texts build indices, and what is found has no cycles
            spoken = self._find_each(texts, as_of, jurisdictions, reach)
        return frame_of_findings(texts, spoken)

    def _find_each(
        self, texts: Sequence[str | None], as_of: date, jurisdictions: frozenset[str], reach: Reach | None
    ) -> list[tuple[int, tuple[Finding, ...]]]:
        """Return the places of texts that are read, with their findings; the others are ordinary goods."""
        words = [text if isinstance(text, str) else "" for text in texts]
        return [
            (index, self._judge(text, self._law_for(text, as_of, jurisdictions, reach)))
            for index, (text, is_ordinary) in enumerate(zip(words, self._reader.are_ordinary(words), strict=True))
            if not is_ordinary
        ]

    def _law_for(self, text: str, as_of: date, jurisdictions: frozenset[str], reach: Reach | None) -> Law:
        # between two days on which one of its listings turns, and on any route where none asks for it, the law of a
        # text is one, so that it is judged once for all of them
        turns = self._turns(text)
        if not turns.ask_route:
            reach = NO_REACH
        elif reach is None:
            reach = reach_of(UNKNOWN_ROUTE, as_of)
        return Law(turns.days[bisect_right(turns.days, as_of) - 1], jurisdictions, reach)

    def learn(self, texts: Iterable[str | None]) -> None:
        """Look at the words of many texts together: `find` then answers sooner for each, and the same.

        Parameters
        ----------
        texts : iterable of str or None
            All that `find` will be asked for.
        """
        self._reader.learn(text for text in texts if isinstance(text, str))

    def are_ordinary(self, texts: Sequence[str]) -> list[bool]:
        """Whether each of some texts mentions no chemical at first sight; their words are looked at together.

        Parameters
        ----------
        texts : sequence of str
            Goods descriptions.

        Returns
        -------
        list of bool
            True where `find` would say ``no_chemical`` without reading further.
        """
        return self._reader.are_ordinary(texts)

    def find(
        self, text: str | None, as_of: date, jurisdictions: frozenset[str], reach: Reach | None = None
    ) -> tuple[Finding, ...]:
        """Return the findings of one text.

        Parameters
        ----------
        text : str or None
            None and an empty text have no chemical.
        as_of : datetime.date
            Day whose law counts.
        jurisdictions : frozenset of str
            Lists that count.
        reach : Reach, optional
            The trade that the goods are part of; a route that is not known where left out.

        Returns
        -------
        tuple of Finding
            At least one, the weightiest first.
        """
        if not isinstance(text, str) or not text or self._reader.is_ordinary(text):
            return (NO_CHEMICAL,)
        return self.find_telling(text, as_of, jurisdictions, reach)

    def find_telling(
        self, text: str, as_of: date, jurisdictions: frozenset[str], reach: Reach | None = None
    ) -> tuple[Finding, ...]:
        """Return the findings of one text that `are_ordinary` says is not: as `find`, without looking again.

        Parameters
        ----------
        text : str
            Any text.
        as_of, jurisdictions, reach : optional
            As for `find`.

        Returns
        -------
        tuple of Finding
            At least one, the weightiest first.
        """
        return self._judge(text, self._law_for(text, as_of, jurisdictions, reach))

    def tell(self, texts: Sequence[str]) -> set[str]:
        """Return those of some texts of which `find` says more than ``no_chemical`` under some law.

        Parameters
        ----------
        texts : sequence of str
            None of them twice; they are looked at, and looked up on disk, all together.

        Returns
        -------
        set of str
            Those that are neither ordinary at first sight nor name goods alone.
        """
        return self._texts.find_telling(texts)

    def find_structure(
        self, smiles: str, as_of: date, jurisdictions: frozenset[str], reach: Reach | None = None
    ) -> tuple[Finding, ...]:
        """Return the findings of a structure, which need not look like one among words as `find` asks for.

        Parameters
        ----------
        smiles : str
            Also one that would be a word in a text: ``CCO``.
        as_of, jurisdictions, reach : optional
            As for `find`.

        Returns
        -------
        tuple of Finding
            At least one; ``unresolved`` where the structure cannot be read or is too large to be compared.
        """
        found = self._resolver.from_structure(smiles, smiles, Evidence(Source.SMILES), 0.99)
        mention = Mention(smiles, found, "" if found else "structure not readable")
        law = Law(as_of, jurisdictions, reach or reach_of(UNKNOWN_ROUTE, as_of))
        return tuple(self._judge_mentions((mention,), law))

    def explain(
        self,
        text: str,
        *,
        as_of: date | str | None = None,
        jurisdictions: Iterable[str] | None = None,
        route: tuple[str | None, str | None] | str | None = None,
    ) -> Explanation:
        """Read a text once more and keep each step: words, candidates with what they cost, vetoes, the law.

        Parameters
        ----------
        text : str
            Any text.
        as_of, jurisdictions, route : optional
            As for `screen`.

        Returns
        -------
        Explanation
            Its mentions are those that `find` judges.

        Examples
        --------
        >>> steps = Screener().explain("phenylacetic acid free shampoo")
        >>> steps.mentions, steps.lines[0].candidates[-1].vetoes
        ((), ("'phenylacetic acid': the words round it speak against it",))
        """
        day, where = parse_as_of(as_of), parse_jurisdictions(jurisdictions)
        reach = reach_of(parse_route(route), day)
        return explain_text(self._reader, text, self._law_for(text, day, where, reach))

    @property
    def cache_use(self) -> CacheUse:
        """How many texts were found in the cache on disk, and how many had to be read."""
        return self._texts.cache.use if self._texts.cache else CacheUse()

    def flush(self) -> None:
        """Write to the cache on disk what was read since the last time; it is written when the process ends anyway."""
        if self._texts.cache:
            self._texts.cache.flush()

    def forget(self) -> None:
        """Let go of what is remembered of texts: where none will come for a while, others want the memory."""
        self._texts.forget()
        for remembered in (self._turns, self._judge):
            remembered.cache_clear()

    @property
    def _reader(self) -> TextReader:
        return self._texts.reader

    @collector_paused()
    def _make_reader(self) -> TextReader:
        reader = TextReader(self._resolver, packaged=self._is_packaged)
        if self._is_packaged and "plain-words" in compiled_here():
            for text in _ASKS_FOR_ALL:
                reader.read(text)
        return reader

    def _turns_of(self, text: str) -> _Turns:
        listings = {one for mention in self._texts.read(text) for one in listings_behind(mention, self.controls)}
        days = {date.min, *(day for listing in listings for day in listing.turning_days)}
        return _Turns(tuple(sorted(days)), any(listing.applies_to for listing in listings))

    def _judge_mentions(self, mentions: Iterable[Mention], law: Law) -> list[Finding]:
        findings = [found for mention in mentions for found in judge_mention(mention, law, self.controls)]
        return sorted(findings, key=_weight)

    def _judge_text(self, text: str, law: Law) -> tuple[Finding, ...]:
        findings = self._judge_mentions(self._texts.read(text), law)
        findings = [show_disguise(finding, text) if finding.is_hit else finding for finding in findings]
        if len(text) > MAX_TEXT_LENGTH:
            findings.append(Finding("unresolved", text[:40], note=f"only the first {MAX_TEXT_LENGTH} characters read"))
        return tuple(sorted(findings, key=_weight)) or (NO_CHEMICAL,)


def _weight(finding: Finding) -> tuple[int, float]:
    return OUTCOMES.index(finding.outcome), -finding.confidence
