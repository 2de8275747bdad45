"""The addresses of each article, and outlets as rows of their own.

`addresses` has every address at which an article was found or that it declares; the addresses of one page
share `page`. An article's `url` is the best of them. Articles that were stored twice are joined by rules, and
so not here: `moved_articles` leads from the id of an article to the one it was joined with, and `moved_to`
does so for quotes.

`publisher` is what the article says. `read_outlet` is the outlet that was found by its domain or that name,
`outlet` the one this was merged into, just as with `read_speaker` and `speaker` of quotes. Rules also decide
which domain and which name belong to whom. `coverage` counts by outlet from here on; outlet 0 means none.

`published_basis` tells where the day of publication was found; it is unknown for older articles.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("quotes")

PAGES = """
CREATE TABLE addresses (
    pk INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (pk),
    page TEXT NOT NULL,
    url TEXT NOT NULL,
    declared INTEGER NOT NULL DEFAULT 0,
    UNIQUE (url, article)
) STRICT;
CREATE INDEX addresses_by_page ON addresses (page);
CREATE INDEX addresses_by_article ON addresses (article);
INSERT INTO addresses (article, page, url) SELECT pk, url, url FROM articles WHERE url IS NOT NULL;
CREATE TABLE moved_articles (
    id TEXT PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (pk),
    at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX moved_articles_by_article ON moved_articles (article);
ALTER TABLE quotes ADD COLUMN moved_to INTEGER REFERENCES quotes (pk);
CREATE INDEX quotes_by_moved_to ON quotes (moved_to) WHERE moved_to IS NOT NULL;
"""

OUTLETS = """
CREATE TABLE outlets (
    pk INTEGER PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    sort TEXT NOT NULL,
    named_by_hand INTEGER NOT NULL DEFAULT 0,
    merged_into INTEGER REFERENCES outlets (pk),
    articles INTEGER NOT NULL DEFAULT 0,
    created TEXT NOT NULL
) STRICT;
CREATE INDEX outlets_by_name ON outlets (sort, pk);
CREATE INDEX outlets_by_articles ON outlets (articles, pk);
CREATE INDEX outlets_by_merged_into ON outlets (merged_into) WHERE merged_into IS NOT NULL;
CREATE TABLE outlet_domains (
    domain TEXT PRIMARY KEY,
    outlet INTEGER NOT NULL REFERENCES outlets (pk)
) STRICT, WITHOUT ROWID;
CREATE INDEX outlet_domains_by_outlet ON outlet_domains (outlet);
CREATE TABLE outlet_names (
    pk INTEGER PRIMARY KEY,
    outlet INTEGER NOT NULL REFERENCES outlets (pk),
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    articles INTEGER NOT NULL DEFAULT 0,
    given INTEGER NOT NULL DEFAULT 0,
    UNIQUE (outlet, name)
) STRICT;
CREATE INDEX outlet_names_by_folded ON outlet_names (folded);
CREATE TABLE outlet_merges (
    pk INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES outlets (pk),
    target INTEGER NOT NULL REFERENCES outlets (pk),
    undone INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX outlet_merges_by_source ON outlet_merges (source, pk);
CREATE INDEX outlet_merges_by_target ON outlet_merges (target, pk);
CREATE TABLE outlet_decisions (
    pk INTEGER PRIMARY KEY,
    outlet INTEGER NOT NULL REFERENCES outlets (pk),
    at TEXT NOT NULL,
    made_by TEXT,
    reason TEXT,
    token TEXT,
    changes TEXT NOT NULL
) STRICT;
CREATE INDEX outlet_decisions_by_outlet ON outlet_decisions (outlet, pk);
ALTER TABLE articles ADD COLUMN published_basis TEXT
    CHECK (published_basis IN ('given', 'metadata', 'byline', 'address'));
ALTER TABLE articles ADD COLUMN read_outlet INTEGER REFERENCES outlets (pk);
ALTER TABLE articles ADD COLUMN outlet INTEGER REFERENCES outlets (pk);
CREATE INDEX articles_by_outlet ON articles (outlet, day, pk);
CREATE INDEX articles_by_read_outlet ON articles (read_outlet);
DROP INDEX IF EXISTS articles_by_publisher;
"""


def _count(speaker: str, outlet: str) -> str:
    return f"""
        INSERT INTO coverage (speaker, outlet, articles) VALUES ({speaker}, coalesce({outlet}, 0), 1)
        ON CONFLICT DO UPDATE SET articles = articles + 1;"""


def _uncount(speaker: str, outlet: str) -> str:
    where = f"WHERE speaker = {speaker} AND outlet = coalesce({outlet}, 0)"
    return f"""
        UPDATE coverage SET articles = articles - 1 {where};
        DELETE FROM coverage {where} AND articles = 0;"""


_OUTLET = "(SELECT outlet FROM articles WHERE pk = {}.article)"
_QUOTED = "speaker IN (SELECT speaker FROM quoted_in WHERE article = new.pk)"

COVERAGE = f"""
DROP TRIGGER IF EXISTS articles_covered;
DROP TRIGGER IF EXISTS articles_uncovered;
DROP TRIGGER IF EXISTS quoted_in_put;
DROP TRIGGER IF EXISTS quoted_in_taken;
DROP TABLE coverage;
CREATE TABLE coverage (
    speaker INTEGER NOT NULL,
    outlet INTEGER NOT NULL,
    articles INTEGER NOT NULL,
    PRIMARY KEY (speaker, outlet)
) STRICT, WITHOUT ROWID;
INSERT INTO coverage (speaker, outlet, articles)
    SELECT speaker, 0, count(*) FROM quoted_in GROUP BY speaker
    UNION ALL SELECT 0, 0, count(*) FROM articles HAVING count(*) > 0;
CREATE TRIGGER articles_covered AFTER INSERT ON articles BEGIN
    {_count("0", "new.outlet")}
    UPDATE outlets SET articles = articles + 1 WHERE pk = new.outlet;
END;
CREATE TRIGGER articles_uncovered AFTER DELETE ON articles BEGIN
    {_uncount("0", "old.outlet")}
    UPDATE outlets SET articles = articles - 1 WHERE pk = old.outlet;
END;
CREATE TRIGGER articles_covered_anew AFTER UPDATE OF outlet ON articles
WHEN old.outlet IS NOT new.outlet BEGIN
    {_uncount("0", "old.outlet")}
    UPDATE outlets SET articles = articles - 1 WHERE pk = old.outlet;
    UPDATE coverage SET articles = articles - 1 WHERE outlet = coalesce(old.outlet, 0) AND {_QUOTED};
    DELETE FROM coverage WHERE outlet = coalesce(old.outlet, 0) AND articles = 0 AND {_QUOTED};
    {_count("0", "new.outlet")}
    UPDATE outlets SET articles = articles + 1 WHERE pk = new.outlet;
    INSERT INTO coverage (speaker, outlet, articles)
        SELECT speaker, coalesce(new.outlet, 0), 1 FROM quoted_in WHERE article = new.pk
        ON CONFLICT DO UPDATE SET articles = articles + 1;
END;
CREATE TRIGGER quoted_in_put AFTER INSERT ON quoted_in BEGIN
    {_count("new.speaker", _OUTLET.format("new"))}
END;
CREATE TRIGGER quoted_in_taken AFTER DELETE ON quoted_in BEGIN
    {_uncount("old.speaker", _OUTLET.format("old"))}
END;
"""


@migrations()
def m0014_pages_and_outlets(db: Database) -> None:
    for script in (PAGES, OUTLETS, COVERAGE):
        db.executescript(script)
