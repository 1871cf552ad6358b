"""Characters that look like Latin letters, and the names of Greek letters in chemical names."""

from functools import cache

from riskscan.tables.reading import DATA, read_rows

__all__ = ["GREEK_NAMES", "load_homoglyphs"]

GREEK_NAMES = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta", "κ": "kappa",
    "λ": "lambda", "μ": "mu", "ξ": "xi", "π": "pi", "σ": "sigma", "τ": "tau", "φ": "phi", "χ": "chi", "ψ": "psi",
    "ω": "omega",
}  # fmt: skip


@cache
def load_homoglyphs() -> dict[str, str]:
    """Return the Latin letter in lower case for each look-alike; capitals stand where they look like another letter."""
    return {
        row["character"]: row["latin"] for row in read_rows(DATA / "homoglyphs.csv", ("character", "latin", "source"))
    }
