"""An archive that is asked gives the verdicts that the database gives after it was loaded."""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

import pytest
from conftest import HandReader

from quotes.archive import extraction, loading, shards
from quotes.archive.extra import ArchiveError
from quotes.archive.index import building, columns, indexing
from quotes.archive.index import manifest as manifests
from quotes.archive.index.asking import Beside, archives, corpus_of
from quotes.archive.index.corpus import ArchiveCorpus
from quotes.archive.index.indexing import index
from quotes.archive.index.opened import FollowedIndex, OpenIndex
from quotes.archive.reading import Options, outcomes
from quotes.lookup import answer_with_evidence, lookup
from quotes.store.database import connection
from quotes.store.database.migrating import migrate
from quotes.store.search import NoWords
from quotes.tracking.words import words_of

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

import lookup_cases
from invented import sentences

BRIDGE = "We will not spend 3.5 million on the bridge at Tarnholm, and the council knows it."
FERRY = "The ferry has carried our children to school for thirty years without a single accident."
SAID = [
    ("The Wend", "2024-05-01", f'Mira Okonjo says "{BRIDGE}"\nTam Vale says "vigilant"\n'),
    ("Tidewater", "2024-05-02", f'Mira Okonjo says "{BRIDGE}"\nOkonjo says "{FERRY}"\n'),
    ("Tidewater", "2024-05-03", 'Mira Okonjo says "Sell the bridge to the highest bidder." (denied)\n'),
    ("The Wend", "2024-05-04", 'Tam Vale says "I never said we should sell the harbour to strangers."\n'),
    ("The Wend", "2024-05-05", 'a neighbour says "The pier was never as full as it is today."\n'),
    ("Tidewater", None, 'The Wend River Authority says "The water is safe to drink again, we are sure."\n'),
]
QUESTIONS = [
    (BRIDGE, None),
    (BRIDGE.upper().replace(" ", "  "), "Mira Okonjo"),
    (BRIDGE, "okonjo"),
    (BRIDGE, "mira-okonjo"),
    (BRIDGE, "Tam Vale"),
    (BRIDGE, "Nobody Known"),
    ("spend 3.5 million on the bridge at Tarnholm", "Okonjo"),
    ("We won't spend 3,500,000 on the bridge at Tarnholm, and the council knows it", None),
    ("We will spend 3.5 million on the bridge at Tarnholm, and the council knows it.", None),
    ("We will not spend 35 million on the bridge at Tarnholm, and the council knows it.", None),
    ("We will not spend 3.5 million on the bridge at Veldmark, and the council knows it.", "Okonjo"),
    ("The ferry has carried our children to school and the council knows it.", "Mira Okonjo"),
    ("We will not spend 3.5 million … and the council knows it", None),
    ("Sell the bridge to the highest bidder", "Mira Okonjo"),
    ("Sell the bridge to the highest bidder", None),
    ("sell the bridge to the highest bidder", "Tam Vale"),
    ("we should sell the harbour to strangers", "Tam Vale"),
    ("The pier was never as full as it is today.", None),
    ("The pier was never as full as it is today.", "Vale"),
    ("The water is safe to drink again", "Wend River Authority"),
    ("vigilant", "Vale"),
    ("She said that the town would never spend millions on a bridge", "Mira Okonjo"),
    ("we will not", None),
]


class HandPieces:
    version = HandReader.version

    def read(self, some, options):
        for piece in some:
            yield from outcomes([piece], options, HandReader())


def records(texts):
    for number, (publisher, published, text) in enumerate(texts):
        url = f"https://paper.example/{number}"
        yield {"id": str(number), "url": url, "publisher": publisher, "published": published, "text": text}


def extracted(file, out, texts):
    file.write_text("".join(json.dumps(one) + "\n" for one in records(texts)))
    for shard in shards.plan([str(file)]):
        extraction.extract_shard(shard.paths, str(out), Options(), reader=HandPieces())
    return str(out)


@pytest.fixture(autouse=True)
def small(monkeypatch):
    """Shards, segments and parts of tables are small, so that there are several."""
    monkeypatch.setattr(shards, "LEAST_BYTES", 500)


@pytest.fixture
def archive(tmp_path):
    return extracted(tmp_path / "news.jsonl", tmp_path / "archive", SAID)


@pytest.fixture
def loaded(tmp_path):
    def load(archive, wanted=loading.Wanted()):  # noqa: B008 - it cannot be changed
        path = tmp_path / "loaded.db"
        migrate(path)
        with connection.writing(path) as db:
            list(loading.load(db, archive, loading.shards_in(archive), wanted))
            list(loading.settle(db))
            list(loading.group(db))
        return path

    return load


def asked(archive):
    return ArchiveCorpus(OpenIndex(archive))


def told(answer):
    """What must be the same of two answers: the verdict, which passages, and how each compares.

    Not the speaker's best name, nor which wordings are one statement, since nothing settles an archive.
    """
    return answer.verdict, [
        (
            match.match,
            words_of(match.quote["text"]),
            match.similarity,
            match.changes,
            match.factuality,
            match.quote["article"]["id"],
        )
        for match in answer.matches
    ]


@pytest.mark.parametrize(("words", "speaker"), QUESTIONS)
def test_the_answer_is_that_of_the_database(archive, loaded, words, speaker):
    index(archive)
    with connection.reading(loaded(archive)) as db:
        assert told(lookup(asked(archive), words, speaker)) == told(lookup(db, words, speaker))


def test_invented_quotes_are_told_as_by_the_database(tmp_path, loaded, monkeypatch):
    monkeypatch.setattr(building, "MOST_RUNS", 3_000)
    monkeypatch.setattr(columns, "ROWS_AT_ONCE", 2_000)
    monkeypatch.setattr(indexing, "MOST_SEGMENTS", 3)
    monkeypatch.setattr(shards, "LEAST_BYTES", 10_000)
    chance = random.Random(11)
    made = sentences.quotes(700, chance)
    lines = [f'{one.speaker} says "{one.text}"\n' for one in made[:600]]
    texts = [("The Wend", "2024-05-01", "".join(lines[at : at + 5])) for at in range(0, len(lines), 5)]
    archive = extracted(tmp_path / "news.jsonl", tmp_path / "archive", texts)
    index(archive)
    questions = chance.sample([*lookup_cases.cases(made[:600], made[600:], chance)], 100)
    assert len({case.kind for case in questions}) > 10
    opened = OpenIndex(archive)
    with connection.reading(loaded(archive)) as db:
        for case in questions:
            here, there = (lookup(one, case.asked, case.speaker, 1) for one in (ArchiveCorpus(opened), db))
            assert here.verdict == there.verdict, case
            if here.verdict != "not_found":
                assert told(here)[1][:1] == told(there)[1][:1], case


@pytest.fixture
def three(tmp_path):
    """An archive of three shards, and what makes another of these."""

    def add(number, word):
        text = f'Mira Okonjo says "The {word} bridge will be open again by the first of May."\n'
        return extracted(
            tmp_path / f"{number}.jsonl", tmp_path / "archive", [("The Wend", "2024-05-01", text)]
        )

    for number, word in enumerate(("red", "blue", "green")):
        add(number, word)
    return str(tmp_path / "archive"), add


def verdict(archive, word):
    return lookup(asked(archive), f"The {word} bridge will be open again by the first of May").verdict


def read_by(archive):
    """The shards that an indexing reads."""
    heard = []
    index(archive, lambda what, number: heard.append((what, number)))
    return dict(heard)["shards"]


def test_only_what_is_new_or_has_changed_is_read(three):
    archive, add = three
    assert read_by(archive) == 3
    assert read_by(archive) == 0
    add(3, "white")
    assert verdict(archive, "white") == "altered"
    assert len(OpenIndex(archive).lacking.new) == 1
    assert read_by(archive) == 1
    assert verdict(archive, "white") == "verbatim"


def test_what_a_shard_has_no_more_is_not_found(three):
    archive, add = three
    index(archive)
    add(1, "black")
    assert OpenIndex(archive).lacking.changed
    assert verdict(archive, "blue") == "altered"
    index(archive)
    assert [verdict(archive, word) for word in ("red", "black", "blue")] == [
        "verbatim",
        "verbatim",
        "altered",
    ]
    assert asked(archive).everything() == {
        "articles": 3, "outlets": 1, "since": "2024-05-01", "until": "2024-05-01",
    }  # fmt: skip


def test_a_shard_that_is_gone_does_not_count(three):
    archive, _ = three
    index(archive)
    (name,) = [one for one in loading.shards_in(archive) if one.startswith("2-")]
    for kind in ("quotes", "articles"):
        (Path(archive) / kind / f"{name}.parquet").unlink()
    assert verdict(archive, "green") == "altered"
    index(archive)
    assert verdict(archive, "green") == "altered"
    assert verdict(archive, "red") == "verbatim"
    assert asked(archive).everything()["articles"] == 2


def test_an_indexing_that_is_stopped_goes_on_where_it_was(three, monkeypatch):
    archive, _ = three
    monkeypatch.setattr(building, "MOST_RUNS", 1)

    def stop(what, _number, done=[]):  # noqa: B006  counts
        done += [what] if what == "shard" else []
        if len(done) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index(archive, stop)
    assert verdict(archive, "red") == "verbatim"
    assert read_by(archive) == 2
    assert [verdict(archive, word) for word in ("red", "blue", "green")] == ["verbatim"] * 3


def test_segments_are_merged_until_each_is_much_larger_than_all_that_are_smaller(three, monkeypatch):
    archive, _ = three
    monkeypatch.setattr(building, "MOST_RUNS", 1)
    index(archive)
    assert len(manifests.read(archive).segments) == 1
    assert len(list((Path(archive) / "index").glob("segment-*"))) == 1
    assert {verdict(archive, word) for word in ("red", "blue", "green")} == {"verbatim"}


def test_one_process_indexes_an_archive_at_a_time(three):
    archive, _ = three
    with manifests.alone(archive), pytest.raises(ArchiveError, match="another process"):
        index(archive)


def test_an_archive_without_an_index_says_what_makes_one(three):
    archive, _ = three
    with pytest.raises(ArchiveError, match="quotes archive index"):
        OpenIndex(archive)


def test_an_index_of_another_version_is_made_anew(three):
    archive, _ = three
    index(archive)
    path = Path(archive) / "index" / "index.json"
    path.write_text(path.read_text().replace(f'"version": "{manifests.VERSION}"', '"version": "0"'))
    with pytest.raises(ArchiveError, match="no index"):
        OpenIndex(archive)
    assert read_by(archive) == 3


def a_file_of(archive, name):
    (file,) = (Path(archive) / "index").glob(f"segment-*/{name}")
    return file


@pytest.mark.parametrize(
    "damage",
    [
        lambda archive: a_file_of(archive, "quotes.day").write_bytes(b""),
        lambda archive: a_file_of(archive, "runs.words").write_bytes(b"\1" * 13),
        lambda archive: a_file_of(archive, "wordings.fences").write_bytes(b""),
        lambda archive: a_file_of(archive, "names.texts").unlink(),
        lambda archive: (Path(archive) / "index" / "index.json").write_bytes(b'{"shards": {'),
    ],
)
def test_a_damaged_index_is_told_and_made_anew(three, damage):
    archive, _ = three
    index(archive)
    damage(archive)
    with pytest.raises(ArchiveError, match="quotes archive index"):
        OpenIndex(archive)
    assert read_by(archive) == 3
    assert verdict(archive, "red") == "verbatim"


def test_an_index_that_is_merged_while_it_is_opened_is_opened_as_it_is_then(three, monkeypatch):
    archive, add = three
    index(archive)
    before = manifests.read(archive)
    add(3, "white")
    index(archive)
    told = iter([before, manifests.read(archive)])
    monkeypatch.setattr(manifests, "read", lambda _archive: next(told))
    assert verdict(archive, "white") == "verbatim"


def test_an_archive_without_a_quote_is_indexed_and_has_said_nothing(tmp_path):
    archive = extracted(tmp_path / "news.jsonl", tmp_path / "none", [("The Wend", None, "Nobody spoke.")])
    index(archive)
    assert verdict(archive, "red") == "not_found"
    assert asked(archive).everything()["articles"] == 1


ODD = [
    "No.",
    "Ünïcödé — «ça va» — 你好世界 — 🏗️👷🏽‍♀️, she wrote",
    "a\u0000b\u200bc\u00add e\u0301 f",
    "?!…",
    "٣٤ million ½ £3.5bn 10² ﬁne ǅ İstanbul ß",
    "never again " * 3_000 + "shall we build it",
    "word" * 20_000,
]


@pytest.mark.parametrize(
    "words", [*ODD, "no", "never again " * 40, "shall we build it", "çA VA 你好世界", "?"]
)
def test_odd_words_are_found_as_by_the_database(tmp_path, loaded, words):
    file = tmp_path / "odd.jsonl"
    texts = [("The Wend", "2024-05-01", f'Mira Okonjo says "{one}"\nTam Vale says "{one}"\n') for one in ODD]
    archive = extracted(file, tmp_path / "odd", texts)
    index(archive)
    corpora = ArchiveCorpus(OpenIndex(archive))
    with connection.reading(loaded(archive)) as db:
        for speaker in (None, "Okonjo"):
            here, there = (_answered(corpus, words, speaker) for corpus in (corpora, db))
            assert here == there


def _answered(corpus, words, speaker):
    try:
        answer = lookup(corpus, words, speaker)
    except NoWords:
        return "no words"
    return answer.verdict, [match.quote["text"] for match in answer.matches]


def test_object_storage_is_refused():
    with pytest.raises(ArchiveError, match="not on this machine"):
        manifests.folder_of("memory://archive")


def test_a_shard_that_changes_while_it_is_asked_is_told(three):
    archive, add = three
    index(archive)
    opened = OpenIndex(archive)
    add(1, "black")
    with pytest.raises(ArchiveError, match="has changed"):
        lookup(ArchiveCorpus(opened), "The blue bridge will be open again by the first of May")


def test_a_service_follows_what_becomes_of_an_archive(three):
    archive, add = three
    index(archive)
    followed = FollowedIndex(archive)
    first = followed.current
    assert followed.current is first
    add(3, "white")
    index(archive)
    assert lookup(ArchiveCorpus(followed.current), "The white bridge will be open again").verdict == "trimmed"


def test_an_article_in_two_shards_is_one_report(tmp_path):
    for name in ("a", "b"):
        extracted(tmp_path / f"{name}.jsonl", tmp_path / "archive", SAID)
    archive = str(tmp_path / "archive")
    index(archive)
    (match,) = lookup(asked(archive), BRIDGE).matches
    assert match.statement["reports"] == 2


def test_the_evidence_is_read_from_the_article(archive):
    index(archive)
    corpus = asked(archive)
    (match,) = answer_with_evidence(corpus, lookup(corpus, BRIDGE)).matches
    quote, statement = match.quote, match.statement
    assert quote["context"].sentence.text == f'Mira Okonjo says "{BRIDGE}"'
    assert quote["link"].startswith("https://paper.example/0#:~:text=We%20will%20not")
    assert (quote["archived"], quote["speaker"]["slug"]) == (True, None)
    assert [one["publisher"] for one in statement["reported_by"]] == ["The Wend", "Tidewater"]
    assert statement["first_reported"]["published"] == "2024-05-01"


def test_what_the_database_has_is_left_to_it(archive, loaded):
    index(archive)
    with connection.reading(loaded(archive, loading.Wanted(outlets=("The Wend",)))) as db:
        corpus = Beside(str(archive))(db)
        answer = answer_with_evidence(corpus, lookup(corpus, BRIDGE, "Mira Okonjo"))
    assert answer.verdict == "verbatim"
    assert [("archived" in match.quote, match.quote["article"]["publisher"]) for match in answer.matches] == [
        (False, "The Wend"),
        (True, "Tidewater"),
    ]
    assert answer.searched.articles == 3
    assert answer.searched.archive.articles == len(SAID)
    assert answer.searched.archive.speaker.known


def test_several_archives_are_asked_as_one(tmp_path):
    first, second = (
        extracted(tmp_path / f"{name}.jsonl", tmp_path / name, texts)
        for name, texts in (("a", SAID[:1]), ("b", SAID[1:]))
    )
    index(first)
    index(second)
    answer = lookup(corpus_of(archives([first, second])), BRIDGE + " Okonjo " + FERRY)
    assert answer.verdict == "spliced"
    assert answer.searched.articles + answer.searched.archive.articles == len(SAID)


def test_a_shard_whose_files_do_not_belong_together_is_named(three):
    archive, _ = three
    _, other, *_ = sorted((Path(archive) / "articles").iterdir())
    extracted(
        Path(archive).parent / "none.jsonl", Path(archive).parent / "none", [("The Wend", None, "Nothing.")]
    )
    (empty,) = (Path(archive).parent / "none" / "articles").iterdir()
    whole = other.read_bytes()
    other.write_bytes(empty.read_bytes())
    with pytest.raises(ArchiveError, match=f"{other.stem} cannot be indexed: its two files"):
        index(archive)
    quotes = Path(archive) / "quotes" / other.name
    extraction_of_none = Path(archive).parent / "none" / "quotes" / empty.name
    other.write_bytes(whole)
    quotes.write_bytes(extraction_of_none.read_bytes())
    with pytest.raises(ArchiveError, match=f"{other.stem} cannot be indexed: its two files"):
        index(archive)
    other.write_bytes(b"nonsense")
    with pytest.raises(ArchiveError, match=f"{other.stem} cannot be indexed"):
        index(archive)
