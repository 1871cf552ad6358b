"""Parties that lists name, and what ties the parties of a manifest to one another."""

from riskscan.parties.index import PartyIndex
from riskscan.parties.listed import ListedParty, SanctionsList
from riskscan.parties.reading import read_sanctions

__all__ = ["ListedParty", "PartyIndex", "SanctionsList", "read_sanctions"]
