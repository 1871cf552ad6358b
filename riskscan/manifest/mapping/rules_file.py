"""A mapping as a mapping file: what was chosen, what it was chosen from and why, to be edited and given back."""

import json
import textwrap
from collections.abc import Iterator, Sequence

from riskscan.manifest.mapping.columns import ColumnMapping, MappedColumn
from riskscan.manifest.mapping.explicit import stated_by_header
from riskscan.manifest.mapping.rules import ColumnRules
from riskscan.manifest.notes import Note, NoteKind
from riskscan.manifest.schema import CANONICAL, SCHEMA

__all__ = ["format_rules"]


def format_rules(mapping: ColumnMapping, rules: ColumnRules | None = None, *, name: str = "") -> str:
    """Return a mapping file (TOML) that says what a mapping does; read again, it makes the same mapping.

    Parameters
    ----------
    mapping : ColumnMapping
        Of a file.
    rules : ColumnRules, optional
        The mapping file that the mapping was made with; what it says of rates, dates and the file stays.
    name : str
        Of the file, for the first line.

    Examples
    --------
    >>> from riskscan.manifest.mapping import map_columns
    >>> print(format_rules(map_columns(["Goods", "CIF (USD)", "FOB (USD)"]), name="m.csv"))
    # How riskscan reads m.csv. Change it and give it back with --columns.
    <BLANKLINE>
    [columns]
    # goods_description: Goods as declared, free text
    goods_description = "Goods"
    # customs_value_usd: Declared value
    # customs_value_usd is read from 'CIF (USD)', not from 'FOB (USD)': CIF goes before FOB, where nothing says
    # whether goods come or go.
    # customs_value_usd = "FOB (USD)"
    customs_value_usd = "CIF (USD)"
    # The file has no ...
    """
    rules = rules or ColumnRules()
    lines = [f"# How riskscan reads {_comment(name) or 'the file'}. Change it and give it back with --columns.", ""]
    lines += ["[columns]", *_column_lines(mapping, rules)]
    lines += _section("units", _unit_lines(mapping, rules))
    lines += _section("currency", _currency_lines(mapping, rules))
    lines += _section("dates", [f"{target} = {_text(layout)}" for target, layout in rules.dates.items()])
    file = {"encoding": rules.encoding, "separator": rules.separator, "decimal": rules.decimal}
    lines += _section("file", [f"{key} = {_text(value)}" for key, value in file.items() if value])
    return "\n".join([*lines, ""])


def _section(name: str, lines: Sequence[str]) -> list[str]:
    return ["", f"[{name}]", *lines] if lines else []


def _column_lines(mapping: ColumnMapping, rules: ColumnRules) -> Iterator[str]:
    notes = _notes_by_target(mapping.notes)
    for target in CANONICAL:
        mapped = mapping.columns.get(target)
        if mapped or notes.get(target):
            yield f"# {target}: {SCHEMA[target].meaning}"
            yield from _alternatives(target, notes.get(target, ()))
        if mapped:
            yield f"{target} = {_sources(mapped)}"
    for helper in ("mass_unit", "net_mass_unit"):
        if unit_column := mapping.columns.get(helper):
            yield f"{helper} = {_text(unit_column.source)}"
    if absent := [target for target in CANONICAL if target not in mapping.columns and target not in notes]:
        yield from textwrap.wrap(
            f"The file has no {', '.join(absent)}.", 110, initial_indent="# ", subsequent_indent="# "
        )
    yield ""
    helpers = mapping.helper_sources
    if passed := [header for header in mapping.unmapped if header not in helpers]:
        yield f"# Passed through untouched: {', '.join(map(_text, passed))}"
    yield f"ignore = {_list(rules.ignore)}" if rules.ignore else "# ignore = []"


def _notes_by_target(notes: Sequence[Note]) -> dict[str, list[Note]]:
    by_target: dict[str, list[Note]] = {}
    for note in notes:
        by_target.setdefault(str(note.facts.get("target", "")), []).append(note)
    return by_target


def _alternatives(target: str, notes: Sequence[Note]) -> Iterator[str]:
    for note in notes:
        if note.kind is NoteKind.ASSUMED_UNIT:
            continue
        yield from textwrap.wrap(_comment(str(note)), 110, initial_indent="# ", subsequent_indent="# ")
        others = note.facts["sources"] if note.kind is NoteKind.COLUMN_NOT_READ else note.facts.get("others", ())
        yield from (f"# {target} = {_text(other)}" for other in others)


def _unit_lines(mapping: ColumnMapping, rules: ColumnRules) -> list[str]:
    lines = []
    for target, mapped in mapping.columns.items():
        if target not in SCHEMA or not SCHEMA[target].unit or not mapped.unit:
            continue
        if mapped.basis == "assumed":
            lines.append(f"# {target} = {_text(mapped.unit)}  # assumed: the header states none")
        elif target in rules.units or stated_by_header(mapped) != mapped.unit:
            lines.append(f"{target} = {_text(mapped.unit)}")
    return lines


def _currency_lines(mapping: ColumnMapping, rules: ColumnRules) -> list[str]:
    lines = []
    if column := mapping.columns.get("currency"):
        lines.append(f"column = {_text(column.source)}")
    if rules.rates:
        rates = ", ".join(f"{currency} = {rate!r}" for currency, rate in rules.rates.items())
        lines.append(f"rates = {{ {rates} }}")
    elif lines:
        lines.append("# rates = { EUR = 1.08 }  # US dollars for one unit of each currency")
    return lines


def _sources(mapped: MappedColumn) -> str:
    return _text(mapped.source) if len(mapped.sources) == 1 else _list(mapped.sources)


def _list(texts: Sequence[str]) -> str:
    return f"[{', '.join(map(_text, texts))}]"


def _text(text: str) -> str:
    """Return a basic string of TOML: JSON's, with the control and direction characters that JSON lets stand escaped."""
    return "".join(
        character if character.isprintable() else f"\\u{ord(character):04x}" if ord(character) < 0x10000 else character
        for character in json.dumps(text, ensure_ascii=False)
    )


def _comment(text: str) -> str:
    return "".join(character if character.isprintable() else repr(character)[1:-1] for character in text)
