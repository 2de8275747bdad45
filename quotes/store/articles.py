"""Articles and their revisions.

An article is what stands at one address. What it looked like each time it was stored is a revision; the
article's own row shows the latest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlite_utils import Database

from quotes.intake.article import Article
from quotes.store import search
from quotes.store.ids import article_id, content_hash
from quotes.store.page import Listing, Page, Row, one

FIELDS = (
    "a.pk, a.id, a.url, a.title, a.publisher, a.author, a.published, a.modified, a.collected,"
    " a.revision, a.day"
)
SELECT = f"SELECT {FIELDS} FROM articles a"
# Which articles are searched for: all that match collected first or, if they are many, asked of one by one.
HOLDING = {
    False: "a.pk IN (SELECT r.article FROM revisions_search f JOIN revisions r ON r.pk = f.rowid"
    " JOIN articles c ON c.pk = r.article AND c.revision = r.number WHERE f.revisions_search MATCH :q)",
    True: "EXISTS (SELECT 1 FROM revisions r JOIN revisions_search f ON f.rowid = r.pk"
    " WHERE r.article = a.pk AND r.number = a.revision AND f.revisions_search MATCH :q)",
}
# What stands for the extractor of a text on which extraction has failed.
UNREAD = ""
_NOT_READ_BY = """FROM articles a JOIN revisions r ON r.article = a.pk AND r.number = a.revision
    WHERE r.extractor <> :extractor"""


def identity(article: Article) -> str:
    """The id that this article has or will have."""
    return article_id(article.url, article.publisher, article.text)


def stored_revision(db: Database, article: Article) -> Row | None:
    """The revision that holds exactly this text, with the article's `id` and `pk`, if it is stored."""
    return one(
        db,
        "SELECT a.pk, a.id, r.number FROM articles a JOIN revisions r ON r.article = a.pk"
        " WHERE a.id = :id AND r.hash = :hash",
        id=identity(article),
        hash=content_hash(article.text),
    )


def completed(db: Database, article: Article) -> Article:
    """The article with what an earlier copy told of it: title, author and date, where this one is silent.

    When the earlier text was changed last tells nothing of this one.
    """
    row = one(db, "SELECT title, author, published FROM articles WHERE id = :id", id=identity(article)) or {
        "title": None,
        "author": None,
        "published": None,
    }
    published = date.fromisoformat(row["published"]) if row["published"] else None
    return replace(
        article,
        title=article.title or row["title"],
        author=article.author or row["author"],
        published=article.published or published,
    )


def put(db: Database, article: Article, collected: str, extractor: str) -> Row:
    """Store a text as a new article, or as the next revision of one; its `pk`, `id`, `revision` and `day`.

    To be called inside a transaction, with a text that is not stored yet.
    """
    identifier = identity(article)
    published = _iso(article.published)
    known = one(db, "SELECT pk, revision FROM articles WHERE id = :id", id=identifier)
    number = 1 if known is None else known["revision"] + 1
    shown = {
        "title": article.title,
        "author": article.author,
        "published": published,
        "modified": _iso(article.modified),
        "day": published or "",
        "revision": number,
    }
    if known is None:
        given = {"id": identifier, "url": article.url, "publisher": article.publisher, "collected": collected}
        pk = db.table("articles").insert({**given, **shown}).last_pk
    else:
        pk = known["pk"]
        db.table("articles").update(pk, shown)
    db.table("revisions").insert(
        {
            "article": pk,
            "number": number,
            "hash": content_hash(article.text),
            "title": article.title,
            "author": article.author,
            "published": published,
            "modified": _iso(article.modified),
            "collected": collected,
            "extractor": extractor,
            "text": article.text,
        }
    )
    return {"pk": pk, "id": identifier, "revision": number, "day": shown["day"]}


def get(db: Database, identifier: str) -> Row | None:
    """An article with the text and hash of its latest revision, and the list of all `revisions`.

    The `extractor` of a revision is None where extraction has failed on it.
    """
    row = one(db, f"{SELECT} WHERE a.id = :id", id=identifier)
    if row is None:
        return None
    revisions = list(
        db.query(
            "SELECT number, hash, title, author, published, modified, collected, text,"
            " nullif(extractor, :unread) AS extractor FROM revisions WHERE article = :pk ORDER BY number",
            {"pk": row["pk"], "unread": UNREAD},
        )
    )
    latest = revisions[-1]
    shown = [{key: value for key, value in one.items() if key != "text"} for one in revisions]
    return {**row, "text": latest["text"], "hash": latest["hash"], "revisions": shown}


def listing(
    db: Database,
    *,
    publisher: str | None = None,
    since: date | None = None,
    until: date | None = None,
    q: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> Page:
    """Articles, the latest published first. Raises cursor.BadCursor and search.NoWords."""
    common = q is not None and search.is_common(db, "revisions_search", search.all_of(q))
    return list_of(publisher, since, until, q, common=common).page(db, limit, cursor, dict)


def list_of(
    publisher: str | None, since: date | None, until: date | None, q: str | None, *, common: bool = False
) -> Listing:
    """The list that the filters leave; `common` is whether the words searched for are."""
    rows = Listing("articles", SELECT, "a", "day")
    rows.where_given("a.publisher = :publisher", publisher=publisher)
    between(rows, since, until)
    if q is not None:
        rows.where(HOLDING[common], q=search.all_of(q))
    return rows


def between(rows: Listing, since: date | None, until: date | None) -> None:
    """Keep what has a day from `since` to `until`, both included; what has none is out if either is given."""
    rows.where_given(f"{rows.alias}.day >= :since", since=_iso(since))
    rows.where_given(f"{rows.alias}.day <= :until", until=_iso(until))
    if until is not None and since is None:
        rows.where(f"{rows.alias}.day > ''")


def count_not_read_by(db: Database, extractor: str) -> int:
    """How many articles another extractor than this one has read."""
    row = one(db, f"SELECT count(*) AS count {_NOT_READ_BY}", extractor=extractor)
    assert row is not None
    return int(row["count"])


def not_read_by(db: Database, extractor: str) -> Iterator[Row]:
    """Those articles, each with its latest text, in the order they were stored."""
    pk = 0
    while True:
        row = one(
            db,
            "SELECT a.pk, a.id, a.author, a.published, a.modified, r.text"
            f" {_NOT_READ_BY} AND a.pk > :pk ORDER BY a.pk LIMIT 1",
            extractor=extractor,
            pk=pk,
        )
        if row is None:
            return
        pk = row["pk"]
        yield row


def read_before(db: Database, article: int, revision: int) -> int:
    """The number of the latest revision before this one that has been read; 0 where none has."""
    row = one(
        db,
        "SELECT coalesce(max(number), 0) AS number FROM revisions"
        " WHERE article = :article AND number < :revision AND extractor <> :unread",
        article=article,
        revision=revision,
        unread=UNREAD,
    )
    assert row is not None
    return int(row["number"])


def read_by(db: Database, article: int, revision: int, extractor: str) -> None:
    """Note which extractor has read a revision."""
    db.execute(
        "UPDATE revisions SET extractor = ? WHERE article = ? AND number = ?", (extractor, article, revision)
    )


def latest_text(db: Database, article: int) -> str:
    """The text of an article's latest revision."""
    row = one(
        db,
        "SELECT r.text FROM revisions r JOIN articles a ON a.pk = r.article AND a.revision = r.number"
        " WHERE a.pk = :pk",
        pk=article,
    )
    assert row is not None
    return str(row["text"])


def texts_around(db: Database, quotes: Sequence[Mapping[str, Any]]) -> dict[tuple[int, int], str]:
    """The texts that quotes stand in, by article `pk` and revision number."""
    wanted = {(quote["article_pk"], quote["revision"]) for quote in quotes}
    texts = {}
    for article, number in wanted:
        row = one(
            db,
            "SELECT text FROM revisions WHERE article = :article AND number = :number",
            article=article,
            number=number,
        )
        if row is not None:
            texts[article, number] = row["text"]
    return texts


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
