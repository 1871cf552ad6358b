"""The rows of a run on the terminal: the ranked table that an officer reads."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from riskscan.unseen import escape_unseen

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from riskscan.scoring.finished import Finished, RankedRow

__all__ = ["TIER_STYLES", "counted", "one_line", "percent", "show_ranking"]

TIER_STYLES = {"hold": "bold white on red", "inspect": "bold red", "review": "yellow", "release": "dim"}
_NARROW = 100
_REASONS_NARROW, _REASONS_WIDE = 2, 3
_LENGTH_NARROW, _LENGTH_WIDE = 105, 170
_DECIDED = ("POLICY_RULE", "POLICY_CEILING", "POLICY_SCORE", "POLICY_BOUND")


def show_ranking(console: "Console", finished: "Finished", *, top: int, model_id: str) -> None:
    """Print the top of the ranking and a line of counts.

    Parameters
    ----------
    console : Console
        Where to print.
    finished : Finished
        The run.
    top : int
        Rows to show.
    model_id : str
        Shown below.
    """
    from rich.text import Text

    table = _table(console.width)
    for row in finished.top(top):
        tier = row.tier.name.lower()
        styled = Text(tier, style=TIER_STYLES[tier])
        table.add_row(str(row.rank), styled, percent(row.score), _what(row), _why(row, console.width))
    console.print(table)
    counts = {tier.name.lower(): count for tier, count in finished.counts().items()}
    shown = ", ".join(f"{counts[tier]:,} {tier}" for tier in TIER_STYLES if tier in counts)
    line = f"{counted(finished.n_rows, 'row')}{': ' if shown else ''}{shown}."
    if finished.n_with_issues:
        has = "has" if finished.n_with_issues == 1 else "have"
        line += f" {counted(finished.n_with_issues, 'row')} {has} issues (riskscan validate)."
    console.print(Text(line, style="bold"))
    if kept := finished.kept_down():
        console.print(
            Text(
                f"The bound of the policy kept {kept:,} rows down that the score alone would have raised.", style="dim"
            )
        )
    if finished.score_basis == "relative":
        console.print(
            Text("Risk is relative, no frequency: the model learned from simulated rows (--base-rate).", style="dim")
        )
    if (move := finished.odds_move) is not None:
        console.print(
            Text(f"Risk is moved to the {move}; the mean of the rows weighs {move.weight:.0%} in this.", style="dim")
        )
    console.print(
        Text(f"Model {one_line(model_id, 80)}. A score is a reason to look, not evidence of an offence.", style="dim")
    )


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


def counted(number: int, thing: str) -> str:
    """Return a number of things: ``1 row``, ``1,000 rows``."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def percent(score: float) -> str:
    """Return a probability as it is shown."""
    if score >= 0.9995:
        return ">99.9%"
    return f"{score:.1%}" if score >= 0.001 else "<0.1%"


def _what(row: "RankedRow") -> "Text":
    from rich.text import Text

    substance = row.cells["substance_name"]
    goods = _first(row.cells, "goods_description", "chemical_name") or "(no goods text)"
    text = Text()
    if isinstance(substance, str) and substance:
        text.append(one_line(substance, 60), style="bold")
        text.append("\n")
    elif row.cells["screening_outcome"] == "unresolved":
        text.append("chemical name not read", style="bold")
        text.append("\n")
    text.append(one_line(goods, 70))
    text.append("\n" + one_line(_facts(row.cells), _LENGTH_WIDE), style="dim")
    return text


def _facts(cells: "Mapping[str, Any]") -> str:
    start = _first(cells, "export_country", "origin_country") or "?"
    facts = [_first(cells, "consignment_id"), f"{start} to {_first(cells, 'destination_country') or '?'}"]
    code = _first(cells, "hs_code")
    facts.append(f"HS {code}" if code else "")
    mass = cells["net_mass_kg"] if cells["net_mass_kg"] == cells["net_mass_kg"] else cells["gross_mass_kg"]
    facts.append(f"{mass:,.4g} kg" if mass == mass else "")
    return ", ".join(fact for fact in facts if fact and fact != "? to ?")


def _why(row: "RankedRow", width: int) -> "Text":
    from rich.text import Text

    shown = _REASONS_NARROW if width < _NARROW else _REASONS_WIDE
    limit = _LENGTH_NARROW if width < _NARROW else _LENGTH_WIDE
    # One sentence of a kind is enough on the screen: a text that names a substance twice says no more than once.
    kinds: dict[str, str] = {}
    for reason in row.reasons:
        kinds.setdefault(reason.code, reason.brief)
    # What decided the tier is always shown, though stronger facts fill the place.
    first = [code for code in kinds if code not in _DECIDED] or list(kinds)
    decided = [code for code in kinds if code in _DECIDED and code not in first]
    chosen = [*first[: shown - min(1, len(decided))], *decided][:shown]
    text = Text()
    for number, sentence in enumerate(kinds[code] for code in chosen):
        text.append("\n" if number else "")
        text.append(one_line(sentence, limit))
    if len(kinds) > shown:
        text.append(f"\n+{len(kinds) - shown} more", style="dim")
    return text


def _first(row: "Mapping[str, Any]", *columns: str) -> str:
    for column in columns:
        value = row[column]
        if isinstance(value, str) and value:
            return value
    return ""


def one_line(text: str, limit: int) -> str:
    """Return a text of a file as one line that does nothing to a terminal, cut where it is longer than the limit."""
    line = escape_unseen(" ".join(text.split()))
    return line if len(line) <= limit else line[: limit - 1] + "…"
