"""Score manifests: every row gets a calibrated probability, a tier, a rank and its reasons."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import pandas as pd

from riskscan.chemistry.options import parse_as_of, parse_jurisdictions
from riskscan.chemistry.screening import Screener
from riskscan.chemistry.shared_screener import screener_of
from riskscan.compiling.garbage import collector_seldom
from riskscan.frames import join_columns
from riskscan.history.aggregates import TraderHistory
from riskscan.history.store import HistoryStore
from riskscan.manifest.arrow_frames import as_pandas
from riskscan.manifest.issues import RowIssues
from riskscan.manifest.mapping.rules import resolve_rules
from riskscan.manifest.parts import FrameParts, Parts
from riskscan.modelling.artefact import TrainedModel, load_model
from riskscan.modelling.persistence import default_folder
from riskscan.policy import Policy, load_policy
from riskscan.scoring.batches import score_reader
from riskscan.scoring.engines import Engine, Serial, make_engine
from riskscan.scoring.finished import Finished
from riskscan.scoring.known_before import Reviewed, Sanctions, party_index, reviews_by_key
from riskscan.scoring.output_columns import OUTPUT_COLUMNS, without_output
from riskscan.scoring.run import PART_ROWS, Options, Progress, Run

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["InputTable", "RiskScorer", "Scored"]

_OF_SCREENER = ("watchlist", "cache", "packs")
"""What makes a screener; `screener_of` takes them in this order."""


@dataclass(frozen=True, slots=True)
class InputTable:
    """A table to score.

    Attributes
    ----------
    frame : DataFrame
        Rows as read.
    issues : RowIssues or None
        Issues that reading found.
    name : str
        Shown as ``source_file``.
    """

    frame: pd.DataFrame
    issues: RowIssues | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Scored:
    """Scored tables.

    Attributes
    ----------
    frame : DataFrame
        All rows with `OUTPUT_COLUMNS` appended.
    finished : Finished
        The run: its ranking as objects, its counts.
    """

    frame: pd.DataFrame
    finished: Finished


class RiskScorer:
    """A trained model ready to score frames.

    Parameters
    ----------
    trained : TrainedModel
        The model.
    policy : Policy, optional
        Tiers and rules; the packaged policy where left out.
    screener : Screener, optional
        Chemistry and law; the packaged tables and the packs in use where left out.
    as_of : date or str, optional
        Day whose law counts for all rows; each row's own day of lodging where left out.
    jurisdictions : iterable of str, optional
        Jurisdictions that count for all rows; the UN and the countries that a row touches where left out.

    Examples
    --------
    >>> scorer = RiskScorer.load()
    >>> rows = pd.DataFrame({"goods_description": ["dog food 4-Piperidinone, 1-(2-phenylethyl)-", "dog food"]})
    >>> scorer.score(rows)["risk_rank"].tolist()
    [1, 2]
    """

    def __init__(
        self,
        trained: TrainedModel,
        *,
        policy: Policy | None = None,
        screener: Screener | None = None,
        as_of: date | str | None = None,
        jurisdictions: Iterable[str] | None = None,
    ) -> None:
        self.trained = trained
        self.policy = policy or load_policy()
        self.screener = screener or Screener()
        self.as_of = None if as_of is None else parse_as_of(as_of)
        self.jurisdictions = None if jurisdictions is None else parse_jurisdictions(jurisdictions)

    @classmethod
    def load(
        cls,
        path: str | Path | None = None,
        *,
        policy: Policy | None = None,
        screener: Screener | None = None,
        as_of: date | str | None = None,
        jurisdictions: Iterable[str] | None = None,
    ) -> Self:
        """Load a model folder.

        Parameters
        ----------
        path : str or Path, optional
            The folder; that of the shipped model where left out.
        policy, screener, as_of, jurisdictions : optional
            As of the class.

        Raises
        ------
        ModelError
            Where the folder is missing, damaged, altered or of another format.
        """
        trained = load_model(path if path is not None else default_folder())
        return cls(trained, policy=policy, screener=screener, as_of=as_of, jurisdictions=jurisdictions)

    def __repr__(self) -> str:
        law = f"as_of={self.as_of}, jurisdictions={sorted(self.jurisdictions) if self.jurisdictions else None}"
        return f"<RiskScorer {self.model_id}, {law}>"

    def __getstate__(self) -> dict[str, Any]:
        """Return what goes to another process: not the loaded tables, which that process has of its own."""
        state = self.__dict__ | {name: getattr(self.screener, name) for name in _OF_SCREENER}
        del state["screener"]
        return state

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.screener = screener_of(*(state.pop(name) for name in _OF_SCREENER))
        self.__dict__.update(state)

    @property
    def model_id(self) -> str:
        """Name of the model, as in the scored rows."""
        return self.trained.model_id

    def score(
        self,
        frame: Any,
        *,
        columns: Any = None,
        history: TraderHistory | HistoryStore | None = None,
        within: bool = True,
        explain: bool = True,
        sanctions: Sanctions = None,
        reviewed: Reviewed = None,
    ) -> Any:
        """Return the frame with `OUTPUT_COLUMNS` appended.

        The result depends on neither row order nor other columns. Columns of an earlier scoring are replaced.

        Parameters
        ----------
        frame : DataFrame, shape (n_rows, n_columns)
            Rows as read, or canonical ones; any index. Never changed. A frame of Polars or Arrow comes back as one.
        columns : optional
            Column mapping, as for `riskscan.read_manifest`.
        history : TraderHistory or HistoryStore, optional
            What the user knows of traders, added to what the model carries from training. A store is asked for all
            rows but those of `frame`, which count as part of `frame`.
        within : bool, default True
            Count the earlier rows of `frame` as history. False where `history` holds them already, as when a manifest
            is scored in chunks after a first pass.
        explain : bool, default True
            Write statistical reasons for the rows that matter (above ``release``, and the top of the ranking).
        sanctions : PartyIndex, SanctionsList, path, or several lists and paths, optional
            Lists of parties that consignors and consignees are compared with: column ``listed_parties``, reasons, rules
            of the policy. To score many frames, make a `riskscan.parties.PartyIndex` once: that takes the time.
        reviewed : path, mapping of str to Review, or iterable of Review, optional
            What reviewers decided (`riskscan.history.reviews.read_reviews`): said among the reasons, and the score
            alone no longer raises what was found legitimate.

        Returns
        -------
        DataFrame, shape (n_rows, n_columns + n_added)
            All rows in order with their own columns, then `OUTPUT_COLUMNS`; of the kind that `frame` is.

        Raises
        ------
        ManifestError
            Where the frame has no goods text or lacks headers of the mapping file.
        OptionError
            Where a column name stands twice or it is no DataFrame; where `sanctions` or `reviewed` are something else.
        TableError
            Where a file of `sanctions` is no list of parties.

        Examples
        --------
        >>> rows = pd.DataFrame({"goods_description": ["dog food"], "consignor_name": ["Acme Ltd"]})
        >>> RiskScorer.load().score(rows, sanctions=[], reviewed={})["listed_parties"].isna().all()
        np.True_
        """
        table = InputTable(as_pandas(frame))
        scored = self.score_tables(
            [table], columns=columns, history=history, within=within, explain=explain, sanctions=sanctions,
            reviewed=reviewed,
        )  # fmt: skip
        if isinstance(frame, pd.DataFrame):
            return scored.frame
        return join_columns(frame, scored.frame[list(OUTPUT_COLUMNS)])

    @collector_seldom()
    def score_tables(
        self,
        tables: Sequence[InputTable],
        *,
        columns: Any = None,
        history: TraderHistory | HistoryStore | None = None,
        within: bool = True,
        explain: bool = True,
        sanctions: Sanctions = None,
        reviewed: Reviewed = None,
        progress: Progress | None = None,
        part_rows: int = PART_ROWS,
        jobs: int = 1,
    ) -> Scored:
        """Score several tables, which may have different headers, as one set with one ranking.

        Parameters
        ----------
        tables : sequence of InputTable
            The tables; with more than one, a column ``source_file`` says where a row came from.
        columns, history, within, explain, sanctions, reviewed : optional
            As for `score`.
        progress : callable, optional
            Called as ``progress(stage, rows done, rows in all)``.
        part_rows : int
            Rows that are scored at a time; the result does not depend on it.
        jobs : int, default 1
            Processes that score; the result does not depend on it.

        Returns
        -------
        Scored
            All rows of all tables, and the run.
        """
        parts = [FrameParts(table.frame, table.issues, table.name) for table in tables]
        options = Options(
            resolve_rules(columns), history, within, explain, part_rows=part_rows, engine=make_engine(jobs),
            progress=progress, listed=party_index(sanctions), reviews=reviews_by_key(reviewed),
        )  # fmt: skip
        finished = self.run(parts, options).finish()
        if len(tables) == 1:  # its own columns as they are, whatever their types
            written = [part.written(as_text=True) for part in finished.parts()]
            added = pd.concat(written) if len(written) > 1 else written[0]
            frame = pd.concat([without_output(tables[0].frame), added], axis=1)
        else:
            frame = pd.concat(list(finished.frames(as_text=True)), ignore_index=True)
        finished.close()
        return Scored(frame, finished)

    def score_batches(
        self,
        batches: Any,
        *,
        columns: Any = None,
        history: TraderHistory | HistoryStore | None = None,
        within: bool = True,
        explain: bool = True,
        sanctions: Sanctions = None,
        reviewed: Reviewed = None,
        part_rows: int = PART_ROWS,
        engine: Engine | None = None,
    ) -> "pa.RecordBatchReader":
        """Score Arrow record batches in bounded memory.

        All rows are read, and what they say of one another is known, before the first scored one is given out: they
        wait on disk meanwhile.

        Parameters
        ----------
        batches : Arrow stream or iterable of pyarrow.RecordBatch
            Rows of one table, in batches of any size: a reader or table of any library that speaks Arrow, or batches.
        columns : optional
            As for `score`.
        history : TraderHistory or HistoryStore, optional
            As for `score`.
        within, explain : bool, default True
            As for `score`.
        sanctions, reviewed : optional
            As for `score`.
        part_rows : int
            Rows that are scored at a time; the result does not depend on it.
        engine : Engine, optional
            What carries the work; this process where left out. See `riskscan.scoring.engines`.

        Returns
        -------
        pyarrow.RecordBatchReader
            All rows in order: their own columns with their own types, then `OUTPUT_COLUMNS`, of which ``reasons`` is a
            list of structs.

        Raises
        ------
        ManifestError
            As `score`, and where the batches have no schema, or several.

        Examples
        --------
        >>> import pyarrow as pa
        >>> rows = pa.table({"goods_description": ["dog food", "phenylacetic acid 25 kg"]})
        >>> RiskScorer.load().score_batches(rows).read_all()["screening_outcome"].to_pylist()
        ['no_chemical', 'listed']
        """
        options = Options(
            resolve_rules(columns), history, within, explain, part_rows=part_rows, engine=engine or Serial(),
            listed=party_index(sanctions), reviews=reviews_by_key(reviewed),
        )  # fmt: skip
        return score_reader(self, batches, options)

    def run(self, tables: Sequence[Parts], options: Options) -> Run:
        """Return a run over tables in parts, not yet begun; the law that counts is the scorer's own.

        Parameters
        ----------
        tables : sequence of Parts
            What to score, as one set with one ranking.
        options : Options
            What is asked for.

        Returns
        -------
        Run
            Its ``finish`` does the work.
        """
        own = replace(options, as_of=self.as_of, jurisdictions=self.jurisdictions)
        return Run(self.trained, self.policy, self.screener, tables, own)
