"""What people decided and the extractor read, and what is shown because of it."""

from __future__ import annotations

from collections.abc import Iterator

from sqlite_utils import Database

from quotes.store.checking.check import Check, Finding
from quotes.store.identity.name_meanings import SPEAKER

# A name leads to another speaker because people merged them, because evidence joined them, or because all
# articles mean that speaker by the name.
_IN_CHAINS = """
SELECT s.slug FROM speakers s JOIN speakers r ON r.pk = s.merged_into WHERE r.merged_into IS NOT NULL
"""
_NOT_MERGED = """
SELECT s.slug FROM merges m JOIN speakers s ON s.pk = m.source JOIN speakers t ON t.pk = m.target
WHERE m.undone IS NULL AND coalesce(s.merged_into, s.pk) <> coalesce(t.merged_into, t.pk)
"""
_UNFOUNDED = """
SELECT slug FROM speakers WHERE merged_into IS NOT NULL AND pk NOT IN (
    SELECT source FROM merges WHERE undone IS NULL UNION SELECT target FROM merges WHERE undone IS NULL
    UNION SELECT speaker FROM joins UNION SELECT other FROM joins
    UNION SELECT speaker FROM placings WHERE meant IS NOT NULL)
"""


def _speakers(db: Database) -> Iterator[Finding]:
    for (quote,) in db.execute(f"SELECT q.id FROM quotes q WHERE q.speaker IS NOT {SPEAKER}"):
        yield f"quote {quote} has a speaker other than the one decided or read"


def _live(db: Database) -> Iterator[Finding]:
    sql = (
        "SELECT q.id FROM quotes q JOIN articles a ON a.pk = q.article"
        " WHERE q.live <> (q.status <> 'rejected' AND NOT q.gone AND q.revision = a.revision)"
    )
    for (quote,) in db.execute(sql):
        yield f"quote {quote} is shown or hidden, contrary to its status and text"


def _mergers(db: Database) -> Iterator[Finding]:
    for sql, what in (
        (_IN_CHAINS, "speaker {} is merged into one that is itself merged into another"),
        (_NOT_MERGED, "speaker {} is not merged as people decided"),
        (_UNFOUNDED, "speaker {} is merged without a stored reason"),
    ):
        for (slug,) in db.execute(sql):
            yield what.format(slug)


CHECKS = (
    Check(
        "speakers of quotes",
        "every quote has the speaker whom people decided on, or else the one read",
        _speakers,
    ),
    Check("shown quotes", "quotes are shown if they are in the latest text and not rejected", _live),
    Check("mergers", "every name leads to the speaker whom people or the evidence chose", _mergers),
)
