"""A text as a reader sees it: characters, spaces, amounts and identifiers; what a word looks like by itself."""
