"""Two agencies exchange a pack: one makes it, the other installs it, and it counts in what follows."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from riskscan.cli.main import main
from tests.packs.conftest import ABOUT, TABLES

TITLE = "pack border-watch 1.0 of Customs Lab of Examplia"
MANIFEST = """consignment_id,goods_description,chemical_name,hs_code,origin_country,destination_country,lodged_on
A1,blue kettle powder,,320417,CN,US,2026-05-01
A2,zorblax resin,,390791,CN,US,2026-05-01
A3,cotton t-shirts,,610910,CN,US,2026-05-01
"""


def _run(*arguments):
    return CliRunner().invoke(main, list(map(str, arguments)))


def _done(*arguments):
    result = _run(*arguments)
    assert result.exit_code == 0, result.output
    return result


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the tables of a pack; packs are installed in it too."""
    monkeypatch.setenv("RISKSCAN_PACKS", str(tmp_path / "installed"))
    for name, text in {"pack.toml": ABOUT, **TABLES}.items():
        (tmp_path / "source" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "source" / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def signed(house: Path) -> Path:
    """The signed pack, its public key beside it."""
    _done("pack", "key", house / "lab.pem")
    _done("pack", "create", house / "source", "-o", house / "border.pack", "--key", house / "lab.pem")
    return house / "border.pack"


def test_one_agency_makes_a_pack_and_the_other_uses_it(house, signed):
    before = _done("check", "blue kettle powder", "zorblax resin", "--format", "json").stdout.splitlines()
    assert [json.loads(line)["findings"][0]["outcome"] for line in before] == ["no_chemical"] * 2
    public = house / "lab.pub.pem"
    shown = _done("pack", "verify", signed, "--trust", public).stdout
    assert "border-watch 1.0  Customs Lab of Examplia" in shown
    assert "2 substances and watch words, 2 names, 3 listings" in shown
    installed = _done("pack", "install", signed, "--trust", public)
    assert installed.stdout == "border-watch 1.0 of Customs Lab of Examplia is installed, until 2099-12-31\n"
    listed = _done("pack", "list")
    assert "valid  2026-01-01 to 2099-12-31\n" in listed.stdout and listed.stderr == "1 pack\n"
    [record] = json.loads(_done("pack", "list", "--format", "json").stdout)
    assert record["key_fingerprint"] in shown
    text = _done(
        "check", "blue kettle powder", "caffeine citrate", "zorblax resin", "--as-of", "2026-05-01", "--format", "text"
    ).stdout
    kettle, caffeine, resin = (
        text.partition("caffeine citrate\n")[0],
        text.partition("caffeine citrate\n")[2].partition("zorblax resin\n")[0],
        text.partition("\nzorblax resin\n")[2],
    )
    assert "listed: N-phenethyl-4-piperidone (NPP)" in kettle
    assert f"OWN       Examplia wanted list, since 2026-02-01  [letter 12, {TITLE}] V" in kettle
    assert "watched: caffeine, CAS 58-08-2, salt" in caffeine and "Examplia watch list" in caffeine
    assert f"OWN       watch words  [{TITLE}] V" in resin
    assert _done("pack", "remove", "border-watch").stdout == "border-watch is removed\n"
    assert "no chemical" in _done("check", "zorblax resin").stdout


def test_what_a_pack_lists_is_news(house, signed):
    _done("pack", "install", signed, "--trust", house / "lab.pub.pem")
    news = _done("law", "news", "--since", "2026-02-01")
    lines = news.stdout.splitlines()
    place = lines.index("2026-02-01  OWN Examplia watch list: begins")
    assert lines[place + 1 : place + 3] == ["    caffeine [V]", f"      letter 12, {TITLE}; lab ({TITLE})"]
    assert TITLE in _done("law", "news", "--since", "2026-01-01", "--format", "csv").stdout
    assert "OWN" not in _done("law", "news", "--since", "2026-01-01", "--no-packs").stdout


def test_a_pack_counts_in_scores_and_their_summary(house, signed, small_model_folder):
    (house / "manifest.csv").write_text(MANIFEST, encoding="utf-8")
    score = ("score", house / "manifest.csv", "--model", small_model_folder, "--format", "jsonl", "--summary")
    without = _done(*score, house / "without.json").stdout
    _done("pack", "install", signed, "--trust", house / "lab.pub.pem")
    rows = [json.loads(line) for line in _done(*score, house / "with.json").stdout.splitlines()]
    assert [row["screening_outcome"] for row in rows] == ["listed", "watched", "no_chemical"]
    assert TITLE in rows[0]["listings"] and TITLE in str(rows[1]["reasons"])
    assert rows[0]["risk_rank"] == 1
    outcomes = [json.loads(line)["screening_outcome"] for line in without.splitlines()]
    assert outcomes == ["no_chemical"] * 3
    assert json.loads((house / "without.json").read_text(encoding="utf-8"))["packs"] == []
    [named] = json.loads((house / "with.json").read_text(encoding="utf-8"))["packs"]
    assert (named["name"], named["version"], len(named["digest"])) == ("border-watch", "1.0", 64)
    _done("pack", "remove", "border-watch")
    assert _done(*score, house / "without.json").stdout == without  # nothing is kept of it in the cache of texts


def test_training_uses_the_packs_and_scoring_says_where_others_count(house, signed, labelled_frame, small_model_folder):
    (house / "manifest.csv").write_text(MANIFEST, encoding="utf-8")
    labelled_frame.head(1_200).to_csv(house / "labelled.csv", index=False)
    (house / "run.toml").write_text("n_draws = 20\n[booster]\nmax_iter = 5\nn_boosters = 1\n", encoding="utf-8")
    learn = ("train", house / "labelled.csv", "--label", "is_violation", "--config", house / "run.toml", "--no-refit")
    _done("pack", "install", signed, "--trust", house / "lab.pub.pem")
    said = _done(*learn, "-o", house / "with").stderr
    assert "with these packs too: border-watch 1.0 (Customs Lab of Examplia)" in said
    [named] = json.loads((house / "with" / "metadata.json").read_text(encoding="utf-8"))["packs"]
    assert (named["name"], len(named["digest"]), len(named["key_fingerprint"])) == ("border-watch", 64, 64)
    assert "border-watch 1.0" in (house / "with" / "README.md").read_text(encoding="utf-8")
    score = ("score", house / "manifest.csv", "-o", "-", "--model")
    assert "packs" not in _done(*score, house / "with").stderr
    assert "packs: none; in use now: border-watch 1.0" in _done(*score, small_model_folder).stderr
    _done("pack", "remove", "border-watch")
    assert "border-watch 1.0 (Customs Lab of Examplia); in use now: none" in _done(*score, house / "with").stderr


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("verify", "{pack}"), 1, "is not among the 0 trusted ones"),
        (("install", "{pack}"), 1, "is not among the 0 trusted ones"),
        (("verify", "{pack}", "--trust", "{house}/lab.pem"), 1, "is a private key"),
        (("verify", "{house}/none.pack"), 1, "there is no such file"),
        (("create", "{house}/source", "-o", "{house}/new.pack"), 2, "sign the pack with --key, or say --unsigned"),
        (("create", "{house}/source", "-o", "{pack}", "--unsigned"), 2, "replace it with --force"),
        (("remove", "border-watch"), 1, "no pack 'border-watch' is installed; installed: none"),
    ],
)
def test_a_refusal_is_one_sentence(house, signed, arguments, code, said):
    result = _run("pack", *(argument.format(house=house, pack=signed) for argument in arguments))
    assert result.exit_code == code
    assert result.stdout == "" and result.stderr.startswith("Error: ") and result.stderr.count("\n") == 1
    assert said in result.stderr
    assert not (house / "installed").exists() and not (house / "new.pack").exists()


def test_what_is_not_signed_or_expired_passes_only_where_that_is_said(house):
    about = house / "source" / "pack.toml"
    about.write_text(ABOUT.replace("2099-12-31", "2026-01-31"), encoding="utf-8")
    _done("pack", "create", house / "source", "-o", house / "x.pack", "--unsigned")
    assert "is not signed" in _run("pack", "install", house / "x.pack").stderr
    assert "it expired on 2026-01-31" in _run("pack", "install", house / "x.pack", "--allow-unsigned").stderr
    _done("pack", "install", house / "x.pack", "--allow-unsigned", "--allow-outdated")
    assert "watched: zorblax resin" in _done("check", "zorblax resin", "--format", "text").stdout


def test_faulty_tables_are_neither_packed_nor_installed(house):
    table = house / "source" / "substances.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("58-08-2", "58-08-3"), encoding="utf-8")
    result = _run("pack", "create", house / "source", "-o", house / "x.pack", "--unsigned")
    assert result.exit_code == 1
    assert "substance border-watch/caffeine: CAS 58-08-3 has a wrong check digit" in result.stderr
    assert not (house / "x.pack").exists()
