"""Kinds of real lines: lists with commas, other ethers, words for salts, numbers in odd dress, other figures."""

import pytest

from riskscan.chemistry.gate.runs import cut_runs, cut_tokens
from riskscan.chemistry.gate.tokens import TokenJudge
from riskscan.chemistry.screening import Screener


@pytest.mark.parametrize(
    ("text", "substance_id"),
    [
        pytest.param("aqua, glycerin, acetone, parfum, ethyl lactate, citral", "acetone", id="in a list with commas"),
        pytest.param("solvent diethyl ether", "ethyl-ether", id="a plain word before an ether"),
        pytest.param("CAS 1O8-88-3", "toluene", id="a letter for a figure"),
        pytest.param("CAS:108:88:3", "toluene", id="colons in a number"),
        pytest.param("CAS*108*88*3", "toluene", id="stars in a number"),
        pytest.param("CAS ١٠٨-٨٨-٣", "toluene", id="Arabic figures"),
        pytest.param("碳酸钠和丙酮", "acetone", id="beside a Chinese salt"),
    ],
)
def test_hit(screener: Screener, text: str, substance_id: str) -> None:
    found = screener.screen([text])
    assert substance_id in found.loc[found["outcome"] == "listed", "substance_id"].tolist()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "aqua, zinc oxide, ethyl oleate, cetyl alcohol, butylene glycol dicaprate", id="joined over commas"
        ),
        pytest.param("Propylene glycql diethyl ether", id="an ether of a glycol with a slip"),
        pytest.param("2-Chloroethy1 ethyl ether", id="an ether of a group with a figure for a letter"),
        pytest.param("Tablets (as hydrocloride dihydrate)", id="words for a salt with a slip"),
        pytest.param("CAS 1O8-88-4", id="a wrong check digit"),
        pytest.param("盐酸吗啉胍片", id="the acid of a medicine"),
    ],
)
def test_no_hit(screener: Screener, text: str) -> None:
    assert not set(screener.screen([text])["outcome"]) & {"listed", "covered"}


@pytest.mark.parametrize(
    ("text", "n_runs"),
    [
        pytest.param("methyl laurate, ethyl oleate, butyl lactate, propyl gallate, hexyl acetate", 5, id="list"),
        pytest.param("benzoic acid, 2-amino-, methyl ester", 1, id="index name"),
    ],
)
def test_a_list_is_cut_at_its_commas(text: str, n_runs: int) -> None:
    judge = TokenJudge(["methyl ester", "benzoic acid"])
    assert len(cut_runs(cut_tokens(text, judge))) == n_runs
