"""WCO Data Model declarations and cargo reports, as HMRC, the Netherlands and others have them."""

from riskscan.manifest.formats.xml_messages import xml_format

__all__ = ["FORMAT"]

FORMAT = xml_format("wco")
