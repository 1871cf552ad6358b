"""Open a pack: read its file, and refuse it where it is altered, not signed by a trusted key, or out of its days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from riskscan.exceptions import PackError
from riskscan.packs.archive import read_archive, read_bounded
from riskscan.packs.contents import CONTENTS, SIGNATURE, PackContents, check_hashes, parse_contents
from riskscan.packs.rows import parse_rows
from riskscan.tables.own_rows import OwnRows

__all__ = ["Allowed", "Pack", "open_pack", "read_pack"]


@dataclass(frozen=True, slots=True)
class Allowed:
    """What a user lets pass; what was altered never passes.

    Attributes
    ----------
    unsigned : bool
        Packs without a signature; one with a signature still needs a trusted key.
    outdated : bool
        Packs that expired or are not valid yet.
    """

    unsigned: bool = False
    outdated: bool = False


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack whose tables are those that its issuer packed.

    Attributes
    ----------
    contents : PackContents
        What it says of itself.
    rows : OwnRows
        Its tables.
    content : bytes
        Its file.
    """

    contents: PackContents
    rows: OwnRows
    content: bytes

    @property
    def digest(self) -> str:
        """SHA-256 of the file."""
        return sha256(self.content).hexdigest()


def open_pack(
    path: Path, *, trust: Iterable[Path] = (), allowed: Allowed | None = None, today: date | None = None
) -> Pack:
    """Return a pack that may be used.

    Parameters
    ----------
    path : Path
    trust : iterable of Path
        Public keys (PEM), and folders of them.
    allowed : Allowed, optional
        What passes all the same; default nothing.
    today : datetime.date, optional
        Day on which it must be valid, default that of the computer's clock.

    Raises
    ------
    PackError
        With the reason why not.
    """
    allowed = allowed or Allowed()
    where = str(path)
    content = read_bounded(path)
    members = read_archive(where, content)
    contents = _contents_of(where, members)
    signature = members.get(SIGNATURE)
    if bool(contents.key_fingerprint) != (signature is not None):
        raise PackError(f"{where} was altered: it names a key without a signature, or has a signature without a key.")
    if signature is not None:
        from riskscan.packs.keys import read_trusted_keys, verify_signature

        verify_signature(where, contents, signature, read_trusted_keys(trust))
    elif not allowed.unsigned:
        raise PackError(f"{where} is not signed, so nobody stands for it; --allow-unsigned takes it all the same.")
    refusal = contents.refusal_on(today or date.today())
    if refusal and not allowed.outdated:
        raise PackError(f"{where} is refused: {refusal}; ask its issuer for a newer one, or use --allow-outdated.")
    return _pack_of(where, contents, members, content)


def read_pack(path: Path, digest: str) -> Pack:
    """Return a pack that was opened before and has had this digest then.

    Raises
    ------
    PackError
        Where the file is another one by now.
    """
    content = read_bounded(path)
    if sha256(content).hexdigest() != digest:
        raise PackError(f"{path} was altered since it was installed: remove the pack and install it again.")
    members = read_archive(str(path), content)
    return _pack_of(str(path), _contents_of(str(path), members), members, content)


def _contents_of(where: str, members: dict[str, bytes]) -> PackContents:
    if CONTENTS not in members:
        raise PackError(f"{where} is no pack: it has no {CONTENTS}.")
    return parse_contents(where, members[CONTENTS])


def _pack_of(where: str, contents: PackContents, members: dict[str, bytes], content: bytes) -> Pack:
    check_hashes(where, contents, members)
    tables = {name: table for name, table in members.items() if name not in (CONTENTS, SIGNATURE)}
    return Pack(contents, parse_rows(contents, tables), content)
