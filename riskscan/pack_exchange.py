"""Make, verify and install packs: signed bundles of what to look for, exchanged between agencies."""

from collections.abc import Iterable
from pathlib import Path

from riskscan.chemistry.pack_checks import check_pack
from riskscan.exceptions import OptionError, PackError
from riskscan.packs.making import make_pack, write_whole
from riskscan.packs.opening import Allowed, Pack, open_pack
from riskscan.packs.store import InstalledPack, install

__all__ = ["create_pack", "install_pack", "verify_pack"]

_SHOWN = 3


def create_pack(folder: Path, target: Path, *, key: Path | None, force: bool = False) -> Pack:
    """Write the pack of a folder, whose tables are checked before.

    Parameters
    ----------
    folder : Path
        See `riskscan.packs.making.make_pack` and `riskscan.packs.rows`.
    target : Path
        The file; it appears when it is whole.
    key : Path or None
        Private key that signs it; None leaves it unsigned.
    force : bool, default False
        Replace the target.

    Raises
    ------
    OptionError
        Where the target exists.
    PackError
        Where the folder or its tables are not in order.
    """
    if target.exists() and not force:
        raise OptionError(f"{target} exists: choose another name, or replace it with --force.")
    pack = make_pack(folder, key=key)
    _refuse_faulty(pack)
    write_whole(target, pack.content)
    return pack


def verify_pack(path: Path, *, trust: Iterable[Path] = (), allowed: Allowed | None = None) -> Pack:
    """Return a pack that may be used, and whose tables are in order.

    Raises
    ------
    PackError
        With the reason why not; see `riskscan.packs.opening.open_pack`.
    """
    pack = open_pack(path, trust=trust, allowed=allowed)
    _refuse_faulty(pack)
    return pack


def install_pack(path: Path, *, trust: Iterable[Path] = (), allowed: Allowed | None = None) -> InstalledPack:
    """Verify a pack and keep it: from then on it counts wherever texts are screened.

    Raises
    ------
    PackError
        As `verify_pack`, and where it is older than the one that is installed, or signed by somebody else.
    """
    allowed = allowed or Allowed()
    return install(verify_pack(path, trust=trust, allowed=allowed), any_day=allowed.outdated)


def _refuse_faulty(pack: Pack) -> None:
    issues = check_pack(pack.rows)
    if issues:
        more = f", and {len(issues) - _SHOWN} more" if len(issues) > _SHOWN else ""
        raise PackError(f"{pack.contents.title} is refused, its tables are faulty: {'; '.join(issues[:_SHOWN])}{more}.")
