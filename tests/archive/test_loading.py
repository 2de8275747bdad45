"""Loading an archive gives the tracker that storing its articles one by one gives."""

from __future__ import annotations

import json
from datetime import date

import pytest
from conftest import HandReader

from quotes.archive import extraction, loading
from quotes.archive.extra import needed
from quotes.archive.loading import Wanted, group, load, settle, shards_in
from quotes.archive.reading import Options, Outcome
from quotes.archive.stretches import read, stretches
from quotes.archive.tables import article_of
from quotes.extraction import Reading, ReadingFailed
from quotes.intake.article import Article
from quotes.store import checking
from quotes.store.bulk import names_waiting
from quotes.store.bulk import writing as bulk_writing
from quotes.store.bulk.catching_up import catch_up
from quotes.store.database.connection import transaction, writing
from quotes.store.database.migrating import migrate
from quotes.store.identity import speaker_decisions, speakers
from quotes.store.identity.speaker_decisions import Decision
from quotes.store.tracking import grouping, unrelated
from quotes.tracking.wordings import compared
from quotes.workflows.ingestion import ingest_many

parquet = needed("pyarrow.parquet")

SITE = "https://www.tarn.example"
BRIDGE = "We will repair the old bridge over the Tarn before the winter comes back to us."
ARTICLES = [
    Article(f'Ada Moor says "{BRIDGE}" about Tarn, Ben Lund (person)\n', f"{SITE}/1", "One", "Tarn Post"),
    Article(
        f'Former mayor Ada Moor came.\nAda Moor says "{BRIDGE}"\nBen Lund says "Not heard." (denied)\n',
        f"{SITE}/2",
        published=date(2024, 5, 3),
    ),
    Article(
        'Mayor Moor came.\nMoor says "I am tired of the long winter."\nBen Lund says "Never."\n', f"{SITE}/3"
    ),
    Article('ADA MOOR says "Two."\nAda Moor says "Three."\nThe Wend River Authority says "Four."\n'),
    Article('The WRA says "Five."\nsome aides says "Six."\n? says "Seven."\n', f"{SITE}/4", "Four"),
    # The page of the first article once more: with another text, with the same, and as another's own address.
    Article(f'Ada Moor says "{BRIDGE}"\nBen Lund says "We count."\n', f"{SITE}/1", "Again"),
    Article(f'Ada Moor says "{BRIDGE}" about Tarn, Ben Lund (person)\n', f"{SITE}/1?utm_source=mail"),
    Article(f'Ada Moor says "{BRIDGE}"\nBen Lund says "We count."\n', f"{SITE}/short", canonical=f"{SITE}/1"),
    Article(f'Cora Fenn says "She said: {BRIDGE}" about Ada Moor (person)\n', published=date(2024, 5, 4)),
    Article("UNREADABLE", f"{SITE}/5"),
    Article('Joseph Okonjo says "Eight."\n', f"{SITE}/6"),
    Article('Joe Okonjo, the mayor, came.\nJoe Okonjo says "Nine."\n', f"{SITE}/7"),
    Article('Mayor Joseph Okonjo came.\nJoseph Okonjo says "Ten." about Baku\n', "https://other.example/8"),
    Article('Ada Moor Jr. says "Eleven." about Baku, Joe Okonjo (person)\n', f"{SITE}/9", lang="en"),
    # A topic whose name is quoted later, beside one of the same letters.
    Article('Ida Voss says "Twelve." about Wend Rail Board (organization)\n', f"{SITE}/10"),
    Article('The West River Bank says "Thirteen."\n', f"{SITE}/11"),
    Article('The Wend Rail Board says "Fourteen."\n', f"{SITE}/12"),
]
TABLES = {
    "articles": "SELECT a.id, a.url, a.title, a.published, a.published_at, a.lang, a.truncated, a.revision,"
    " o.name, o.articles FROM articles a LEFT JOIN outlets o ON o.pk = a.outlet",
    "revisions": "SELECT a.id, r.number, r.hash, r.extractor FROM revisions r"
    " JOIN articles a ON a.pk = r.article",
    "addresses": "SELECT a.id, x.page, x.url, x.declared FROM addresses x"
    " JOIN articles a ON a.pk = x.article",
    "quotes": "SELECT q.id, q.text, q.day, q.factuality, q.confidence, q.start, q.spans, q.mention, q.live,"
    " q.read_name, q.words, q.first_revision, s.name, r.slug, p.id FROM quotes q LEFT JOIN quotes p"
    " ON p.pk = q.parent LEFT JOIN speakers s ON s.pk = q.speaker"
    " LEFT JOIN speakers r ON r.pk = q.read_speaker",
    "speakers": "SELECT s.slug, s.kind, s.quotes, s.last_day, s.in_doubt, m.slug, coalesce(m.name, s.name)"
    " FROM speakers s LEFT JOIN speakers m ON m.pk = s.merged_into",
    "names": "SELECT s.slug, n.name, n.articles FROM speaker_names n JOIN speakers s ON s.pk = n.speaker",
    "placings": "SELECT s.slug, a.id, m.slug FROM placings p JOIN speakers s ON s.pk = p.speaker"
    " JOIN articles a ON a.pk = p.article LEFT JOIN speakers m ON m.pk = p.meant",
    "suggestions": "SELECT min(o.slug, t.slug), max(o.slug, t.slug), g.reason, round(g.probability, 6)"
    " FROM suggestions g JOIN speakers o ON o.pk = g.one JOIN speakers t ON t.pk = g.other",
    "topics": "SELECT t.key, t.name, t.kind, s.slug, r.key FROM topics t LEFT JOIN speakers s"
    " ON s.pk = t.speaker LEFT JOIN topics r ON r.pk = t.root",
    "quote_topics": "SELECT q.id, t.key, x.kind, x.place, x.number FROM quote_topics x"
    " JOIN quotes q ON q.pk = x.quote JOIN topics t ON t.pk = x.topic",
    "statements": "SELECT st.id, st.reports, st.articles, st.day, st.form, st.confidence, st.factuality,"
    " l.id, s.slug,"
    " (SELECT group_concat(id) FROM (SELECT id FROM quotes WHERE statement = st.pk ORDER BY id))"
    " FROM statements st LEFT JOIN quotes l ON l.pk = st.lead LEFT JOIN speakers s ON s.pk = st.speaker"
    " WHERE st.reports > 0",
    "about": "SELECT st.id, t.key, s.slug, x.day, x.place, x.factuality FROM about x JOIN topics t"
    " ON t.pk = x.topic JOIN statements st ON st.pk = x.statement LEFT JOIN speakers s ON s.pk = x.speaker",
    "same_words": "SELECT min(a.id, b.id), max(a.id, b.id) FROM same_words w JOIN quotes a ON a.pk = w.a"
    " JOIN quotes b ON b.pk = w.b",
    "coverage": "SELECT s.slug, o.slug, c.articles FROM coverage c LEFT JOIN speakers s ON s.pk = c.speaker"
    " LEFT JOIN outlets o ON o.pk = c.outlet",
    "fingerprints": "SELECT s.slug, f.mark, q.id FROM fingerprints f JOIN speakers s ON s.pk = f.speaker"
    " JOIN quotes q ON q.pk = f.quote",
    "claims": "SELECT s.slug, c.mark, q.id FROM claims c LEFT JOIN speakers s ON s.pk = c.speaker"
    " JOIN quotes q ON q.pk = c.quote",
    "runs": "SELECT mark, words FROM runs",
    "found": "SELECT q.id FROM quotes_search f JOIN quotes q ON q.pk = f.rowid"
    " WHERE f.quotes_search MATCH 'bridge'",
    "waiting": "SELECT quote FROM ungrouped UNION ALL SELECT speaker FROM unsettled",
}


EVERYTHING = Wanted()
DECISION = Decision("an editor", None, "2024-06-01T00:00:00+00:00")


class HandArticles:
    """Gives the articles above in the place of pieces, read by hand."""

    version = HandReader.version

    def read(self, pieces, _options):
        for piece in pieces:
            article = ARTICLES[json.loads(piece.content)]
            (found,) = HandReader().extract_many([reading_of(article)])
            failed = isinstance(found, ReadingFailed)
            yield Outcome(
                piece.place, 1, None, article, [] if failed else found, str(found) if failed else None
            )


def reading_of(article):
    return Reading(article.text, article.published, article.author, article.modified, article.lang)


@pytest.fixture
def archive(tmp_path):
    """An archive of all articles, in three shards."""
    for at, numbers in enumerate((range(4), range(4, 9), range(9, len(ARTICLES)))):
        file = tmp_path / f"numbers{at}.jsonl"
        file.write_text("".join(f"{number}\n" for number in numbers))
        extraction.extract_shard([str(file)], str(tmp_path / "archive"), Options(), reader=HandArticles())
    return str(tmp_path / "archive")


@pytest.fixture
def opened(tmp_path):
    """Opens databases of this test by name."""
    with_ends = []

    def open_one(name):
        migrate(tmp_path / name)
        manager = writing(tmp_path / name)
        with_ends.append(manager)
        return manager.__enter__()

    yield open_one
    for manager in with_ends:
        manager.__exit__(None, None, None)


def load_all(db, archive, wanted=EVERYTHING, stop_after=None):
    loaded = load(db, archive, shards_in(archive), wanted)
    outcomes = []
    for number, one in enumerate(loaded, 1):
        outcomes += one.outcomes
        if number == stop_after:
            return outcomes
    list(settle(db))
    list(group(db))
    return outcomes


def told(db):
    """All that the file tells, without the numbers that its rows happen to have."""
    return {(name, *row) for name, sql in TABLES.items() for row in db.execute(sql)}


def ingested(db, articles=ARTICLES):
    return list(ingest_many(db, articles, HandReader()))


@pytest.mark.parametrize("together", [1, 3, 250])
def test_loading_gives_what_ingesting_one_by_one_gives(archive, opened, monkeypatch, together):
    monkeypatch.setattr(loading, "_TOGETHER", together)
    one_by_one, at_once = opened("ingested.db"), opened("loaded.db")
    expected = ingested(one_by_one)
    outcomes = load_all(at_once, archive)
    assert sorted(map(str, outcomes)) == sorted(map(str, expected))
    assert told(at_once) == told(one_by_one)


@pytest.mark.parametrize("names", [1, 2, 5])
def test_it_makes_no_difference_how_many_names_are_settled_at_a_time(archive, opened, monkeypatch, names):
    monkeypatch.setattr(names_waiting, "MOST_A_STEP", names)
    monkeypatch.setattr(loading, "_TOGETHER", 1)
    few, many = opened("few.db"), opened("many.db")
    load_all(few, archive)
    monkeypatch.undo()
    load_all(many, archive)
    assert told(few) == told(many)


def test_quotes_that_resemble_no_other_are_grouped_together_as_they_would_be_one_by_one(
    archive, opened, monkeypatch
):
    at_once, one_by_one = opened("at_once.db"), opened("one_by_one.db")
    load_all(at_once, archive)
    asked = []
    monkeypatch.setattr(unrelated, "among", lambda _db, quotes: asked.extend(quotes) or {})
    load_all(one_by_one, archive)
    assert asked
    assert told(at_once) == told(one_by_one)


def test_helpers_that_compare_words_ahead_change_nothing(archive, opened, monkeypatch):
    monkeypatch.setattr(loading, "_WORDED_TOGETHER", 2)
    alone, helped = opened("alone.db"), opened("helped.db")
    load_all(alone, archive)
    list(load(helped, archive, shards_in(archive), EVERYTHING))
    list(settle(helped))
    compared.cache_clear()
    texts = []
    queued = grouping.waiting(helped)

    def mapped(make, things):
        for thing in things:
            texts.extend(thing[1])
            yield make(thing)

    list(group(helped, mapped))
    assert len(texts) == queued
    assert told(helped) == told(alone)


def test_a_shard_is_read_in_stretches_of_its_row_groups(archive, tmp_path):
    shard = shards_in(archive)[1]
    whole = [pair for stretch in stretches(archive, shard, 100) for pair in read(stretch)]
    for kind, size in (("articles", 3), ("quotes", 2)):
        path = tmp_path / "archive" / kind / f"{shard}.parquet"
        table = parquet.read_table(path)
        parquet.write_table(table, path, row_group_size=size)
    cut = list(stretches(archive, shard, 2))
    assert [(one.start, one.stop) for one in cut] == [(0, 2), (2, 3), (3, 5)]
    assert [pair for stretch in cut for pair in read(stretch)] == whole


def test_a_load_that_was_stopped_goes_on_and_has_each_article_once(archive, opened, monkeypatch):
    monkeypatch.setattr(loading, "_TOGETHER", 3)
    whole, stopped = opened("whole.db"), opened("stopped.db")
    load_all(whole, archive)
    first = load_all(stopped, archive, stop_after=2)
    assert names_waiting.waiting(stopped) > 0
    again = load_all(stopped, archive)
    assert [one.status for one in again[: len(first)]] == ["unchanged"] * len(first)
    assert told(stopped) == told(whole)


def test_what_a_killed_load_has_left_is_settled_and_grouped_by_others(archive, opened, tmp_path):
    whole, killed = opened("whole.db"), opened("killed.db")
    load_all(whole, archive)
    list(load(killed, archive, shards_in(archive), EVERYTHING))
    catch_up(tmp_path / "killed.db")
    assert told(killed) == told(whole)


def test_a_batch_that_fails_leaves_nothing_behind(archive, opened, monkeypatch):
    monkeypatch.setattr(loading, "_TOGETHER", 3)
    db = opened("failed.db")
    list(zip(range(1), load(db, archive, shards_in(archive), Wanted()), strict=False))
    before = told(db)

    def fail(*_):
        raise RuntimeError("killed")

    monkeypatch.setattr(bulk_writing.summaries, "begin", fail)
    with pytest.raises(RuntimeError, match="killed"):
        load_all(db, archive)
    assert told(db) == before


def test_what_is_loaded_is_consistent_and_joins_what_was_there(archive, opened):
    mixed, one_by_one = opened("mixed.db"), opened("ingested.db")
    ingested(mixed, ARTICLES[10:12])
    load_all(mixed, archive)
    ingested(one_by_one, [*ARTICLES[10:12], *ARTICLES])
    findings = [finding for checked in checking.check(mixed) for finding in checked.findings]
    assert findings == []
    assert told(mixed) == told(one_by_one)


def test_what_people_decide_between_two_batches_holds_for_the_next(archive, opened, monkeypatch):
    monkeypatch.setattr(loading, "_TOGETHER", 2)
    db, people = opened("loaded.db"), opened("loaded.db")
    loaded = load(db, archive, shards_in(archive), EVERYTHING)
    next(loaded)
    with transaction(people):
        ada, ben = (speakers.pk_of(people, slug) for slug in ("ada-moor", "ben-lund"))
        speaker_decisions.merge(people, ben, ada, DECISION)
    next(loaded)
    sql = "SELECT s.name FROM quotes q JOIN speakers s ON s.pk = q.speaker WHERE q.text LIKE 'Never%'"
    assert db.execute(sql).fetchall() == [("Ada Moor",)]


def test_only_what_is_wanted_is_loaded(archive, opened):
    db = opened("wanted.db")
    load_all(db, archive, Wanted(speakers=("ben lund",), since=date(2024, 1, 1)))
    assert [row["url"] for row in db.table("articles").rows] == [f"{SITE}/2"]
    load_all(db, archive, Wanted(outlets=("OTHER.example",)))
    assert {row["url"] for row in db.table("articles").rows} == {f"{SITE}/2", "https://other.example/8"}


def test_articles_come_back_as_they_were_written(archive):
    rows = [
        row
        for shard in shards_in(archive)
        for row in parquet.read_table(f"{archive}/articles/{shard}.parquet").to_pylist()
    ]
    assert sorted(map(article_of, rows), key=str) == sorted(ARTICLES, key=str)
