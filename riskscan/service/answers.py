"""What the service answers: JSON that holds nothing but what JSON can hold."""

import json
import math
import threading
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
    """Answers one question at a time; a scorer is not shared between threads."""

    def __init__(self, scorer: RiskScorer, bounds: Bounds) -> None:
        self.scorer = scorer
        self._bounds = bounds
        self._turn = threading.Lock()

    def check(self, question: CheckQuestion) -> dict[str, Any]:
        """Return the findings of every text."""
        self._count(len(question.texts), "texts")
        day, where = parse_as_of(question.as_of), parse_jurisdictions(question.jurisdictions)
        reach = reach_of(parse_route(question.route), day)
        screener = self.scorer.screener
        with self._turn:
            screener.learn(question.texts)
            found = [screener.find(text, day, where, reach) for text in question.texts]
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
        with self._turn:
            scored = scorer.score(frame, explain=question.explain)[list(OUTPUT_COLUMNS)]
        added = [dict(zip(OUTPUT_COLUMNS, map(_plain, cells), strict=True)) for cells in scored.itertuples(index=False)]
        rows = [_plain(row) | new for row, new in zip(question.rows, added, strict=True)]
        return {"model_id": scorer.model_id, "rows": rows}

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
