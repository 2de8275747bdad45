"""Looking up words over REST."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

TEXT = 'Mira Okonjo says "We will rebuild the bridge before the winter comes."\nTam Vale says "vigilant"\n'


@pytest.fixture
def filled(client: FlaskClient) -> FlaskClient:
    for day, publisher in (("2024-05-01", "The Wend"), ("2024-05-04", "Tidewater")):
        client.post("/api/articles", json={"text": TEXT, "publisher": publisher, "published": day})
    return client


@pytest.mark.parametrize(
    ("quote", "speaker", "verdict"),
    [
        ("We will rebuild the bridge before the winter comes.", None, "verbatim"),
        ("“we will rebuild — the bridge — before the Winter comes”", "Mira Okonjo", "verbatim"),
        ("rebuild the bridge before the winter", "okonjo", "trimmed"),
        ("VIGILANT", "tam-vale", "verbatim"),
        ("vigilant", "Mira Okonjo", "other_speaker"),
        ("vigilant", "Nobody Known", "other_speaker"),
        ("We will rebuild the bridge before the summer comes.", None, "not_found"),
        ("We will not rebuild the bridge before the winter comes.", None, "not_found"),
        ("Something else entirely.", "Tam Vale", "not_found"),
    ],
)
def test_the_verdict(filled: FlaskClient, quote: str, speaker: str | None, verdict: str) -> None:
    query = {"quote": quote, **({"speaker": speaker} if speaker else {})}
    answer = filled.get("/api/lookup", query_string=query).json
    assert answer["verdict"] == verdict
    assert answer["searched"] == {"articles": 2, "outlets": 2, "from": "2024-05-01", "to": "2024-05-04"}


def test_a_match_has_its_quote_statement_similarity_and_difference(filled: FlaskClient) -> None:
    answer = filled.get("/api/lookup?quote=We+will+rebuild+the+bridge+before+the+summer+comes.").json
    (match,) = answer["matches"]
    assert match["match"] == "near"
    assert 0.8 < match["similarity"] < 1
    assert {"op": "replace", "asked": "summer", "found": "winter"} in match["difference"]
    assert match["quote"]["article"]["publisher"] == "The Wend"
    assert match["statement"]["id"] == match["quote"]["statement"]
    assert match["statement"]["reports"] == 2


def test_nothing_stored_is_nothing_found(client: FlaskClient) -> None:
    assert client.get("/api/lookup?quote=anything").json == {
        "verdict": "not_found",
        "matches": [],
        "searched": {"articles": 0, "outlets": 0, "from": None, "to": None},
    }


@pytest.mark.parametrize(
    "quote", ['"', "NEAR(a b)", "col:umn", "*", "мы не будем", "我们", "\u202eabc", "a" * 5000]
)
def test_any_words_are_answered(filled: FlaskClient, quote: str) -> None:
    assert filled.get("/api/lookup", query_string={"quote": quote}).status_code in (200, 422)
