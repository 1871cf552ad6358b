"""Manifests whose columns can only be read by what other rows say, and how they are scored: for tests of engines."""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from riskscan.history.store import HistoryStore
from riskscan.manifest.parts import open_parts
from riskscan.manifest.writing import open_writer
from riskscan.scoring import RiskScorer
from riskscan.scoring.engines import Engine, Serial
from riskscan.scoring.run import Options, Progress
from riskscan.simulation import LABEL_COLUMNS, simulate


def dirty_rows(n_rows: int) -> pd.DataFrame:
    """Rows whose columns can only be read by what other rows say, far away in the file."""
    frame = simulate(n_rows, seed=41, world="test", violation_share=0.06).drop(columns=list(LABEL_COLUMNS))
    days = pd.to_datetime(frame["lodged_on"])
    dates = [f"{day.month:02}/{day.day:02}/{day.year}" for day in days]  # months first: told by few rows
    mass = [f"{value:.3f}".replace(".", ",") for value in frame["net_mass_kg"].fillna(1.234)]
    mass[:: n_rows // 3] = ["12,5"] * len(mass[:: n_rows // 3])
    frame = frame.assign(
        lodged_on=dates, net_mass_kg=mass, hs_code=[str(code)[:4] for code in frame["hs_code"]],
        consignor_name=np.resize(frame["consignor_name"].to_numpy()[:17], n_rows),
    )  # fmt: skip
    texts = frame["goods_description"].astype(object)
    texts.iloc[[3, n_rows // 2]] = ["4-Piperidinone, 1-(2-phenylethyl)-", "=acetone\r\n\u200b in drums"]
    frame["goods_description"] = texts
    edges = [9, 10, 63, 64, 127, 128, n_rows - 1]  # the ends of parts of 10 and of 64 rows
    frame.iloc[edges] = frame.iloc[[0] * len(edges)].to_numpy()
    return frame.astype(object).where(frame.notna(), None)


def write_files(folder: Path) -> list[Path]:
    """Return two files whose headers differ."""
    rows = dirty_rows(190)
    first, second = folder / "a.csv", folder / "b.csv"
    rows.iloc[:150].to_csv(first, index=False)
    other = rows.iloc[150:].rename(columns={"goods_description": "Description of goods", "net_mass_kg": "Net wt (kg)"})
    other.assign(remark="x").to_csv(second, index=False)
    return [first, second]


def score_files(
    scorer: RiskScorer, files: Sequence[Path | str], target: Path, *, part_rows: int = 25_000,
    engine: Engine | None = None, store: HistoryStore | None = None, progress: Progress | None = None,
) -> bytes:  # fmt: skip
    """Return what is written when files are scored, without the folder that they lie in."""
    with ExitStack() as opened:
        tables = [opened.enter_context(open_parts(file)) for file in files]
        options = Options(history=store, part_rows=part_rows, engine=engine or Serial(), progress=progress)
        finished = scorer.run(tables, options).finish()
        opened.callback(finished.close)
        as_text = target.suffix == ".csv"
        with open_writer(target, finished.template, force=True, timed=finished.timed) as writer:
            for frame in finished.frames(as_text=as_text):
                writer.write(frame)
        if store is not None:
            finished.remember(store)
    folder = str(files[0]).rpartition("/")[0]
    return target.read_bytes().replace(folder.encode(), b"")


def example(title: str, names: dict[str, Any], folder: Path | None = None) -> dict[str, Any]:
    """Run the Python example of a section of docs/engines.md with some names, and return all that it defines.

    Its files lie in the working folder, or in one that is named.
    """
    text = (Path(__file__).parents[1] / "docs" / "engines.md").read_text(encoding="utf-8")
    section = text.split(f"\n## {title}\n")[1].split("\n## ")[0]
    code = section.split("```python\n")[1].split("```")[0]
    if folder is not None:
        code = code.replace('"manifest.parquet"', f'"{folder}/manifest.parquet"').replace(
            '"scored"', f'"{folder}/scored"'
        )
    exec(code, names)  # the project's own document
    return names
