import pickle

from riskscan.chemistry.screening import Screener
from riskscan.chemistry.shared_screener import screener_of
from riskscan.packs.counted import describe_packs, packs_changed, record_packs
from riskscan.packs.store import install, packs_in_use, remove
from riskscan.scoring import RiskScorer


def _sent(scorer):
    return pickle.loads(pickle.dumps(scorer))  # noqa: S301 - made here


def test_packs_are_compared_by_what_is_in_them(installed, pack):
    install(pack)
    then = record_packs(packs_in_use())
    assert packs_changed(then, packs_in_use()) == ""
    assert packs_changed([], ()) == ""
    assert "with these packs: none; in use now: border-watch 1.0" in packs_changed([], packs_in_use())
    other = [then[0] | {"digest": "0" * 64, "version": "0.9"}]
    assert "border-watch 0.9 (Customs Lab of Examplia); in use now: border-watch 1.0" in packs_changed(
        other, packs_in_use()
    )


def test_what_is_not_signed_is_said(installed, pack):
    [recorded] = record_packs([install(pack)])
    assert recorded["key_fingerprint"]
    assert describe_packs([recorded | {"key_fingerprint": ""}]).endswith("(Customs Lab of Examplia, not signed)")


def test_the_shared_screener_knows_the_packs_in_use(installed, pack):
    find = {"as_of": "2026-05-01"}
    assert screener_of().screen(["zorblax resin"], **find)["outcome"].tolist() == ["no_chemical"]
    install(pack)
    assert screener_of().screen(["zorblax resin"], **find)["outcome"].tolist() == ["watched"]
    remove("border-watch")
    assert screener_of().screen(["zorblax resin"], **find)["outcome"].tolist() == ["no_chemical"]


def test_a_scorer_takes_its_packs_to_other_processes(installed, pack, small_model):
    install(pack)
    scorer = RiskScorer(small_model, screener=Screener())
    assert scorer.screener.packs
    assert _sent(scorer).screener.packs == scorer.screener.packs
    without = RiskScorer(small_model, screener=Screener(packs=()))
    assert _sent(without).screener.packs == ()
