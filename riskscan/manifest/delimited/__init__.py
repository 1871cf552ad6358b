"""Delimited text to rows: strictly as RFC 4180 says where that works, patiently where it does not."""
