"""The roles of speakers with their periods, as entered by people."""

from __future__ import annotations

from collections.abc import Iterable

from sqlite_utils import Database

from quotes.store.listing import Row

# The roles of a speaker and of those merged into it, in the order of time; unknown days come last.
_OF_SPEAKER = """
SELECT role, nullif(since, '') AS since, nullif(until, '') AS until FROM speaker_roles
WHERE speaker IN (SELECT :speaker UNION SELECT pk FROM speakers WHERE merged_into = :speaker)
GROUP BY role, speaker_roles.since, speaker_roles.until
ORDER BY speaker_roles.since = '', speaker_roles.since, speaker_roles.until, role
"""


def of(db: Database, speaker: int) -> list[Row]:
    """A speaker's roles, each with `since` and `until`: a day, month or year, or None."""
    return list(db.query(_OF_SPEAKER, {"speaker": speaker}))


def put(db: Database, speaker: int, roles: Iterable[Row]) -> None:
    """Replace a speaker's roles."""
    family = "SELECT :speaker UNION SELECT pk FROM speakers WHERE merged_into = :speaker"
    db.execute(f"DELETE FROM speaker_roles WHERE speaker IN ({family})", {"speaker": speaker})
    rows = [(speaker, one["role"], one.get("since") or "", one.get("until") or "") for one in roles]
    db.conn.executemany(
        "INSERT OR IGNORE INTO speaker_roles (speaker, role, since, until) VALUES (?, ?, ?, ?)", rows
    )
