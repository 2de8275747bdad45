"""The speaker that a quote's name means at present."""

from __future__ import annotations

from sqlite_utils import Database

# A quote's speaker: as people decided, else the one whom the article means by the name, else the name's usual
# speaker.
SPEAKER = """coalesce(
    (SELECT coalesce(m.merged_into, m.pk) FROM placings p JOIN speakers m ON m.pk = p.meant
        WHERE NOT q.speaker_decided AND p.speaker = q.read_speaker AND p.article = q.article),
    (SELECT coalesce(n.merged_into, n.pk) FROM speakers n
        WHERE n.pk = iif(q.speaker_decided, q.decided_speaker, q.read_speaker)))"""


def speaker_of(db: Database, name: int | None, article: int) -> int | None:
    """The speaker whom an article means by a name."""
    if name is None:
        return None
    row = db.execute(
        "SELECT coalesce("
        "(SELECT coalesce(m.merged_into, m.pk) FROM placings p JOIN speakers m ON m.pk = p.meant"
        " WHERE p.speaker = :name AND p.article = :article),"
        " (SELECT coalesce(merged_into, pk) FROM speakers WHERE pk = :name))",
        {"name": name, "article": article},
    ).fetchone()
    return None if row is None else row[0]
