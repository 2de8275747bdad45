"""Whether quoted words were said at all, and the confidence in when they were said.

Quotes read before count as said until they are read again. `factuality` and `said_confidence` are the values
in force, `read_...` the machine's readings. All quotes of a statement have one factuality. The counts of
speakers, coverage and topics include only what was said, and so their triggers are replaced.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("quotes")

_FACTUALITY = "TEXT NOT NULL DEFAULT 'said' CHECK ({} IN ('said', 'denied', 'hypothetical', 'fabricated'))"
_CONFIDENCE = "REAL CHECK ({0} BETWEEN 0 AND 1)"

COLUMNS = f"""
ALTER TABLE quotes ADD COLUMN factuality {_FACTUALITY.format("factuality")};
ALTER TABLE quotes ADD COLUMN read_factuality {_FACTUALITY.format("read_factuality")};
ALTER TABLE quotes ADD COLUMN factuality_decided INTEGER NOT NULL DEFAULT 0;
ALTER TABLE quotes ADD COLUMN said_confidence {_CONFIDENCE.format("said_confidence")};
ALTER TABLE quotes ADD COLUMN read_said_confidence {_CONFIDENCE.format("read_said_confidence")};
ALTER TABLE statements ADD COLUMN factuality {_FACTUALITY.format("factuality")};
ALTER TABLE statements ADD COLUMN said_confidence {_CONFIDENCE.format("said_confidence")};
ALTER TABLE about ADD COLUMN factuality {_FACTUALITY.format("factuality")};
CREATE INDEX statements_not_said ON statements (factuality, day, pk)
    WHERE reports > 0 AND factuality <> 'said';
CREATE INDEX quotes_not_said ON quotes (words, speaker) WHERE factuality <> 'said';
"""

COUNTS = """
DROP TRIGGER quotes_counted_in;
DROP TRIGGER quotes_counted_out;
DROP TRIGGER quotes_recounted;
CREATE TRIGGER quotes_counted_in AFTER INSERT ON quotes
WHEN new.live AND new.factuality = 'said' AND new.speaker IS NOT NULL BEGIN
    UPDATE speakers SET quotes = quotes + 1, last_day = max(last_day, new.day) WHERE pk = new.speaker;
END;
CREATE TRIGGER quotes_counted_out AFTER DELETE ON quotes
WHEN old.live AND old.factuality = 'said' AND old.speaker IS NOT NULL BEGIN
    UPDATE speakers SET quotes = quotes - 1, last_day = coalesce(
        (SELECT max(day) FROM quotes WHERE speaker = old.speaker AND live AND factuality = 'said'), '')
        WHERE pk = old.speaker;
END;
CREATE TRIGGER quotes_recounted AFTER UPDATE OF speaker, live, day, factuality ON quotes BEGIN
    UPDATE speakers SET quotes = quotes - (old.live AND old.factuality = 'said'), last_day = coalesce(
        (SELECT max(day) FROM quotes WHERE speaker = old.speaker AND live AND factuality = 'said'), '')
        WHERE pk = old.speaker;
    UPDATE speakers SET quotes = quotes + (new.live AND new.factuality = 'said'), last_day = coalesce(
        (SELECT max(day) FROM quotes WHERE speaker = new.speaker AND live AND factuality = 'said'), '')
        WHERE pk = new.speaker;
END;
"""

_PUT = """
    INSERT INTO quoted_in (speaker, article, day, quotes)
    SELECT new.speaker, pk, day, 1 FROM articles
        WHERE pk = new.article AND new.live AND new.factuality = 'said' AND new.speaker IS NOT NULL
    ON CONFLICT DO UPDATE SET quotes = quotes + 1;"""
_TAKE = """
    UPDATE quoted_in SET quotes = quotes - (old.live AND old.factuality = 'said')
        WHERE speaker = old.speaker AND article = old.article;
    DELETE FROM quoted_in WHERE speaker = old.speaker AND article = old.article AND quotes = 0;"""

COVERAGE = f"""
DROP TRIGGER quotes_covered;
DROP TRIGGER quotes_uncovered;
DROP TRIGGER quotes_covered_anew;
CREATE TRIGGER quotes_covered AFTER INSERT ON quotes BEGIN {_PUT} END;
CREATE TRIGGER quotes_uncovered AFTER DELETE ON quotes BEGIN {_TAKE} END;
CREATE TRIGGER quotes_covered_anew AFTER UPDATE OF speaker, live, article, factuality ON quotes
WHEN old.speaker IS NOT new.speaker OR old.live <> new.live OR old.article <> new.article
    OR old.factuality <> new.factuality BEGIN
    {_TAKE}
    {_PUT}
END;
"""


def _counted(row: str, step: int) -> str:
    return f"""
    INSERT INTO topic_counts (speaker, topic, statements)
        SELECT 0, {row}.topic, {step} WHERE {row}.factuality = 'said'
        UNION ALL SELECT {row}.speaker, {row}.topic, {step}
        WHERE {row}.speaker IS NOT NULL AND {row}.factuality = 'said'
        ON CONFLICT (speaker, topic) DO UPDATE SET statements = statements + excluded.statements;
    DELETE FROM topic_counts WHERE topic = {row}.topic AND speaker IN (0, {row}.speaker) AND statements = 0;
"""


TOPICS = f"""
DROP TRIGGER about_counted_in;
DROP TRIGGER about_counted_out;
DROP TRIGGER about_recounted;
CREATE TRIGGER about_counted_in AFTER INSERT ON about BEGIN {_counted("new", 1)} END;
CREATE TRIGGER about_counted_out AFTER DELETE ON about BEGIN {_counted("old", -1)} END;
CREATE TRIGGER about_recounted AFTER UPDATE OF speaker, topic, factuality ON about
    WHEN old.speaker IS NOT new.speaker OR old.topic <> new.topic OR old.factuality <> new.factuality BEGIN
    {_counted("old", -1)} {_counted("new", 1)}
END;
"""


@migrations()
def m0009_factuality(db: Database) -> None:
    for script in (COLUMNS, COUNTS, COVERAGE, TOPICS):
        db.executescript(script)
