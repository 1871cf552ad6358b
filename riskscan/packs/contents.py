"""What a pack says of itself: who issued it, for which days, and what its tables are, by hash."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from hashlib import sha256
from typing import Any

from riskscan.exceptions import PackError

__all__ = ["CONTENTS", "SIGNATURE", "PackContents", "check_hashes", "make_contents", "parse_contents", "version_order"]

CONTENTS = "contents.json"
SIGNATURE = "contents.sig"

_FORMAT = 1
_NAME = re.compile(r"[a-z][a-z0-9-]{1,39}")
_VERSION = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,6}){0,3}")
_FINGERPRINT = re.compile(r"(?:[0-9a-f]{64})?")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class PackContents:
    """What a pack says of itself.

    Attributes
    ----------
    format : int
        Of packs.
    name, version : str
        ``border-watch`` and ``2.1``: of one name, the higher version is the newer one.
    issuer, description : str
        Who made it, and what for.
    issued_on, valid_from, valid_until : datetime.date
        Day it was made, first and last day on which it is to be used.
    key_fingerprint : str
        SHA-256 of the public key it is signed with, in hexadecimal digits; empty where it is not signed.
    files : dict of str to str
        SHA-256 of each table by its name.
    """

    format: int
    name: str
    version: str
    issuer: str
    description: str
    issued_on: date
    valid_from: date
    valid_until: date
    key_fingerprint: str
    files: dict[str, str]

    @property
    def title(self) -> str:
        """Name, version and issuer, as shown beside what comes from it."""
        return f"pack {self.name} {self.version} of {self.issuer}"

    def to_bytes(self) -> bytes:
        """Return the one way in which this is written, which is what a signature signs."""
        return (json.dumps(asdict(self), default=str, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()

    def refusal_on(self, day: date) -> str:
        """Return why it is not to be used on a day, or nothing."""
        if day < self.valid_from:
            return f"it is not valid before {self.valid_from.isoformat()}"
        if day > self.valid_until:
            return f"it expired on {self.valid_until.isoformat()}"
        return ""


def make_contents(about: Mapping[str, Any], key_fingerprint: str, tables: Mapping[str, bytes]) -> PackContents:
    """Return what a new pack says of itself.

    Parameters
    ----------
    about : mapping
        ``name``, ``version``, ``issuer``, ``description``, ``issued_on``, ``valid_from`` and ``valid_until``.
    key_fingerprint : str
    tables : mapping of str to bytes

    Raises
    ------
    PackError
        Where one of these is missing, unknown or of another form.
    """
    files = {name: sha256(content).hexdigest() for name, content in tables.items()}
    return _checked("pack.toml", dict(about) | {"format": _FORMAT, "key_fingerprint": key_fingerprint, "files": files})


def parse_contents(where: str, content: bytes) -> PackContents:
    """Return what a pack says of itself from its member `CONTENTS`.

    Raises
    ------
    PackError
        Where it is not written as `PackContents.to_bytes` writes it.
    """
    try:
        values = json.loads(content.decode())
    except (ValueError, RecursionError) as error:
        raise PackError(f"{where} is refused: its {CONTENTS} is no JSON in UTF-8 ({error}).") from error
    if not isinstance(values, dict):
        raise PackError(f"{where} is refused: its {CONTENTS} is no JSON object.")
    if values.get("format") != _FORMAT:
        raise PackError(
            f"{where} is of format {values.get('format')!r}, this version reads {_FORMAT}: use a newer riskscan."
        )
    found = _checked(where, values)
    if found.to_bytes() != content:
        raise PackError(f"{where} was changed after it was made: its {CONTENTS} is not as riskscan writes it.")
    return found


def check_hashes(where: str, contents: PackContents, members: Mapping[str, bytes]) -> None:
    """Refuse a pack whose tables are not those that it says it has.

    Raises
    ------
    PackError
        Naming the first that is missing, altered or not spoken of.
    """
    tables = {name: content for name, content in members.items() if name not in (CONTENTS, SIGNATURE)}
    for name in sorted(contents.files.keys() | tables.keys()):
        if name not in tables:
            raise PackError(f"{where} is refused: its table {name} is missing.")
        if name not in contents.files:
            raise PackError(f"{where} is refused: it holds {name}, of which its {CONTENTS} does not speak.")
        if sha256(tables[name]).hexdigest() != contents.files[name]:
            raise PackError(f"{where} was altered: its table {name} is not the one that was packed.")


def version_order(version: str) -> tuple[int, ...]:
    """Return what versions are ordered by: 2.10 is after 2.9, and 2.0 is 2."""
    numbers = [int(part) for part in version.split(".")]
    while len(numbers) > 1 and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


def _checked(where: str, values: dict[str, Any]) -> PackContents:
    known = {field.name for field in fields(PackContents)}
    if values.keys() != known:
        missing = ", ".join(sorted(known - values.keys())) or "nothing"
        unknown = ", ".join(sorted(map(str, values.keys() - known))) or "nothing"
        raise PackError(f"{where}: a pack must say other things of itself (missing: {missing}; unknown: {unknown}).")
    for name in ("name", "version", "issuer", "description", "key_fingerprint"):
        text = values[name]
        if not isinstance(text, str) or len(text) > _LONGEST or not text.isprintable() or text != text.strip():
            raise PackError(f"{where}: {name} is no short text of one line ({text!r:.60}).")
    for name, pattern, example in (("name", _NAME, "border-watch"), ("version", _VERSION, "2.1")):
        if not pattern.fullmatch(values[name]):
            raise PackError(f"{where}: {name} {values[name]!r:.60} is not of the form {example!r}.")
    if not values["issuer"]:
        raise PackError(f"{where}: the issuer is empty; say who stands for the pack.")
    if not _FINGERPRINT.fullmatch(values["key_fingerprint"]):
        raise PackError(f"{where}: key_fingerprint is no SHA-256.")
    files = values["files"]
    if not isinstance(files, dict) or not all(isinstance(digest, str) for digest in files.values()):
        raise PackError(f"{where}: files is no table of hashes.")
    days = {name: _day(where, name, values[name]) for name in ("issued_on", "valid_from", "valid_until")}
    if days["valid_until"] < days["valid_from"]:
        raise PackError(f"{where}: valid_until {days['valid_until']} is before valid_from {days['valid_from']}.")
    return PackContents(**(values | days))


def _day(where: str, name: str, value: object) -> date:
    if type(value) is date:
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise PackError(f"{where}: {name} {value!r:.60} is no date; write it as 2026-01-31.") from error
