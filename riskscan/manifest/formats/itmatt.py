"""Item attributes of the Universal Postal Union (ITMATT, M33) as XML: postal items and the pieces of their content."""

from riskscan.manifest.formats.xml_messages import xml_format

__all__ = ["FORMAT"]

FORMAT = xml_format("itmatt")
