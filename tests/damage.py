"""What keyboards, scanners, fonts and spreadsheets do to a name: seeded generators, for benchmarks and tests."""

import random
from collections.abc import Callable

__all__ = ["DAMAGES", "GOODS_LINES", "damage"]

_KEYS = {
    "q": "wa", "w": "qes", "e": "wrd", "r": "etf", "t": "ryg", "y": "tuh", "u": "yij", "i": "uok", "o": "ipl",
    "p": "ol", "a": "qsz", "s": "awdx", "d": "sefc", "f": "drgv", "g": "fthb", "h": "gyjn", "j": "hukm", "k": "jil",
    "l": "kop", "z": "asx", "x": "zsdc", "c": "xdfv", "v": "cfgb", "b": "vghn", "n": "bhjm", "m": "njk",
}  # fmt: skip
_SCANNED = (
    ("rn", "m"), ("m", "rn"), ("l", "1"), ("1", "l"), ("O", "0"), ("o", "0"), ("0", "O"), ("e", "c"), ("c", "e"),
    ("h", "b"), ("b", "h"), ("d", "cl"), ("cl", "d"), ("i", "l"), ("y", "v"), ("-", "~"), ("-", " -"), (",", "."),
    ("ni", "m"), ("t", "f"), ("li", "h"), ("S", "5"), ("n", "ri"),
)  # fmt: skip
_LOOK_ALIKES = {
    "a": "аɑ", "e": "еé", "o": "оο", "p": "рρ", "c": "сϲ", "x": "хх", "y": "уγ", "i": "іι", "h": "һհ", "n": "ոn",
    "s": "ѕs", "l": "ⅼӏ", "d": "ԁd", "-": "‐‑–−", " ": "\u00a0\u2009",
}  # fmt: skip
_INVISIBLE = "\u200b\u200c\u00ad\u2060\ufeff"

GOODS_LINES = (
    "{}", "{}", "{} 99% 25 kg drum", "{}, purity 98%, white powder", "Pharmaceutical intermediate: {}, 5 kg",
    "{} CAS see COA", "COMMERCIAL INVOICE: powder, {}, 3 bags x 1kg", "FINE CHEMICALS ({}) 2 CTNS",
    "free sample 100g of {} for testing", "2 x {} 500 ml bottle, lab use", "BRAND HONGDA {} HIGH PURITY FAST DELIVERY",
)  # fmt: skip
"""Lines that a name stands in; half of the draws leave it alone."""


def _typo(name: str, rng: random.Random) -> str:
    places = [place for place, letter in enumerate(name) if letter.isalpha()]
    if not places:
        return name
    place = rng.choice(places)
    letter = name[place].lower()
    kind = rng.choice(("drop", "double", "neighbor", "insert", "swap"))
    if kind == "drop":
        return name[:place] + name[place + 1 :]
    if kind == "double":
        return name[: place + 1] + name[place:]
    if kind == "neighbor":
        return name[:place] + rng.choice(_KEYS.get(letter, "e")) + name[place + 1 :]
    if kind == "insert":
        return name[:place] + rng.choice(_KEYS.get(letter, "e")) + name[place:]
    if place + 1 < len(name) and name[place + 1].isalpha() and name[place + 1] != name[place]:
        return name[:place] + name[place + 1] + name[place] + name[place + 2 :]
    return name[:place] + name[place + 1 :]


def _two_typos(name: str, rng: random.Random) -> str:
    return _typo(_typo(name, rng), rng)


def _scan(name: str, rng: random.Random) -> str:
    for _ in range(rng.choice((1, 2))):
        fitting = [(old, new) for old, new in _SCANNED if old in name]
        if not fitting:
            break
        old, new = rng.choice(fitting)
        places = [place for place in range(len(name)) if name.startswith(old, place)]
        place = rng.choice(places)
        name = name[:place] + new + name[place + len(old) :]
    if rng.random() < 0.2 and len(name) > 3:
        place = rng.randrange(3, max(4, len(name) - 2))
        name = name[:place] + ("-\n" if name[place - 1].isalpha() else "\n") + name[place:]
    return name


def _disguise(name: str, rng: random.Random) -> str:
    kind = rng.choice(("alike", "alike", "invisible", "fullwidth", "bold"))
    if kind == "alike":
        return "".join(
            rng.choice(_LOOK_ALIKES[letter]) if letter in _LOOK_ALIKES and rng.random() < 0.3 else letter
            for letter in name
        )
    if kind == "invisible":
        return "".join(letter + (rng.choice(_INVISIBLE) if rng.random() < 0.15 else "") for letter in name)
    base = 0xFEE0 if kind == "fullwidth" else 0x1D5BA - ord("a")
    wide = kind == "fullwidth"
    return "".join(chr(ord(letter) + base) if (wide and "!" <= letter <= "~") or "a" <= letter <= "z" else letter
                   for letter in name)  # fmt: skip


def _respace(name: str, rng: random.Random) -> str:
    kind = rng.choice(("drop hyphens", "hyphens to spaces", "drop spaces", "add spaces", "underscores", "shift",
                       "spaced out", "double", "upper"))  # fmt: skip
    if kind == "drop hyphens":
        return name.replace("-", "")
    if kind == "hyphens to spaces":
        return name.replace("-", " ").replace(",", " ")
    if kind == "drop spaces":
        return name.replace(" ", "")
    if kind == "add spaces":
        return name.replace("-", " - ")
    if kind == "underscores":
        return name.replace("-", rng.choice("_/")).replace(" ", "_")
    if kind == "spaced out":
        return " ".join(name)
    if kind == "double":
        return name.replace("-", "--").replace(" ", "  ")
    if kind == "upper":
        return f'"{name.upper()}"'
    place = rng.randrange(2, max(3, len(name) - 2))
    return name[:place] + rng.choice(" -") + name[place:]


DAMAGES: dict[str, Callable[[str, random.Random], str]] = {
    "none": lambda name, rng: name,
    "typo1": _typo,
    "typo2": _two_typos,
    "scan": _scan,
    "disguise": _disguise,
    "spacing": _respace,
}


def damage(name: str, kind: str, rng: random.Random) -> str:
    """Return a name with one kind of damage, in a line of goods or alone."""
    return rng.choice(GOODS_LINES).format(DAMAGES[kind](name, rng))
