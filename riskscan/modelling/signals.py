"""Signals: features that one mechanism of concealment touches together."""

from riskscan.features.comparing import RELATIVE_PREFIX
from riskscan.features.families import FeatureFamilies

__all__ = ["SIGNALS", "signals_of"]

SIGNALS = {
    "value": ("value_per_kg",),
    "mass": ("mass_per_package", "net_mass", "round_package"),
    "text": ("line_log_rows", "word_log_rows", "chapter_word"),
    "route": ("route_", "transit_"),
    "party": ("chapter_new_to_consignor", "address_", "consignor_"),
}
"""Beginnings of the relative features of each signal; any other feature belongs to the signal of its family's name."""


def signals_of(families: FeatureFamilies) -> list[str]:
    """Return the signal of every feature, in order.

    Parameters
    ----------
    families : FeatureFamilies
        Fitted.
    """
    family_of = families.family_of()
    return [_signal(name) or family_of[name] for name in families.feature_names_]


def _signal(feature: str) -> str | None:
    if not feature.startswith(RELATIVE_PREFIX):
        return None
    beginnings = feature.removeprefix(RELATIVE_PREFIX)
    return next((signal for signal, found in SIGNALS.items() if beginnings.startswith(found)), None)
