"""What the goods description says: orderly trade words, hidden names, vague terms, and the mess of real manifests."""

from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np

from riskscan.simulation.catalogue import (
    Chemical,
    chemical_of,
    load_chemicals,
    load_names,
    weights_of,
)
from riskscan.simulation.goods import goods_of, wordings_of
from riskscan.simulation.mechanism import WORDINGS
from riskscan.simulation.worlds import WorldSettings
from riskscan.tables.vague_terms import load_vague_terms

__all__ = ["Describer", "damage"]

_Choice = TypeVar("_Choice")

_SHORTEST_DAMAGED = 8
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_CHEMICAL_SEGMENTS = {"bulk_chemicals", "legal_listed", "lab", "pharma"}
_CAS_DRESS: tuple[Callable[[str], str], ...] = (
    lambda cas: f"CAS {cas}",
    lambda cas: f"CAS No. {cas}",
    lambda cas: f"cas# {cas}",
    lambda cas: cas,
    lambda cas: f"CAS{cas.replace('-', '')}",
    lambda cas: f"CAS {cas.replace('-', ' ')}",
    lambda cas: f"Cas No:{cas}",
)
_CUT_DRESS: tuple[Callable[[str, str], str], ...] = (
    lambda first, second: f"CAS{first}-{second} powder",
    lambda first, second: f"CAS {first}-{second}",
    lambda first, second: f"CAS{first} powder",
    lambda first, second: f"cas {first}",
)
_LONG_ENOUGH = 4  # digits of a first part that still say something when it stands alone


class Describer:
    """Words the goods of rows, and names the chemical where there is one.

    Parameters
    ----------
    world : WorldSettings
        Whose wordings and brands to use.
    settings, words : dict
        The ``text`` and ``words`` tables of the mechanism.
    rng : numpy.random.Generator
        Source of chance.
    """

    def __init__(
        self, world: WorldSettings, settings: dict[str, float], words: dict[str, Any], rng: np.random.Generator
    ) -> None:
        self._settings = settings
        self._rng = rng
        self._containers = tuple(words["containers"])
        self._purities = tuple(words["purities"])
        self._extras = tuple(words["chemical_extras"])
        self._codename_goods = tuple(words["codename_goods"])
        self._abbreviations = tuple(words["abbreviations"].items())
        self._products = goods_of(world)
        self._wordings = wordings_of(world)
        self._brands = load_names(world.names)["brand", "all"]
        self._vague = tuple(entry.term for entry in load_vague_terms() if entry.kind == "goods")
        chemicals, weights = load_chemicals(world.names)
        self._chemicals, self._shares = chemicals, weights_of(weights)

    def choose_chemicals(self, products: np.ndarray, wordings: np.ndarray) -> list[Chemical | None]:
        """Choose which listed chemical each row names, None where it names none.

        Parameters
        ----------
        products, wordings : ndarray of int of shape (n_rows,)
            Positions of the rows' kinds of goods and of their wordings in `WORDINGS`.
        """
        drawn = self._rng.choice(len(self._chemicals), len(products), p=self._shares)
        chosen: list[Chemical | None] = []
        for product, wording, position in zip(products, wordings, drawn, strict=True):
            cas_rn = self._products[product].cas_rn
            if cas_rn:
                chosen.append(chemical_of(cas_rn))
            else:
                chosen.append(self._chemicals[position] if WORDINGS[wording] not in ("own", "vague") else None)
        return chosen

    def describe(self, products: np.ndarray, wordings: np.ndarray, chemicals: list[Chemical | None]) -> list[str]:
        """Write the goods description of every row."""
        picks = self._rng.random((len(products), 16))
        return [
            self._describe_row(int(product), WORDINGS[wording], chemical, pick)
            for product, wording, chemical, pick in zip(products, wordings, chemicals, picks.tolist(), strict=True)
        ]

    def _describe_row(self, product: int, wording: str, chemical: Chemical | None, pick: list[float]) -> str:
        if wording == "vague":
            text = _at(self._vague, pick[0])
        elif wording == "own" or chemical is None:
            text = self._own_words(product, pick)
        else:
            text = self._hidden_words(wording, chemical, pick)
        return self._mess(text, pick)

    def _own_words(self, product: int, pick: list[float]) -> str:
        entry, settings = self._products[product], self._settings
        texts = self._wordings[entry.product_id]
        text = _at(texts, pick[0])
        if entry.segment in _CHEMICAL_SEGMENTS:
            if pick[1] < settings["purity"]:
                text = f"{text} {_at(self._purities, pick[2])}"
        elif pick[1] < settings["brand_model"]:
            text = f"{_at(self._brands, pick[2])} {text} mod. {_model(pick[3])}"
        elif pick[1] < settings["brand_model"] + settings["pieces"]:
            text = f"{text} {int(pick[3] ** 2 * 500) + 1}pcs"
        if pick[4] < settings["second_goods"]:
            text = f"{text}, {_at(texts, pick[5])}"
        return text

    def _hidden_words(self, wording: str, chemical: Chemical, pick: list[float]) -> str:
        if wording == "cas_rn":
            text = _at(_CAS_DRESS, pick[0])(chemical.cas_rn)
        elif wording == "cas_cut":
            first, second, _ = chemical.cas_rn.split("-")
            text = _at(_CUT_DRESS if len(first) >= _LONG_ENOUGH else _CUT_DRESS[:2], pick[0])(first, second)
        elif wording == "codename":
            text = f"{_at(chemical.codenames, pick[0])} {_at(self._codename_goods, pick[1])}"
        else:
            text = _at(chemical.plain if wording == "listed_plain" else chemical.obscure, pick[0])
            if wording == "listed_obscure" and pick[1] < self._settings["name_typo"]:
                text = damage(text, 1 + (pick[2] < 0.4), self._rng)
        if pick[4] < 0.35:
            text = f"{text} {_at(self._purities, pick[5])}"
        if pick[6] < 0.25:
            text = f"{text} {_at(self._extras, pick[7])}"
        return text

    def _mess(self, text: str, pick: list[float]) -> str:
        settings = self._settings
        if pick[8] < settings["packing"]:
            text = f"{int(pick[9] ** 2 * 60) + 1} {_at(self._containers, pick[10])} {text}"
        if pick[11] < settings["abbreviate"]:
            for long, short in self._abbreviations:
                text = text.replace(long, short)
        if pick[12] < settings["typo"]:
            text = damage(text, 1, self._rng)
        if pick[13] < settings["upper"]:
            text = text.upper()
        elif pick[13] < settings["upper"] + settings["lower"]:
            text = text.lower()
        else:
            text = text[:1].upper() + text[1:]
        return text[:35].rstrip() if pick[14] < settings["cut_short"] else text


def damage(text: str, edits: int, rng: np.random.Generator) -> str:
    """Damage a text as hasty typing does: letters swapped, dropped, doubled or replaced, hyphens lost.

    Examples
    --------
    >>> import numpy as np
    >>> damage("cotton", 0, np.random.default_rng(1))
    'cotton'
    """
    for _ in range(edits):
        if len(text) < _SHORTEST_DAMAGED:
            return text
        at = int(rng.integers(1, len(text) - 1))
        kind = int(rng.integers(0, 5 if text[at].isascii() else 2))  # other scripts are not typed letter by letter
        if kind == 0:
            text = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        elif kind == 1:
            text = text[:at] + text[at + 1 :]
        elif kind == 2:
            text = text[:at] + text[at] + text[at:]
        elif kind == 3:
            text = text[:at] + _LETTERS[int(rng.integers(0, 26))] + text[at + 1 :]
        else:
            text = text.replace("-", " ", 1)
    return text


def _model(share: float) -> str:
    number = int(share * 9e6)
    return f"{chr(65 + number % 26)}{chr(65 + number // 26 % 26)}-{number % 9000 + 100}"


def _at(choices: tuple[_Choice, ...], share: float) -> _Choice:
    return choices[int(share * len(choices))]
