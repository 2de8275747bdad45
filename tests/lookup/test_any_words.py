"""Whatever is asked for, in whatever script, is answered; and what is stored is found."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from quotes.intake.article import Article
from quotes.lookup import lookup
from quotes.lookup.comparison.comparison import compare
from quotes.tracking.words import words_of
from quotes.workflows.ingestion import ingest

VERDICTS = {"verbatim", "trimmed", "altered", "spliced", "other_speaker", "not_found"}
STORED = 'Mira Okonjo says "We will not spend 3.5 million on the bridge."\nTam Vale says "vigilant"\n'

ANY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def filled(client: FlaskClient) -> FlaskClient:
    client.post("/api/articles", json={"text": STORED, "publisher": "The Wend", "published": "2024-05-01"})
    return client


@ANY
@example(words='" OR 1=1 --', speaker="col:umn")
@example(words='NEAR("we will" bridge*)', speaker='"')
@example(words="\u202ewe will\u202c", speaker="\u200f")
@example(words="…", speaker="…")
@example(words="'", speaker="*")
@given(words=st.text(max_size=80), speaker=st.text(max_size=20))
def test_any_question_is_answered_or_refused(filled: FlaskClient, words: str, speaker: str) -> None:
    response = filled.get("/api/lookup", query_string={"quote": words, "speaker": speaker})
    if response.status_code == 422:
        assert {error["field"] for error in response.json["errors"]} <= {"quote", "speaker"}
    else:
        assert response.status_code == 200
        assert response.json["verdict"] in VERDICTS


@pytest.mark.parametrize("quote", ["%ED%A0%80", "we%ED%A0%80will", "%FF", "a%00"])
def test_half_a_surrogate_pair_is_refused_or_no_word(filled: FlaskClient, quote: str) -> None:
    response = filled.get(f"/api/lookup?quote={quote}")
    assert response.status_code in (200, 422)
    assert "verdict" in response.json or response.json["errors"][0]["field"] == "quote"


PIECES = [
    "we",
    "will",
    "not",
    "3.5",
    "%",
    "—",
    "…",
    '"',
    "\u00a0",
    "don’t",
    "我们",
    "می‌رویم",
    "हिन्दी",
    "U.S.",
    "½",
]


@ANY
@given(text=st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map(" ".join))
def test_what_is_stored_is_found_in_its_own_words(db: Database, reader: Any, text: str) -> None:
    text = text.replace('"', "'")
    if not words_of(text):
        return
    ingest(db, Article(f'Tam Vale says "{text}"\n', published=date(2024, 5, 1)), reader)
    answer = lookup(db, text, "Tam Vale")
    assert answer.verdict == "verbatim"
    assert words_of(answer.matches[0].quote["text"]) == words_of(text)


@ANY
@given(asked=st.text(max_size=60), found=st.text(max_size=60))
def test_any_two_texts_can_be_compared(asked: str, found: str) -> None:
    if not words_of(asked) or not words_of(found):
        return
    comparison = compare(asked, found)
    assert (comparison.kind == "verbatim") == (comparison.similarity == 1)
    for part in comparison.parts:
        assert found[part.start : part.end] == part.found
    assert "".join(step.asked for step in comparison.difference)
    for change in comparison.changes():
        assert change.asked or change.found
