"""Installed packs: a newer one of the same key takes an older one's place; an altered or expired one does not count."""

import logging
from datetime import date

import pytest

from riskscan.exceptions import PackError
from riskscan.packs.making import make_pack
from riskscan.packs.store import install, installed_packs, packs_folder, packs_in_use, remove


@pytest.fixture
def make(source, keys):
    """Return the pack in a version, signed with a key."""

    def made(version="1.0", key="one", until="2099-12-31"):
        about = source / "pack.toml"
        text = about.read_text(encoding="utf-8").replace('"1.0"', f'"{version}"').replace("2099-12-31", until)
        folder = source.parent / f"{version}-{key}-{until}"
        if not folder.exists():
            (source).rename(folder)
            (folder / "pack.toml").write_text(text, encoding="utf-8")
        pack = make_pack(folder, key=keys / f"{key}.pem" if key else None)
        folder.rename(source)
        about.write_text(text.replace(f'"{version}"', '"1.0"').replace(until, "2099-12-31"), encoding="utf-8")
        return pack

    return made


def test_without_a_folder_there_are_none(installed):
    assert installed_packs() == packs_in_use() == ()
    assert packs_folder() == installed


def test_a_pack_is_kept_and_removed(installed, pack):
    kept = install(pack)
    assert installed_packs() == packs_in_use() == (kept,)
    assert kept.open() == pack
    assert (kept.name, kept.version, kept.valid_until) == ("border-watch", "1.0", "2099-12-31")
    assert install(pack) == kept  # once more does no harm
    remove("border-watch")
    assert list(installed.iterdir()) == []


def test_a_newer_version_takes_its_place(installed, make):
    install(make("1.9"))
    kept = install(make("1.10"))
    assert installed_packs() == (kept,)
    assert len(list(installed.glob("*.pack"))) == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"version": "1.9"}, "is older than the installed version 2.0"),
        ({"until": "2098-12-31"}, "differs from the installed one of the same version"),
        ({"version": "3.0", "key": "other"}, "is signed by another key"),
        ({"version": "3.0", "key": None}, r"another key \(none\)"),
    ],
)
def test_what_does_not_take_its_place(installed, make, change, said):
    kept = install(make("2.0"))
    with pytest.raises(PackError, match=f"{said}.*pack remove border-watch"):
        install(make(**({"version": "2.0"} | change)))
    assert installed_packs() == (kept,)


def test_out_of_its_days_it_is_left_out_and_that_is_said(installed, make, caplog):
    kept = install(make("7.1", until="2030-06-30"))
    with caplog.at_level(logging.WARNING, "riskscan"):
        assert packs_in_use(date(2030, 6, 30)) == (kept,)
        assert caplog.messages == []
        assert packs_in_use(date(2030, 7, 1)) == packs_in_use(date(2030, 7, 1)) == ()
        assert packs_in_use(date(2025, 7, 1)) == ()
    assert caplog.messages == [
        "pack border-watch 7.1 is left out: it expired on 2030-06-30.",
        "pack border-watch 7.1 is left out: it is not valid before 2026-01-01.",
    ]


def test_who_wants_it_has_it_on_any_day(installed, make):
    kept = install(make(until="2030-06-30"), any_day=True)
    assert packs_in_use(date(2040, 1, 1)) == packs_in_use(date(2020, 1, 1)) == (kept,)


def test_a_pack_that_is_altered_later_is_refused(installed, pack):
    kept = install(pack)
    kept.path.write_bytes(kept.path.read_bytes().replace(b"zorblax", b"sorblax"))
    with pytest.raises(PackError, match="altered since it was installed"):
        kept.open()
    kept.path.unlink()
    with pytest.raises(PackError, match="no such file"):
        kept.open()
    remove("border-watch")
    assert installed_packs() == ()


@pytest.mark.parametrize("text", ["{", "[]", '{"name": "border-watch"}', "\x00"])
def test_a_record_that_cannot_be_read_says_how_to_go_on(installed, pack, text):
    install(pack)
    (installed / "border-watch.json").write_text(text, encoding="utf-8")
    with pytest.raises(PackError, match="`riskscan pack remove border-watch` takes it away"):
        installed_packs()
    remove("border-watch")
    assert packs_in_use() == ()


def test_a_record_of_another_name(installed, pack):
    install(pack)
    (installed / "border-watch.json").rename(installed / "other.json")
    with pytest.raises(PackError, match="is the record of another pack"):
        installed_packs()


@pytest.mark.parametrize("name", ["none", "../border-watch", ""])
def test_what_is_not_installed_cannot_be_removed(installed, pack, name):
    install(pack)
    with pytest.raises(PackError, match="is installed; installed: border-watch"):
        remove(name)
