"""Which packs counted when a model was trained, and whether they are those that count now."""

from collections.abc import Iterable, Mapping
from typing import Any

from riskscan.packs.store import InstalledPack

__all__ = ["describe_packs", "packs_changed", "record_packs"]

_RECORDED = ("name", "version", "issuer", "key_fingerprint", "digest")


def record_packs(packs: Iterable[InstalledPack]) -> list[dict[str, str]]:
    """Return what a model keeps of the packs that it was trained with: whose they are and which, not what they say."""
    return [{name: getattr(pack, name) for name in _RECORDED} for pack in packs]


def describe_packs(recorded: Iterable[Mapping[str, Any]]) -> str:
    """Return recorded packs in words, empty where there are none.

    Examples
    --------
    >>> describe_packs([{"name": "border-watch", "version": "1.0", "issuer": "Lab", "key_fingerprint": ""}])
    'border-watch 1.0 (Lab, not signed)'
    """
    return ", ".join(
        f"{pack['name']} {pack['version']} ({pack['issuer']}{'' if pack['key_fingerprint'] else ', not signed'})"
        for pack in recorded
    )


def packs_changed(recorded: Iterable[Mapping[str, Any]], packs: Iterable[InstalledPack]) -> str:
    """Return a sentence where other packs count than those that a model was trained with; empty where they agree.

    Parameters
    ----------
    recorded : iterable of mapping
        Of `record_packs`.
    packs : iterable of InstalledPack
        Those in use.
    """
    then, now = list(recorded), record_packs(packs)
    if {pack["digest"] for pack in then} == {pack["digest"] for pack in now}:
        return ""
    return (
        f"The model was trained with these packs: {describe_packs(then) or 'none'}; in use now: "
        f"{describe_packs(now) or 'none'}. What they name was no reason, or another one, in training."
    )
