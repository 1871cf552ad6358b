"""A pack is refused when altered, not trusted, unsigned, expired or not yet valid; two of these can be let pass."""

from datetime import date

import pytest

from riskscan.exceptions import PackError
from riskscan.packs.contents import CONTENTS, SIGNATURE
from riskscan.packs.opening import Allowed, open_pack, read_pack
from tests.packs.conftest import change_members, drop_signature

TODAY = date(2026, 6, 1)


def _set(name, value):
    return lambda members: members.__setitem__(name, value)


def _edit(name, old, new):
    return lambda members: members.__setitem__(name, members[name].replace(old, new))


def test_a_signed_pack_of_a_trusted_key_opens(pack_file, keys, pack):
    for trust in ([keys / "one.pub.pem"], [keys / "other.pub.pem", keys / "one.pub.pem"]):
        assert open_pack(pack_file, trust=trust, today=TODAY) == pack


def test_a_folder_of_keys_is_trusted(pack_file, keys, tmp_path, pack):
    folder = tmp_path / "trusted"
    folder.mkdir()
    with pytest.raises(PackError, match=r"the folder holds no \*.pem"):
        open_pack(pack_file, trust=[folder], today=TODAY)
    for name in ("one", "other"):
        (folder / f"{name}.pem").write_bytes((keys / f"{name}.pub.pem").read_bytes())
    assert open_pack(pack_file, trust=[folder], today=TODAY).digest == pack.digest


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param(_edit("watch_words.csv", b"zorblax", b"Zorblax"), "altered: its table watch_words", id="a table"),
        pytest.param(_set("watch_words.csv", b""), "altered: its table watch_words", id="emptied"),
        pytest.param(_edit(CONTENTS, b"2099-12-31", b"2199-12-31"), "the signature does not fit", id="days"),
        pytest.param(_edit(CONTENTS, b"Examplia", b"Elsewhere"), "the signature does not fit", id="issuer"),
        pytest.param(_set(SIGNATURE, bytes(64)), "the signature does not fit", id="signature"),
        pytest.param(_set(SIGNATURE, b""), "the signature does not fit", id="empty signature"),
        pytest.param(lambda members: members.pop(SIGNATURE), "a key without a signature", id="signature taken"),
        pytest.param(lambda members: members.pop("lists.csv"), "its table lists.csv is missing", id="table taken"),
        pytest.param(_set("synonyms/de.csv", b""), "of which its contents.json does not speak", id="table added"),
        pytest.param(lambda members: members.pop(CONTENTS), "it has no contents.json", id="contents taken"),
    ],
)
def test_an_altered_pack_never_opens(pack_file, keys, change, said):
    change_members(pack_file, change)
    with pytest.raises(PackError, match=said):
        open_pack(pack_file, trust=[keys / "one.pub.pem"], allowed=Allowed(unsigned=True, outdated=True), today=TODAY)


def test_a_key_that_is_not_trusted(pack_file, keys):
    for trust in ([], [keys / "other.pub.pem"]):
        with pytest.raises(PackError, match=r"not among the \d trusted ones; name the issuer's public key"):
            open_pack(pack_file, trust=trust, allowed=Allowed(unsigned=True), today=TODAY)


def test_an_unsigned_pack_opens_only_where_that_is_allowed(pack_file):
    change_members(pack_file, drop_signature)
    with pytest.raises(PackError, match="is not signed, so nobody stands for it"):
        open_pack(pack_file, today=TODAY)
    assert open_pack(pack_file, allowed=Allowed(unsigned=True), today=TODAY).contents.key_fingerprint == ""


@pytest.mark.parametrize(("day", "said"), [(date(2025, 12, 31), "not valid before"), (date(2100, 1, 1), "expired on")])
def test_out_of_its_days_it_opens_only_where_that_is_allowed(pack_file, keys, day, said):
    trust = [keys / "one.pub.pem"]
    with pytest.raises(PackError, match=said):
        open_pack(pack_file, trust=trust, today=day)
    assert open_pack(pack_file, trust=trust, allowed=Allowed(outdated=True), today=day).contents.version == "1.0"


def test_what_was_opened_is_told_by_its_hash(pack_file, pack):
    assert read_pack(pack_file, pack.digest) == pack
    with pytest.raises(PackError, match="altered since it was installed"):
        read_pack(pack_file, "0" * 64)
