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
        ("We will rebuild the bridge before the summer comes.", None, "altered"),
        ("We will not rebuild the bridge before the winter comes.", None, "altered"),
        ("Something else entirely.", "Tam Vale", "not_found"),
    ],
)
def test_the_verdict(filled: FlaskClient, quote: str, speaker: str | None, verdict: str) -> None:
    query = {"quote": quote, **({"speaker": speaker} if speaker else {})}
    answer = filled.get("/api/lookup", query_string=query).json
    assert answer["verdict"] == verdict
    searched = answer["searched"]
    assert (searched.pop("speaker") is None) == (speaker is None)
    assert searched == {"articles": 2, "outlets": 2, "from": "2024-05-01", "to": "2024-05-04"}


def test_a_match_tells_what_was_altered_and_where_the_words_stand(filled: FlaskClient) -> None:
    words = "We will not rebuild the bridge before the winter comes."
    (match,) = filled.get("/api/lookup", query_string={"quote": words}).json["matches"]
    assert match["match"] == "altered"
    assert 0.8 < match["similarity"] < 1
    assert {"kind": "negation", "asked": "not", "found": ""} in match["changes"]
    assert [step for step in match["difference"] if step["op"] != "equal"] == [
        {"op": "delete", "asked": "not", "found": ""}
    ]
    (part,) = match["parts"]
    assert match["quote"]["text"][part["start"] : part["end"]] == part["found"]
    assert match["statement"]["id"] == match["quote"]["statement"]
    assert match["statement"]["reports"] == 2


def test_what_is_merely_written_otherwise_is_told(filled: FlaskClient) -> None:
    words = "We'll rebuild the bridge [at Tarnholm] before the winter comes."
    (match,) = filled.get("/api/lookup", query_string={"quote": words}).json["matches"]
    assert match["match"] == "verbatim"
    assert match["changes"] == [{"kind": "contraction", "asked": "We'll", "found": "We will"}]


def test_what_was_searched_tells_how_much_there_is_of_the_speaker(filled: FlaskClient) -> None:
    searched = filled.get("/api/lookup?quote=ice+cream&speaker=vale").json["searched"]
    assert searched["speaker"] == {
        "asked": "vale",
        "known": True,
        "speakers": [
            {
                "name": "Tam Vale",
                "slug": "tam-vale",
                "kind": "person",
                "quotes": 2,
                "articles": 2,
                "outlets": 2,
                "from": "2024-05-01",
                "to": "2024-05-04",
            }
        ],
    }
    unknown = filled.get("/api/lookup?quote=ice+cream&speaker=Nobody").json["searched"]
    assert unknown["speaker"] == {"asked": "Nobody", "known": False, "speakers": []}


def test_nothing_stored_is_nothing_found(client: FlaskClient) -> None:
    assert client.get("/api/lookup?quote=anything").json == {
        "verdict": "not_found",
        "matches": [],
        "searched": {"articles": 0, "outlets": 0, "from": None, "to": None, "speaker": None},
    }


@pytest.mark.parametrize(
    "quote",
    [
        '"winter',
        "NEAR(bridge winter)",
        "text:bridge",
        "bridge*",
        "^we AND NOT will",
        "мы не будем",
        "我们",
        "\u202eabc",
        "a" * 5000,
        "winter",
        "we " * 6_600,
        "'; DROP TABLE quotes; --",
    ],
    ids=lambda quote: quote[:12],
)
def test_any_words_are_answered(filled: FlaskClient, quote: str) -> None:
    response = filled.get("/api/lookup", query_string={"quote": quote})
    assert response.status_code == 200
    assert response.json["searched"]["articles"] == 2


@pytest.mark.parametrize(
    "query",
    [
        "",
        "quote=",
        "quote=+",
        "quote=%22%2A%22",
        "quote=%E2%80%AE",
        "quote=a%00b",
        f"quote={'word+' * 10_000}",
        "quote=a&speaker=",
        "quote=a&limit=0",
        "quote=a&limit=101",
        "quote=a&quote=b",
    ],
    ids=lambda query: query[:20],
)
def test_what_cannot_be_asked_is_refused_and_named(filled: FlaskClient, query: str) -> None:
    response = filled.get(f"/api/lookup?{query}")
    assert response.status_code == 422
    assert response.json["errors"][0]["field"] in ("quote", "speaker", "limit")


@pytest.mark.parametrize("name", ["?!", "…", "_"])
def test_a_speakers_name_without_letters_is_refused_rather_than_nobodys(
    filled: FlaskClient, name: str
) -> None:
    response = filled.get("/api/lookup", query_string={"quote": "vigilant", "speaker": name})
    assert response.status_code == 422
    assert response.json["errors"] == [{"field": "speaker", "message": "Must contain a letter or a digit."}]
