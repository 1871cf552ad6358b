"""Whether the HS code that a row declares fits the substance that it names, by the tariff of the row's day."""

from collections.abc import Collection
from datetime import date

from riskscan.tables.reasons import Reason, make_reason
from riskscan.tables.substances import Substance
from riskscan.tables.tariff_codes import TariffCode, load_tariff_codes, shown_codes

__all__ = ["judge_declared_code"]


def judge_declared_code(
    substance: Substance, relation: str, declared: str, day: date, places: Collection[str] | None = None
) -> Reason | None:
    """Return what speaks against a declared code, None where nothing does.

    Another heading (four digits) is a conflict. The right heading with a subheading that is another's, or that of
    another edition, is a weaker reason: tariffs change, and brokers use last year's codes.

    Parameters
    ----------
    substance : Substance
        The entry of the list; one of the user's own has no editions.
    relation : str
        What the goods are to it: salts may have a subheading of their own.
    declared : str
        Digits of the HS code.
    day : datetime.date
        Whose tariff counts.
    places : collection of str, optional
        Jurisdictions that the goods touch, whose national lines count; default all.
    """
    form = "salt" if "salt" in relation else "base"
    rows = [row for row in load_tariff_codes().get(substance.substance_id, ()) if row.form in ("", form)]
    today = [row for row in rows if row.is_effective(day) and row.counts_in(places)]
    codes = tuple(dict.fromkeys(row.subheading for row in today)) or substance.hs_codes
    if not codes:
        return None
    facts = {"substance": substance.name, "expected": shown_codes(codes), "declared": shown_codes((declared,))}
    if not any(_agree(code[:4], declared) for code in codes):
        return make_reason("CONFLICT_HS", **facts)  # type: ignore[arg-type]
    if any(_agree(code[:6], declared) for code in codes):
        return None
    return make_reason("HS_SUBHEADING", **facts, detail=_explain(rows, declared))  # type: ignore[arg-type]


def _agree(code: str, declared: str) -> bool:
    return code.startswith(declared[: len(code)]) or declared.startswith(code)


def _explain(rows: list[TariffCode], declared: str) -> str:
    of_another = next((row for row in rows if row.subheading == declared[:6]), None)
    return f"in its subheading of {of_another.period}" if of_another else "in another subheading"
