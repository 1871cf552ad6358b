"""Keys are Ed25519 in PEM; other files are refused, and none is replaced."""

import stat
import subprocess
import sys

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from riskscan.exceptions import PackError
from riskscan.packs.keys import Signer, make_key_pair, read_trusted_keys


def _private(key, encryption):
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption)


def test_a_new_key_is_for_its_owner_alone(tmp_path):
    public, fingerprint = make_key_pair(tmp_path / "own.pem")
    assert stat.S_IMODE((tmp_path / "own.pem").stat().st_mode) == 0o600
    assert public == tmp_path / "own.pub.pem"
    assert Signer(tmp_path / "own.pem").fingerprint == fingerprint
    assert list(read_trusted_keys([public])) == [fingerprint]


def test_no_key_is_replaced(keys):
    with pytest.raises(PackError, match="a key is never replaced"):
        make_key_pair(keys / "one.pem")


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(PackError, match="cannot be written"):
        make_key_pair(tmp_path / "none" / "own.pem")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(b"", "holds no private key", id="empty"),
        pytest.param(
            _private(Ed25519PrivateKey.generate(), BestAvailableEncryption(b"x")), "is encrypted", id="encrypted"
        ),
        pytest.param(_private(generate_private_key(SECP256R1()), NoEncryption()), "no Ed25519 key", id="another kind"),
    ],
)
def test_what_cannot_sign(tmp_path, content, said):
    (tmp_path / "key.pem").write_bytes(content)
    with pytest.raises(PackError, match=said):
        Signer(tmp_path / "key.pem")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(b"ssh-ed25519 AAAA", "holds no public key in PEM", id="another form"),
        pytest.param(_private(Ed25519PrivateKey.generate(), NoEncryption()), "is a private key", id="private"),
        pytest.param(
            generate_private_key(SECP256R1()).public_key().public_bytes(
                Encoding.PEM, PublicFormat.SubjectPublicKeyInfo
            ),
            "no Ed25519 key", id="another kind",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_trusted(tmp_path, content, said):
    (tmp_path / "key.pem").write_bytes(content)
    with pytest.raises(PackError, match=said):
        read_trusted_keys([tmp_path / "key.pem"])


def test_a_key_that_is_not_there(tmp_path):
    with pytest.raises(PackError, match="cannot be read as a key"):
        read_trusted_keys([tmp_path / "none.pem"])


def test_without_the_package_it_says_what_to_install(tmp_path):
    program = (
        "import sys; sys.modules['cryptography'] = None\n"
        "from pathlib import Path\n"
        "from riskscan.packs.keys import make_key_pair\n"
        f"make_key_pair(Path({str(tmp_path / 'own.pem')!r}))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert "pip install 'riskscan[packs]'" in done.stderr


def test_a_private_key_that_is_not_there(tmp_path):
    with pytest.raises(PackError, match=r"none\.pem cannot be read as a key \(No such file"):
        Signer(tmp_path / "none.pem")
