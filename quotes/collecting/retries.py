"""When what has gone wrong is tried again."""

from __future__ import annotations

# Seconds after which it is tried again, each time; then it is given up.
RETRIES = (300.0, 1_800.0, 7_200.0, 28_800.0, 86_400.0)


def pause_after(tries: int) -> float | None:
    """The seconds until the next try, after so many; None where there was the last."""
    return RETRIES[tries - 1] if tries <= len(RETRIES) else None
