from __future__ import annotations

import json
from datetime import date

import pytest

from quotes.extraction import Cue, Mention, Quote, Said, Span, Topic

BARE = Quote("so be it", (Span(4, 14),), "fragment", None, None, None, None, None, 0.123456)


def test_a_full_quote_as_a_record():
    quote = Quote(
        text="We stay, whatever comes.",
        spans=(Span(0, 10), Span(20, 38)),
        form="sentence",
        speaker="Ada Moor",
        speaker_kind="person",
        mention=Mention("she", 11, 14),
        cue=Cue("said", 15, 19),
        said=Said(date(2024, 5, 2), "day", "explicit", "on Thursday", 0.87654),
        confidence=0.94,
        relayer="Tarn Post",
        about=(Topic("Holm", "place", "sentence"),),
        factuality="denied",
    )
    assert quote.as_record() == {
        "text": "We stay, whatever comes.",
        "spans": [{"start": 0, "end": 10}, {"start": 20, "end": 38}],
        "form": "sentence",
        "speaker": "Ada Moor",
        "speaker_kind": "person",
        "mention": {"text": "she", "start": 11, "end": 14},
        "cue": {"text": "said", "start": 15, "end": 19},
        "said": {
            "on": "2024-05-02",
            "precision": "day",
            "basis": "explicit",
            "text": "on Thursday",
            "confidence": 0.8765,
        },
        "about": [{"name": "Holm", "kind": "place", "where": "sentence"}],
        "factuality": "denied",
        "confidence": 0.94,
        "relayer": "Tarn Post",
    }


def test_what_is_not_known_is_null_in_the_record_and_a_relayer_is_there_only_where_there_is_one():
    record = BARE.as_record()
    unknown = {"speaker", "speaker_kind", "mention", "cue", "said"}
    assert {key for key, value in record.items() if value is None} == unknown
    assert "relayer" not in record


def test_a_date_may_be_unknown_where_its_words_are():
    quote = Quote(
        "so", (Span(0, 4),), "fragment", None, None, None, None, Said(None, "year", "explicit", "then"), 0.5
    )
    assert quote.as_record()["said"] == {
        "on": None, "precision": "year", "basis": "explicit", "text": "then", "confidence": None,
    }  # fmt: skip


def test_records_are_json_with_confidence_to_four_places():
    assert json.loads(json.dumps(BARE.as_record()))["confidence"] == 0.1235


def test_a_quote_is_said_unless_it_is_told_otherwise():
    assert BARE.as_record()["factuality"] == "said"


def test_quotes_are_not_changed_once_made():
    with pytest.raises(AttributeError):
        BARE.speaker = "Ada Moor"
