"""Make a pack of a folder: ``pack.toml``, which says what it is, and tables beside it (`riskscan.packs.rows`)."""

import os
import tempfile
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from riskscan.exceptions import PackError
from riskscan.packs.archive import build_archive, read_bounded
from riskscan.packs.contents import CONTENTS, SIGNATURE, make_contents
from riskscan.packs.keys import Signer
from riskscan.packs.opening import Pack
from riskscan.packs.rows import is_table, parse_rows
from riskscan.tables.reading import parse_toml

__all__ = ["ABOUT", "make_pack", "write_whole"]

ABOUT = "pack.toml"


def make_pack(folder: Path, *, key: Path | None = None, today: date | None = None) -> Pack:
    """Return the pack of a folder.

    Parameters
    ----------
    folder : Path
        With `ABOUT`: ``name``, ``version``, ``issuer``, ``description``, ``valid_from``, ``valid_until``.
    key : Path, optional
        Private key that signs it; left out, it is not signed.
    today : datetime.date, optional
        Day of issue, default that of the computer's clock.

    Raises
    ------
    PackError
        Where something is missing, has another form, or stands in the folder that is no table of a pack.
    """
    signer = Signer(key) if key else None
    tables = _read_tables(folder)
    about = _read_about(folder / ABOUT) | {"issued_on": today or date.today()}
    contents = make_contents(about, signer.fingerprint if signer else "", tables)
    members: dict[str, bytes] = {CONTENTS: contents.to_bytes(), **tables}
    if signer:
        members[SIGNATURE] = signer.sign(contents)
    return Pack(contents, parse_rows(contents, tables), build_archive(members))


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place and rename it, so that no half of it is ever there.

    Raises
    ------
    PackError
        Where that is not possible.
    """
    try:
        descriptor, scratch = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(descriptor, "wb") as handle:
                handle.write(content)
            Path(scratch).chmod(0o644)
            Path(scratch).replace(path)
        except OSError:
            Path(scratch).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise PackError(f"{path} cannot be written ({error.strerror}); nothing was left there.") from error


def _read_tables(folder: Path) -> Mapping[str, bytes]:
    if not folder.is_dir():
        raise PackError(f"{folder}: there is no such folder.")
    paths = sorted(path for path in folder.rglob("*") if not path.is_dir() and path != folder / ABOUT)
    tables = {path.relative_to(folder).as_posix(): path for path in paths}
    if strangers := [name for name in tables if not is_table(name) or tables[name].is_symlink()]:
        raise PackError(f"{folder}: {strangers[0]} is no table of a pack; take it out of the folder.")
    # spreadsheets put a mark before UTF-8, which would be part of the first column's name
    return {name: read_bounded(path).removeprefix(b"\xef\xbb\xbf") for name, path in tables.items()}


def _read_about(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise PackError(f"{path}: there is no such file; it says name, version, issuer, description and the days.")
    try:
        return parse_toml(read_bounded(path).decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PackError(f"{path}: not valid TOML ({error}).") from error
