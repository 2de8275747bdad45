"""The addresses of articles, and which of them are one page."""

from __future__ import annotations

from dataclasses import replace

from sqlite_utils import Database

from quotes.intake.addresses import best_address, page_of
from quotes.intake.article import Article
from quotes.store.listing import listed, one
from quotes.tracking.copies import of_one_page


def pages_of(article: Article) -> list[str]:
    """The pages of an article: that of its canonical address, and that of where it was found."""
    addresses = [url for url in (article.canonical, article.url) if url is not None]
    return list(dict.fromkeys(map(page_of, addresses)))


def article_at(db: Database, pages: list[str]) -> int | None:
    """The stored article of the first of these pages that has one; None if none has."""
    found = (one(db, "SELECT article FROM addresses WHERE page = :page", page=page) for page in pages)
    return next((int(row["article"]) for row in found if row is not None), None)


def believed(db: Database, article: Article) -> Article:
    """The article without its canonical address if another text is stored for that address.

    Some sites give all their pages one canonical address, for example that of a section.
    """
    if article.canonical is None or article.url is None or len(pages_of(article)) == 1:
        return article
    there = article_at(db, [page_of(article.canonical)])
    if there is None or there == article_at(db, [page_of(article.url)]):
        return article
    stored = one(
        db,
        "SELECT r.text FROM articles a JOIN revisions r ON r.article = a.pk AND r.number = a.revision"
        " WHERE a.pk = :pk",
        pk=there,
    )
    assert stored is not None
    return article if of_one_page(stored["text"], article.text) else replace(article, canonical=None)


def articles_at(db: Database, article: Article) -> list[int]:
    """All articles stored under the addresses of this one. Several of them are one page."""
    if article.url is None:
        return []
    pages, values = listed("page", pages_of(article))
    rows = db.query(f"SELECT DISTINCT article FROM addresses WHERE page IN {pages} ORDER BY article", values)
    return [row["article"] for row in list(rows)]


def all_noted(db: Database, article: Article) -> bool:
    """Whether all addresses of an article are already recorded for one stored article."""
    sql = "SELECT article FROM addresses WHERE url = :url AND declared >= :declared"
    found = [one(db, sql, url=url, declared=declared) for url, declared in _addresses(article)]
    return None not in found and len({row["article"] for row in found if row is not None}) <= 1


def note(db: Database, pk: int, article: Article) -> None:
    """Record the addresses of an article, and choose the best one to show."""
    for url, declared in _addresses(article):
        db.execute(
            "INSERT INTO addresses (article, page, url, declared) VALUES (?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET declared = max(declared, excluded.declared)",
            (pk, page_of(url), url, declared),
        )
    show_best(db, pk)


def show_best(db: Database, pk: int) -> None:
    """Choose the best of an article's addresses to show."""
    rows = list(db.query("SELECT url, declared FROM addresses WHERE article = :pk", {"pk": pk}))
    if rows:
        best = best_address((row["url"], bool(row["declared"])) for row in rows)
        db.execute("UPDATE articles SET url = ? WHERE pk = ? AND url IS NOT ?", (best, pk, best))


def _addresses(article: Article) -> list[tuple[str, bool]]:
    given = [(article.canonical, True), (article.url, False)]
    return [(url, own) for url, own in given if url is not None and (own or url != article.canonical)]
