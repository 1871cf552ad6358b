"""Keys of packs: Ed25519, in PEM files as other programs write them. Whom to trust is what the user says.

Everything here needs the package ``cryptography`` (``pip install 'riskscan[packs]'``); to use an installed pack does
not.
"""

import os
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from riskscan.exceptions import PackError
from riskscan.packs.contents import PackContents

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

__all__ = ["Signer", "make_key_pair", "read_trusted_keys", "verify_signature"]

_CONTEXT = b"riskscan pack\n"
"""Stands before what is signed, so that a signature of something else never fits."""

_LARGEST_KEY = 16 << 10


class Signer:
    """A private key that signs packs.

    Parameters
    ----------
    path : Path
        PEM file of an Ed25519 private key that is not encrypted.

    Raises
    ------
    PackError
        Where it is none, or ``cryptography`` is not installed.
    """

    def __init__(self, path: Path) -> None:
        self._key = _read_private(path)
        self.fingerprint = _fingerprint(self._key.public_key())

    def sign(self, contents: PackContents) -> bytes:
        """Return the signature of what a pack says of itself, hashes of its tables included."""
        return self._key.sign(_CONTEXT + contents.to_bytes())


def make_key_pair(private: Path) -> tuple[Path, str]:
    """Write a new private key, and beside it the public one (``.pub.pem``); return its file and fingerprint.

    Raises
    ------
    PackError
        Where one of the two exists or cannot be written, or ``cryptography`` is not installed.
    """
    _need_cryptography()
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

    public = private.with_suffix(".pub.pem")
    for path in (private, public):
        if path.exists():
            raise PackError(f"{path} exists; a key is never replaced, name another file.")
    key = Ed25519PrivateKey.generate()
    try:
        with os.fdopen(os.open(private, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as handle:
            handle.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        public.write_bytes(key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    except OSError as error:
        raise PackError(f"{private} cannot be written ({error.strerror}).") from error
    return public, _fingerprint(key.public_key())


def read_trusted_keys(paths: Iterable[Path]) -> dict[str, "Ed25519PublicKey"]:
    """Return public keys by fingerprint.

    Parameters
    ----------
    paths : iterable of Path
        PEM files, and folders of which all ``*.pem`` count.

    Raises
    ------
    PackError
        Where a file holds no Ed25519 public key, a folder none at all, or ``cryptography`` is not installed.
    """
    files = []
    for path in paths:
        found = sorted(path.glob("*.pem")) if path.is_dir() else [path]
        if not found:
            raise PackError(f"{path}: the folder holds no *.pem; put the public keys of those you trust there.")
        files += found
    keys = map(_read_public, files)
    return {_fingerprint(key): key for key in keys}


def verify_signature(
    where: str, contents: PackContents, signature: bytes, trusted: "dict[str, Ed25519PublicKey]"
) -> None:
    """Refuse a pack that no trusted key has signed.

    Raises
    ------
    PackError
        Saying whether the key is not trusted or the signature is wrong.
    """
    key = trusted.get(contents.key_fingerprint)
    if key is None:
        raise PackError(
            f"{where} is signed with key {contents.key_fingerprint}, which is not among the {len(trusted)} trusted "
            "ones; name the issuer's public key with --trust after asking the issuer for its fingerprint."
        )
    from cryptography.exceptions import InvalidSignature

    try:
        key.verify(signature, _CONTEXT + contents.to_bytes())
    except InvalidSignature as error:
        raise PackError(f"{where} was altered, or its key is not the issuer's: the signature does not fit.") from error


def _read_private(path: Path) -> "Ed25519PrivateKey":
    _need_cryptography()
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    content = _read_small(path)
    try:
        key = load_pem_private_key(content, password=None)
    except TypeError as error:
        raise PackError(f"{path} is encrypted; give a private key without a password.") from error
    except ValueError as error:
        raise PackError(f"{path} holds no private key in PEM.") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise PackError(f"{path} holds no Ed25519 key but another kind; make one with `riskscan pack key`.")
    return key


def _read_public(path: Path) -> "Ed25519PublicKey":
    _need_cryptography()
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    content = _read_small(path)
    if b"PRIVATE KEY" in content:
        raise PackError(f"{path} is a private key; trust the public one (.pub.pem), and keep this one to yourself.")
    try:
        key = load_pem_public_key(content)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise PackError(f"{path} holds no public key in PEM.") from error
    if not isinstance(key, Ed25519PublicKey):
        raise PackError(f"{path} holds no Ed25519 key but another kind, which packs are not signed with.")
    return key


def _read_small(path: Path) -> bytes:
    try:
        with path.open("rb") as handle:
            return handle.read(_LARGEST_KEY)
    except OSError as error:
        raise PackError(f"{path} cannot be read as a key ({error.strerror}).") from error


def _fingerprint(key: "Ed25519PublicKey") -> str:
    return sha256(key.public_bytes_raw()).hexdigest()


def _need_cryptography() -> None:
    try:
        import cryptography  # noqa: F401
    except ImportError as error:
        raise PackError("signatures need the package cryptography: pip install 'riskscan[packs]'.") from error
