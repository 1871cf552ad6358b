"""ASYCUDA World cargo manifests (AWMDS and its relatives)."""

from riskscan.manifest.formats.xml_messages import xml_format

__all__ = ["FORMAT"]

FORMAT = xml_format("asycuda_manifest")
