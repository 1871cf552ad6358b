"""The canonical manifest: one row is one goods item of a consignment."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

__all__ = ["CANONICAL", "MASSES", "SCHEMA", "TEXT_COLUMNS", "CanonicalColumn", "Kind"]


class Kind(StrEnum):
    """What the cells of a canonical column hold once they are clean."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    COUNTRY = "country"
    COUNTRIES = "countries"
    HS_CODE = "hs_code"
    UN_NUMBER = "un_number"
    CAS_RN = "cas_rn"


@dataclass(frozen=True, slots=True)
class CanonicalColumn:
    """A column of the canonical manifest.

    Attributes
    ----------
    name : str
        Exact name, with the unit as suffix.
    kind : Kind
        What its cells hold; decides how they are cleaned.
    meaning : str
        What it says about the goods item, for a reader.
    unit : str
        Unit of a number (``kg``, ``USD``), empty for a count and for everything else.
    """

    name: str
    kind: Kind
    meaning: str
    unit: str = ""

    @property
    def dimension(self) -> Literal["mass", "currency"] | None:
        """What its unit measures, None without one."""
        if not self.unit:
            return None
        return "currency" if self.unit == "USD" else "mass"


def _columns() -> tuple[CanonicalColumn, ...]:
    text, number, country = Kind.TEXT, Kind.NUMBER, Kind.COUNTRY
    return (
        CanonicalColumn("consignment_id", text, "Number of the consignment: waybill, declaration, parcel"),
        CanonicalColumn("lodged_on", Kind.DATE, "Day on which the manifest line was lodged"),
        CanonicalColumn("goods_description", text, "Goods as declared, free text"),
        CanonicalColumn("chemical_name", text, "Chemical or technical name, where the source keeps it apart"),
        CanonicalColumn("cas_rn", Kind.CAS_RN, "CAS RN as declared; several are separated by ';'"),
        CanonicalColumn("hs_code", Kind.HS_CODE, "HS code, 2 to 12 digits without dots"),
        CanonicalColumn("un_number", Kind.UN_NUMBER, "UN number of dangerous goods, as UN1090"),
        CanonicalColumn("net_mass_kg", number, "Mass of the goods without packing", "kg"),
        CanonicalColumn("gross_mass_kg", number, "Mass of the goods with packing", "kg"),
        CanonicalColumn("package_count", number, "Number of packages"),
        CanonicalColumn("customs_value_usd", number, "Declared value", "USD"),
        CanonicalColumn("origin_country", country, "Country where the goods were made"),
        CanonicalColumn("export_country", country, "Country that the goods were sent from"),
        CanonicalColumn("transit_countries", Kind.COUNTRIES, "Countries passed on the way, separated by ';'"),
        CanonicalColumn("destination_country", country, "Country that the goods are sent to"),
        CanonicalColumn("port_of_loading", text, "Port, airport or place of loading"),
        CanonicalColumn("port_of_discharge", text, "Port, airport or place of discharge or entry"),
        CanonicalColumn(
            "transport_mode", text, "Mode of transport: air, sea, road, rail, express, post, or as declared"
        ),
        CanonicalColumn("carrier", text, "Carrier"),
        CanonicalColumn("consignor_name", text, "Who sends: shipper, exporter"),
        CanonicalColumn("consignor_address", text, "Address of who sends"),
        CanonicalColumn("consignor_country", country, "Country of who sends"),
        CanonicalColumn("consignee_name", text, "Who receives: importer, addressee"),
        CanonicalColumn("consignee_address", text, "Address of who receives"),
        CanonicalColumn("consignee_country", country, "Country of who receives"),
        CanonicalColumn("permit_reference", text, "Permit, license or authorization quoted"),
    )


SCHEMA: dict[str, CanonicalColumn] = {column.name: column for column in _columns()}
"""Every canonical column by name, in order."""

CANONICAL: tuple[str, ...] = tuple(SCHEMA)
"""Names of the canonical columns, in order."""

TEXT_COLUMNS = ("goods_description", "chemical_name")
"""The columns of which a manifest must have at least one."""

MASSES = ("net_mass_kg", "gross_mass_kg")
"""The columns of masses."""
