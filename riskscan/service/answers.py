"""What the service answers: JSON that holds nothing but what JSON can hold."""

import json
import math
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

import pandas as pd
from fastapi.responses import JSONResponse

from riskscan.chemistry.options import parse_as_of, parse_jurisdictions, parse_route
from riskscan.exceptions import OptionError
from riskscan.manifest.headers import make_unique
from riskscan.manifest.plain_cells import json_cell
from riskscan.scoring.output_columns import OUTPUT_COLUMNS
from riskscan.scoring.scorer import RiskScorer
from riskscan.service.bounds import Bounds
from riskscan.service.questions import CheckQuestion, ScoreQuestion
from riskscan.tables.listings import reach_of

__all__ = ["Answers", "PlainJson"]


class PlainJson(JSONResponse):
    """JSON of ASCII letters: half characters, which no encoding has, stay what they were."""

    def render(self, content: Any) -> bytes:
        """Return the bytes."""
        return json.dumps(content, ensure_ascii=True, allow_nan=False, separators=(",", ":")).encode("ascii")


class Answers:
    """Answers one question at a time; a scorer is not shared between threads.

    A question whose time is over, or that comes when the service ends, is given up: nobody waits for its answer.
    """

    def __init__(self, scorer: RiskScorer, bounds: Bounds) -> None:
        self.scorer = scorer
        self._bounds = bounds
        self._turn = threading.Lock()
        self._ends = threading.Event()

    def end(self) -> None:
        """Give up what is being answered."""
        self._ends.set()

    def check(self, question: CheckQuestion) -> dict[str, Any]:
        """Return the findings of every text."""
        self._count(len(question.texts), "texts")
        day, where = parse_as_of(question.as_of), parse_jurisdictions(question.jurisdictions)
        reach = reach_of(parse_route(question.route), day)
        screener = self.scorer.screener
        with self._taking_turns() as goes_on:
            screener.learn(question.texts)
            found = [screener.find(text, day, where, reach) for text in question.texts if goes_on()]
        answers = [
            {"text": text, "findings": [_plain(asdict(finding) | {"is_hit": finding.is_hit}) for finding in findings]}
            for text, findings in zip(question.texts, found, strict=True)
        ]
        return {"as_of": day.isoformat(), "answers": answers}

    def score(self, question: ScoreQuestion) -> dict[str, Any]:
        """Return every row with what scoring appends."""
        self._count(len(question.rows), "rows")
        if not question.rows:
            return {"model_id": self.scorer.model_id, "rows": []}
        names = list(dict.fromkeys(name for row in question.rows for name in row))
        columns = (pd.Series([row.get(name) for row in question.rows], dtype=object) for name in names)
        frame = pd.DataFrame(dict(enumerate(columns)))
        # pandas refuses half characters in names; the rows that are given back keep their own
        frame.columns = pd.Index(make_unique([name.encode("utf-8", "replace").decode() for name in names]))
        scorer = RiskScorer(
            self.scorer.trained, policy=self.scorer.policy, screener=self.scorer.screener, **question.law()
        )  # fmt: skip
        with self._taking_turns():
            scored = scorer.score(frame, explain=question.explain)[list(OUTPUT_COLUMNS)]
        added = [dict(zip(OUTPUT_COLUMNS, map(_plain, cells), strict=True)) for cells in scored.itertuples(index=False)]
        rows = [_plain(row) | new for row, new in zip(question.rows, added, strict=True)]
        return {"model_id": scorer.model_id, "rows": rows}

    @contextmanager
    def _taking_turns(self) -> Iterator[Callable[[], bool]]:
        """Wait for the question before; what is given raises TimeoutError once this one's time is over."""
        last = time.monotonic() + self._bounds.most_seconds

        def goes_on() -> bool:
            if self._ends.is_set() or time.monotonic() > last:
                raise TimeoutError
            return True

        if not self._turn.acquire(timeout=self._bounds.most_seconds):
            raise TimeoutError
        try:
            goes_on()
            yield goes_on
        finally:
            self._turn.release()

    def _count(self, number: int, what: str) -> None:
        if number > self._bounds.most_rows:
            raise OptionError(f"{number:,} {what} are more than {self._bounds.most_rows:,}: send them in parts.")


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(name): _plain(cell) for name, cell in value.items()}
    if isinstance(value, frozenset | set):
        return sorted(map(_plain, value))
    if isinstance(value, list | tuple):
        return [_plain(cell) for cell in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    plain = json_cell(value)
    return plain if isinstance(plain, str | int | float | bool | None) else str(plain)
