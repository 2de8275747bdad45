"""Fact-checkers' reviews of claims in stored pages, and whose claims these are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlite_utils import Database

from quotes.intake.page.claim_reviews import ClaimReview
from quotes.store.identity import speakers
from quotes.store.listing import Row
from quotes.store.search import NoWords
from quotes.tracking.names import keys_to_find

# If a speaker has more reviewed claims than this, only the latest are used.
MOST_OF_SPEAKER = 1_000

_SHOWN = """c.pk, c.claim, c.claimed_by, c.claimed_on, c.rating, c.reviewer, c.url, c.reviewed_on"""
_ON_PAGE = """a.id, a.title, a.url AS page, o.name AS publisher, a.published, a.archived_copy"""
_JOINED = """FROM claim_reviews c JOIN articles a ON a.pk = c.article
    LEFT JOIN outlets o ON o.pk = a.outlet"""
_OF_SPEAKER = f"""
SELECT {_SHOWN}, {_ON_PAGE} {_JOINED} WHERE c.pk IN (
    SELECT k.review FROM speakers s CROSS JOIN speaker_keys n ON n.speaker = s.pk
    CROSS JOIN claimants k ON k.key = n.key WHERE s.pk = :pk OR s.merged_into = :pk)
ORDER BY c.pk DESC LIMIT :most
"""


def renew(db: Database, article: int, reviews: Sequence[ClaimReview] | None) -> None:
    """Replace the reviews of an article's page; None leaves them unchanged.

    To be called inside a transaction.
    """
    if reviews is None or not differ(db, article, reviews):
        return
    db.execute("DELETE FROM claim_reviews WHERE article = ?", (article,))
    for review in reviews:
        pk = db.table("claim_reviews").insert({"article": article, **_row(review)}).last_pk
        keys = [(key, pk) for key in _keys(review.claimed_by)]
        db.conn.executemany("INSERT INTO claimants (key, review) VALUES (?, ?)", keys)


def differ(db: Database, article: int, reviews: Sequence[ClaimReview] | None) -> bool:
    """Whether an article's page has other reviews than are stored; None means that nothing is known."""
    return reviews is not None and list(map(_row, reviews)) != _stored(db, article)


def of_article(db: Database, article: int) -> list[Row]:
    """The reviews on an article's page, in its order."""
    sql = f"SELECT {_SHOWN}, {_ON_PAGE} {_JOINED} WHERE c.article = :article ORDER BY c.pk"
    return [_shown(row) for row in list(db.query(sql, {"article": article}))]


def of_speaker(db: Database, speaker: int) -> list[Row]:
    """The reviews of claims that only this speaker can have made, the latest stored first."""
    rows = list(db.query(_OF_SPEAKER, {"pk": speaker, "most": MOST_OF_SPEAKER}))
    theirs = {name for name in {row["claimed_by"] for row in rows} if _means(db, name, speaker)}
    return [_shown(row) for row in rows if row["claimed_by"] in theirs]


def _keys(name: str | None) -> list[str]:
    """The keys of all speakers that a name may mean, of any kind."""
    if name is None:
        return []
    return sorted(set[str]().union(*(keys_to_find(name, kind) for kind in speakers.CLASSES)))


def _means(db: Database, name: str, speaker: int) -> bool:
    try:
        return speakers.called(db, name) == [speaker]
    except NoWords:
        return False


def _row(review: ClaimReview) -> Row:
    days = {"claimed_on": review.claimed_on, "reviewed_on": review.reviewed_on}
    return {
        "claim": review.claim,
        "claimed_by": review.claimed_by,
        "rating": review.rating,
        "reviewer": review.reviewer,
        "url": review.url,
        **{name: None if day is None else day.isoformat() for name, day in days.items()},
    }


def _stored(db: Database, article: int) -> list[Row]:
    names = "claim, claimed_by, rating, reviewer, url, claimed_on, reviewed_on"
    sql = f"SELECT {names} FROM claim_reviews WHERE article = :article ORDER BY pk"
    return list(db.query(sql, {"article": article}))


def _shown(row: Row) -> dict[str, Any]:
    """A review with the `article` whose page has it."""
    on_page = {name: row[name] for name in ("id", "title", "publisher", "published", "archived_copy")}
    kept = {name: value for name, value in row.items() if name not in on_page and name != "page"}
    return {**kept, "article": {**on_page, "url": row["page"]}}
