"""Articles and their revisions.

An article is what is published at one address. Each stored version of its text is a revision; the article's
own row shows the latest.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlite_utils import Database

from quotes.intake.article import Article
from quotes.store import search
from quotes.store.ids import article_id, content_hash
from quotes.store.listing import Listing, Page, Row, insert, listed, one
from quotes.store.publication import claim_reviews, outlets, pages

FIELDS = (
    "a.pk, a.id, a.url, a.title, o.name AS publisher, o.slug AS outlet, a.author, a.published,"
    " a.published_basis, a.published_at, a.modified, a.lang, a.truncated, a.archived_copy, a.copied_at,"
    " a.collected, a.revision, a.day"
)
SELECT = f"SELECT {FIELDS} FROM articles a LEFT JOIN outlets o ON o.pk = a.outlet"
# How articles are searched, by whether the words are common: all matches are collected first (False), or each
# row of the list is tested (True).
HOLDING = {
    False: "a.pk IN (SELECT r.article FROM revisions_search f JOIN revisions r ON r.pk = f.rowid"
    " JOIN articles c ON c.pk = r.article AND c.revision = r.number WHERE f.revisions_search MATCH :q)",
    True: "EXISTS (SELECT 1 FROM revisions r JOIN revisions_search f ON f.rowid = r.pk"
    " WHERE r.article = a.pk AND r.number = a.revision AND f.revisions_search MATCH :q)",
}
# The `extractor` of a text on which extraction failed.
UNREAD = ""
_NOT_READ_BY = """FROM articles a JOIN revisions r ON r.article = a.pk AND r.number = a.revision
    WHERE r.extractor <> :extractor"""


def identities(article: Article) -> list[str]:
    """The ids that this article may have: from its canonical address and from where it was found.

    An article without an address has one id, from its publisher and text.
    """
    found = [article_id(page, article.publisher, article.text) for page in pages.pages_of(article)]
    return found or [article_id(None, article.publisher, article.text)]


def pk_of(db: Database, article: Article) -> int | None:
    """The pk of this article, if it is stored."""
    if article.url is not None:
        return pages.article_at(db, pages.pages_of(article))
    row = one(db, "SELECT pk FROM articles WHERE id = :id", id=identities(article)[0])
    return None if row is None else int(row["pk"])


def stored_revision(db: Database, article: Article) -> Row | None:
    """The revision that holds exactly this text, with the article's `id` and `pk`, if it is stored."""
    return one(
        db,
        "SELECT a.pk, a.id, r.number FROM articles a JOIN revisions r ON r.article = a.pk"
        " WHERE a.pk = :pk AND r.hash = :hash",
        pk=pk_of(db, article),
        hash=content_hash(article.text),
    )


def completed(db: Database, article: Article) -> Article:
    """The article with a missing title, author or date taken from its stored copy.

    The stored date of modification is not taken, since it is about the earlier text. A canonical address that
    cannot be this article's is removed.
    """
    article = pages.believed(db, article)
    sql = "SELECT title, author, published, published_basis FROM articles WHERE pk = :pk"
    row = one(db, sql, pk=pk_of(db, article))
    if row is None:
        return article
    known = date.fromisoformat(row["published"]) if row["published"] else None
    return replace(
        article,
        title=article.title or row["title"],
        author=article.author or row["author"],
        published=article.published or known,
        published_basis=article.published_basis or row["published_basis"],
    )


def put(db: Database, article: Article, collected: str, extractor: str) -> Row:
    """Store a text as a new article or as the next revision of one. Returns `pk`, `id`, `revision` and `day`.

    To be called inside a transaction, with a text that is not stored yet.
    """
    published = _iso(article.published)
    known = one(db, "SELECT pk, id, revision, publisher FROM articles WHERE pk = :pk", pk=pk_of(db, article))
    identifier = identities(article)[0] if known is None else known["id"]
    number = 1 if known is None else known["revision"] + 1
    shown = {
        "title": article.title,
        "author": article.author,
        "published": published,
        "published_basis": article.published_basis,
        "published_at": article.published_at,
        "lang": article.lang,
        "truncated": article.truncated,
        "modified": _iso(article.modified),
        "day": published or "",
        "revision": number,
    }
    if known is None or (known["publisher"] is None and article.publisher is not None):
        outlet = outlets.of_article(db, article.canonical or article.url, article.publisher, collected)
        of_outlet = {"read_outlet": outlet, "outlet": outlets.root(db, outlet)}
        shown |= {"publisher": article.publisher, **of_outlet}
    if known is None:
        given = {"id": identifier, "collected": collected}
        pk = insert(db, "articles", {**given, **shown})
    else:
        pk = known["pk"]
        db.table("articles").update(pk, shown)
    pages.note(db, pk, article)
    claim_reviews.renew(db, pk, article.claim_reviews)
    insert(
        db,
        "revisions",
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
        },
    )
    return {"pk": pk, "id": identifier, "revision": number, "day": shown["day"]}


def get(db: Database, identifier: str) -> Row | None:
    """An article with the text and hash of its latest revision, and the list of all `revisions`.

    If the id is that of an article that was joined with another, the other is returned, with its own `id`.
    The `extractor` of a revision is None if extraction failed on it.
    """
    row = one(
        db,
        f"{SELECT} WHERE a.id = :id OR a.pk = (SELECT article FROM moved_articles WHERE id = :id)",
        id=identifier,
    )
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
    return {**_shown(row), "text": latest["text"], "hash": latest["hash"], "revisions": shown}


def _shown(row: Mapping[str, Any]) -> Row:
    """A row as in lists, with booleans, which SQLite lacks."""
    return {**row, "truncated": bool(row["truncated"])}


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
    """Articles, the latest published first. Raises cursor.BadCursor and search.NoWords.

    `publisher` is a slug, a domain or any name of an outlet.
    """
    common = q is not None and search.is_common(db, "revisions_search", search.all_of(q))
    asked = None if publisher is None else outlets.called(db, publisher)
    return list_of(asked, since, until, q, common=common).page(db, limit, cursor, _shown)


def list_of(
    asked: list[int] | None, since: date | None, until: date | None, q: str | None, *, common: bool = False
) -> Listing:
    """The filtered list; `asked` are pks of outlets, and `common` says whether the words searched for are."""
    rows = Listing("articles", SELECT, "a", "day")
    if asked is not None:
        wanted, values = listed("outlet", asked)
        rows.where(f"a.outlet = {wanted}" if len(asked) == 1 else f"a.outlet IN {wanted}", **values)
    between(rows, since, until)
    if q is not None:
        rows.where(HOLDING[common], q=search.all_of(q))
    return rows


def between(rows: Listing, since: date | None, until: date | None) -> None:
    """Keep rows from `since` to `until`, both included; if either is given, undated rows are left out."""
    rows.where_given(f"{rows.alias}.day >= :since", since=_iso(since))
    rows.where_given(f"{rows.alias}.day <= :until", until=_iso(until))
    if until is not None and since is None:
        rows.where(f"{rows.alias}.day > ''")


def count_not_read_by(db: Database, extractor: str) -> int:
    """How many articles were read by another extractor than this one."""
    row = one(db, f"SELECT count(*) AS count {_NOT_READ_BY}", extractor=extractor)
    assert row is not None
    return int(row["count"])


def not_read_by(db: Database, extractor: str) -> Iterator[Row]:
    """The articles read by another extractor, with their latest texts, in the order they were stored."""
    pk = 0
    while True:
        row = one(
            db,
            "SELECT a.pk, a.id, a.author, a.published, a.modified, a.lang, r.text"
            f" {_NOT_READ_BY} AND a.pk > :pk ORDER BY a.pk LIMIT 1",
            extractor=extractor,
            pk=pk,
        )
        if row is None:
            return
        pk = row["pk"]
        yield row


def read_before(db: Database, article: int, revision: int) -> int:
    """The number of the latest revision before this one that was read; 0 if there is none."""
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
    """Record which extractor read a revision."""
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


def stored(db: Database, ids: Sequence[str]) -> frozenset[str]:
    """Those of the ids that an article has, or had before it was found to be another."""
    wanted = "WHERE id IN (SELECT value FROM json_each(:ids))"
    sql = f"SELECT id FROM articles {wanted} UNION ALL SELECT id FROM moved_articles {wanted}"
    return frozenset(identifier for (identifier,) in db.execute(sql, {"ids": json.dumps(list(ids))}))


def texts_around(db: Database, quotes: Sequence[Mapping[str, Any]]) -> dict[tuple[int, int], str]:
    """The texts that quotes are in, by article `pk` and revision number."""
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
