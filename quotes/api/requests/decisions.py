"""People's decisions, with their name and reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from quotes.requests import tokens
from quotes.store.quotations.decision_history import Decision


def decision(given: Mapping[str, Any]) -> Decision:
    """The decision that a request makes: by whom and why, with the present time and the request's token."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    return Decision(given.get("by"), given.get("reason"), at, tokens.name())
