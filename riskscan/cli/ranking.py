"""The ranked table that an officer reads on the terminal."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

__all__ = ["show_ranking"]

_TIER_STYLES = {"hold": "bold white on red", "inspect": "bold red", "review": "yellow", "release": "dim"}
_NARROW = 100
_REASONS_NARROW, _REASONS_WIDE = 2, 3
_LENGTH_NARROW, _LENGTH_WIDE = 105, 170
_HIT = re.compile(r"'(.+?)' (?:is|falls under) .+?(?: \(CAS [^)]*\))?, ([^:,]+): (.*)", re.DOTALL)
_CITATION = re.compile(r" ?\[[^\]]*\]")


def show_ranking(
    console: "Console", scored: "pd.DataFrame", canonical: "pd.DataFrame", *, top: int, model_id: str
) -> None:
    """Print the top of the ranking and a line of counts.

    Parameters
    ----------
    console : Console
        Where to print.
    scored : DataFrame, shape (n_rows, n_columns)
        Scored rows.
    canonical : DataFrame, shape (n_rows, 26)
        The same rows in canonical columns.
    top : int
        Rows to show.
    model_id : str
        Shown below.
    """
    from rich.text import Text

    first = scored.reset_index(drop=True).sort_values("risk_rank", kind="stable").head(top)
    described = canonical.reset_index(drop=True).loc[first.index]
    table = _table(console.width)
    for (_, row), (_, cells) in zip(first.iterrows(), described.iterrows(), strict=True):
        tier = str(row["risk_tier"])
        table.add_row(
            str(row["risk_rank"]),
            Text(tier, style=_TIER_STYLES[tier]),
            _percent(float(row["risk_score"])),
            _what(row, cells),
            _why(str(row["reasons"] or ""), row["substance_name"], console.width),
        )
    console.print(table)
    counts = scored["risk_tier"].value_counts()
    shown = ", ".join(f"{counts[tier]:,} {tier}" for tier in _TIER_STYLES if tier in counts)
    dirty = int((scored["row_issues"].fillna("") != "").sum())
    line = f"{len(scored):,} rows: {shown}." + (f" {dirty:,} rows have issues (riskscan validate)." if dirty else "")
    console.print(Text(line, style="bold"))
    console.print(Text(f"Model {model_id}. A score is a reason to look, not evidence of an offence.", style="dim"))


def _table(width: int) -> "Table":
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1), show_lines=False, width=min(width, 160))
    table.add_column("#", justify="right", no_wrap=True)
    table.add_column("tier", no_wrap=True)
    table.add_column("risk", justify="right", no_wrap=True)
    table.add_column("what it is", ratio=4, overflow="fold")
    table.add_column("why", ratio=5 if width < _NARROW else 7, overflow="fold")
    return table


def _percent(score: float) -> str:
    if score >= 0.9995:
        return ">99.9%"
    return f"{score:.1%}" if score >= 0.001 else "<0.1%"


def _what(row: "pd.Series", canonical: "pd.Series") -> "Text":
    from rich.text import Text

    substance = row["substance_name"]
    hit = isinstance(substance, str) and bool(substance)
    goods = _first(canonical, "goods_description", "chemical_name") or "(no goods text)"
    text = Text()
    if hit:
        text.append(_shown(substance, 60), style="bold")
        text.append("\n")
    elif row["screening_outcome"] == "unresolved":
        text.append("chemical name not read", style="bold")
        text.append("\n")
    text.append(_shown(goods, 70))
    text.append("\n" + _facts(canonical), style="dim")
    return text


def _facts(canonical: "pd.Series") -> str:
    start = _first(canonical, "export_country", "origin_country") or "?"
    facts = [_first(canonical, "consignment_id"), f"{start} to {_first(canonical, 'destination_country') or '?'}"]
    code = _first(canonical, "hs_code")
    facts.append(f"HS {code}" if code else "")
    mass = (
        canonical["net_mass_kg"] if canonical["net_mass_kg"] == canonical["net_mass_kg"] else canonical["gross_mass_kg"]
    )
    facts.append(f"{mass:,.4g} kg" if mass == mass else "")
    return ", ".join(fact for fact in facts if fact and fact != "? to ?")


def _why(reasons: str, substance: object, width: int) -> "Text":
    from rich.text import Text

    shown = _REASONS_NARROW if width < _NARROW else _REASONS_WIDE
    limit = _LENGTH_NARROW if width < _NARROW else _LENGTH_WIDE
    # One sentence of a kind is enough on the screen: a text that names a substance twice says no more than once.
    kinds: dict[str, str] = {}
    for part in filter(None, reasons.split(" | ")):
        code, _, sentence = part.partition(": ")
        kinds.setdefault(code, _brief(_CITATION.sub("", sentence), substance) or code)
    text = Text()
    for number, sentence in enumerate(list(kinds.values())[:shown]):
        text.append("\n" if number else "")
        text.append(_shown(sentence, limit))
    if len(kinds) > shown:
        text.append(f"\n+{len(kinds) - shown} more", style="dim")
    return text


def _brief(sentence: str, substance: object) -> str:
    """Shorten the sentence of a hit to what the second column does not say yet: the words used and whose lists."""
    found = _HIT.fullmatch(sentence)
    if not found:
        # The second column names the substance already.
        named = isinstance(substance, str) and substance and sentence.startswith(f"{substance} ")
        return f"It {sentence[len(str(substance)) + 1 :]}" if named else sentence
    mention, relation, listings = found.groups()
    countries = dict.fromkeys(part.split()[0] for part in listings.split("; ") if part.split())
    return f"'{_shown(mention, 40)}': {relation}, listed by {', '.join(countries)}."


def _first(row: "pd.Series", *columns: str) -> str:
    for column in columns:
        value = row[column]
        if isinstance(value, str) and value:
            return value
    return ""


def _shown(text: str, limit: int) -> str:
    # Control and direction marks could redraw the terminal or hide what stands in the row.
    line = " ".join("".join(character if character.isprintable() else " " for character in text).split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
