"""An entry of the tables as text for the terminal."""

from riskscan.chemistry.options import parse_as_of, parse_jurisdictions
from riskscan.chemistry.screening import Screener
from riskscan.tables.classes import LegalClass, load_classes
from riskscan.tables.listings import Listing, load_listings
from riskscan.tables.substances import load_forms, load_substances, load_synonyms
from riskscan.tables.tariff_codes import TariffCode, load_tariff_codes, shown_codes

__all__ = ["describe_entry"]


def describe_entry(name: str) -> str | None:
    """Return everything the tables say of a substance or a legal class, or None where the name is none.

    Parameters
    ----------
    name : str
        A substance id, a class id, a CAS RN or any name.
    """
    classes = {legal_class.class_id: legal_class for legal_class in load_classes()}
    if name in classes:
        return _describe_class(classes[name])
    substances = {substance.substance_id: substance for substance in load_substances()}
    if name not in substances:
        finding = Screener().find(name, parse_as_of(None), parse_jurisdictions(None))[0]
        if finding.substance_id in classes:
            return _describe_class(classes[finding.substance_id])
        if finding.substance_id not in substances:
            return None
        name = finding.substance_id
    found = substances[name]
    lines = [
        found.name,
        f"  id          {found.substance_id} ({found.kind})",
        f"  CAS RN      {found.cas_rn or '-'}",
        f"  SMILES      {found.smiles or '-'}",
        f"  InChIKey    {found.inchikey or '-'}",
        f"  systematic  {found.systematic_name or '-'}",
        *(f"  HS code     {_describe_code(code)}" for code in load_tariff_codes().get(name, ())),
        f"  source      {found.source} [{found.mark}]",
    ]
    if found.note:
        lines.append(f"  note        {found.note}")
    lines += [
        f"  {form.relation:<11} {form.name}, CAS {form.cas_rn}" for form in load_forms() if form.substance_id == name
    ]
    by_language: dict[str, list[str]] = {}
    for synonym in load_synonyms():
        if synonym.substance_id == name:
            by_language.setdefault(synonym.language, []).append(synonym.name)
    lines += [f"  {language:<11} {'; '.join(names)}" for language, names in sorted(by_language.items())]
    subjects = {name: ""} | {entry.class_id: entry.name for entry in load_classes() if entry.substance_id == name}
    lines.append("  listings")
    lines += [
        _describe(listing, subjects[listing.subject]) for listing in load_listings() if listing.subject in subjects
    ]
    return "\n".join(lines)


def _describe_code(code: TariffCode) -> str:
    form = {"base": ", as it stands", "salt": ", its salts"}.get(code.form, "")
    return f"{shown_codes([code.code])}  {code.period}{form} [{code.mark}]"


def _describe_class(legal_class: LegalClass) -> str:
    lines = [
        legal_class.name,
        f"  id          {legal_class.class_id} (legal class)",
        f"  of          {legal_class.substance_id or '-'}",
        f"  relation    {legal_class.relation}",
        f"  wording     {' '.join(legal_class.wording.split())}",
        f"  meaning     {' '.join(legal_class.explanation.split())}",
        f"  citation    {legal_class.citation}",
        f"  source      {legal_class.source} [{legal_class.mark}]",
    ]
    for word, examples in (("member", legal_class.positives), ("no member", legal_class.negatives)):
        lines += [f"  {word:<11} {example.name}: {example.why}" for example in examples]
    lines.append("  listings")
    lines += [_describe(listing, "") for listing in load_listings() if listing.subject == legal_class.class_id]
    return "\n".join(lines)


def _describe(listing: Listing, class_name: str) -> str:
    status = ", repealed" if listing.status == "repealed" else ""
    covers = f", covers {', '.join(sorted(listing.covers))}" if listing.covers else ""
    of = f" ({class_name})" if class_name else ""
    note = f"\n                {listing.note}" if listing.note else ""
    return (
        f"    {listing.jurisdiction:<4}{listing.list}{of}, {listing.period}{status}{covers}\n"
        f"                {listing.citation} [{listing.mark}]{note}"
    )
