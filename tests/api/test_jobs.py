"""Posting now and reading later, over REST."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quotes.api import articles as view
from quotes.readers import Direct
from quotes.serving.turns import NoTurn
from quotes.store.database.connection import writing
from quotes.workflows.jobs import read_next

TEXT = 'Mira Okonjo says "We will rebuild the bridge."\n'
LATER = {"Prefer": "respond-async"}


def work(app: Flask) -> None:
    services = app.extensions["quotes"]
    with writing(services.settings.database) as db:
        while read_next(db, services.settings.database, services.reader):
            pass


def test_an_article_is_accepted_now_and_read_later(app: Flask, client: FlaskClient) -> None:
    accepted = client.post("/api/articles", json={"text": TEXT}, headers=LATER)
    assert accepted.status_code == 202
    assert accepted.headers["Preference-Applied"] == "respond-async"
    job = client.get(accepted.headers["Location"]).json
    assert job == accepted.json
    assert (job["state"], job["size"], job["finished"]) == ("waiting", 1, None)
    (one,) = job["articles"]
    assert (one["state"], one["outcome"], one["error"], one["problem"]) == ("waiting", "created", None, None)
    stored = client.get(f"/api/articles/{one['article']}").json
    assert (stored["text"], stored["quotes"], stored["revisions"][0]["extractor"]) == (TEXT, [], None)

    work(app)

    job = client.get(accepted.headers["Location"]).json
    assert (job["state"], job["articles"][0]["state"]) == ("done", "read")
    assert job["finished"] is not None
    assert len(client.get(f"/api/articles/{one['article']}").json["quotes"]) == 1


def test_a_batch_is_one_job_in_which_each_article_is_judged_on_its_own(
    app: Flask, client: FlaskClient
) -> None:
    batch = [{"text": TEXT}, {"text": ""}, {"text": "UNREADABLE"}, {"text": TEXT}, {"text": "a" * 20_001}]
    accepted = client.post("/api/articles/batch", json={"articles": batch}, headers=LATER)
    assert accepted.status_code == 202
    work(app)
    job = client.get(accepted.headers["Location"]).json
    assert job["state"] == "failed"
    assert [(one["outcome"], one["state"]) for one in job["articles"]] == [
        ("created", "read"),
        ("refused", "refused"),
        ("created", "failed"),
        ("unchanged", "read"),
        ("refused", "refused"),
    ]
    assert [one["problem"] and one["problem"]["status"] for one in job["articles"]] == [
        None, 422, None, None, 413,
    ]  # fmt: skip
    assert job["articles"][2]["error"] == "Extraction has failed: no luck"


@pytest.mark.parametrize("prefer", ["respond-async, wait=10", "wait=5;x, Respond-Async", "respond-async;x=1"])
def test_the_preference_may_stand_among_others(client: FlaskClient, prefer: str) -> None:
    assert client.post("/api/articles", json={"text": TEXT}, headers={"Prefer": prefer}).status_code == 202


@pytest.mark.parametrize("prefer", ["", "return=minimal", "respond-asynchronously", "wait=100"])
def test_another_preference_changes_nothing(client: FlaskClient, prefer: str) -> None:
    assert client.post("/api/articles", json={"text": TEXT}, headers={"Prefer": prefer}).status_code == 201


def test_what_is_wrong_is_told_at_once(client: FlaskClient, stranger: FlaskClient) -> None:
    assert client.post("/api/articles", json={"text": ""}, headers=LATER).status_code == 422
    assert client.post("/api/articles", json={"text": "a" * 20_001}, headers=LATER).status_code == 413
    assert stranger.post("/api/articles", json={"text": TEXT}, headers=LATER).status_code == 401


def test_jobs_are_listed_the_latest_first_by_state_and_in_pages(app: Flask, client: FlaskClient) -> None:
    posted = [
        client.post("/api/articles", json={"text": f"{word} {TEXT}"}, headers=LATER).json["id"]
        for word in ("One", "UNREADABLE", "Three")
    ]
    listed = client.get("/api/jobs").json["items"]
    assert [job["id"] for job in listed] == posted[::-1]
    assert [job["id"] for job in client.get("/api/jobs?state=waiting").json["items"]] == posted[::-1]
    work(app)
    assert [job["id"] for job in client.get("/api/jobs?state=failed").json["items"]] == [posted[1]]
    page = client.get("/api/jobs?limit=2&state=done").json
    assert [job["id"] for job in page["items"]] == [posted[2], posted[0]]
    first = client.get("/api/jobs?limit=2")
    following = client.get(first.headers["Link"].partition(">")[0].strip("<")).json
    assert [job["id"] for job in following["items"]] == [posted[0]]


def test_a_job_that_is_not_there_is_404_and_a_state_that_is_none_422(client: FlaskClient) -> None:
    assert client.get("/api/jobs/none").status_code == 404
    assert client.get("/api/jobs?state=soon").status_code == 422


class Crowded(Direct):
    """Readers that are all taken."""

    def extract_many(self, *_: Any) -> Any:
        raise NoTurn("Too many texts are being read or waiting. Try again later.", 30)

    extract = extract_many


@pytest.fixture
def crowded(app: Flask, client: FlaskClient, reader: Any) -> FlaskClient:
    app.extensions["quotes"].reader._reader = Crowded(reader)
    return client


def test_where_all_readers_are_taken_a_client_is_told_when_to_come_again(
    crowded: FlaskClient,
) -> None:
    for path, body in (("/api/articles", {"text": TEXT}), ("/api/lookup/text", {"text": TEXT})):
        answer = crowded.post(path, json=body)
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
        assert answer.json["detail"].startswith("Too many texts are being read")
    assert crowded.get("/api/articles").json["items"] == []
    assert crowded.post("/api/articles", json={"text": TEXT}, headers=LATER).status_code == 202
    (outcome,) = crowded.post("/api/articles/batch", json={"articles": [{"text": "a " + TEXT}]}).json[
        "outcomes"
    ]
    assert (outcome["outcome"], outcome["problem"]["status"]) == ("refused", 503)


def test_a_batch_that_takes_too_long_refuses_the_rest(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view, "BATCH_SECONDS", -1.0)
    batch = {"articles": [{"text": TEXT}]}
    (outcome,) = client.post("/api/articles/batch", json=batch).json["outcomes"]
    assert outcome["problem"]["status"] == 503
    assert "respond-async" in outcome["problem"]["detail"]
