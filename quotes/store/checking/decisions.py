"""What people and readings have decided, and what is shown because of that."""

from __future__ import annotations

from collections.abc import Iterator

from sqlite_utils import Database

from quotes.store.checking.check import Check, Finding

_ROOT = "(SELECT coalesce(merged_into, pk) FROM speakers WHERE pk = {})"


def _speakers(db: Database) -> Iterator[Finding]:
    whose = _ROOT.format("iif(q.speaker_decided, q.decided_speaker, q.read_speaker)")
    for (quote,) in db.execute(f"SELECT q.id FROM quotes q WHERE q.speaker IS NOT {whose}"):
        yield f"quote {quote} has another speaker than was decided or read"


def _live(db: Database) -> Iterator[Finding]:
    sql = (
        "SELECT q.id FROM quotes q JOIN articles a ON a.pk = q.article"
        " WHERE q.live <> (q.status <> 'rejected' AND NOT q.gone AND q.revision = a.revision)"
    )
    for (quote,) in db.execute(sql):
        yield f"quote {quote} is shown or hidden against its status and text"


def _mergers(db: Database) -> Iterator[Finding]:
    sql = """
    WITH RECURSIVE standing AS (
        SELECT source, target FROM merges m WHERE undone IS NULL AND pk =
            (SELECT max(pk) FROM merges WHERE source = m.source AND undone IS NULL)),
    chain (source, target, length) AS (
        SELECT source, target, 1 FROM standing UNION ALL
        SELECT c.source, s.target, c.length + 1 FROM chain c JOIN standing s ON s.source = c.target
            WHERE c.length < 1000),
    ends (source, target) AS (
        SELECT source, target FROM chain WHERE target NOT IN (SELECT source FROM standing))
    SELECT p.slug FROM speakers p LEFT JOIN ends e ON e.source = p.pk WHERE p.merged_into IS NOT e.target
    """
    for (slug,) in db.execute(sql):
        yield f"speaker {slug} is merged otherwise than the mergers that stand say"


CHECKS = (
    Check("speakers of quotes", "every quote is whose people decided or it was read to be", _speakers),
    Check("shown quotes", "what is shown is in the latest text and not rejected", _live),
    Check("mergers", "every speaker is merged as the mergers that stand say", _mergers),
)
