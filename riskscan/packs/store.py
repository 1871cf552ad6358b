"""The packs that a user has installed: a folder with each pack as it came, and what was known of it then.

A pack is opened against trusted keys once. Later its hash is compared, which needs no key; a pack that expired since
is left out and that is said.
"""

import json
import logging
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from pathlib import Path

import platformdirs

from riskscan.exceptions import PackError
from riskscan.packs.contents import version_order
from riskscan.packs.making import write_whole
from riskscan.packs.opening import Pack, read_pack

__all__ = ["VARIABLE", "InstalledPack", "install", "installed_packs", "packs_folder", "packs_in_use", "remove"]

VARIABLE = "RISKSCAN_PACKS"
"""Environment variable that names another folder."""

_LOG = logging.getLogger("riskscan")
_RECORD = ".json"


@dataclass(frozen=True, slots=True)
class InstalledPack:
    """A pack in the user's folder.

    Attributes
    ----------
    name, version, issuer : str
    valid_from, valid_until : str
        ISO dates.
    key_fingerprint : str
        Empty where it is not signed.
    any_day : bool
        Whether the user lets it pass out of its days.
    digest : str
        SHA-256 of its file.
    """

    name: str
    version: str
    issuer: str
    valid_from: str
    valid_until: str
    key_fingerprint: str
    any_day: bool
    digest: str

    @property
    def path(self) -> Path:
        """Its file."""
        return packs_folder() / f"{self.name}-{self.digest[:16]}.pack"

    def refusal_on(self, day: date) -> str:
        """Return why it is left out on a day, or nothing."""
        if not self.any_day and day.isoformat() < self.valid_from:
            return f"it is not valid before {self.valid_from}"
        return f"it expired on {self.valid_until}" if not self.any_day and day.isoformat() > self.valid_until else ""

    def open(self) -> Pack:
        """Return it with its tables.

        Raises
        ------
        PackError
            Where its file is another one by now.
        """
        return read_pack(self.path, self.digest)


def packs_folder() -> Path:
    """Return the folder of installed packs; it may not be there yet."""
    chosen = os.environ.get(VARIABLE)
    return Path(chosen) if chosen else Path(platformdirs.user_data_dir("riskscan")) / "packs"


def installed_packs() -> tuple[InstalledPack, ...]:
    """Return the installed packs by name.

    Raises
    ------
    PackError
        Where a record in the folder cannot be read.
    """
    return tuple(map(_read_record, sorted(packs_folder().glob(f"*{_RECORD}"))))


def packs_in_use(today: date | None = None) -> tuple[InstalledPack, ...]:
    """Return the installed packs that are valid; of others it is said once that they are left out."""
    day = today or date.today()
    return tuple(_without_outdated(day))


def install(pack: Pack, *, any_day: bool = False) -> InstalledPack:
    """Keep a pack that was opened and checked, in place of an older version of it.

    Raises
    ------
    PackError
        Where a newer version is there, another pack of the same version, or one that somebody else has signed.
    """
    contents = pack.contents
    before = {found.name: found for found in installed_packs()}.get(contents.name)
    if before is not None:
        _check_successor(pack, before)
    installed = InstalledPack(
        contents.name, contents.version, contents.issuer, contents.valid_from.isoformat(),
        contents.valid_until.isoformat(), contents.key_fingerprint, any_day, pack.digest,
    )  # fmt: skip
    try:
        packs_folder().mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PackError(f"{packs_folder()} cannot be made ({error.strerror}); name another in {VARIABLE}.") from error
    write_whole(installed.path, pack.content)
    write_whole(_record_of(contents.name), (json.dumps(asdict(installed), indent=1) + "\n").encode())
    if before is not None and before.path != installed.path:
        before.path.unlink(missing_ok=True)
    return installed


def remove(name: str) -> None:
    """Remove an installed pack, even a damaged one.

    Raises
    ------
    PackError
        Where none of that name is installed, or it cannot be removed.
    """
    record = _record_of(name)
    if "/" in name or not record.is_file():
        names = ", ".join(sorted(path.stem for path in packs_folder().glob(f"*{_RECORD}"))) or "none"
        raise PackError(f"no pack {name!r} is installed; installed: {names}.")
    try:
        record.unlink()
        for path in packs_folder().glob(f"{name}-{'?' * 16}.pack"):
            path.unlink()
    except OSError as error:
        raise PackError(f"pack {name} cannot be removed ({error.strerror}); check the rights of {record}.") from error


def _check_successor(pack: Pack, before: InstalledPack) -> None:
    contents = pack.contents
    remedy = f"`riskscan pack remove {contents.name}` first, if that is meant"
    if contents.key_fingerprint != before.key_fingerprint:
        raise PackError(
            f"{contents.title} is signed by another key ({contents.key_fingerprint or 'none'}) than the installed one "
            f"({before.key_fingerprint or 'none'}); {remedy}."
        )
    new, old = version_order(contents.version), version_order(before.version)
    if new < old:
        raise PackError(f"{contents.title} is older than the installed version {before.version}; {remedy}.")
    if new == old and pack.digest != before.digest:
        raise PackError(f"{contents.title} differs from the installed one of the same version; {remedy}.")


def _without_outdated(day: date) -> Iterator[InstalledPack]:
    for pack in installed_packs():
        refusal = pack.refusal_on(day)
        if refusal:
            _say_left_out(pack.name, pack.version, refusal)
        else:
            yield pack


@cache
def _say_left_out(name: str, version: str, refusal: str) -> None:
    _LOG.warning("pack %s %s is left out: %s.", name, version, refusal)


def _record_of(name: str) -> Path:
    return packs_folder() / f"{name}{_RECORD}"


def _read_record(path: Path) -> InstalledPack:
    try:
        record = InstalledPack(**json.loads(path.read_bytes()))
    except (OSError, ValueError, TypeError) as error:
        raise PackError(
            f"{path} is no record of an installed pack ({error}); `riskscan pack remove {path.stem}` takes it away."
        ) from error
    if record.name != path.stem:
        raise PackError(f"{path} is the record of another pack; `riskscan pack remove {path.stem}` takes it away.")
    return record
