"""What the answer to "did they say this?" is."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from quotes.intake.article import Article
from quotes.lookup import Answer, lookup
from quotes.lookup.question import NoName
from quotes.workflows.ingestion import ingest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"

BRIDGE = "We will not spend 3.5 million on the bridge at Tarnholm, and the council knows it."
FERRY = "The ferry has carried our children to school for thirty years without a single accident."
WINTER = "Nobody in this town will forget the winter when the harbour froze from pier to pier."
PERSIAN = "ما هرگز از حقوق مردم خود دست نخواهیم کشید"
CHINESE = "我们不会放弃重建大桥的计划"
SAID = {
    "Mira Okonjo": (BRIDGE, FERRY, "vigilant", PERSIAN),
    "Tam Vale": (WINTER, "We will rebuild four of the piers.", "We will rebuild five of the piers.", CHINESE),
}

Asking = Callable[..., Answer]


@pytest.fixture
def ask(db: Database, reader: Any) -> Asking:
    lines = [f'{name} says "{text}"' for name, texts in SAID.items() for text in texts]
    ingest(db, Article("\n".join(lines) + "\n", publisher="The Wend", published=date(2024, 5, 1)), reader)
    return lambda words, speaker=None, limit=10: lookup(db, words, speaker, limit)


@pytest.mark.parametrize("name", ["", " ", "?!", "…", "_"])
@pytest.mark.parametrize("words", [BRIDGE, "Words that nobody has said"])
def test_a_name_without_letters_is_nobodys_so_nothing_is_claimed(ask: Asking, name: str, words: str) -> None:
    with pytest.raises(NoName):
        ask(words, name)


@pytest.mark.parametrize(
    ("words", "speaker", "verdict"),
    [
        (BRIDGE, None, "verbatim"),
        (
            BRIDGE.upper().replace("ARN", "AR\u00adN").replace(" ", "\u00a0").replace(",", " –"),
            None,
            "verbatim",
        ),
        ("spend 3.5 million on the bridge at Tarnholm", "Okonjo", "trimmed"),
        ("We will not spend … on the bridge at Tarnholm", None, "altered"),
        ("The ferry has carried our children … without a single accident", None, "trimmed"),
        ("We will spend 3.5 million on the bridge at Tarnholm, and the council knows it.", None, "altered"),
        (
            "We will not spend 35 million on the bridge at Tarnholm, and the council knows it.",
            None,
            "altered",
        ),
        (
            "We will not spend 3.5 million on the bridge at Veldmark, and the council knows it.",
            None,
            "altered",
        ),
        ("spend 4.5 million on the bridge at Tarnholm", None, "altered"),
        ("Everybody in this town will forget the winter when the harbour froze", None, "altered"),
        ("in this town will forget the winter when the harbour froze from pier to pier", None, "altered"),
        ("The ferry has carried our children to school and the council knows it.", "Mira Okonjo", "spliced"),
        ("The ferry has carried our children will forget the winter when", None, "spliced"),
        ("The ferry has carried our children without a single accident.", None, "spliced"),
        (BRIDGE, "Tam Vale", "other_speaker"),
        ("spend 3.5 million on the bridge", "Nobody Known", "other_speaker"),
        (
            "We will spend 3.5 million on the bridge at Tarnholm, and the council knows it.",
            "Tam Vale",
            "not_found",
        ),
        ("She said that the town would never spend millions on that bridge", None, "not_found"),
        ("Something else entirely is what the mayor was after", "Tam Vale", "not_found"),
        ("VIGILANT", "Mira Okonjo", "verbatim"),
        (PERSIAN, None, "verbatim"),
        ("از حقوق مردم خود", None, "trimmed"),
        ("\u202bما هرگز از حقوق مردم خود دست نخواهیم کشید\u202c", None, "verbatim"),
        (CHINESE, "Vale", "verbatim"),
        ("放弃重建大桥", None, "trimmed"),
        ("我们会放弃重建大桥的计划", None, "altered"),
    ],
)
def test_the_verdict(ask: Asking, words: str, speaker: str | None, verdict: str) -> None:
    assert ask(words, speaker).verdict == verdict


@pytest.mark.parametrize(
    ("words", "kind", "asked", "found"),
    [
        (BRIDGE.replace("3.5", "35"), "number", "35", "3.5"),
        (BRIDGE.replace("million", "billion"), "number", "billion", "million"),
        (BRIDGE.replace("will not", "will"), "negation", "", "not"),
        (BRIDGE.replace("Tarnholm", "Veldmark"), "name", "Veldmark", "Tarnholm"),
        (BRIDGE.lower().replace("tarnholm", "veldmark"), "name", "veldmark", "Tarnholm"),
        (BRIDGE.replace("council", "court"), "word", "court", "council"),
        (FERRY.replace("thirty", "forty"), "number", "forty", "thirty"),
        (WINTER.replace("Nobody", "Everybody"), "negation", "Everybody", "Nobody"),
        (WINTER.replace("will forget", "will never forget"), "negation", "never", ""),
    ],
)
def test_what_was_changed_is_called_out(ask: Asking, words: str, kind: str, asked: str, found: str) -> None:
    answer = ask(words)
    assert answer.verdict == "altered"
    (change,) = answer.matches[0].changes
    assert (change.kind, change.asked, change.found) == (kind, asked, found)


def test_a_negation_cut_off_right_before_the_words_is_called_out(ask: Asking) -> None:
    (match, *_) = ask("spend 3.5 million on the bridge").matches
    assert match.match == "trimmed"
    assert [(change.kind, change.asked, change.found) for change in match.changes] == [
        ("negation", "", "not")
    ]


def test_the_context_of_a_part_is_shown(ask: Asking) -> None:
    (match, *_) = ask("3.5 MILLION on the — bridge").matches
    assert [step.op for step in match.difference] == ["insert", "equal", "insert"]
    (part,) = match.parts
    assert part.found == match.quote["text"][part.start : part.end] == "3.5 million on the bridge"
    assert part.asked == "3.5 MILLION on the — bridge"


def test_each_piece_of_a_splice_has_its_source(ask: Asking) -> None:
    answer = ask("The ferry has carried our children will forget the winter when")
    parts = [(match.quote["text"], part.asked) for match in answer.matches[:2] for part in match.parts]
    assert {match.match for match in answer.matches[:2]} == {"spliced"}
    assert parts == [
        (FERRY, "The ferry has carried our children"),
        (WINTER, "will forget the winter when"),
    ]


def test_of_lookalikes_the_right_one_comes_first(ask: Asking) -> None:
    for number in ("four", "five"):
        answer = ask(f"We will rebuild {number} of the piers.")
        assert answer.verdict == "verbatim"
        assert number in answer.matches[0].quote["text"]
        assert answer.matches[1].match == "altered"
    assert ask("We will rebuild six of the piers.").verdict == "altered"


def test_what_another_said_in_these_words_goes_before_what_the_one_asked_for_said_in_others(
    ask: Asking, db: Database, reader: Any
) -> None:
    said = BRIDGE.replace("3.5", "4.5")
    ingest(db, Article(f'Tam Vale says "{said}"\n', publisher="Tidewater"), reader)
    answer = ask(BRIDGE, "Tam Vale")
    assert answer.verdict == "other_speaker"
    assert [(match.match, match.quote["speaker"]["name"]) for match in answer.matches[:2]] == [
        ("verbatim", "Mira Okonjo"),
        ("altered", "Tam Vale"),
    ]
    assert ask(said, "Tam Vale").matches[0].quote["speaker"]["name"] == "Tam Vale"


def test_what_was_searched_is_told_of_the_speaker_too(ask: Asking, db: Database, reader: Any) -> None:
    later = Article('Tam Vale says "We are tired."\n', publisher="Tidewater", published=date(2024, 6, 2))
    ingest(db, later, reader)
    searched = ask("No such words", "vale").searched
    assert (searched.articles, searched.outlets, searched.since, searched.until) == (
        2,
        2,
        "2024-05-01",
        "2024-06-02",
    )
    assert searched.speaker is not None
    assert searched.speaker.known
    (vale,) = searched.speaker.speakers
    assert (vale["slug"], vale["articles"], vale["outlets"], vale["quotes"]) == ("tam-vale", 2, 2, 5)
    (okonjo,) = ask("No such words", "okonjo").searched.speaker.speakers  # type: ignore[union-attr]
    assert (okonjo["articles"], okonjo["since"], okonjo["until"]) == (1, "2024-05-01", "2024-05-01")
    assert ask("No such words").searched.speaker is None
    unknown = ask("No such words", "Nobody Known").searched.speaker
    assert unknown is not None
    assert not unknown.known


def test_a_quote_that_was_taken_out_of_its_article_still_was_reported(db: Database, reader: Any) -> None:
    for text in (BRIDGE, WINTER):
        ingest(db, Article(f'Mira Okonjo says "{text}"\n', url="https://paper.example/1"), reader)
    answer = lookup(db, BRIDGE)
    assert answer.verdict == "verbatim"
    assert not answer.matches[0].quote["current"]


def test_a_rejected_quote_is_no_evidence(ask: Asking, db: Database) -> None:
    db.execute("UPDATE quotes SET status = 'rejected', live = 0 WHERE text = ?", (BRIDGE,))
    assert ask(BRIDGE).verdict == "not_found"
    searched = ask(BRIDGE, "Mira Okonjo").searched.speaker
    assert searched is not None
    assert searched.speakers[0]["quotes"] == 3


@pytest.mark.parametrize("phrase", ["the end of the day", "at the end of the day", "we"])
def test_what_everybody_says_is_found_of_the_one_asked_for(db: Database, reader: Any, phrase: str) -> None:
    lines = [f'Tam Vale says "At the end of the day we count {number} boats."' for number in range(120)]
    lines.append('Mira Okonjo says "Believe me, at the end of the day we are late."')
    ingest(db, Article("\n".join(lines) + "\n"), reader)
    answer = lookup(db, phrase, "Mira Okonjo")
    assert answer.verdict == "trimmed"
    assert answer.matches[0].quote["speaker"]["name"] == "Mira Okonjo"
    assert lookup(db, phrase, "Tam Vale").verdict == "trimmed"
    assert lookup(db, f"{phrase} we sing", "Mira Okonjo").verdict == "not_found"


def test_many_words_are_looked_up_like_few(ask: Asking) -> None:
    answer = ask(" ".join([WINTER] * 300))
    assert answer.verdict in ("spliced", "altered", "not_found")
    assert ask("the of " * 3000).verdict == "not_found"


def test_invented_quotes_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    score = importlib.import_module("lookup").measured(tmp_path / "q.db", 60, 30, seed=1)
    assert score.asked >= 250
    assert score.accuracy >= 0.97
    assert score.first_right >= 0.99
    assert score.wrongly_said == 0
