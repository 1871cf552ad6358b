"""Text to substance to listing; the only user of RDKit and the Java virtual machine.

A text goes through these rooms, in this order, and imports point up the list only:

1. `text`: the text as a reader sees it, identifiers found by their shape;
2. `names`: the names that there are, exact and near;
3. `gate`: ordinary goods leave here;
4. `law`: structures and what the lists make of them;
5. `decode`: identifiers, names in scripts, names as they stand, names with slips, and at last what is unresolved;
6. `screening`: what was found, under the law of a day and of some jurisdictions.
"""
