"""The report in a real browser: it works by keyboard, trusts no cell, and can be read by anybody."""

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from riskscan.history.reviews import Verdict, read_reviews, review_key

from .conftest import SCRIPT

Open = Callable[..., Any]


@pytest.fixture
def open_page(browser: Any, page_file: Path) -> Iterator[Open]:
    """Opens the page; whatever the browser complains of fails the test."""
    contexts, complaints = [], []

    def open_it(width: int = 1280, scheme: str = "light", path: Path = page_file, **options: Any) -> Any:
        context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: complaints.append(request.url) if request.url[:5] != "file:" else None)
        page.goto(path.as_uri())
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert [text for text in complaints if not text.startswith("blob:")] == []


def _shown(page: Any) -> list[str]:
    return page.locator("tbody.row:not([hidden])").evaluate_all("rows => rows.map(row => row.dataset.goods)")  # type: ignore[no-any-return]


def test_the_first_screen_counts_and_says_what_to_open(open_page: Open, scored: Any) -> None:
    page = open_page()
    tiles = page.locator(".tile").all_inner_texts()
    counts = scored["risk_tier"].value_counts()
    for tile, tier in zip(tiles, ("hold", "inspect", "review", "release"), strict=True):
        assert tier in tile and str(counts.get(tier, 0)) in tile.split()
    page.locator(".first a").first.click()
    assert page.locator("#r1").get_attribute("class") == "row open"


def test_script_in_a_cell_stays_text(open_page: Open) -> None:
    page = open_page()
    assert SCRIPT in page.locator("tbody.row", has_text="acetone").locator(".cell").first.text_content()
    assert page.title().startswith("manifest <script>")
    assert page.locator("tbody.row img, main script, h1 img").count() == 0


def test_the_policy_of_the_page_stops_what_a_mistake_would_let_in(
    browser: Any, page_file: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.html"
    html = page_file.read_text(encoding="utf-8").replace("</main>", f"{SCRIPT}<style>body{{color:red}}</style></main>")
    broken.write_text(html, encoding="utf-8")
    page = browser.new_page()
    page.goto(broken.as_uri())
    assert page.title() != "stolen"
    assert page.evaluate("getComputedStyle(document.body).color") != "rgb(255, 0, 0)"
    page.close()


@pytest.mark.parametrize(
    ("name", "value", "left"),
    [
        pytest.param("consignor", "Grey Heron Labs", 2, id="consignor"),
        pytest.param("route", "AE → DE", 1, id="route"),
        pytest.param("substance", "acetone", 1, id="substance"),
    ],
)
def test_filters(open_page: Open, name: str, value: str, left: int) -> None:
    page = open_page()
    page.select_option(f"[name={name}]", value)
    assert len(_shown(page)) == left
    assert page.locator("#shown").inner_text() == f"{left} of 8 rows shown"
    page.click("[type=reset]")
    expect(page.locator("#shown")).to_have_text("8 of 8 rows shown")


def test_filter_of_tiers_and_search(open_page: Open, scored: Any) -> None:
    page = open_page()
    page.uncheck("[name=tier][value=release]")
    assert len(_shown(page)) == int((scored["risk_tier"] != "release").sum())
    page.check("[name=tier][value=release]")
    page.fill("[name=search]", "STEEL")
    assert _shown(page) == ["steel bolts"]
    page.fill("[name=search]", "nothing like it")
    assert page.locator("#none").is_visible()


def test_search_finds_marks_and_no_words_of_the_form(open_page: Open) -> None:
    page = open_page()
    page.locator("tbody.row .opener").first.click()
    page.fill("[name=search]", "legitimate")
    assert _shown(page) == []
    page.click("[type=reset]")
    expect(page.locator("#shown")).to_have_text("8 of 8 rows shown")
    _mark(page, "steel bolts", "Legitimate")
    page.fill("[name=search]", "legitimate")
    assert _shown(page) == ["steel bolts"]


def test_what_was_not_read_leads_to_its_row(open_page: Open) -> None:
    page = open_page()
    page.locator("#unread ~ .scroll a").first.click()
    assert "xyzolamidoyl" in page.locator("tbody.row.open").inner_text()


def test_everything_by_keyboard(open_page: Open) -> None:
    page = open_page()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.closest('tbody').id") == "r1"
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    assert page.locator("#e2").is_visible() and not page.locator("#e1").is_visible()
    assert page.locator("#r2 .opener").get_attribute("aria-expanded") == "true"
    page.keyboard.press("/")
    page.keyboard.type("bolts")
    assert _shown(page) == ["steel bolts"]
    page.keyboard.press("Escape")
    assert len(_shown(page)) == 8


def test_sorting_says_its_direction(open_page: Open) -> None:
    page = open_page()
    page.click(".sorter[data-by=consignor]")
    names = page.locator("tbody.row").evaluate_all("rows => rows.map(row => row.dataset.consignor)")
    assert names[-1] == "" and names[:-1] == sorted(names[:-1], key=str.lower)
    assert page.locator("th.consignor").get_attribute("aria-sort") == "ascending"
    page.click(".sorter[data-by=consignor]")
    assert page.locator("th.consignor").get_attribute("aria-sort") == "descending"


def test_evidence_has_marks_structures_and_listings(open_page: Open) -> None:
    page = open_page()
    row = page.locator("tbody.row", has_text="dog food")
    row.locator(".opener").click()
    assert row.locator("mark").first.inner_text() == "4-Piperidinone, 1-(2-phenylethyl)-"
    assert row.locator("svg.molecule").first.bounding_box()["width"] > 50
    assert "UN" in row.locator(".listings td").first.inner_text()
    assert row.locator(".effects tr").count() > 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "width", [pytest.param(1280, id="desk"), pytest.param(800, id="tablet"), pytest.param(360, id="phone")]
)
def test_anybody_can_read_it(open_page: Open, scheme: str, width: int) -> None:
    page = open_page(width, scheme, bypass_csp=True)
    for place in (0, 1):
        page.locator("tbody.row .opener").nth(place).click()
    page.locator("#scores ~ details summary").click()
    found = Axe().run(page)
    serious = [one for one in found.response["violations"] if one["impact"] in ("serious", "critical", "moderate")]
    assert [(one["id"], [node["html"][:90] for node in one["nodes"][:3]]) for one in serious] == []


@pytest.mark.parametrize("width", [320, 390, 768])
def test_no_width_needs_scrolling_to_the_side(open_page: Open, width: int) -> None:
    page = open_page(width)
    for opener in page.locator("tbody.row .opener").all():
        opener.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_script_everything_is_open(open_page: Open) -> None:
    page = open_page(java_script_enabled=False)
    assert page.locator("#e1").is_visible() and page.locator("#e8").is_visible()
    assert not page.locator(".filters").is_visible()


def _mark(page: Any, text: str, verdict: str, note: str = "") -> None:
    row = page.locator("tbody.row", has_text=text)
    row.locator(".opener").click()
    row.get_by_label(verdict).check()
    row.locator(".note").fill(note)
    row.locator(".note").blur()
    row.locator(".opener").click()


def test_labels_are_saved_as_a_file_that_is_read_back(open_page: Open, tmp_path: Path) -> None:
    page = open_page()
    assert page.locator("#save").is_disabled()
    _mark(page, "dog food", "Diversion", '=1+1 "quoted", and more')
    _mark(page, "xyzolamidoyl", "Unsure")
    _mark(page, "acetic anhydride", "Legitimate")
    row = page.locator("tbody.row", has_text="xyzolamidoyl")
    row.locator(".opener").click()
    row.locator(".unmark").click()
    assert page.locator("#marks").inner_text() == "2 rows are marked."
    with page.expect_download() as saving:
        page.click("#save")
    path = tmp_path / saving.value.suggested_filename
    saving.value.save_as(path)
    cells = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    assert all(not cell.startswith("=") for row in cells for cell in row.values())
    reviews = {review.verdict: review for review in read_reviews(path)}
    assert set(reviews) == {Verdict.DIVERSION, Verdict.LEGITIMATE}
    assert reviews[Verdict.DIVERSION].note == '=1+1 "quoted", and more'
    assert reviews[Verdict.DIVERSION].row == 2
    known = review_key("grey heron labs", ["acetic anhydride 99 %"], "acetic anhydride")
    assert reviews[Verdict.LEGITIMATE].key == known

    other = open_page()
    other.set_input_files("#load", path)
    expect(other.locator("tbody.row", has_text="dog food").locator(".mark")).to_have_text("diversion")


def test_marks_are_there_when_the_page_is_opened_again(open_page: Open) -> None:
    page = open_page()
    _mark(page, "BMK oil", "Diversion")
    page.reload()
    assert page.locator("tbody.row", has_text="BMK oil").locator(".mark").inner_text() == "diversion"
    assert "stay in this browser" in page.locator("#keeping").inner_text()
