"""IATA Cargo-XML: air waybills, house waybills, house and flight manifests."""

from riskscan.manifest.formats.xml_messages import xml_format

__all__ = ["FORMAT"]

FORMAT = xml_format("cargo_xml")
