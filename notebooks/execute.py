"""Make executed copies of the notebooks: ``python notebooks/execute.py OUT [NAME ...]``."""

import os
import sys
import time
from pathlib import Path

import jupytext
from nbclient import NotebookClient

HERE = Path(__file__).parent


def execute(source: Path, out: Path) -> Path:
    """Run a notebook and write it with its output; its folder is `out`."""
    notebook = jupytext.read(source)
    NotebookClient(notebook, timeout=600, resources={"metadata": {"path": str(out)}}).execute()
    target = out / f"{source.stem}.ipynb"
    jupytext.write(notebook, target)
    return target


def main(out: str, *names: str) -> None:
    """Execute the notebooks of these names, or all."""
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    for source in sorted(HERE.glob("[0-9]*.py")):
        if not names or source.stem in names:
            started, before = time.perf_counter(), os.times().children_user
            target = execute(source, folder)
            used, wall = os.times().children_user - before, time.perf_counter() - started
            sys.stderr.write(f"{target} ({wall:.0f} s, {used:.0f} s of processor time)\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
