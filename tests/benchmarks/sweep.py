"""Screen every compound of the ``chemicals`` tables by its structure and every one of its names by text.

Run as ``python -m tests.benchmarks.sweep [--every N] [--out FOLDER]``. The structure answer of a compound and the
answers of its names must agree; what does not is written out to be read through:

``hits.csv``
    counts by way (structure or name), entry, relation and method;
``false_alarms.csv``
    names that hit where neither the structure nor the CAS RN does;
``misses.csv``
    names that do not hit where the structure does;
``other_entry.csv``
    names that hit another entry than the structure;
``structures.csv``
    compounds that hit by structure or CAS RN;
``unresolved.csv``
    names that look chemical and could not be read, with their kind.

With ``--unseen`` the lexicon does not know the compound whose names are being screened: what is left is how names of
unknown compounds fare.
"""

import argparse
import csv
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields
from importlib.resources import files
from pathlib import Path
from unittest import mock

from riskscan.chemistry import screening
from riskscan.chemistry.findings import Finding
from riskscan.chemistry.law.control_list import applicable
from riskscan.chemistry.law.structures import read_structure
from riskscan.chemistry.names.lexicon import Compound, Lexicon, load_lexicon
from riskscan.chemistry.options import parse_as_of, parse_jurisdictions
from riskscan.chemistry.screening import Screener

TABLES = (
    "chemical identifiers pubchem large", "chemical identifiers pubchem small", "Inorganic db", "Anion db", "Cation db",
    "chemical identifiers example user db",
)  # fmt: skip
_FIRST_NAME = 7  # columns before: id, CAS RN, formula, mass, SMILES, InChI, InChIKey
_REPORT_EVERY = 20.0  # seconds
_KINDS = (
    ("registry code", re.compile(r"(?i)[a-z]{0,12}[ -]?\d{3,}[\w-]*|.*\b(?:unii|hsdb|nsc|brn|einecs|chembl)\b.*")),
    ("letters and digits", re.compile(r"(?=.*\d)[A-Za-z0-9 ]{2,14}")),
    ("polymer or mixture", re.compile(r"(?i).*\b(?:poly|polymer|homopolymer|mixt|mixture|compd|reaction)\b.*")),
    ("index name", re.compile(r".*[a-z)\]], .*-")),
    ("salt", re.compile(r"(?i).*(?:chloride|bromide|iodide|sul(?:f|ph)ate|phosphate|acetate|sodium)\b.*")),
    ("systematic", re.compile(r".*\d.*-.*[a-z]{4}.*")),
    ("several words", re.compile(r"\S+( \S+)+")),
    ("one word", re.compile(r"\S+")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A name whose answer is not that of its compound's structure, or that could not be read."""

    cas_rn: str
    compound: str
    smiles: str
    name: str
    kind: str
    outcome: str
    mention: str
    entry: str
    relation: str
    method: str
    read_as: str
    confidence: float
    structure_entry: str
    structure_relation: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the structure of a compound is under the law."""

    is_hit: bool
    entry: str = ""
    relation: str = ""
    entries: frozenset[str] = frozenset()


def compounds(every: int, tables: tuple[str, ...] = TABLES) -> Iterator[list[str]]:
    """Yield every n-th row of the tables, cells as text."""
    for name in tables:
        table = Path(str(files("chemicals") / "Identifiers" / f"{name}.tsv"))
        with table.open(encoding="utf-8") as handle:
            for index, line in enumerate(handle):
                if index % every == 0:
                    yield line.rstrip("\n").split("\t")


def kind_of_name(name: str) -> str:
    """Return the kind of a name, for counting."""
    return next((kind for kind, pattern in _KINDS if pattern.fullmatch(name)), "other")


class Forgetful(Lexicon):
    """A lexicon that does not know the names of one compound."""

    hidden = ""

    def find_name(self, folded: str) -> Compound | None:
        """Return the compound of a folded name, unless it is hidden."""
        return self._unless_hidden(super().find_name(folded))

    def find_squeezed(self, squeezed: str) -> Compound | None:
        """Return the compound of a squeezed name, unless it is hidden."""
        return self._unless_hidden(super().find_squeezed(squeezed))

    def _unless_hidden(self, found: Compound | None) -> Compound | None:
        return None if found is None or found.cas_rn == self.hidden else found


class Sweep:
    """Counts and disagreements of one sweep.

    Parameters
    ----------
    as_of : str
    jurisdictions : list of str
    folder : pathlib.Path
        Where the tables go; made where absent.
    """

    def __init__(
        self, as_of: str, jurisdictions: list[str], folder: Path, *, unseen: bool, structures_only: bool
    ) -> None:
        self.structures_only = structures_only
        self.forgetful = Forgetful(load_lexicon().folder) if unseen else None
        with mock.patch.object(screening, "load_lexicon", lambda: self.forgetful or load_lexicon()):
            self.screener = Screener()
        self.day, self.where = parse_as_of(as_of), parse_jurisdictions(jurisdictions)
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.counts: Counter[str] = Counter()
        self.hits: Counter[tuple[str, str, str, str]] = Counter()
        self.slowest: list[tuple[float, str]] = []
        self._files = {
            name: (folder / f"{name}.csv").open("w", encoding="utf-8", newline="")
            for name in ("false_alarms", "misses", "other_entry", "unresolved", "structures")
        }
        self._writers = {name: csv.writer(handle) for name, handle in self._files.items()}
        for table, writer in self._writers.items():
            header = [field.name for field in fields(Disagreement)]
            writer.writerow(header if table != "structures" else ["cas_rn", "compound", "smiles", "entry", "relation"])

    def by_structure(self, cas_rn: str, smiles: str) -> Answer:
        """Return the answer of a compound by structure and CAS RN alone."""
        structure = read_structure(smiles)
        matches = self.screener.controls.match_structure(structure) if structure else ()
        way = "structure"
        if not matches:
            matches, way = self.screener.controls.match_cas_rn(cas_rn), "CAS RN"
        hit = applicable(matches, self.day, self.where)
        if hit is None:
            self.counts["structures clear" if structure else "structures unread"] += 1
            return Answer(False)
        match, _ = hit
        self.hits[(way, match.entry_id, match.relation, "")] += 1
        self.counts["structures hit"] += 1
        return Answer(True, match.entry_id, match.relation, frozenset(match.entry_id for match in matches))

    def compound(self, cells: list[str]) -> None:
        """Screen one row of the table."""
        cas_rn, smiles, names = cells[1], cells[4], [name for name in cells[_FIRST_NAME:] if name]
        answer = self.by_structure(cas_rn, smiles)
        if self.forgetful is not None:
            self.forgetful.hidden = cas_rn
        title = names[0] if names else ""
        if answer.is_hit:
            self._writers["structures"].writerow((cas_rn, title, smiles, answer.entry, answer.relation))
        if self.structures_only:
            return
        for name in names:
            self.name(cas_rn, title, smiles, name, answer)

    def name(self, cas_rn: str, title: str, smiles: str, name: str, answer: Answer) -> None:
        """Screen one name and compare it with the answer of its compound."""
        started = time.perf_counter()
        findings = self.screener.find(name, self.day, self.where)
        self._note_time(time.perf_counter() - started, name)
        first = findings[0]
        self.counts[f"names {first.outcome}"] += 1
        if first.is_hit:
            self.hits[("name", first.substance_id or "", first.relation or "", first.method or "")] += 1
        table = _verdict(first, answer)
        if table:
            self.counts[f"-> {table}"] += 1
            self._writers[table].writerow(astuple(_row(cas_rn, title, smiles, name, first, answer)))

    def _note_time(self, seconds: float, name: str) -> None:
        if seconds > 0.05:
            self.slowest = sorted([*self.slowest, (seconds, name[:200])], reverse=True)[:200]

    def finish(self) -> None:
        """Write the counts and close the tables."""
        for handle in self._files.values():
            handle.close()
        _write(self.folder / "hits.csv", ("way", "entry", "relation", "method", "count"),
               [(*key, count) for key, count in self.hits.most_common()])  # fmt: skip
        _write(self.folder / "counts.csv", ("what", "count"), sorted(self.counts.items()))
        _write(self.folder / "slowest.csv", ("seconds", "name"), [(f"{s:.3f}", name) for s, name in self.slowest])


def _verdict(first: Finding, answer: Answer) -> str:
    if first.is_hit and not answer.is_hit:
        return "false_alarms"
    if answer.is_hit and not first.is_hit:
        return "misses"
    if first.is_hit and first.substance_id not in answer.entries:
        return "other_entry"
    return "unresolved" if first.outcome == "unresolved" else ""


def _row(cas_rn: str, title: str, smiles: str, name: str, first: Finding, answer: Answer) -> Disagreement:
    return Disagreement(
        cas_rn, title, smiles, name, kind_of_name(name), first.outcome, first.mention or "", first.substance_id or "",
        first.relation or "", first.method or "", first.read_as or "", first.confidence, answer.entry, answer.relation,
    )  # fmt: skip


def _write(path: Path, header: tuple[str, ...], rows: list[tuple]) -> None:  # type: ignore[type-arg]
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(header)
        writer.writerows(rows)


def main() -> None:
    """Run the sweep and print the counts."""
    parser = argparse.ArgumentParser(description="Screen the whole table of known compounds.")
    parser.add_argument("--every", type=int, default=1, help="screen every N-th compound only")
    parser.add_argument("--tables", nargs="+", default=list(TABLES), help="by name; all where not given")
    parser.add_argument("--out", type=Path, default=Path("build/sweep"))
    parser.add_argument("--unseen", action="store_true", help="hide each compound's own names from the lexicon")
    parser.add_argument("--structures-only", action="store_true")
    parser.add_argument("--as-of", default="2026-11-01")
    parser.add_argument("--jurisdictions", nargs="+", default=["UN", "US", "EU"])
    options = parser.parse_args()
    sweep = Sweep(
        options.as_of,
        options.jurisdictions,
        options.out,
        unseen=options.unseen,
        structures_only=options.structures_only,
    )
    started = reported = time.monotonic()
    done = n_names = 0
    for cells in compounds(options.every, tuple(options.tables)):
        sweep.compound(cells)
        done += 1
        n_names += len(cells) - _FIRST_NAME
        if time.monotonic() - reported > _REPORT_EVERY:
            reported = time.monotonic()
            rate = n_names / (reported - started)
            print(f"{done} compounds, {n_names} names, {rate:.0f} names/s", file=sys.stderr, flush=True)
    sweep.finish()
    sweep.counts["compounds"], sweep.counts["names"] = done, n_names
    print(f"{done} compounds and {n_names} names in {time.monotonic() - started:.0f} s")
    for what, count in sorted(sweep.counts.items()):
        print(f"{count:9d}  {what}")


if __name__ == "__main__":
    main()
