"""What ties parties to one another: places, telephone numbers, e-mail boxes, goods that go on; point in time."""

from riskscan.history.links.contacts import PartyCell, read_party_cell
from riskscan.history.links.frozen import LINK_COLUMNS, FrozenLinks
from riskscan.history.links.rows import LinkRows

__all__ = ["LINK_COLUMNS", "FrozenLinks", "LinkRows", "PartyCell", "read_party_cell"]
