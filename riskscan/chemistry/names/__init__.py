"""Names of chemicals: listed ones, those of known compounds, systematic ones in several languages, and near ones."""
