"""Signals: features that one mechanism of concealment touches together."""

from riskscan.features.families import FeatureFamilies

__all__ = ["SIGNALS", "signals_of"]

SIGNALS = {
    "value": ("relative_value_per_kg",),
    "mass": ("relative_mass_per_package", "relative_net_mass", "relative_round_package"),
    "text": ("relative_line_log_rows", "relative_word_log_rows", "relative_chapter_word"),
    "route": ("relative_route_", "relative_transit_"),
    "party": (
        "relative_chapter_new_to_consignor", "relative_address_", "relative_consignor_", "links_to_", "links_from_",
        "links_contact_", "links_near_", "links_new_",
    ),
    "onward": ("links_leg", "links_splits"),
}  # fmt: skip
"""Beginnings of the features of each signal; any other feature belongs to the signal of its family's name."""


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
    return next((signal for signal, found in SIGNALS.items() if feature.startswith(found)), None)
