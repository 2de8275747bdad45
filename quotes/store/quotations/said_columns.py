"""The date when something was said, from the columns that quotes and statements share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def said_of(row: Mapping[str, Any]) -> dict[str, Any] | None:
    """The date with its precision, basis, text and confidence; None if nothing is known."""
    if row["said_precision"] is None:
        return None
    return {
        "on": row["said_on"],
        "precision": row["said_precision"],
        "basis": row["said_basis"],
        "text": row["said_text"],
        "confidence": row["said_confidence"],
    }
