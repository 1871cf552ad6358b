"""``riskscan train``: a model from labelled manifests."""

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from riskscan.cli.notes import say_notes
from riskscan.cli.terminal import make_console, say

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["command", "read_labelled"]

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("train", short_help="Train a model on labelled manifests.")
@click.argument("files", nargs=-1, required=True, metavar="LABELED...")
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), metavar="DIR", help="Model folder to write."
)
@click.option("--label", metavar="COL", help="Label column: 0/1, yes/no, or any two values.")
@click.option("--reviewed", type=_FILE, metavar="CSV", help="Labels file of reviewers, in place of a label column.")
@click.option("--positive", metavar="VALUE", help="Value of the label that means violation; several by commas.")
@click.option("--columns", type=_FILE, metavar="TOML", help="Mapping file: columns, units, rates, dates.")
@click.option(
    "--config", "config_file", type=_FILE, metavar="TOML", help="All choices of the run; options override it."
)
@click.option("--extra-numeric", metavar="A,B", help="Own numeric columns that become features.")
@click.option("--extra-categorical", metavar="C,D", help="Own categorical columns that become features.")
@click.option("--without", multiple=True, metavar="FAMILY", help="Feature family or feature to leave out; repeatable.")
@click.option("--slices", metavar="E,F", help="Own columns by which figures are broken down.")
@click.option("--inspected", metavar="COL", help="Column that says which rows were inspected.")
@click.option("--selection-probability", metavar="COL", help="Column with the probability of having been inspected.")
@click.option(
    "--learned-from",
    type=click.Choice(["own", "simulated"]),
    help="Whether the rows are real; default own, but for rows as `riskscan simulate` writes them.",
)
@click.option("--gap-days", type=int, metavar="DAYS", help="Days until a label is known.  [default: 14]")
@click.option("--seed", type=int, help="Seed of everything random.  [default: 0]")
@click.option("--no-packs", is_flag=True, help="Screen without the installed packs: for a model that others get.")
@click.option("--no-refit", is_flag=True, help="Keep the measured model; do not train once more on the latest rows.")
@click.option("--adapt", "way", flag_value="adapt", help="Adapt the shipped model, however many labels there are.")
@click.option("--from-scratch", "way", flag_value="from_scratch", help="Train from scratch alone.")
@click.option("--allow-leaks", is_flag=True, help="Go on where one own column predicts the label almost perfectly.")
@click.option("--force", is_flag=True, help="Replace the model folder.")
def command(
    files: tuple[str, ...], output: Path, label: str | None, reviewed: Path | None, columns: Path | None,
    config_file: Path | None, no_packs: bool, no_refit: bool, allow_leaks: bool, force: bool, **choices: Any,
) -> None:  # fmt: skip
    """Train a model on the labelled rows of each LABELED file and write its folder.

    Few labels (some of each class; 30 rows may do) adapt the shipped model. With enough of both classes a model trained
    from scratch is blended with it, each counting as much as rows that trained neither say. The first note says which
    way was taken and why.

    Goods text is not required: a set of other columns trains through --extra-numeric and --extra-categorical. The
    rows are split by time; figures with baselines, slices and intervals stand on the model card (DIR/README.md).
    """
    from riskscan.chemistry.screening import Screener
    from riskscan.cli.tables import show_tables
    from riskscan.modelling.artefact import check_target
    from riskscan.modelling.report_tables import evaluation_tables
    from riskscan.training import train

    if (label is None) == (reviewed is None):
        raise click.UsageError("Say which rows are violations: --label COL, or --reviewed CSV with the scored file.")
    check_target(output, force)
    config = _config(config_file, choices, no_refit, allow_leaks)
    frame = read_labelled(files, columns)
    if reviewed is not None:
        frame, label = _with_reviews(frame, files, reviewed, columns)
    start = time.monotonic()

    def say_step(step: str) -> None:
        say(f"[{time.monotonic() - start:6.1f} s] {step}", err=True)

    say_step(f"{len(frame):,} rows read")
    assert label is not None
    screener = Screener(packs=() if no_packs else None)
    trained = train(frame, label, config=config, columns=columns, screener=screener, progress=say_step)
    trained.save(output, force=force)
    for note in trained.metadata["notes"]:
        say(f"- {note}", err=True)
    if trained.evaluation is not None:
        show_tables(make_console(), evaluation_tables(trained.evaluation))
    say_step(f"model {trained.model_id} written to {output}")


def _with_reviews(
    frame: "pd.DataFrame", files: tuple[str, ...], reviewed: Path, columns: Path | None
) -> "tuple[pd.DataFrame, str]":
    """Return the scored rows with the reviewers' labels and without what scoring appended, which knows too much."""
    from riskscan.exceptions import OptionError
    from riskscan.history.reviews import read_reviews
    from riskscan.modelling.reviewed import REVIEWED_LABEL, label_reviewed
    from riskscan.scoring.output_columns import without_output

    if len(files) > 1:
        raise click.UsageError("--reviewed goes with one scored file: the one that was reviewed.")
    substances = frame.get("substance_name")
    if substances is None:
        raise OptionError("The rows lack substance_name: give the scored file that was reviewed.")
    own = without_output(frame)
    return label_reviewed(own, substances, read_reviews(reviewed), columns=columns), REVIEWED_LABEL


def _config(config_file: Path | None, choices: dict[str, Any], no_refit: bool, allow_leaks: bool) -> Any:
    from riskscan.modelling.settings import make_config, read_config

    table = read_config(config_file) if config_file else {}
    for name, value in choices.items():
        if value not in (None, ()):
            many = name in ("extra_numeric", "extra_categorical", "slices")
            table[name] = [part.strip() for part in value.split(",") if part.strip()] if many else value
    if no_refit:
        table["refit"] = False
    if allow_leaks:
        table["allow_leaks"] = True
    return make_config(table)


def read_labelled(files: tuple[str, ...], columns: Path | None) -> "pd.DataFrame":
    """Read labelled files as one raw table.

    A column that one file lacks is null in its rows; files that name one column differently are refused.
    """
    import pandas as pd

    from riskscan.manifest.mapping import check_same_columns, resolve_rules
    from riskscan.manifest.reading import read_table

    rules = resolve_rules(columns)
    tables = [
        read_table(
            file, encoding=rules.encoding, separator=rules.separator, headers=rules.headers,
            longest_line_mb=rules.longest_line_mb,
        )
        for file in files
    ]  # fmt: skip
    for table in tables:
        say_notes(table.dialect.name, table.notes)
    frames = [table.frame for table in tables]
    if len(frames) == 1:
        return frames[0]
    check_same_columns({file: list(frame.columns) for file, frame in zip(files, frames, strict=True)}, rules)
    return pd.concat(frames, ignore_index=True)
