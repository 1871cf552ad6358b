"""Cells of a column to clean values: numbers with their units, dates, countries, codes, texts."""
