"""One answer a compound: its structure, identifiers and names are asked, and what weighs most is said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from riskscan.chemistry.findings import OUTCOMES, Finding
from riskscan.chemistry.law.structures import smiles_from_inchi, smiles_from_mol_block
from riskscan.chemistry.screening import Screener
from riskscan.compounds.compound import Compound
from riskscan.tables.listings import describe_listings
from riskscan.tables.lists import load_jurisdictions
from riskscan.tables.scopes import Reach

__all__ = ["ANSWER_COLUMNS", "Asked", "answer_compounds", "as_answers"]

ANSWER_COLUMNS = (
    "record", "screening_outcome", "substance_name", "substance_cas_rn", "relation", "listings", "matched", "method",
    "confidence", "structure_smiles", "structure_inchikey", "row_issues",
)  # fmt: skip
"""Columns that stand behind the fields of the file: ``record`` counts from 1, ``matched`` is what was read."""

_SHOWN = 60
_READ = ("clear", "controlled_drug", "watched", "resembles", "listed", "covered")
"""Outcomes of what was read: beside them a name that nobody knows says nothing."""


_UNREAD = Finding("unresolved")


@dataclass(frozen=True, slots=True)
class Asked:
    """The law that compounds are asked for.

    Attributes
    ----------
    as_of : date
        Day whose law counts.
    jurisdictions : frozenset of str
        Lists that count; default all.
    reach : Reach or None
        The trade that they are part of.
    """

    as_of: date
    jurisdictions: frozenset[str] = field(default_factory=lambda: frozenset(load_jurisdictions()))
    reach: Reach | None = None


@dataclass(frozen=True, slots=True)
class _Answer:
    source: str
    finding: Finding


def answer_compounds(
    compounds: Sequence[Compound], screener: Screener, asked: Asked, *, first: int = 1
) -> pd.DataFrame:
    """Answer for compounds.

    Parameters
    ----------
    compounds : sequence of Compound
        As read.
    screener : Screener
        Chemistry and law.
    asked : Asked
        The law that counts.
    first : int, default 1
        Number of the first one in its file.

    Returns
    -------
    DataFrame of shape (n_compounds, 12)
        `ANSWER_COLUMNS`, one row a compound in order.
    """
    return as_answers(
        [(first + place, *_answer(compound, screener, asked)) for place, compound in enumerate(compounds)]
    )


def as_answers(rows: Sequence[tuple[object, ...]]) -> pd.DataFrame:
    """Return rows as a frame of `ANSWER_COLUMNS` with their types."""
    frame = pd.DataFrame(rows, columns=pd.Index(ANSWER_COLUMNS), dtype=object)
    return frame.astype({"record": "int64", "confidence": "float64"})


def _answer(compound: Compound, screener: Screener, asked: Asked) -> tuple[object, ...]:
    issues = list(compound.issues)
    answers = [*_of_structure(compound, screener, asked, issues), *_of_texts(compound, screener, asked)]
    read = [answer for answer in answers if answer.finding.outcome in _READ]
    chosen = min(read or answers, key=_weight, default=None)
    if chosen is None:
        issues.append("nothing_to_ask: neither structure nor identifier nor name")
        return ("unresolved", *[None] * 6, 0.0, None, None, "; ".join(issues))
    if (other := _contradicts(chosen, read)) is not None:
        issues.append(f"identifiers_differ: {_said(chosen)}, but {_said(other)}")
    finding = chosen.finding
    notes = (one for one in answers if one.finding.note and one.finding.outcome not in _READ)
    issues += dict.fromkeys(f"{one.source}: {one.finding.note}" for one in notes)
    drawn = next((answer.finding for answer in answers if answer.source == "structure"), finding)
    return (
        finding.outcome, finding.substance_name, finding.cas_rn, finding.relation,
        describe_listings(finding.listings) or None, finding.mention, finding.method, finding.confidence,
        drawn.smiles, drawn.inchikey, "; ".join(issues),
    )  # fmt: skip


def _of_structure(compound: Compound, screener: Screener, asked: Asked, issues: list[str]) -> Iterator[_Answer]:
    """Yield the answer of the drawn or written structure: the first that can be read."""
    candidates = [("the drawn structure", "", smiles_from_mol_block(compound.mol_block))] if compound.mol_block else []
    candidates += [("SMILES", text, text) for text in compound.told.get("smiles", ())]
    candidates += [("InChI", text, smiles_from_inchi(text)) for text in compound.told.get("inchi", ())]
    for kind, text, smiles in candidates:
        findings = screener.find_structure(smiles, asked.as_of, asked.jurisdictions, asked.reach) if smiles else ()
        if findings and findings[0].smiles:
            yield _Answer("structure", findings[0])
            return
        issues.append(f"structure_not_read: {kind}{f' {_short(text)!r}' if text else ''}")
        yield _Answer("unread structure", _UNREAD)  # what is not read is not clean, whatever its name says


def _of_texts(compound: Compound, screener: Screener, asked: Asked) -> Iterator[_Answer]:
    told = compound.told
    texts = [("InChIKey", text) for text in told.get("inchikey", ())]
    texts += [("CAS RN", f"CAS {text}") for text in told.get("cas_rn", ())]
    texts += [("name", text) for text in told.get("name", ())]
    for source, text in texts:
        for finding in screener.find(text, asked.as_of, asked.jurisdictions, asked.reach)[:1]:
            yield _Answer(source, finding)


def _weight(answer: _Answer) -> tuple[int, float]:
    return OUTCOMES.index(answer.finding.outcome), -answer.finding.confidence


def _contradicts(chosen: _Answer, read: Sequence[_Answer]) -> _Answer | None:
    """Return an answer that names another compound than the chosen one, where either is on a list."""
    for other in read:
        same = (other.finding.substance_name or "", other.finding.is_hit) == (
            chosen.finding.substance_name or "", chosen.finding.is_hit,
        )  # fmt: skip
        if not same and (other.finding.is_hit or chosen.finding.is_hit):
            return other
    return None


def _said(answer: _Answer) -> str:
    finding = answer.finding
    what = finding.substance_name or finding.outcome.replace("_", " ")
    return f"{answer.source} says {what}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
