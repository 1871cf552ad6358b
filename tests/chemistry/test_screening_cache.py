"""Findings are the same without a cache, with an empty one and with a full one, byte for byte."""

import csv
from dataclasses import astuple, replace
from datetime import date
from pathlib import Path

import pytest

from riskscan.chemistry.screening import Screener
from riskscan.chemistry.text_cache.cache import CacheUse
from riskscan.tables.lists import load_jurisdictions
from riskscan.tables.substances import load_synonyms

CASES = Path(__file__).parents[1] / "bench" / "cases.csv"
DAYS = ("2026-01-01", "1990-01-01")


@pytest.fixture(scope="module")
def texts():
    with CASES.open(encoding="utf-8", newline="") as handle:
        lines = [row["text"] for row in csv.DictReader(handle)]
    names = list(dict.fromkeys(synonym.name for synonym in load_synonyms()))
    return [
        *lines,
        *names[::5],
        *(f"{name[:-1]} 25 kg drum" for name in names[2::40]),
        "",
        None,
        "x" * 5_000,
        "\ud83d acetone",
    ]


def written(screener, texts, day=DAYS[0], jurisdictions=None):
    """Return everything of the findings as bytes."""
    screener.learn(texts)
    where = frozenset(jurisdictions or load_jurisdictions())
    found = [screener.find(text, date.fromisoformat(day), where) for text in texts]
    rows = [[_plain(finding) for finding in findings] for findings in found]
    return repr(rows).encode(errors="surrogatepass")


def _plain(finding):
    """Return all fields of a finding; sets in order."""
    listings = [
        [sorted(value) if isinstance(value, frozenset) else value for value in astuple(listing)]
        for listing in finding.listings
    ]
    return [*astuple(replace(finding, listings=())), listings]


def test_findings_are_the_same(screener, texts, tmp_path):
    expected = written(screener, texts)
    cold = Screener(cache=tmp_path / "texts")
    assert written(cold, texts) == expected
    assert cold.cache_use.found == 0 and cold.cache_use.read > 1_000
    cold.flush()
    warm = Screener(cache=tmp_path / "texts")
    assert written(warm, texts) == expected
    assert warm.cache_use == CacheUse(cold.cache_use.read, 0)
    for day, where in ((DAYS[1], None), (DAYS[0], ["MX"])):
        assert written(warm, texts, day, where) == written(screener, texts, day, where)
    assert warm.cache_use.read == 0


def test_a_frame_is_the_same(screener, texts, tmp_path):
    some = texts[:150]
    expected = screener.screen(some, as_of=DAYS[0])
    for _ in range(2):
        cached = Screener(cache=tmp_path / "texts")
        found = cached.screen(some, as_of=DAYS[0])
        cached.flush()
        assert found.equals(expected)
        assert found.to_csv(errors="surrogatepass").encode(errors="surrogatepass") == expected.to_csv().encode(
            errors="surrogatepass"
        )


def test_a_damaged_cache_changes_no_finding(screener, texts, tmp_path, caplog):
    some = texts[:150]
    cached = Screener(cache=tmp_path / "texts")
    written(cached, some)
    cached.flush()
    del cached
    path = tmp_path / "texts" / "answers.sqlite"
    path.write_bytes(path.read_bytes().replace(b"listed", b"lasted"))
    assert written(Screener(cache=tmp_path / "texts"), some) == written(screener, some)


def test_without_a_cache_nothing_is_kept(screener):
    screener.flush()
    assert screener.cache_use == CacheUse()


def test_ordinary_goods_are_not_kept(tmp_path):
    cached = Screener(cache=tmp_path / "texts")
    assert cached.find("cotton t-shirts", date(2026, 1, 1), frozenset({"UN"}))[0].outcome == "no_chemical"
    assert cached.cache_use == CacheUse()


def test_watch_lists_have_their_own_answers(tmp_path):
    texts = ["blue dream base 5 kg", "acetone"]
    lists = {name: tmp_path / f"{name}.csv" for name in ("one", "other")}
    lists["one"].write_text("name,synonyms\nX9,blue dream base\n")
    lists["other"].write_text("name,synonyms\nX9,red dream base\n")
    for _ in range(2):
        with_one, with_other, with_none = (
            Screener(watchlist=watchlist, cache=tmp_path / "texts") for watchlist in (*lists.values(), None)
        )
        outcomes = [
            screener.screen(texts, as_of=DAYS[0])["outcome"].tolist() for screener in (with_one, with_other, with_none)
        ]
        assert [found[0] == "listed" for found in outcomes] == [True, False, False]
        assert {found[-1] for found in outcomes} == {"listed"}
        for screener in (with_one, with_other, with_none):
            screener.flush()
    assert with_one.cache_use.read == with_other.cache_use.read == 0
