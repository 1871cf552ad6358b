"""Goods, names, places, lanes, carriers and listed chemicals that a simulated world draws from."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from riskscan.exceptions import TableError
from riskscan.tables.languages import FIRST_LANGUAGES
from riskscan.tables.reading import DATA, read_rows
from riskscan.tables.substances import Substance, load_forms, load_substances, load_synonyms

__all__ = [
    "Carrier",
    "Chemical",
    "Lane",
    "Place",
    "Product",
    "chemical_of",
    "load_carriers",
    "load_chemicals",
    "load_lanes",
    "load_names",
    "load_places",
    "load_products",
    "load_wordings",
    "weights_of",
]

_FOLDER = DATA / "simulation"
_PRODUCT_COLUMNS = (
    "product_id", "segment", "hs_code", "value_per_kg", "value_spread", "package_kg", "package_spread", "packages",
    "weight", "cas_rn", "un_number", "source", "mark",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Product:
    """A kind of goods.

    Attributes
    ----------
    product_id, segment : str
        Slug, and the segment of trade it belongs to.
    hs_code : str
        Its HS subheading, 6 digits.
    value_per_kg, value_spread : float
        Median value in USD per kg and its log-normal spread.
    package_kg, package_spread : float
        Median net mass of a package in kg and its log-normal spread.
    packages : float
        Median number of packages.
    weight : float
        Weight within its segment.
    cas_rn, un_number : str
        Of a listed chemical or dangerous good, else empty.
    """

    product_id: str
    segment: str
    hs_code: str
    value_per_kg: float
    value_spread: float
    package_kg: float
    package_spread: float
    packages: float
    weight: float
    cas_rn: str
    un_number: str
    source: str
    mark: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane of trade (origin, export and destination country) or, with kind ``hub``, a transit country (export)."""

    kind: str
    origin: str
    export: str
    destination: str
    weight: float
    from_share: float
    worlds: str
    source: str


@dataclass(frozen=True, slots=True)
class Carrier:
    """A carrier of one transport mode, active from a share of the period on."""

    carrier: str
    mode: str
    weight: float
    from_share: float
    worlds: str
    source: str


@dataclass(frozen=True, slots=True)
class Place:
    """Cities, sea ports and airports of a country, and the region whose names its people and firms bear."""

    country: str
    region: str
    cities: tuple[str, ...]
    ports: tuple[str, ...]
    airports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chemical:
    """A listed chemical and the names a manifest may use for it.

    Attributes
    ----------
    cas_rn : str
        CAS RN of the entry.
    hs_codes : tuple of str
        HS codes under which it is rightly declared.
    plain, obscure, codenames : tuple of str
        Common English names; index, systematic, salt and foreign names; trade abbreviations.
    """

    cas_rn: str
    hs_codes: tuple[str, ...]
    plain: tuple[str, ...]
    obscure: tuple[str, ...]
    codenames: tuple[str, ...]


@cache
def load_products() -> tuple[Product, ...]:
    """Return every kind of goods."""
    numbers = ("value_per_kg", "value_spread", "package_kg", "package_spread", "packages", "weight")
    return tuple(
        Product(**(row | {name: float(row[name]) for name in numbers}))  # type: ignore[arg-type]
        for row in read_rows(_FOLDER / "products.csv", _PRODUCT_COLUMNS)
    )


@cache
def load_wordings(world: str, languages: tuple[str, ...] = ()) -> dict[str, tuple[str, ...]]:
    """Return the ways a world words each kind of goods, by product id; in its languages where it has such words."""
    wordings: dict[str, list[str]] = {}
    rows = read_rows(_FOLDER / "wordings.csv", ("product_id", "world", "language", "text", "source"))
    own = [row for row in rows if row["world"] == world]
    preferred = {row["product_id"] for row in own if row["language"] in languages}
    for row in own:
        if row["product_id"] not in preferred or row["language"] in languages:
            wordings.setdefault(row["product_id"], []).append(row["text"])
    return {product: tuple(texts) for product, texts in wordings.items()}


@cache
def load_names(world: str) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the parts of a world's names by (part, scope), e.g. ``("stem", "cn")``."""
    names: dict[tuple[str, str], list[str]] = {}
    for row in read_rows(_FOLDER / "names.csv", ("world", "part", "scope", "text", "source")):
        if row["world"] in (world, "both"):
            names.setdefault((row["part"], row["scope"]), []).append(row["text"])
    return {key: tuple(texts) for key, texts in names.items()}


@cache
def load_places() -> dict[str, Place]:
    """Return the places by country, ISO alpha-2."""
    rows = read_rows(_FOLDER / "places.csv", ("country", "region", "city", "port", "airport", "source"))
    return {
        row["country"]: Place(
            row["country"],
            row["region"],
            tuple(row["city"].split(";")),
            tuple(row["port"].split(";")),
            tuple(row["airport"].split(";")),
        )
        for row in rows
    }


@cache
def load_lanes(world: str, kind: str) -> tuple[Lane, ...]:
    """Return a world's lanes of one kind: ``ordinary``, ``corridor`` or ``hub``."""
    columns = ("kind", "origin", "export", "destination", "weight", "from_share", "worlds", "source")
    lanes = (Lane(**(row | _floats(row))) for row in read_rows(_FOLDER / "lanes.csv", columns))  # type: ignore[arg-type]
    return tuple(lane for lane in lanes if lane.kind == kind and lane.worlds in (world, "both"))


@cache
def load_carriers(world: str) -> tuple[Carrier, ...]:
    """Return a world's carriers."""
    columns = ("carrier", "mode", "weight", "from_share", "worlds", "source")
    carriers = (Carrier(**(row | _floats(row))) for row in read_rows(_FOLDER / "carriers.csv", columns))  # type: ignore[arg-type]
    return tuple(carrier for carrier in carriers if carrier.worlds in (world, "both"))


@cache
def load_chemicals(world: str) -> tuple[tuple[Chemical, ...], tuple[float, ...]]:
    """Return the listed chemicals that a world's hidden names stand for, and their weights.

    Names come from the substance tables, so that whatever screens a manifest can in principle know them.

    Raises
    ------
    TableError
        Where a CAS RN of the table is not a listed substance.
    """
    known = {substance.cas_rn: substance for substance in load_substances() if substance.cas_rn}
    chemicals, weights = [], []
    columns = ("cas_rn", "worlds", "weight", "source", "mark")
    for row in read_rows(_FOLDER / "concealed_substances.csv", columns):
        if row["cas_rn"] not in known:
            raise TableError(f"concealed_substances.csv: {row['cas_rn']} is not in substances.csv.")
        if row["worlds"] in (world, "both"):
            chemicals.append(_name_chemical(known[row["cas_rn"]]))
            weights.append(float(row["weight"]))
    return tuple(chemicals), tuple(weights)


@cache
def chemical_of(cas_rn: str) -> Chemical:
    """Return the names of a listed substance by CAS RN.

    Raises
    ------
    TableError
        Where it is not a listed substance.
    """
    for substance in load_substances():
        if substance.cas_rn == cas_rn:
            return _name_chemical(substance)
    raise TableError(f"products.csv: {cas_rn} is not in substances.csv.")


def weights_of(weights: tuple[float, ...] | list[float]) -> NDArray[np.float64]:
    """Return weights scaled to sum 1."""
    array = np.array(weights, dtype=float)
    scaled: NDArray[np.float64] = array / array.sum()
    return scaled


def _name_chemical(substance: Substance) -> Chemical:
    synonyms = [
        entry
        for entry in load_synonyms()
        if entry.substance_id == substance.substance_id and entry.language in FIRST_LANGUAGES
    ]
    forms = [form.name for form in load_forms() if form.substance_id == substance.substance_id]
    plain = [entry.name for entry in synonyms if entry.kind == "common" and entry.language == "en"]
    obscure = [
        entry.name
        for entry in synonyms
        if entry.kind in ("systematic", "cas_index") or (entry.language != "en" and entry.kind != "abbreviation")
    ]
    display = substance.name.split(" (")[0]
    systematic = substance.systematic_name or display
    return Chemical(
        cas_rn=substance.cas_rn,
        hs_codes=tuple(code.replace(".", "").ljust(6, "0")[:6] for code in substance.hs_codes) or ("293399",),
        plain=(display, *plain),
        obscure=(systematic, *obscure, *forms),
        codenames=tuple(entry.name for entry in synonyms if entry.kind == "abbreviation") or (systematic,),
    )


def _floats(row: dict[str, str]) -> dict[str, float]:
    return {name: float(row[name]) for name in ("weight", "from_share")}
