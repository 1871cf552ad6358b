"""ASYCUDA World declarations (SAD) as its client exports them."""

from riskscan.manifest.formats.xml_messages import xml_format

__all__ = ["FORMAT"]

FORMAT = xml_format("asycuda")
