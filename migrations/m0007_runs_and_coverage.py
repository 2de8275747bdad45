"""Data for lookups: the runs of words in quotes, and how much of each speaker there is to search.

A row of `runs` says that the wording with the key `words` contains certain words in sequence; marks that
begin with the same words are adjacent. They are made by the rules for words, and so not filled in here.

`coverage` counts articles by outlet, and `quoted_in` those that quote a speaker. Triggers keep both in step
with every change of a quote. Speaker 0 means everybody, '' an article without an outlet.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("quotes")

RUNS = """
CREATE TABLE runs (
    mark INTEGER NOT NULL,
    words INTEGER NOT NULL,
    PRIMARY KEY (mark, words)
) STRICT, WITHOUT ROWID;
"""

COVERAGE = """
CREATE TABLE quoted_in (
    speaker INTEGER NOT NULL REFERENCES speakers (pk),
    article INTEGER NOT NULL REFERENCES articles (pk),
    day TEXT NOT NULL,
    quotes INTEGER NOT NULL,
    PRIMARY KEY (speaker, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX quoted_in_by_day ON quoted_in (speaker, day);
CREATE INDEX quoted_in_by_article ON quoted_in (article);
CREATE TABLE coverage (
    speaker INTEGER NOT NULL,
    publisher TEXT NOT NULL COLLATE NOCASE,
    articles INTEGER NOT NULL,
    PRIMARY KEY (speaker, publisher)
) STRICT, WITHOUT ROWID;
INSERT INTO quoted_in (speaker, article, day, quotes)
    SELECT q.speaker, q.article, a.day, count(*) FROM quotes q JOIN articles a ON a.pk = q.article
    WHERE q.live AND q.speaker IS NOT NULL GROUP BY q.speaker, q.article, a.day;
INSERT INTO coverage (speaker, publisher, articles)
    SELECT q.speaker, coalesce(a.publisher, ''), count(*) FROM quoted_in q JOIN articles a ON a.pk = q.article
    GROUP BY 1, 2
    UNION ALL SELECT 0, coalesce(publisher, ''), count(*) FROM articles GROUP BY 2;
"""


def _count(speaker: str, publisher: str) -> str:
    return f"""
        INSERT INTO coverage (speaker, publisher, articles) VALUES ({speaker}, coalesce({publisher}, ''), 1)
        ON CONFLICT DO UPDATE SET articles = articles + 1;"""


def _uncount(speaker: str, publisher: str) -> str:
    where = f"WHERE speaker = {speaker} AND publisher = coalesce({publisher}, '')"
    return f"""
        UPDATE coverage SET articles = articles - 1 {where};
        DELETE FROM coverage {where} AND articles = 0;"""


_PUBLISHER = "(SELECT publisher FROM articles WHERE pk = {}.article)"
_PUT = """
    INSERT INTO quoted_in (speaker, article, day, quotes)
    SELECT new.speaker, pk, day, 1 FROM articles
        WHERE pk = new.article AND new.live AND new.speaker IS NOT NULL
    ON CONFLICT DO UPDATE SET quotes = quotes + 1;"""
_TAKE = """
    UPDATE quoted_in SET quotes = quotes - old.live WHERE speaker = old.speaker AND article = old.article;
    DELETE FROM quoted_in WHERE speaker = old.speaker AND article = old.article AND quotes = 0;"""

TRIGGERS = f"""
CREATE TRIGGER articles_covered AFTER INSERT ON articles BEGIN {_count("0", "new.publisher")} END;
CREATE TRIGGER articles_uncovered AFTER DELETE ON articles BEGIN {_uncount("0", "old.publisher")} END;
CREATE TRIGGER articles_redated AFTER UPDATE OF day ON articles WHEN old.day <> new.day BEGIN
    UPDATE quoted_in SET day = new.day WHERE article = new.pk;
END;
CREATE TRIGGER quotes_covered AFTER INSERT ON quotes BEGIN {_PUT} END;
CREATE TRIGGER quotes_uncovered AFTER DELETE ON quotes BEGIN {_TAKE} END;
CREATE TRIGGER quotes_covered_anew AFTER UPDATE OF speaker, live, article ON quotes
WHEN old.speaker IS NOT new.speaker OR old.live <> new.live OR old.article <> new.article BEGIN
    {_TAKE}
    {_PUT}
END;
CREATE TRIGGER quoted_in_put AFTER INSERT ON quoted_in BEGIN
    {_count("new.speaker", _PUBLISHER.format("new"))}
END;
CREATE TRIGGER quoted_in_taken AFTER DELETE ON quoted_in BEGIN
    {_uncount("old.speaker", _PUBLISHER.format("old"))}
END;
"""


@migrations()
def m0007_runs_and_coverage(db: Database) -> None:
    for script in (RUNS, COVERAGE, TRIGGERS):
        db.executescript(script)
