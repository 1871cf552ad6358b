"""What a world trades in, how it words it, and on which lanes: the tables with the world's changes."""

from dataclasses import replace
from functools import cache

import numpy as np

from riskscan.simulation.catalogue import (
    Lane,
    Product,
    load_lanes,
    load_products,
    load_wordings,
)
from riskscan.simulation.worlds import WorldSettings, load_world
from riskscan.tables.reading import DATA, read_rows

__all__ = ["goods_of", "lanes_of", "wordings_of"]

_TEXTS = DATA / "simulation" / "goods_texts.csv"
_SEGMENTS = (
    ("food", range(1, 25)), ("bulk_chemicals", range(25, 30)), ("pharma", range(30, 31)),
    ("bulk_chemicals", range(31, 33)), ("cosmetics", range(33, 34)), ("bulk_chemicals", range(34, 39)),
    ("consumer", range(39, 50)), ("textiles", range(50, 64)), ("consumer", range(64, 72)), ("machinery", range(72, 85)),
    ("electronics", range(85, 86)), ("machinery", range(86, 91)), ("consumer", range(91, 98)),
)  # fmt: skip
_SOLD_ONLINE = (39, 42, 49, 61, 62, 64, 71, 83, 85, 91, 95, 96)
"""Chapters whose goods people order for themselves."""


def goods_of(world: WorldSettings) -> tuple[Product, ...]:
    """Return the kinds of goods of a world, at its prices and masses."""
    return _goods(world.name)


def wordings_of(world: WorldSettings) -> dict[str, tuple[str, ...]]:
    """Return the ways a world words each kind of goods, by product id."""
    return _headings()[1] if world.goods.source == "headings" else load_wordings(world.names, world.languages)


def lanes_of(world: WorldSettings, kind: str) -> tuple[Lane, ...]:
    """Return the lanes of one kind with the world's countries."""

    def there(country: str) -> str:
        return world.countries.get(country, country)

    return tuple(
        replace(lane, origin=there(lane.origin), export=there(lane.export), destination=there(lane.destination))
        for lane in load_lanes(world.names, kind)
    )


@cache
def _goods(name: str) -> tuple[Product, ...]:
    world = load_world(name)
    goods = world.goods
    products = _headings()[0] if goods.source == "headings" else load_products()
    rng = np.random.default_rng([world.stream, len(products)])
    price = goods.price_level * np.exp(goods.price_shift * rng.standard_normal(len(products)))
    mass = goods.mass_level * np.exp(goods.mass_shift * rng.standard_normal(len(products)))
    return tuple(
        replace(entry, value_per_kg=entry.value_per_kg * dearer, package_kg=entry.package_kg * heavier)
        for entry, dearer, heavier in zip(products, price, mass, strict=True)
    )


@cache
def _headings() -> tuple[tuple[Product, ...], dict[str, tuple[str, ...]]]:
    """Return real subheadings as kinds of goods, with wordings; where the table has none of a segment, the catalogue's.

    Their prices and masses are invented, chapter by chapter; worlds shift them further.
    """
    chapters = {number: segment for segment, numbers in _SEGMENTS for number in numbers}
    rng = np.random.default_rng(2022)
    usual = {number: np.exp(rng.normal([2.0, 2.3], [1.0, 0.8])) for number in range(1, 98)}
    products: list[Product] = []
    wordings: dict[str, tuple[str, ...]] = {}
    for row in read_rows(_TEXTS, ("hs_code", "text", "source")):
        chapter = int(row["hs_code"][:2])
        segment = chapters[chapter]
        if chapter in _SOLD_ONLINE and rng.random() < 0.5:
            segment = "ecommerce"
        price, mass = usual[chapter] * np.exp(rng.normal(0.0, 0.5, 2))
        products.append(
            Product(f"hs{row['hs_code']}", segment, row["hs_code"], float(price), 0.6, float(mass), 0.5, 15.0,
                    float(rng.exponential()) + 0.05, "", "", row["source"], "M")
        )  # fmt: skip
        wordings[products[-1].product_id] = _shortened(row["text"])
    own = [entry for entry in load_products() if entry.segment in ("legal_listed", "lab")]
    said = load_wordings("test")
    return (*products, *own), wordings | {entry.product_id: said[entry.product_id] for entry in own}


def _shortened(text: str) -> tuple[str, ...]:
    """Return a heading as it stands, and as traders shorten it.

    Examples
    --------
    >>> _shortened("Horses; live, pure-bred")
    ('Horses; live, pure-bred', 'Horses, live, pure-bred', 'Horses')
    """
    first = text.partition(";")[0].partition(",")[0]
    return (text, text.replace(";", ","), first if len(first) > 3 else text)
