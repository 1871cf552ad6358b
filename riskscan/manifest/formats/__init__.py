"""Formats that manifests come in, one module a format."""
