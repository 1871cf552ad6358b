"""An invented pack, keys, and a folder of installed packs for each test."""

from pathlib import Path

import pytest

from riskscan.packs.archive import build_archive, read_archive
from riskscan.packs.contents import CONTENTS, SIGNATURE
from riskscan.packs.keys import make_key_pair
from riskscan.packs.making import make_pack
from riskscan.packs.opening import Pack

ABOUT = """
name = "border-watch"
version = "1.0"
issuer = "Customs Lab of Examplia"
description = "Names seen in the spring"
valid_from = 2026-01-01
valid_until = 2099-12-31
"""
TABLES = {
    "substances.csv": "substance_id,name,kind,cas_rn,smiles,inchikey,systematic_name,hs_codes,source,mark,note\n"
    "caffeine,caffeine,precursor,58-08-2,Cn1cnc2c1c(=O)n(C)c(=O)n2C,RYYVLZVUVIJVGH-UHFFFAOYSA-N,"
    '"1,3,7-trimethylpurine-2,6-dione",293930,lab,V,\n',
    "synonyms/en.csv": "substance_id,name,kind,context,source,mark\nnpp,blue kettle powder,trade,,lab,V\n",
    "lists.csv": "jurisdiction,list,severity,kind,note\nOWN,Examplia watch list,0.5,watch,\n"
    "OWN,Examplia wanted list,2,own,\n",
    "listings/own.csv": "subject,list,covers,applies_to,status,not_before,effective_from,effective_to,citation,source,"
    "mark,note\ncaffeine,Examplia watch list,salts,,in_force,,2026-02-01,,letter 12,lab,V,\n"
    "npp,Examplia wanted list,salts,,in_force,,2026-02-01,,letter 12,lab,V,\n",
    "watch_words.csv": "word,note,source,mark\nzorblax resin,asked by the lab,lab,V\n",
}


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for installed packs."""
    folder = tmp_path / "installed"
    monkeypatch.setenv("RISKSCAN_PACKS", str(folder))
    return folder


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with ``one.pem``, ``other.pem`` and their public keys."""
    folder = tmp_path_factory.mktemp("keys")
    for name in ("one", "other"):
        make_key_pair(folder / f"{name}.pem")
    return folder


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """The folder that the pack is made of."""
    folder = tmp_path / "source"
    for name, text in {"pack.toml": ABOUT, **TABLES}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def pack(source: Path, keys: Path) -> Pack:
    """The pack, signed."""
    return make_pack(source, key=keys / "one.pem")


@pytest.fixture
def pack_file(pack: Pack, tmp_path: Path) -> Path:
    """Its file."""
    path = tmp_path / "border-watch.pack"
    path.write_bytes(pack.content)
    return path


def change_members(path: Path, change) -> None:
    """Write a pack file again with other members, by the rules of pack files."""
    members = read_archive(path.name, path.read_bytes())
    change(members)
    path.write_bytes(build_archive(members))


def drop_signature(members: dict[str, bytes]) -> None:
    """Take the signature away, and the key that the pack names."""
    del members[SIGNATURE]
    lines = members[CONTENTS].decode().splitlines(keepends=True)
    members[CONTENTS] = "".join(
        ' "key_fingerprint": "",\n' if '"key_fingerprint"' in line else line for line in lines
    ).encode()
