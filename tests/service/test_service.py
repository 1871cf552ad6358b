"""The service over real HTTP: what it answers, and what hostile requests get."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from riskscan.chemistry.screening import Screener
from riskscan.modelling.artefact import TrainedModel
from riskscan.scoring import RiskScorer
from riskscan.scoring.output_columns import OUTPUT_COLUMNS
from riskscan.service.answers import Answers
from riskscan.service.bounds import Bounds
from riskscan.service.questions import CheckQuestion, ScoreQuestion

ROOT = Path(__file__).parents[2]
MOST_BYTES, MOST_ROWS = 200_000, 50
LAW = {"as_of": "2026-01-01", "jurisdictions": ["UN"]}


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    command = [
        sys.executable, "-m", "riskscan.cli", "serve", "--port", "0", "--max-bytes", str(MOST_BYTES),
        "--max-rows", str(MOST_ROWS), "--max-seconds", "20",
    ]  # fmt: skip
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    said = tmp_path_factory.mktemp("service") / "said.txt"
    with said.open("wb") as stream, subprocess.Popen(command, env=environment, stderr=stream) as process:
        try:
            yield _port(said, process)
        finally:
            process.send_signal(signal.SIGINT)
            try:
                ended = process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                raise
    more = said.read_text(encoding="utf-8").splitlines()[1:]
    assert ended == 0 and not more, more  # nothing of what was asked, and no traceback


def _port(said: Path, process: "subprocess.Popen[bytes]") -> int:
    while process.poll() is None:
        if found := re.fullmatch(r"http://127\.0\.0\.1:(\d+)\n", said.read_text(encoding="utf-8")):
            return int(found[1])
        threading.Event().wait(0.1)
    raise AssertionError(said.read_text(encoding="utf-8"))


def _ask(port: int, method: str, path: str, body: bytes | None = None, **headers: str) -> tuple[int, str, Any]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    sent = {"content-type": "application/json"} | {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, body, sent)
    response = connection.getresponse()
    text = response.read().decode()
    connection.close()
    return response.status, text, response.headers


def _post(port: int, path: str, question: object) -> tuple[int, Any]:
    status, text, _ = _ask(port, "POST", path, json.dumps(question).encode())
    return status, json.loads(text)


def test_health(port: int) -> None:
    status, text, headers = _ask(port, "GET", "/health")
    assert status == 200 and json.loads(text)["status"] == "ok"
    assert headers["cache-control"] == "no-store" and "server" not in headers


def test_check(port: int) -> None:
    status, answer = _post(port, "/check", {"texts": ["toluene", None, "dog food"], **LAW})
    assert status == 200 and answer["as_of"] == "2026-01-01"
    assert [one["findings"][0]["outcome"] for one in answer["answers"]] == ["listed", "no_chemical", "no_chemical"]
    listing = answer["answers"][0]["findings"][0]["listings"][0]
    assert listing["jurisdiction"] == "UN" and isinstance(listing["covers"], list)


def test_a_systematic_name_is_read_and_the_service_still_ends(port: int) -> None:
    # a thread of the service starts Java for it, which must not keep the process: see how `port` ends
    status, answer = _post(port, "/check", {"texts": ["7-chloro-3-methyl-6-ethylquinoline-2-carboxylic acid"], **LAW})
    assert status == 200 and answer["answers"][0]["findings"][0]["outcome"] == "clear"


def test_what_takes_too_long_is_given_up(small_model: TrainedModel, screener: Screener) -> None:
    scorer = RiskScorer(small_model, screener=screener)
    check, score = CheckQuestion(texts=["tea"]), ScoreQuestion(rows=[{"goods_description": "tea"}])
    assert Answers(scorer, Bounds()).check(check)["answers"]
    late, ended = Answers(scorer, Bounds(most_seconds=0.0)), Answers(scorer, Bounds())
    ended.end()
    for answers in (late, ended):
        for ask, question in ((answers.check, check), (answers.score, score)):
            with pytest.raises(TimeoutError):
                ask(question)  # type: ignore[operator]


def test_score(port: int) -> None:
    rows = [
        {"goods_description": "toluene 200 l", "mine": None, "n": 2**60},
        {"goods_description": "dog food", "own text": "=1+1"},
    ]
    status, answer = _post(port, "/score", {"rows": rows, **LAW})
    assert status == 200
    for row, scored in zip(rows, answer["rows"], strict=True):
        assert {name: scored[name] for name in row} == row
        assert set(OUTPUT_COLUMNS) <= set(scored)
    assert [row["risk_rank"] for row in answer["rows"]] == [1, 2]


def test_the_page_needs_nothing_from_elsewhere(port: int) -> None:
    status, text, headers = _ask(port, "GET", "/docs")
    assert status == 200 and "POST /check" in text and "curl" in text
    assert not re.findall(r"<script|src=|https?://(?!127\.0\.0\.1)", text)
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert set(json.loads(_ask(port, "GET", "/openapi.json")[1])["paths"]) == {"/health", "/check", "/score"}


HOSTILE = "\x1b[2J\x00\ud800<script>alert(1)</script>\u202e"


TEXTS = [HOSTILE, "", " " * 10_000, "(" * 20_000, "C" * 20_000, "1-" * 9_000, "\U000e0041" * 99]


@pytest.mark.parametrize("text", [pytest.param(text, id=str(place)) for place, text in enumerate(TEXTS)])
def test_hostile_texts_are_read(port: int, text: str) -> None:
    status, answer = _post(port, "/check", {"texts": [text], **LAW})
    assert status == 200 and answer["answers"][0]["text"] == text
    status, answer = _post(port, "/score", {"rows": [{"goods_description": text, HOSTILE: HOSTILE}]})
    assert status == 200 and answer["rows"][0][HOSTILE] == HOSTILE


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param({"net_mass_kg": 10**400}, id="a number without bounds"),
        pytest.param({"lodged_on": True, "net_mass_kg": "NaN", "hs_code": 1e300}, id="other types"),
        pytest.param({"": "x", " ": "y", "risk_score": "z", "reasons": "="}, id="names"),
        pytest.param({"lodged_on": "9999-99-99", "transit_countries": ";" * 5_000}, id="dates"),
    ],
)
def test_hostile_cells(port: int, cells: dict[str, object]) -> None:
    status, answer = _post(port, "/score", {"rows": [{"goods_description": "toluene", **cells}]})
    assert status == 200 and answer["rows"][0]["screening_outcome"] == "listed"


@pytest.mark.parametrize(
    ("path", "body", "status", "said"),
    [
        pytest.param("/check", b"", 422, "body", id="nothing"),
        pytest.param("/check", b"{", 422, "JSON decode error", id="no JSON"),
        pytest.param("/check", b"\xff\xfe", 422, "JSON decode error", id="no UTF-8"),
        pytest.param("/check", b"[" * 90_000, 400, "error parsing the body", id="nested"),
        pytest.param("/check", b'{"texts": [' + b"9" * 9_000 + b"]}", 400, "error parsing the body", id="digits"),
        pytest.param("/check", b'{"texts": "toluene"}', 422, "body.texts", id="one text"),
        pytest.param("/check", b'{"texts": ["x"], "zzz": 1}', 422, "body.zzz", id="unknown key"),
        pytest.param("/check", b'{"texts": ["x"], "as_of": "yesterday"}', 422, "body.as_of", id="day"),
        pytest.param(
            "/check", b'{"texts": ["x"], "jurisdictions": ["XX"]}', 422, "unknown jurisdiction XX", id="where"
        ),
        pytest.param("/check", b'{"texts": ["x"], "route": "CN"}', 422, "no pair of countries", id="route"),
        pytest.param("/check", json.dumps({"texts": ["x"] * 51}).encode(), 422, "51 texts are more than 50", id="many"),
        pytest.param("/score", b'{"rows": [{"a": "x"}]}', 422, "goods", id="no goods text"),
        pytest.param("/score", b'{"rows": [{"goods_description": {"a": 1}}]}', 422, "body.rows", id="nested cell"),
        pytest.param("/score", json.dumps({"rows": [{}] * 51}).encode(), 422, "51 rows are more than 50", id="rows"),
        pytest.param("/score", b" " * (MOST_BYTES + 1), 413, "more than 200,000 bytes", id="bytes"),
        pytest.param(
            "/score",
            b'{"rows": [{"goods_description": "toluene", "goods_description": "dog food"}]}',
            422,
            "a name stands twice in one object",
            id="a name twice",
        ),
        pytest.param("/nothing", b"{}", 404, "Not Found", id="no such place"),
    ],
)
def test_refusals_say_why(port: int, path: str, body: bytes, status: int, said: str) -> None:
    found, text, _ = _ask(port, "POST", path, body)
    assert found == status, text
    assert said in json.loads(text)["detail"]
    assert _ask(port, "GET", "/health")[0] == 200


def test_a_question_that_is_not_announced_as_json(port: int) -> None:
    status, text, _ = _ask(port, "POST", "/check", b'{"texts": ["toluene"]}', content_type="text/plain")
    assert status == 422 and "Content-Type: application/json" in json.loads(text)["detail"]


def test_numbers_that_are_none_are_missing(port: int) -> None:
    status, text, _ = _ask(
        port, "POST", "/score", b'{"rows": [{"goods_description": "tea", "a": NaN, "b": -Infinity}]}'
    )
    assert status == 200
    assert [json.loads(text)["rows"][0][name] for name in "ab"] == [None, None]


def test_no_rows(port: int) -> None:
    status, answer = _post(port, "/score", {"rows": []})
    assert status == 200 and answer["rows"] == []


def test_a_body_without_end_is_cut(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        head = "POST /check HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\n"
        connection.sendall(head.encode())
        chunk = b"8000\r\n" + b"x" * 0x8000 + b"\r\n"
        received = b""
        for _ in range(40):
            try:
                connection.sendall(chunk)
            except OSError:
                break
        connection.settimeout(10)
        received = connection.recv(65_536)
    assert received.startswith(b"HTTP/1.1 413")


def test_another_name_for_the_host_is_refused(port: int) -> None:
    assert _ask(port, "GET", "/health", host="evil.example")[0] == 400


def test_a_page_of_the_web_cannot_ask(port: int) -> None:
    status, _, headers = _ask(port, "OPTIONS", "/check", origin="http://evil.example")
    assert status == 405 and "access-control-allow-origin" not in headers


def test_garbage_instead_of_http(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(b"\x16\x03\x01\x02\x00\x01" + os.urandom(200) + b"\r\n\r\n")
        assert connection.recv(1000).startswith(b"HTTP/1.1 400")
    assert _ask(port, "GET", "/health")[0] == 200


def test_a_body_that_is_announced_too_long_is_not_waited_for(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(b"POST /check HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99999999999\r\n\r\n")
        assert connection.recv(100).startswith(b"HTTP/1.1 413")
