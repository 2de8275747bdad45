"""What people decide, with their name and their reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from quotes.store.identities import Decision


def decision(given: Mapping[str, Any]) -> Decision:
    """Who decides and why, as a request says, and that it is now."""
    return Decision(given.get("by"), given.get("reason"), datetime.now(UTC).isoformat(timespec="seconds"))
