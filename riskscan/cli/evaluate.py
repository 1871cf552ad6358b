"""``riskscan evaluate``: judge a model on labelled rows, compare two, or look for drift."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from riskscan.cli.terminal import make_console, say, say_json

if TYPE_CHECKING:
    import pandas as pd

    from riskscan.modelling.artefact import TrainedModel
    from riskscan.modelling.labels import Labels

__all__ = ["command"]

_FILE = click.Path(dir_okay=False, path_type=Path)
_DIR = click.Path(path_type=Path)


@click.command("evaluate", short_help="Judge a model on labelled rows, or look for drift.")
@click.argument("model", metavar="MODEL", type=_DIR)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--label", metavar="COL", help="Label column; default that of training. Without one: drift.")
@click.option("--positive", metavar="VALUE", help="Value of the label that means violation.")
@click.option("--inspected", metavar="COL", help="Column that says which rows were inspected.")
@click.option("--selection-probability", metavar="COL", help="Column with the probability of having been inspected.")
@click.option("--slices", default="", metavar="E,F", help="Own columns by which figures are broken down.")
@click.option("--against", type=_DIR, metavar="OTHER", help="Model in use: say promote, keep or too few to tell.")
@click.option(
    "--reference", metavar="REF", help="Look for drift of FILE against this file instead of the training rows."
)
@click.option("--drift", is_flag=True, help="Look for drift although the file has labels.")
@click.option("--columns", type=_FILE, metavar="TOML", help="Mapping file: columns, units, rates, dates.")
@click.option("--seed", default=0, show_default=True, help="Seed of the bootstrap.")
@click.option("--format", "output", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(
    model: Path, files: tuple[str, ...], label: str | None, positive: str | None, inspected: str | None,
    selection_probability: str | None, slices: str, against: Path | None, reference: str | None, drift: bool,
    columns: Path | None, seed: int, output: str,
) -> None:  # fmt: skip
    """Judge MODEL (a folder, or "default") on the labelled rows of each FILE.

    The overlap with the training rows is audited first; the headline is on rows that do not repeat them. Baselines
    fitted on the model's training rows stand beside it. Where FILE has no label column, or with --reference or --drift,
    the rows are compared with the training rows (or REF) and drift is reported.
    """
    from riskscan.cli.train import read_labelled
    from riskscan.modelling.artefact import load_model
    from riskscan.modelling.labels import parse_labels

    trained = load_model(_folder(model), with_baselines=True)
    frame = read_labelled(files, columns)
    name = label or str(trained.metadata["label"])
    if label is None and against is None and (drift or reference is not None or name not in frame.columns):
        _drift(trained, frame, reference, columns, output)
        return
    labels = parse_labels(
        frame, name, positive=positive, inspected=inspected, selection_probability=selection_probability
    )
    if against is not None:
        _compare(trained, load_model(_folder(against)), frame, labels, columns, seed, output)
    else:
        _judge(trained, frame, labels, tuple(part for part in slices.split(",") if part), columns, seed, output)


def _folder(model: Path) -> Path:
    from riskscan.modelling.persistence import default_folder

    return default_folder() if str(model) == "default" and not model.exists() else model


def _judge(
    trained: "TrainedModel", frame: "pd.DataFrame", labels: "Labels", slices: tuple[str, ...], columns: Path | None,
    seed: int, output: str,
) -> None:  # fmt: skip
    from riskscan.cli.tables import show_tables
    from riskscan.modelling.judging import judge_model
    from riskscan.modelling.report_tables import evaluation_tables

    judged = judge_model(trained, frame, labels, slices=slices, columns=columns, seed=seed)
    if output == "json":
        content = {"model_id": trained.model_id, "label_notes": list(judged.notes), **judged.evaluation.as_dict()}
        say_json(content, indent=1)
        return
    for note in (*judged.notes, *judged.evaluation.notes):
        say(f"- {note}")
    show_tables(make_console(), evaluation_tables(judged.evaluation))


def _compare(
    trained: "TrainedModel", other: "TrainedModel", frame: "pd.DataFrame", labels: "Labels", columns: Path | None,
    seed: int, output: str,
) -> None:  # fmt: skip
    from dataclasses import asdict

    from riskscan.modelling.judging import compare_models

    comparison = compare_models(trained, other, frame, labels, columns=columns, seed=seed)
    if output == "json":
        say_json(asdict(comparison), indent=1)
    else:
        say(f"{trained.model_id} against {other.model_id}")
        say(comparison.sentence)


def _drift(
    trained: "TrainedModel", frame: "pd.DataFrame", reference: str | None, columns: Path | None, output: str
) -> None:
    from riskscan.cli.tables import show_tables
    from riskscan.cli.train import read_labelled
    from riskscan.modelling.judging import judge_drift
    from riskscan.modelling.report_tables import drift_tables

    compared = read_labelled((reference,), columns) if reference is not None else None
    report = judge_drift(trained, frame, reference=compared, columns=columns)
    if output == "json":
        say_json(report.as_dict(), indent=1)
        return
    say(report.verdict)
    show_tables(make_console(), drift_tables(report))
