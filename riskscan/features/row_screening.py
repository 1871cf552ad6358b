"""Screen the rows of a manifest: every text of a row together, under the law that concerns that row.

The law is that of the day the row was lodged. A substance that is listed anywhere is a hit, but only the listings of
the UN and of the countries that the row touches weigh fully: a hit that is listed only elsewhere says so and has the
lowest severity. Where a row names no country, all jurisdictions concern it. Facts that speak against each other in one
row are evidence of their own.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskscan.chemistry.decode.surroundings import speaks_of_chemistry
from riskscan.chemistry.findings import OUTCOMES, Finding
from riskscan.chemistry.screening import Screener
from riskscan.features.coded import Coded, as_objects
from riskscan.features.columns import Frame, Rows, days, distinct_cells, knows_distinct
from riskscan.features.declared_codes import judge_declared_code
from riskscan.features.finding_reasons import MAX_SHOWN, reasons_of
from riskscan.identifiers.cas_rn import has_valid_check_digit
from riskscan.manifest.cells.factorizing import factorize
from riskscan.tables.listings import reach_of
from riskscan.tables.lists import EVERYWHERE, jurisdictions_in, load_jurisdictions
from riskscan.tables.reasons import Reason, make_reason
from riskscan.tables.scopes import Reach, Route
from riskscan.tables.standing import Concern

__all__ = ["SCREENING_COLUMNS", "RowFindings", "find_rows", "screen_columns", "screen_rows"]

SCREENING_COLUMNS = (
    "screening_outcome", "substance_id", "substance_name", "substance_cas_rn", "relation", "method", "confidence",
    "severity", "n_mentions", "n_hits", "n_unresolved", "conflict_identifiers", "conflict_hs", "conflict_goods",
    "listings", "screening_reasons",
)  # fmt: skip
_TEXTS = ("chemical_name", "cas_rn", "goods_description", "un_number")
_GOODS, _CAS_RN = _TEXTS.index("goods_description"), _TEXTS.index("cas_rn")
_COUNTRIES = ("origin_country", "export_country", "destination_country", "consignor_country", "consignee_country")
_ALL = frozenset(load_jurisdictions())
_ELSEWHERE = 1.0
_WATCHED = 0.5
_ORDINARY: dict[str, Any] = {
    "screening_outcome": "no_chemical", "confidence": 0.0, "severity": 0.0, "n_mentions": 0, "n_hits": 0,
    "n_unresolved": 0, "conflict_identifiers": False, "conflict_hs": False, "conflict_goods": False,
    **dict.fromkeys(
        ("substance_id", "substance_name", "substance_cas_rn", "relation", "method", "listings"), None
    ),
    "screening_reasons": (),
}  # fmt: skip
"""What a row has whose texts are all of ordinary goods."""
_NOTHING = Finding("no_chemical")
_TYPES = {name: type(value) for name, value in _ORDINARY.items() if isinstance(value, bool | int | float)}


class _Row(NamedTuple):
    """What screening needs of one row."""

    texts: tuple[str | None, ...]
    hs_code: str | None
    day: date
    jurisdictions: frozenset[str]
    concerned: frozenset[str]
    reach: Reach

    def find(self, screener: Screener, text: str) -> tuple[Finding, ...]:
        """Return the findings of a text that is not ordinary, under the law of the row."""
        return screener.find_telling(text, self.day, self.jurisdictions, self.reach)


class _Weighed(NamedTuple):
    """A finding, and the listings of it that concern the row."""

    finding: Finding
    concern: Concern
    severity: float


def screen_rows(
    frame: Frame,
    screener: Screener,
    *,
    as_of: date | None = None,
    jurisdictions: frozenset[str] | None = None,
    today: date | None = None,
) -> pd.DataFrame:
    """Return what `screen_columns` does as a frame, with the index of `frame`; see there."""
    X = Rows.of(frame)
    screened = screen_columns(X, screener, as_of=as_of, jurisdictions=jurisdictions, today=today)
    return Rows(screened, n_rows=len(X)).frame().set_axis(X.index, axis=0)


def screen_columns(
    X: Rows,
    screener: Screener,
    *,
    as_of: date | None = None,
    jurisdictions: frozenset[str] | None = None,
    today: date | None = None,
) -> dict[str, Any]:
    """Screen each row of a canonical manifest.

    Parameters
    ----------
    X : Rows of shape (n_rows, n_columns)
        Canonical columns; any of them may be missing.
    screener : Screener
    as_of : datetime.date, optional
        One day for all rows, default each row's ``lodged_on`` (today where that is missing).
    jurisdictions : frozenset of str, optional
        The only ones that count, for all rows alike; default all, weighed by the countries that a row touches.
    today : datetime.date, optional
        Day of rows without one; default that of the computer's clock.

    Returns
    -------
    dict of str to ndarray or Coded, shape (n_rows,)
        `SCREENING_COLUMNS`. ``screening_reasons`` holds tuples of `Reason`, the strongest first; texts are `Coded`,
        with None for none.
    """
    texts = _read_texts(X)
    chosen, is_telling = _tell(texts, screener)
    places: dict[_Row, int] = {}
    found = [_ORDINARY]
    codes = np.zeros(len(X), dtype=np.intp)
    for position, row in zip(chosen.tolist(), _rows(X, texts, chosen, as_of, jurisdictions, today), strict=True):
        if row not in places:
            places[row] = len(found)
            found.append(_screen_row(row, screener, is_telling))
        codes[position] = places[row]
    return {name: _spread([screened[name] for screened in found], codes, name) for name in SCREENING_COLUMNS}


def _spread(values: list[Any], codes: NDArray[np.intp], name: str) -> Any:
    """Return for each row the value that it has, of a column of what was found in rows."""
    if name in _TYPES:
        return np.array(values, dtype=_TYPES[name])[codes]
    of_each = Coded(codes, as_objects(values))
    return of_each.rows() if name == "screening_reasons" else of_each


@dataclass(frozen=True, slots=True)
class RowFindings:
    """What the texts of a row name, as objects.

    Attributes
    ----------
    day : date
        Whose law counts.
    findings : tuple of Finding
        The weightiest first.
    concerned : frozenset of str
        Jurisdictions whose listings weigh fully.
    """

    day: date
    findings: tuple[Finding, ...]
    concerned: frozenset[str]


def find_rows(
    frame: pd.DataFrame,
    screener: Screener,
    *,
    as_of: date | None = None,
    jurisdictions: frozenset[str] | None = None,
    today: date | None = None,
) -> list[RowFindings]:
    """Return what `screen_rows` finds in each row, as objects: for the few rows that are shown with their evidence."""
    X = Rows(frame)
    texts = _read_texts(X)
    _, is_telling = _tell(texts, screener)
    rows = _rows(X, texts, np.arange(len(X)), as_of, jurisdictions, today)
    return [
        RowFindings(row.day, tuple(found.finding for found in _weigh(row, screener, is_telling)), row.concerned)
        for row in rows
    ]


def _tell(columns: Sequence[Coded], screener: Screener) -> tuple[NDArray[np.intp], Mapping[str | None, bool]]:
    """Return the positions of the rows of which some text says something, and of every text whether it does.

    The screener looks at the distinct texts all together. What it has to read and what then is no chemical under any
    law says no more than what is ordinary at first sight.
    """
    texts = list(dict.fromkeys(text for column in columns for text in column.values.tolist() if text))
    telling = screener.tell(texts)
    is_telling: dict[str | None, bool] = {None: False} | {text: text in telling for text in texts}
    found = np.zeros(len(columns[0]), dtype=bool)
    for column in columns:
        found |= np.array([is_telling[text] for text in column.values.tolist()], dtype=bool)[column.codes]
    return np.flatnonzero(found), is_telling


def _read_texts(X: Rows) -> list[Coded]:
    """Return the columns of texts, None for none, by their distinct ones."""
    texts = [_coded_cells(X, column) for column in _TEXTS]
    # What stands in the column of CAS numbers is meant as one, though its check digit be wrong.
    numbers = texts[_CAS_RN].values
    numbers[:] = [f"CAS {cell}" if cell and not has_valid_check_digit(cell) else cell for cell in numbers.tolist()]
    return texts


def _coded_cells(X: Rows, column: str) -> Coded:
    if column not in X.columns:
        return Coded(np.zeros(len(X), dtype=np.intp), np.array([None], dtype=object))
    if knows_distinct(X, column):
        codes, distinct = distinct_cells(X, column)
    else:
        codes, distinct = factorize(as_objects(_cells(X, column, np.arange(len(X)))))
    return Coded(codes, as_objects([*(text or None for text in distinct.tolist()), None]))  # of null -1 is the place


def _rows(
    X: Rows,
    texts: Sequence[Coded],
    chosen: NDArray[np.intp],
    as_of: date | None,
    jurisdictions: frozenset[str] | None,
    today: date | None,
) -> Iterator[_Row]:
    routes = list(zip(*(_cells(X, column, chosen) for column in (*_COUNTRIES, "transit_countries")), strict=True))
    lodged = [as_of] * len(chosen) if as_of else _days(X, chosen, today or date.today())
    touched: dict[tuple[tuple[str | None, ...], date], tuple[frozenset[str], Reach]] = {}
    words = zip(*(column.values[column.codes[chosen]].tolist() for column in texts), strict=True)
    for own, code, day, route in zip(words, _cells(X, "hs_code", chosen), lodged, routes, strict=True):
        if (route, day) not in touched:
            touched[route, day] = jurisdictions or _jurisdictions_of(route, day), reach_of(_route_of(route), day)
        yield _Row(own, code, day, jurisdictions or _ALL, *touched[route, day])


def _cells(X: Rows, column: str, chosen: NDArray[np.intp]) -> list[str | None]:
    if column not in X.columns:
        return [None] * len(chosen)
    cells = X[column][chosen].tolist()
    return [cell if isinstance(cell, str) and cell else None for cell in cells]


def _days(X: Rows, chosen: NDArray[np.intp], today: date) -> list[date]:
    return [today if day is None else day for day in days(X, "lodged_on")[chosen].tolist()]


def _jurisdictions_of(route: tuple[str | None, ...], day: date) -> frozenset[str]:
    found = {EVERYWHERE}
    for cell in set(filter(None, route)):
        for country in cell.split(";"):
            found |= jurisdictions_in(country, day)
    return frozenset(found) if any(route) else _ALL


@lru_cache(maxsize=10_000)
def _route_of(countries: tuple[str | None, ...]) -> Route:
    """Return where the goods leave and enter; the country of origin only where nothing says whence they are sent."""
    origin, exported, destination, consignor, consignee, _ = countries
    leaving = {exported, consignor} - {None} or {origin} - {None}
    return Route(frozenset(filter(None, leaving)), frozenset(filter(None, (destination, consignee))))


def _weigh(row: _Row, screener: Screener, is_telling: Mapping[str | None, bool]) -> list[_Weighed]:
    """Return what the texts of a row name, those that are not ordinary, the weightiest first."""
    found = [
        _weigh_finding(finding, row.concerned)
        for text in row.texts
        if text and is_telling[text]
        for finding in row.find(screener, text)
        if finding.outcome != "no_chemical"
    ]
    if len(found) > 1:
        found.sort(key=lambda one: (OUTCOMES.index(one.finding.outcome), -one.severity, -one.finding.confidence))
    return found


def _weigh_finding(finding: Finding, concerned: frozenset[str]) -> _Weighed:
    """Weigh a finding by the strictest list that concerns the row: at most the lowest severity for one of elsewhere.

    What is only watched has the one that all watching has.
    """
    concern = finding.standing.concerning(concerned)
    severity = concern.severity if concern.is_near else min(concern.severity, _ELSEWHERE)
    return _Weighed(finding, concern, _WATCHED if finding.outcome == "watched" else severity)


def _screen_row(row: _Row, screener: Screener, is_telling: Mapping[str | None, bool]) -> dict[str, Any]:
    weighed = _weigh(row, screener, is_telling)
    findings = [one.finding for one in weighed]
    hits = [finding for finding in findings if finding.is_hit]
    conflicts = _conflicts(row, hits, findings, screener, is_telling) if hits else {}
    reasons = [*reasons_of((one.finding, one.concern) for one in weighed), *conflicts.values()]
    reasons.sort(key=lambda reason: -reason.strength)
    best = findings[0] if findings else _NOTHING
    screened = _ORDINARY | {
        "screening_outcome": best.outcome,
        "n_mentions": len(findings),
        "n_unresolved": sum(finding.outcome == "unresolved" for finding in findings),
        "screening_reasons": tuple(dict.fromkeys(reasons)),
    }
    if best.outcome == "watched":
        screened["severity"] = weighed[0].severity
    if not hits:
        return screened
    return screened | {
        "substance_id": best.substance_id,
        "substance_name": best.substance_name,
        "substance_cas_rn": best.cas_rn,
        "relation": best.relation,
        "method": best.method,
        "confidence": best.confidence,
        "severity": weighed[0].severity,
        "n_hits": len(hits),
        "conflict_identifiers": "CONFLICT_IDENTIFIERS" in conflicts,
        "conflict_hs": "CONFLICT_HS" in conflicts,
        "conflict_goods": "CONFLICT_GOODS" in conflicts,
        "listings": weighed[0].concern.describe() or None,
    }


def _agree(number: Finding, name: Finding) -> bool:
    """Whether a number and a name mean one substance: the same skeleton, or the same entry as salt and base do."""
    same_entry = number.substance_id is not None and number.substance_id == name.substance_id
    return same_entry or (name.inchikey or "")[:14] == (number.inchikey or "")[:14]


def _conflicts(
    row: _Row, hits: list[Finding], findings: list[Finding], screener: Screener, is_telling: Mapping[str | None, bool]
) -> dict[str, Reason]:  # fmt: skip
    conflicts: dict[str, Reason] = {}
    best = hits[0]
    numbers = [finding for finding in findings if finding.method == "CAS RN"]
    names = [finding for finding in findings if finding.method and finding.method != "CAS RN" and finding.smiles]
    for number in numbers:
        others = [name for name in names if not _agree(number, name)]
        if others and len(others) == len(names) and (number.is_hit or others[0].is_hit):
            digits = (number.mention or "").removeprefix("CAS ")
            detail = f"CAS {digits} is not '{(others[0].mention or '')[:MAX_SHOWN]}'"
            conflicts["CONFLICT_IDENTIFIERS"] = make_reason("CONFLICT_IDENTIFIERS", detail=detail)
    substance = screener.controls.substances.get(best.substance_id or "")
    if row.hs_code and substance:
        judged = judge_declared_code(substance, best.relation or "", row.hs_code, row.day, row.concerned)
        if judged and (judged.code == "CONFLICT_HS" or best.outcome == "listed"):  # kin may have another subheading
            conflicts[judged.code] = judged
    goods = row.texts[_GOODS]
    names_any = goods and is_telling[goods] and row.find(screener, goods)[0].outcome != "no_chemical"
    if goods and not names_any and not speaks_of_chemistry(goods):  # "solvent" contradicts no acetone
        conflicts["CONFLICT_GOODS"] = make_reason(
            "CONFLICT_GOODS", substance=best.substance_name, goods=goods[:MAX_SHOWN]
        )
    return conflicts
