from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from riskscan.cli.main import main
from riskscan.exceptions import ManifestError
from riskscan.manifest.writing import write_frame
from riskscan.reporting import page as pages
from riskscan.reporting.evidence import MarkedText
from riskscan.reporting.marking import mark_words
from riskscan.reporting.overview import Overview, ScoredRows
from riskscan.reporting.page import write_page
from riskscan.reporting.report import Report, are_first, make_report
from riskscan.reporting.scored_file import read_scored
from riskscan.tables.written_reasons import WrittenReason

from .conftest import SCRIPT


class _Tags(HTMLParser):
    """What a browser takes for markup."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name == "href"]


def _row(report: Report, words: str) -> Any:
    return next(row for row in report.rows if words in row.goods)


def test_rows_come_by_rank_with_their_number(report: Report, scored: pd.DataFrame) -> None:
    assert [row.rank for row in report.rows] == list(range(1, 9))
    ranks = scored["risk_rank"].tolist()
    assert all(ranks[row.number - 1] == row.rank for row in report.rows)


def test_evidence_of_a_hit(report: Report) -> None:
    row = _row(report, "dog food")
    mention = row.mentions[0]
    assert mention.finding.is_hit and mention.drawn is not None
    assert {"UN", "US"} <= {listing.jurisdiction for listing in mention.listings}
    assert row.lead.startswith("'4-Piperidinone, 1-(2-phenylethyl)-': identical, listed by UN")
    assert "CONFLICT_HS" in [reason.code for reason in row.reasons_of("screening")]
    assert [reason.code for reason in row.reasons_of("policy")]
    assert row.effects and not row.differs


def test_a_structure_is_drawn_once_for_all_rows(report: Report) -> None:
    assert len(set(report.drawings.symbols)) == len(report.drawings.symbols) <= len(report.rows)


def test_texts_that_were_not_read(report: Report) -> None:
    (one,) = report.unread
    assert one.n_rows == 1 and "xyzolamidoyl" in one.words[0]


def test_an_outcome_of_other_tables_is_said(scored: pd.DataFrame, screener: Any) -> None:
    from riskscan.manifest.cleaning import clean_manifest

    changed = scored.assign(screening_outcome="clear")
    clean = clean_manifest(changed.drop(columns=["reasons"]), require_text=False).frame
    made = make_report([ScoredRows(clean, changed)], screener, title="x", most_rows=8)
    assert _row(made, "dog food").differs == "listed"
    assert "score it again" in write_page(made).html


def test_parts_say_what_the_whole_says(scored: pd.DataFrame, tmp_path: Path, screener: Any) -> None:
    path = tmp_path / "scored.parquet"
    write_frame(scored, path)
    rows = read_scored(path).rows
    parts = [
        ScoredRows(
            rows.canonical.iloc[some].reset_index(drop=True), rows.output.iloc[some].reset_index(drop=True), some[0] + 1
        )
        for some in np.array_split(np.arange(len(scored)), 3)
    ]
    whole, cut = (make_report(found, screener, title="x", most_rows=3) for found in ([rows], parts))
    assert write_page(whole).html == write_page(cut).html
    assert len(whole.rows) == 3 and whole.overview.n_rows == 8


@pytest.mark.parametrize("suffix", ["csv", "parquet", "jsonl"])
def test_rows_that_are_only_counted_are_not_read_whole(
    suffix: str, scored: pd.DataFrame, tmp_path: Path, screener: Any
) -> None:
    path = tmp_path / f"scored.{suffix}"
    write_frame(scored, path)
    whole, some = read_scored(path), read_scored(path, wanted=lambda output: are_first(output, 3))
    pages = [write_page(make_report([one.rows], screener, title="x", most_rows=3)).html for one in (whole, some)]
    assert pages[0] == pages[1] and whole.columns == some.columns
    is_read = some.rows.canonical["consignor_name"].notna()
    assert is_read.sum() == 4  # three of the ranking, and one with a name that could not be read
    read = whole.rows.canonical[is_read]
    pd.testing.assert_frame_equal(some.rows.canonical[is_read], read)
    assert some.rows.canonical["origin_country"].tolist() == whole.rows.canonical["origin_country"].tolist()


def test_a_row_of_several_listed_substances_says_so_at_once(report: Report) -> None:
    row = _row(report, "acetic anhydride")
    assert row.n_listed == 1 and "more listed" not in row.lead
    assert replace(row, n_listed=2).lead == row.lead + " 1 more listed substance is named."
    assert replace(row, n_listed=4).lead == row.lead + " 3 more listed substances are named."


def test_overview_counts_every_row(scored: pd.DataFrame, tmp_path: Path) -> None:
    path = tmp_path / "scored.jsonl"
    write_frame(scored, path)
    overview = Overview()
    overview.add(read_scored(path).rows)
    assert int(overview.tiers.sum()) == int(overview.distribution.sum()) == 8
    assert {one.kind.value for one in overview.issues()} >= {"bad_date", "formula_cell"}
    route = next(one for one in overview.routes(9) if one.route == "CN → MX")
    assert route.n_rows == 2 and sum(one.n_rows for one in overview.routes(99)) == 7
    assert {one.name for one in overview.substances()} >= {"N-phenethyl-4-piperidone (NPP)", "acetone"}


def test_nothing_of_a_cell_is_markup(report: Report) -> None:
    html = write_page(report).html
    assert SCRIPT not in html and html.count("<script>") == 2 and html.count("</template>") == 1
    tags = _Tags()
    tags.feed(html)
    assert not [name for name in tags.attributes if name.startswith("on") or name in ("style", "src")]
    assert all(link.startswith("#") for link in tags.links) and "img" not in tags.names
    assert "http:" not in html and "https:" not in html
    assert "default-src 'none'" in html


HOSTILE = st.text(st.sampled_from("<>&'\"/ =`ax\u202e\0") | st.characters(), max_size=60)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HOSTILE, HOSTILE, HOSTILE)
def test_no_text_changes_what_is_markup(report: Report, goods: str, name: str, sentence: str) -> None:
    row = report.rows[0]
    texts = (MarkedText("Goods", mark_words(goods, [name])),)
    reason = WrittenReason("UNRESOLVED", sentence)
    hostile = replace(
        row, goods=goods, texts=texts, consignor=name, route=name, substance=goods, reasons=(reason, *row.reasons),
        issues=sentence, facts=(("Carrier", sentence),),
    )  # fmt: skip
    shapes = []
    for one in (replace(row, texts=texts, reasons=(reason, *row.reasons), issues="x", facts=(("C", "x"),)), hostile):
        tags = _Tags()
        tags.feed(write_page(replace(report, rows=(one,), unread=(), title="x", notes=())).html)
        shapes.append((tags.names, tags.attributes))
    assert shapes[0] == shapes[1]


def test_signs_that_nobody_sees_are_written_out() -> None:
    assert pages._visible("a\u202eb\x1b") == "a\\u202eb\\u001b"


def test_a_page_is_never_larger_than_an_attachment(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = write_page(report)
    assert whole.n_shown == 8
    limit = len(whole.html.encode()) - 1
    monkeypatch.setattr(pages, "MOST_BYTES", limit)
    smaller = write_page(report)
    assert smaller.n_shown < 8 and len(smaller.html.encode()) <= limit
    assert f"The first {smaller.n_shown} of 8 rows" in smaller.html


def test_no_rows_at_all(scored: pd.DataFrame, tmp_path: Path, screener: Any) -> None:
    path = tmp_path / "none.parquet"
    write_frame(scored.iloc[:0], path)
    html = write_page(make_report([read_scored(path).rows], screener, title="none")).html
    assert "0 rows" in html and "names no countries" not in html


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param(lambda frame: frame.drop(columns=["risk_tier"]), "lack risk_tier", id="not scored"),
        pytest.param(lambda frame: frame.assign(risk_score="high"), "8 rows have no readable", id="no number"),
        pytest.param(lambda frame: frame.assign(risk_score=1.5), "row 1 is the first", id="no probability"),
        pytest.param(lambda frame: frame.assign(risk_tier="maybe"), "no readable", id="no tier"),
    ],
)
def test_what_is_no_scored_file(scored: pd.DataFrame, tmp_path: Path, change: Any, message: str) -> None:
    path = tmp_path / "scored.jsonl"
    write_frame(change(scored), path)
    with pytest.raises(ManifestError, match=message):
        read_scored(path)


def test_command(scored: pd.DataFrame, tmp_path: Path) -> None:
    path, html = tmp_path / "scored.csv", tmp_path / "report.html"
    write_frame(scored, path)
    result = CliRunner().invoke(main, ["report", str(path), "-o", str(html), "--top", "2", "--title", "Port"])
    assert result.exit_code == 0, result.output
    assert "2 of 8 rows with their evidence" in result.stderr
    assert "<title>Port: risk report</title>" in html.read_text(encoding="utf-8")
    again = CliRunner().invoke(main, ["report", str(path), "-o", str(html)])
    assert again.exit_code == 2 and "--force" in again.stderr


def test_scoring_writes_the_same_page(raw_rows: pd.DataFrame, small_model_folder: Path, tmp_path: Path) -> None:
    manifest, html, out = tmp_path / "manifest.csv", tmp_path / "a.html", tmp_path / "scored.csv"
    raw_rows.to_csv(manifest, index=False)
    arguments = ["score", manifest, "-o", out, "--report", html, "--model", small_model_folder, "--no-cache"]
    result = CliRunner().invoke(main, [*map(str, arguments), "--part-rows", "3"])
    assert result.exit_code == 0, result.output
    result = CliRunner().invoke(main, ["report", str(out), "-o", str(tmp_path / "b.html"), "--title", "manifest.csv"])
    assert result.exit_code == 0, result.output
    first, second = ((tmp_path / name).read_text(encoding="utf-8") for name in ("a.html", "b.html"))
    assert first.partition("What was assumed")[0] == second.partition("What was assumed")[0]
