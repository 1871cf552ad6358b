"""Pages that say what the code and the tables say: commands, features, reasons, listings, findings.

They are written to ``docs/generated`` before each build, so they cannot lag behind.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
from sphinx.application import Sphinx

from riskscan.cli.main import main
from riskscan.manifest.schema import SCHEMA
from riskscan.scoring.output_columns import OUTPUT_COLUMNS
from riskscan.tables.classes import load_classes
from riskscan.tables.features import load_feature_docs
from riskscan.tables.listings import load_listings
from riskscan.tables.lists import load_jurisdictions
from riskscan.tables.reasons import load_reason_kinds
from riskscan.tables.substances import load_substances

DOCS = Path(__file__).parents[1]
GENERATED = DOCS / "generated"
FINDINGS = DOCS.parent / "findings" / "README.md"
SOURCES = {"screening": "Facts of law and chemistry", "policy": "What decided the tier", "model": "What the model adds"}
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~$])")
_SCRIPT = re.compile(r"\[(?P<name>\w+\.sh)\]\((?P=name)\)")


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its place below ``generated`` and its text."""

    name: str
    text: str


def setup(app: Sphinx) -> dict[str, bool]:
    """Write the pages when a build begins."""
    app.connect("builder-inited", lambda _: write_pages(GENERATED))
    return {"parallel_read_safe": True}


def write_pages(folder: Path) -> None:
    """Write every page; what no longer comes out of the code goes away."""
    pages = {folder / f"{page.name}.md": page.text for page in make_pages()}
    for path in folder.rglob("*.md"):
        if path not in pages:
            path.unlink()
    for path, text in pages.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


def make_pages() -> Iterator[Page]:
    """Yield every page."""
    yield from command_pages()
    yield columns_page()
    yield features_page()
    yield reasons_page()
    yield from listing_pages()
    yield Page("findings", _SCRIPT.sub(r"{download}`\g<name> <../../findings/\g<name>>`", FINDINGS.read_text("utf-8")))


def command_pages() -> Iterator[Page]:
    """Yield a page for each command, with its help as a user sees it and that of its own commands."""
    root = click.Context(main, info_name="riskscan")
    for name in main.list_commands(root):
        command = main.get_command(root, name)
        assert command is not None
        parts = [f"# riskscan {name}"]
        for path, found in _with_own(command, root, name):
            if found is not command:
                parts.append(f"## {path}")
            context = click.Context(found, info_name=path, terminal_width=100, max_content_width=100)
            parts.append(f"```text\n{found.get_help(context)}\n```")
        yield Page(f"commands/{name}", "\n\n".join(parts) + "\n")


def _with_own(command: click.Command, parent: click.Context, name: str) -> Iterator[tuple[str, click.Command]]:
    path = f"{parent.command_path} {name}"
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command, info_name=name, parent=parent)
        for own in command.list_commands(context):
            found = command.get_command(context, own)
            assert found is not None
            yield from _with_own(found, context, own)


def columns_page() -> Page:
    """Return the canonical columns of a manifest and those that scoring appends."""
    rows = [(code(column.name), column.kind.value, column.unit, column.meaning) for column in SCHEMA.values()]
    parts = [
        "# Columns",
        "A row is one goods item of a consignment. One of `goods_description` and `chemical_name` is needed, every "
        "other column may be missing; columns of your own pass through untouched.",
        table(("column", "kind", "unit", "meaning"), rows),
        "Scoring appends " + ", ".join(code(name) for name in OUTPUT_COLUMNS) + ".",
    ]
    return Page("tables/columns", "\n\n".join(parts) + "\n")


def features_page() -> Page:
    """Return the catalogue of features by family."""
    parts = [
        "# Features",
        "What the model may see of a row. A direction of 1 means that a higher value never lowers the score, -1 that "
        "it never raises it, 0 that the effect is learned freely. The shipped model uses a part of the families only "
        "(its card says which); a model trained on your own rows uses all.",
    ]
    docs = load_feature_docs()
    for family in dict.fromkeys(doc.family for doc in docs):
        rows = [
            (code(doc.feature), doc.kind, doc.unit, str(doc.direction), doc.meaning, doc.why, doc.null_when)
            for doc in docs
            if doc.family == family
        ]
        head = ("feature", "kind", "unit", "direction", "meaning", "why", "null when")
        parts += [f"## {family}", table(head, rows)]
    return Page("tables/features", "\n\n".join(parts) + "\n")


def reasons_page() -> Page:
    """Return the kinds of reasons by where they come from."""
    parts = ["# Reasons", "Every score carries its reasons: a code, and a sentence with the facts of the row."]
    kinds = load_reason_kinds().values()
    for source, title in SOURCES.items():
        rows = [(code(kind.code), kind.sentence, kind.explanation) for kind in kinds if kind.source == source]
        parts += [f"## {title}", table(("code", "sentence", "meaning"), rows)]
    return Page("tables/reasons", "\n\n".join(parts) + "\n")


def listing_pages() -> Iterator[Page]:
    """Yield a page of listings for each jurisdiction."""
    names = {found.substance_id: (found.name, found.cas_rn) for found in load_substances()}
    names |= {found.class_id: (f"{found.name} (legal class)", "") for found in load_classes()}
    for jurisdiction in load_jurisdictions():
        found = [listing for listing in load_listings() if listing.jurisdiction == jurisdiction]
        parts = [
            f"# {jurisdiction}",
            f"{len(found)} listings, as the tables hold them. Mark: V read in the primary text, S secondary source, "
            "M from memory, D derived. A first day that was not found stays empty, or says which day it cannot "
            "precede.",
        ]
        for name in dict.fromkeys(listing.list for listing in found):
            rows = [
                (*names.get(row.subject, (row.subject, "")), row.period, row.status.replace("_", " "), row.citation,
                 row.mark)
                for row in found
                if row.list == name
            ]  # fmt: skip
            head = ("substance", "CAS RN", "period", "status", "citation", "mark")
            parts += [f"## {text(name)}", table(head, rows)]
        yield Page(f"listings/{jurisdiction}", "\n\n".join(parts) + "\n")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; cells are plain text unless `code` made them."""
    lines = [_line(head), _line(["---"] * len(head))]
    lines += [_line([cell if isinstance(cell, Code) else text(cell) for cell in row]) for row in rows]
    return "\n".join(lines)


class Code(str):
    """A cell that is Markdown already."""

    __slots__ = ()


def code(name: str) -> Code:
    """Return a name as code."""
    return Code(f"`{name}`")


def text(cell: str) -> str:
    """Return a text that Markdown shows as it stands."""
    return _MARKDOWN.sub(r"\\\1", " ".join(cell.split()))


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell or " " for cell in cells) + " |"
