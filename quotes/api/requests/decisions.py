"""What people decide, with their name and their reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from quotes.requests import tokens
from quotes.store.quotations.decision_history import Decision


def decision(given: Mapping[str, Any]) -> Decision:
    """Who decides and why, as a request says; that it is now, and with which token it came."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    return Decision(given.get("by"), given.get("reason"), at, tokens.name())
