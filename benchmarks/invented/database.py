"""Databases of invented words: ten thousand speakers, of whom a few say most, and frequent and rare words."""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from pathlib import Path

from sqlite_utils import Database

from quotes.intake.addresses import page_of
from quotes.store.database.connection import transaction, writing
from quotes.store.database.migrating import migrate
from quotes.store.identity import speakers
from quotes.store.ids import article_id, content_hash, quote_id, statement_id
from quotes.store.publication import outlets
from quotes.store.tracking import claims, shingles
from quotes.tracking.names import folded
from quotes.tracking.normalization import normal_words
from quotes.tracking.topics import key_of as topic_key
from quotes.tracking.words import fingerprints_of, key_of

SPEAKERS = 10_000
QUOTES_PER_ARTICLE = 5
REPORTS_PER_STATEMENT = 2
VOCABULARY = 30_000
TOPICS = 20_000
# Cache memory while a file is made, because its indexes are written in random order.
CACHE_KB = 600_000
FIRST_DAY = date(2000, 1, 1)
DAYS = 9_000
SYLLABLES = ("ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "va")
COMMON_WORDS = ("the", "of", "and", "to", "we", "will", "not", "people", "a", "in")


def fill(path: Path, size: int) -> None:
    """A file of `size` quotes. It is not written by ingestion, which would take hours."""
    making = path.with_suffix(".making")
    making.unlink(missing_ok=True)
    migrate(making)
    chance = random.Random(size)  # noqa: S311 - the same file each time, and no secret
    with writing(making) as db, transaction(db):
        db.execute(f"PRAGMA cache_size = -{CACHE_KB}")
        write_speakers(db)
        write_quotes(db, size, chance)
        write_topics(db, chance)
        # Names are resolved to speakers when the file is migrated.
        db.execute("DELETE FROM derived WHERE name = 'speakers'")
    making.rename(path)


def write_speakers(db: Database) -> None:
    names = [name_of(pk) for pk in range(1, SPEAKERS + 1)]
    db.conn.executemany(
        "INSERT INTO speakers (pk, slug, name, sort, kind, created)"
        " VALUES (?, ?, ?, ?, 'person', '2000-01-01')",
        [(pk, f"s-{pk}", name, name.lower()) for pk, name in enumerate(names, 1)],
    )
    db.conn.executemany(
        "INSERT INTO speaker_names (speaker, name, folded) VALUES (?, ?, ?)",
        [(pk, name, folded(name, "person")) for pk, name in enumerate(names, 1)],
    )
    speakers.index_all(db)


def name_of(speaker: int) -> str:
    return f"{word(speaker - 1).title()} {word(speaker * 7 - 4).title()}"


def write_quotes(db: Database, size: int, chance: random.Random) -> None:
    """Articles of several quotes each; a statement has two reports, in articles of neighbouring days."""
    count = size // QUOTES_PER_ARTICLE
    half = count // REPORTS_PER_STATEMENT
    wordings: list[tuple[int, list[str]]] = []
    for number in range(half * QUOTES_PER_ARTICLE):
        speaker = min(SPEAKERS, int(chance.paretovariate(0.6)))
        wordings.append((speaker, wording(chance, 8 + number % 30)))
        day = (FIRST_DAY + timedelta(days=number * DAYS // (half * QUOTES_PER_ARTICLE))).isoformat()
        identifier = statement_id(str(number))
        db.execute(
            "INSERT INTO statements (pk, id, speaker, lead, first, dated, day, confidence, reports, articles)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, 0.9, 2, 2)",
            (number + 1, identifier, speaker, number + 1, number + 1, number + 1, day),
        )
    pk = 0
    for copy in range(REPORTS_PER_STATEMENT):
        for at in range(half):
            write_article(db, copy * half + at + 1, wordings, at * QUOTES_PER_ARTICLE, pk)
            pk += QUOTES_PER_ARTICLE
    shingles.add_many(db, (" ".join(words) for _, words in wordings))
    outlets.assign_all(db)
    claims.index_all(db)


def write_topics(db: Database, chance: random.Random) -> None:
    """One or two places for each statement, a few of them named far more often than the others."""
    names = [(number, word(number).title()) for number in range(1, TOPICS + 1)]
    db.conn.executemany(
        "INSERT INTO topics (pk, key, name, kind) VALUES (?, ?, ?, 'place')",
        [(number, topic_key(name, "place"), name) for number, name in names],
    )
    named = [
        (quote, topic, number)
        for (quote,) in db.execute("SELECT pk FROM quotes WHERE parent IS NULL").fetchall()
        for number, topic in enumerate({min(TOPICS, int(chance.paretovariate(0.5))) for _ in range(2)})
    ]
    db.conn.executemany(
        "INSERT INTO quote_topics (quote, topic, kind, place, number) VALUES (?, ?, 'place', 'words', ?)",
        named,
    )
    db.execute(
        "INSERT INTO about (statement, topic, speaker, day, place)"
        " SELECT st.pk, x.topic, st.speaker, st.day, x.place FROM quote_topics x"
        " JOIN quotes q ON q.pk = x.quote JOIN statements st ON st.pk = q.statement"
    )


def write_article(
    db: Database, article: int, wordings: list[tuple[int, list[str]]], first: int, written: int
) -> None:
    quoted = wordings[first : first + QUOTES_PER_ARTICLE]
    text = "\n".join(f'"{" ".join(words)}" says {name_of(speaker)}' for speaker, words in quoted)
    day = (FIRST_DAY + timedelta(days=first * DAYS // len(wordings))).isoformat()
    url = f"https://paper{article % 200}.example/{article}"
    identifier = article_id(page_of(url), None, text)
    db.execute(
        "INSERT INTO articles (pk, id, url, publisher, published, collected, day, revision)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, 1)",
        (article, identifier, url, f"Paper {article % 200}", day, day, day),
    )
    db.execute("INSERT INTO addresses (article, page, url) VALUES (?, ?, ?)", (article, page_of(url), url))
    db.execute(
        "INSERT INTO revisions (article, number, hash, published, collected, extractor, text)"
        " VALUES (?, 1, ?, ?, ?, 'bench', ?)",
        (article, content_hash(text), day, day, text),
    )
    start = 0
    for number, (speaker, words) in enumerate(quoted):
        said = " ".join(words)
        end = start + len(said) + 2
        pk = written + number + 1
        row = {
            "pk": pk,
            "id": quote_id(identifier, 1, start),
            "article": article,
            "start": start,
            "speaker": speaker,
            "name": name_of(speaker),
            "statement": first + number + 1,
            "day": day,
            "words": key_of(words),
            "text": said,
            "spans": json.dumps([{"start": start, "end": end}]),
            "parent": first + number + 1 if written + number >= len(wordings) else None,
        }
        db.execute(
            "INSERT INTO quotes (pk, id, article, revision, start, speaker, read_speaker, read_name,"
            " read_kind, statement, day, words, form, confidence, text, spans, said_on, said_precision,"
            " said_basis, extractor, parent)"
            " VALUES (:pk, :id, :article, 1, :start, :speaker, :speaker, :name, 'person', :statement, :day,"
            " :words, 'sentence', 0.9, :text, :spans, :day, 'day', 'published', 'bench', :parent)",
            row,
        )
        marks = [(speaker, mark, pk) for mark in fingerprints_of(normal_words(said))]
        db.conn.executemany("INSERT INTO fingerprints (speaker, mark, quote) VALUES (?, ?, ?)", marks)
        start = end + len(f" says {name_of(speaker)}\n")


def wording(chance: random.Random, length: int) -> list[str]:
    """Words as frequent as in natural language: few very common, most rare."""
    words = []
    for _ in range(length):
        rank = int(chance.paretovariate(0.7))
        words.append(COMMON_WORDS[rank - 1] if rank <= len(COMMON_WORDS) else word(min(rank, VOCABULARY)))
    if chance.random() < 0.05:
        words[:3] = ["we", "will", "not"]
    return words


def word(number: int) -> str:
    """The word with this number: invented, pronounceable, always the same."""
    syllables = []
    while number:
        number, syllable = divmod(number, len(SYLLABLES))
        syllables.append(SYLLABLES[syllable])
    return "".join(syllables) or "bo"
