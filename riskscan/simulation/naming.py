"""Names and addresses of a simulated world's firms and people."""

import numpy as np

from riskscan.simulation.catalogue import load_names, load_places

__all__ = ["Namer"]

_SYLLABLES = ("ba", "ko", "li", "mar", "ne", "so", "tu", "ver", "xi", "yan", "zo", "ra", "den", "fi", "gal", "hui")


class Namer:
    """Makes names and addresses from a world's own parts, so that two worlds share none.

    Parameters
    ----------
    world : {"train", "test"}
        Whose parts of names to use.
    rng : numpy.random.Generator
        Source of chance.
    """

    def __init__(self, world: str, rng: np.random.Generator) -> None:
        self._names = load_names(world)
        self._places = load_places()
        self._rng = rng

    def firms(self, countries: list[str], segments: list[str]) -> list[str]:
        """Name a firm for each country and segment of trade."""
        picks = self._rng.random((len(countries), 6))
        return [self._firm(*row) for row in zip(countries, segments, picks, strict=True)]

    def people(self, n_people: int) -> list[str]:
        """Name people."""
        picks = self._rng.random((n_people, 4))
        given, surname = self._names["given", "all"], self._names["surname", "all"]
        people = []
        for first, last, initial, style in picks:
            name, family = _at(given, first), _at(surname, last)
            middle = chr(65 + int(initial * 26))
            people.append(f"{name[0]}. {middle}. {family}" if style < 0.15 else f"{name} {middle} {family}")
        return people

    def addresses(self, countries: list[str]) -> list[str]:
        """Make an address in each country."""
        picks = self._rng.random((len(countries), 5))
        return [self._address(country, pick) for country, pick in zip(countries, picks, strict=True)]

    def _firm(self, country: str, segment: str, pick: np.ndarray) -> str:
        region = self._places[country].region
        stem = _at(self._names["stem", region], pick[0])
        word = "".join(_at(_SYLLABLES, digit) for digit in ((pick[1] * 97) % 1, (pick[1] * 1009) % 1)).title()
        activity = _at(self._names["activity", segment], pick[2])
        suffix = _at(self._names["suffix", region], pick[3])
        if pick[4] < 0.6:
            stem = f"{stem} {word}"
        elif pick[4] < 0.8:
            stem = f"{_at(self._places[country].cities, pick[5])} {stem}"
        return f"{stem} {activity} {suffix}"

    def _address(self, country: str, pick: np.ndarray) -> str:
        place = self._places[country]
        streets = self._names.get(("street", place.region), self._names["street", "all"])
        city = _at(place.cities, pick[0])
        if pick[1] < 0.08:
            return f"PO Box {int(pick[2] * 9000) + 100}, {_at(streets, pick[3])} Post Office, {city}"
        return f"{int(pick[2] ** 2 * 4000) + 1} {_at(streets, pick[3])}, {city}"


def _at(choices: tuple[str, ...], share: float) -> str:
    return choices[int(share * len(choices))]
