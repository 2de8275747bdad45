"""Posting articles and reading them back."""

from __future__ import annotations

import threading
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from quotes.app import create_app
from quotes.settings import Settings

TEXT = (
    "The bridge is down.\n"
    'Mira Okonjo says "We will rebuild the bridge before the winter comes."\n'
    'The Harbour Board says "no money"\n'
    'an aide says "Nobody asked us."\n'
    '? says "Who is to pay?"\n'
)
ARTICLE = {
    "text": TEXT,
    "url": "https://www.tidewater.example/bridge",
    "title": "Bridge down",
    "author": "Ada Fenn",
    "published": "2024-05-03",
}
PAGE = """<!doctype html><html lang="en"><head><title>Bridge down</title></head><body><nav>Home</nav><article>
<h1>Bridge down</h1><p>The old bridge over the Wend fell into the river on Thursday night.</p>
<p>Mira Okonjo says "We will rebuild the bridge before the winter comes." The council meets on Monday.</p>
</article></body></html>"""


def test_a_new_article_is_201_with_its_address_and_quotes(client: FlaskClient) -> None:
    response = client.post("/api/articles", json=ARTICLE)
    assert response.status_code == 201
    assert response.json["outcome"] == "created"
    assert response.json["revision"] == 1
    assert response.json["publisher"] == "tidewater.example"
    assert len(response.json["quotes"]) == 4
    stored = client.get(response.headers["Location"])
    assert stored.status_code == 200
    assert {**stored.json, "outcome": "created"} == response.json


def test_the_text_is_kept_exactly_and_every_span_holds(client: FlaskClient) -> None:
    text = "  \r\n\u2028😀é e\u0301 " + TEXT + "\t\n\n "
    stored = client.post("/api/articles", json={"text": text}).json
    assert stored["text"] == text
    for quote in stored["quotes"]:
        for span in quote["spans"]:
            assert stored["text"][span["start"] : span["end"]] == f'"{quote["text"]}"'
        for part in (quote["mention"], quote["cue"]):
            assert stored["text"][part["start"] : part["end"]] == part["text"]


def test_a_quote_says_who_said_it_when_and_where(client: FlaskClient) -> None:
    posted = client.post("/api/articles", json=ARTICLE).json
    first, second, third, fourth = posted["quotes"]
    assert first["speaker"] == {"name": "Mira Okonjo", "kind": "person", "slug": "mira-okonjo"}
    assert second["speaker"]["kind"] == "organization"
    assert third["speaker"] == {"name": "an aide", "kind": "anonymous", "slug": None}
    assert fourth["speaker"] is None
    assert first["said"] == {
        "on": "2024-05-03",
        "precision": "day",
        "basis": "published",
        "text": None,
        "confidence": None,
    }
    assert first["article"] == {
        "id": posted["id"],
        "title": "Bridge down",
        "url": "https://www.tidewater.example/bridge",
        "publisher": "tidewater.example",
        "published": "2024-05-03",
        "archived_copy": "https://web.archive.org/web/20240503/https://www.tidewater.example/bridge",
    }
    assert (first["published"], first["collected"]) == ("2024-05-03", posted["collected"])
    assert (first["form"], second["form"]) == ("sentence", "fragment")
    assert first["confidence"] == 0.9
    alone = client.get(f"/api/quotes/{first['id']}").json
    assert {name: alone[name] for name in first} == first


def test_the_same_article_again_is_200_and_changes_nothing(client: FlaskClient) -> None:
    first = client.post("/api/articles", json=ARTICLE)
    again = client.post("/api/articles", json={**ARTICLE, "url": "HTTPS://WWW.Tidewater.example/bridge#top"})
    assert again.status_code == 200
    assert again.json == {**first.json, "outcome": "unchanged"}
    assert again.headers["Location"] == first.headers["Location"]
    assert len(client.get("/api/articles").json["items"]) == 1
    assert client.get("/api/speakers/mira-okonjo").json["quotes"] == 1


def test_the_same_text_without_an_address_is_the_same_article(client: FlaskClient) -> None:
    first = client.post("/api/articles", json={"text": TEXT})
    assert client.post("/api/articles", json={"text": TEXT}).status_code == 200
    assert client.post("/api/articles", json={"text": TEXT, "publisher": "The Wend"}).status_code == 201
    assert first.json["url"] is None
    assert first.json["publisher"] is None


def test_a_changed_text_at_one_address_is_a_further_revision(client: FlaskClient) -> None:
    first = client.post("/api/articles", json=ARTICLE).json
    changed = {**ARTICLE, "text": TEXT.replace("winter", "summer"), "title": "Bridge still down"}
    response = client.post("/api/articles", json=changed)
    assert response.status_code == 201
    assert (response.json["outcome"], response.json["id"], response.json["revision"]) == (
        "revised",
        first["id"],
        2,
    )
    assert [revision["number"] for revision in response.json["revisions"]] == [1, 2]
    assert response.json["revisions"][0]["hash"] == first["hash"] != response.json["hash"]
    assert response.json["title"] == "Bridge still down"
    assert response.json["collected"] == first["collected"]
    assert "summer" in response.json["quotes"][0]["text"]


def test_what_a_later_copy_does_not_tell_is_as_an_earlier_one_has_told_it(client: FlaskClient) -> None:
    told = {"title": "The bridge", "author": "Ada Fenn", "published": "2024-05-01"}
    text = 'Mira Okonjo says "We will rebuild it."'
    client.post("/api/articles", json={"text": text, "url": "https://tidewater.example/1", **told})
    copy = {"text": f"Updated.\n{text}", "url": "https://tidewater.example/1", "title": "A bridge"}
    again = client.post("/api/articles", json=copy).json
    assert again["outcome"] == "revised"
    assert {name: again[name] for name in told} == {**told, "title": "A bridge"}
    assert again["quotes"][0]["said"]["on"] == "2024-05-01"


def test_a_quote_that_an_edit_took_out_stays_to_be_seen_but_counts_no_more(client: FlaskClient) -> None:
    before = client.post("/api/articles", json=ARTICLE).json["quotes"][0]
    client.post("/api/articles", json={**ARTICLE, "text": 'Mira Okonjo says "No comment whatever."'})
    gone = client.get(f"/api/quotes/{before['id']}").json
    assert gone["text"] == before["text"]
    assert (gone["current"], gone["revision"]) == (False, 1)
    statements = client.get("/api/speakers/mira-okonjo/statements").json["items"]
    assert [statement["text"] for statement in statements] == ["No comment whatever."]
    assert client.get("/api/speakers/mira-okonjo").json["quotes"] == 1


def test_a_statement_outlives_an_edit_that_leaves_its_words(client: FlaskClient) -> None:
    before = client.post("/api/articles", json=ARTICLE).json["quotes"][0]
    after = client.post("/api/articles", json={**ARTICLE, "text": f"Updated.\n{TEXT}"}).json["quotes"][0]
    assert after["statement"] == before["statement"]
    assert client.get(f"/api/statements/{after['statement']}").json["reports"] == 1


def test_an_earlier_text_again_is_stored_already(client: FlaskClient) -> None:
    client.post("/api/articles", json=ARTICLE)
    client.post("/api/articles", json={**ARTICLE, "text": "Changed."})
    again = client.post("/api/articles", json=ARTICLE)
    assert (again.status_code, again.json["outcome"], again.json["revision"]) == (200, "unchanged", 2)


def test_html_is_read_for_its_article(client: FlaskClient) -> None:
    posted = client.post("/api/articles", json={"html": PAGE, "url": "https://tidewater.example/b"})
    assert posted.status_code == 201
    assert "Mira Okonjo" in posted.json["text"]
    assert "Home" not in posted.json["text"]
    assert posted.json["title"] == "Bridge down"


def test_what_no_file_can_hold_is_replaced_one_for_one(client: FlaskClient) -> None:
    body = '{"text": "a\\ud800b\\u0000c"}'
    posted = client.post("/api/articles", data=body, content_type="application/json")
    assert posted.json["text"] == "a\ufffdb\ufffdc"


def test_null_stands_for_not_known(client: FlaskClient) -> None:
    nulls = dict.fromkeys(("url", "title", "publisher", "author", "published"))
    posted = client.post("/api/articles", json={"text": TEXT, **nulls})
    assert posted.status_code == 201
    assert posted.json["quotes"][0]["said"] is None


def test_articles_are_listed_latest_first_and_by_filters(client: FlaskClient) -> None:
    for day, publisher, text in (
        ("2024-05-01", "The Wend", "Ferry sunk"),
        ("2024-05-03", "The Wend", "Bridge down"),
        ("2024-05-02", "Tidewater", "Café open"),
        (None, "Tidewater", "No date"),
    ):
        client.post("/api/articles", json={"text": text, "published": day, "publisher": publisher})

    def days(query: str) -> list[str | None]:
        return [article["published"] for article in client.get(f"/api/articles?{query}").json["items"]]

    assert days("") == ["2024-05-03", "2024-05-02", "2024-05-01", None]
    assert days("publisher=the wend") == ["2024-05-03", "2024-05-01"]
    assert days("from=2024-05-02") == ["2024-05-03", "2024-05-02"]
    assert days("to=2024-05-02") == ["2024-05-02", "2024-05-01"]
    assert days("from=2024-05-02&to=2024-05-02") == ["2024-05-02"]
    assert days("q=cafe") == ["2024-05-02"]
    assert days("q=open CAFÉ") == ["2024-05-02"]
    assert days('q="open cafe"') == []
    assert days("q=bridge OR ferry") == []


def test_pages_follow_each_other_without_gap_or_repetition(client: FlaskClient) -> None:
    for number in range(7):
        client.post(
            "/api/articles", json={"text": f"Text {number}", "published": f"2024-05-0{number // 2 + 1}"}
        )
    whole = [article["id"] for article in client.get("/api/articles?limit=100").json["items"]]
    address, seen = "/api/articles?limit=3&q=text", []
    while address:
        response = client.get(address)
        seen.append([article["id"] for article in response.json["items"]])
        address = response.headers["Link"].split(">")[0].lstrip("<") if "Link" in response.headers else ""
        assert (response.json["next_cursor"] is None) == (not address)
    assert [len(page) for page in seen] == [3, 3, 1]
    assert [identifier for page in seen for identifier in page] == whole


def test_a_cursor_is_good_for_its_own_list_only(client: FlaskClient) -> None:
    for number in range(3):
        client.post("/api/articles", json={"text": f"Text {number}"})
    cursor = client.get("/api/articles?limit=1").json["next_cursor"]
    assert client.get(f"/api/articles?limit=2&cursor={cursor}").status_code == 200
    for address in ("/api/articles?q=text&", "/api/statements?", "/api/speakers?"):
        assert client.get(f"{address}cursor={cursor}").status_code == 422
    for at in range(len(cursor)):
        changed = cursor[:at] + ("A" if cursor[at] != "A" else "B") + cursor[at + 1 :]
        answer = client.get(f"/api/articles?cursor={changed}")
        same_bits = at == len(cursor) - 1  # the last character may hold bits that count for nothing
        assert answer.status_code == 422 or same_bits


def test_a_batch_has_an_outcome_for_each_article(client: FlaskClient) -> None:
    client.post("/api/articles", json=ARTICLE)
    batch = [
        ARTICLE,
        {"text": "New."},
        {"txt": "?"},
        {"html": "<p></p>"},
        {"text": "a" * 20_001},
        {"text": "New."},
    ]
    outcomes = client.post("/api/articles/batch", json={"articles": batch}).json["outcomes"]
    assert [one["outcome"] for one in outcomes] == [
        "unchanged",
        "created",
        "refused",
        "refused",
        "refused",
        "unchanged",
    ]
    assert outcomes[0]["quotes"] == 4
    assert {error["field"] for error in outcomes[2]["problem"]["errors"]} == {"txt"}
    assert [one["problem"]["status"] for one in outcomes[2:5]] == [422, 422, 413]
    assert outcomes[1]["id"] == outcomes[5]["id"]


def test_a_batch_is_of_one_to_a_hundred_articles(client: FlaskClient) -> None:
    assert client.post("/api/articles/batch", json={"articles": []}).status_code == 422
    assert client.post("/api/articles/batch", json={"articles": [ARTICLE] * 101}).status_code == 422
    assert client.post("/api/articles/batch", json={"articles": [ARTICLE] * 100}).status_code == 200


def test_one_article_posted_many_times_at_once_is_stored_once(app: Flask, client: FlaskClient) -> None:
    codes: list[int] = []

    def post() -> None:
        codes.append(app.test_client().post("/api/articles", json=ARTICLE, headers=headers).status_code)

    headers = {"Authorization": client.environ_base["HTTP_AUTHORIZATION"]}
    threads = [threading.Thread(target=post) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(codes) == [200] * 7 + [201]
    assert len(client.get("/api/statements").json["items"]) == 4


def test_two_apps_serve_one_file(settings: Settings, client: FlaskClient, reader: object) -> None:
    other = create_app(settings, reader).test_client()  # type: ignore[arg-type]
    client.post("/api/articles", json=ARTICLE)
    assert len(other.get("/api/articles").json["items"]) == 1


def test_what_was_posted_is_there_after_a_restart(tmp_path: Path, reader: object) -> None:
    settings = Settings(database=tmp_path / "a folder" / "ä?#.db", token="made-up")
    settings.database.parent.mkdir()
    headers = {"Authorization": "Bearer made-up"}
    first = create_app(settings, reader).test_client()  # type: ignore[arg-type]
    stored = first.post("/api/articles", json=ARTICLE, headers=headers).json
    second = create_app(settings, reader).test_client()  # type: ignore[arg-type]
    assert second.get(f"/api/articles/{stored['id']}").json["quotes"] == stored["quotes"]


def test_an_article_that_cannot_be_read_is_stored_and_told_of(client: FlaskClient) -> None:
    response = client.post("/api/articles", json={"text": "UNREADABLE words", "url": "https://a.example/1"})
    assert response.status_code == 201
    assert (response.json["outcome"], response.json["quotes"]) == ("created", [])
    assert response.json["failed"] == "Extraction has failed: no luck"
    assert response.json["revisions"][0]["extractor"] is None
    assert client.get(response.headers["Location"]).json["text"] == "UNREADABLE words"


def test_an_article_of_a_batch_that_cannot_be_read_keeps_out_no_other(client: FlaskClient) -> None:
    batch = [{"text": TEXT}, {"text": "UNREADABLE"}, {"text": TEXT, "publisher": "The Wend"}]
    outcomes = client.post("/api/articles/batch", json={"articles": batch}).json["outcomes"]
    assert [(one["outcome"], one["quotes"], "failed" in one) for one in outcomes] == [
        ("created", 4, False),
        ("created", 0, True),
        ("created", 4, False),
    ]


def test_an_article_may_tell_when_it_was_changed_last(client: FlaskClient) -> None:
    posted = client.post("/api/articles", json={**ARTICLE, "modified": "2024-05-04T09:00:00Z"}).json
    assert (posted["published"], posted["modified"]) == ("2024-05-03", "2024-05-04")
    older = {**ARTICLE, "text": f"{TEXT}More.", "modified": "2024-05-01"}
    again = client.post("/api/articles", json=older).json
    assert [revision["modified"] for revision in again["revisions"]] == ["2024-05-04", None]
    assert [article["modified"] for article in client.get("/api/articles").json["items"]] == [None]


def test_a_day_of_change_that_is_none_is_refused(client: FlaskClient) -> None:
    assert client.post("/api/articles", json={**ARTICLE, "modified": "May"}).status_code == 422
