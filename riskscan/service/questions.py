"""What is asked of the service."""

from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

__all__ = ["CheckQuestion", "ScoreQuestion"]

Cell = str | int | float | bool | None


class _Question(BaseModel):
    model_config = ConfigDict(extra="forbid")

    as_of: date | None = Field(None, description="Day whose law counts, as 2026-01-31.")
    jurisdictions: list[str] | None = Field(None, description="Lists that count, as ['UN', 'US'].")

    def law(self) -> dict[str, Any]:
        """Return what is asked of the law."""
        return {"as_of": self.as_of, "jurisdictions": self.jurisdictions}


class CheckQuestion(_Question):
    """Texts to be read: names, numbers, structures or goods descriptions."""

    texts: list[str | None] = Field(description="One answer comes for each, in order.")
    route: str | None = Field(None, description="Countries that the goods leave and enter, as CN:US.")


class ScoreQuestion(_Question):
    """Rows of a manifest, each an object of cells by column."""

    rows: list[dict[str, Cell]] = Field(description="All come back in order with all their cells.")
    explain: bool = Field(True, description="Whether the model's reasons are worked out.")
