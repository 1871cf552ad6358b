"""Packs: signed bundles of substances, names, listings and watch words that agencies exchange.

A pack shares what to look for without a word of who shipped what. It holds tables alone, never code, and is no
shipment. `archive` keeps the file to one shape, `contents` and `keys` say who made it and whether it is unaltered,
`rows` reads its tables, `opening` puts that together, `store` keeps the packs that a user has installed.
"""
