"""What a token may do, until when, and how wrong ones are met."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database
from werkzeug.test import TestResponse

from quotes.app import create_app
from quotes.requests.throttle import Throttle
from quotes.requests.tokens import of_reference, reference_of
from quotes.settings import Settings
from quotes.store.access import tokens
from quotes.store.database.connection import reading, transaction, writing

ARTICLE = {"text": 'Mira Okonjo says "Not a penny will be left." about Baku', "published": "2024-05-01"}
READ = 'Bearer realm="quotes"'
Ask = Callable[..., TestResponse]


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


@pytest.fixture
def made(settings: Settings) -> Callable[..., dict[str, str]]:
    """Make a token; the header with it."""

    def make(name: str, *scopes: str, expires: datetime | None = None) -> dict[str, str]:
        with writing(settings.database) as db:
            return bearer(tokens.create(db, name, scopes or tokens.SCOPES, expires))

    return make


def told(response: TestResponse) -> tuple[int, str, str]:
    body = response.get_json(force=True)
    return response.status_code, response.headers["WWW-Authenticate"], body["detail"]


def test_who_may_write_may_post_but_not_decide(stranger: FlaskClient, made: Ask) -> None:
    headers = made("poster", "write")
    posted = stranger.post("/api/articles", json=ARTICLE, headers=headers)
    assert posted.status_code == 201
    batch = {"articles": [ARTICLE]}
    assert stranger.post("/api/articles/batch", json=batch, headers=headers).status_code == 200
    quote = posted.json["quotes"][0]["id"]
    refused = stranger.patch(f"/api/quotes/{quote}", json={"status": "rejected"}, headers=headers)
    assert told(refused) == (
        403,
        f'{READ}, error="insufficient_scope", scope="decide"',
        "The token 'poster' lacks the scope decide, which this needs.",
    )
    assert stranger.get(f"/api/quotes/{quote}").json["status"] == "unreviewed"


def test_who_may_decide_may_not_post(stranger: FlaskClient, client: FlaskClient, made: Ask) -> None:
    quote = client.post("/api/articles", json=ARTICLE).json["quotes"][0]["id"]
    headers = made("editor", "decide")
    assert (
        stranger.patch(f"/api/quotes/{quote}", json={"status": "confirmed"}, headers=headers).status_code
        == 200
    )
    assert told(stranger.post("/api/articles", json=ARTICLE, headers=headers))[:2] == (
        403,
        f'{READ}, error="insufficient_scope", scope="write"',
    )


def test_every_view_that_changes_something_needs_write_or_decide(
    app: Flask, stranger: FlaskClient, made: Ask
) -> None:
    reader = made("reader", "read")
    wanted = {}
    for rule in app.url_map.iter_rules():
        for method in (rule.methods or set()) - {"GET", "HEAD", "OPTIONS"}:
            address = rule.rule.replace("<int:number>", "1").replace("<", "").replace(">", "")
            response = stranger.open(address, method=method, headers=reader)
            if response.status_code == 403:
                wanted[f"{method} {rule.rule}"] = response.json["detail"].split()[-4].rstrip(",")
    assert wanted["POST /api/articles"] == wanted["POST /api/articles/batch"] == "write"
    assert wanted["PATCH /api/quotes/<identifier>"] == "decide"
    assert wanted["POST /api/speakers/<slug>/merge"] == "decide"
    assert set(wanted.values()) == {"write", "decide"}
    assert "POST /api/lookup/text" not in wanted


def test_where_reading_is_protected_any_token_may_read(settings: Settings, made: Ask) -> None:
    client = create_app(replace(settings, read_token_required=True)).test_client()
    for scope in tokens.SCOPES:
        assert client.get("/api/articles", headers=made(scope, scope)).status_code == 200
    assert told(client.get("/api/articles"))[:2] == (401, READ)


def test_a_token_is_good_until_it_expires_or_is_revoked(
    stranger: FlaskClient, made: Ask, settings: Settings
) -> None:
    soon = made("soon", expires=datetime.now(UTC) + timedelta(hours=1))
    past = made("past", expires=datetime.now(UTC) - timedelta(seconds=1))
    assert stranger.post("/api/articles", json=ARTICLE, headers=soon).status_code == 201
    invalid = f'{READ}, error="invalid_token"'
    refused = stranger.post("/api/articles", json=ARTICLE, headers=past)
    assert told(refused) == (401, invalid, "The token 'past' is expired.")
    with writing(settings.database) as db:
        tokens.revoke(db, "soon")
    refused = stranger.post("/api/articles", json=ARTICLE, headers=soon)
    assert told(refused) == (401, invalid, "The token 'soon' is revoked.")


def test_a_wrong_token_is_told_where_none_is_needed(stranger: FlaskClient, made: Ask) -> None:
    assert stranger.get("/api/articles").status_code == 200
    assert stranger.get("/api/articles", headers=made("reader", "read")).status_code == 200
    assert stranger.get("/api/articles", headers=bearer("wrong")).status_code == 401
    assert stranger.get("/healthz", headers=bearer("wrong")).status_code == 200


def last_used(settings: Settings) -> str | None:
    with reading(settings.database) as db:
        return tokens.listing(db)[0].last_used


def test_the_last_use_is_written_down_once_a_minute(
    stranger: FlaskClient, made: Ask, settings: Settings
) -> None:
    headers = made("reader", "read")
    assert last_used(settings) is None
    stranger.get("/api/articles", headers=headers)
    used = last_used(settings)
    assert used is not None
    assert datetime.now(UTC) - datetime.fromisoformat(used) < timedelta(minutes=2)
    with writing(settings.database) as db:  # a mark that another write would take away
        db.execute("UPDATE tokens SET last_used = '2999-01-01T00:00+00:00'")
    stranger.get("/api/articles", headers=headers)
    assert last_used(settings) == "2999-01-01T00:00+00:00"


def test_no_request_waits_for_the_last_use_to_be_written(
    stranger: FlaskClient, made: Ask, settings: Settings, db: Database
) -> None:
    headers = made("reader", "read")
    with transaction(db):
        started = datetime.now(UTC)
        assert stranger.get("/api/articles", headers=headers).status_code == 200
        assert datetime.now(UTC) - started < timedelta(seconds=2)
    assert last_used(settings) is None
    stranger.get("/api/articles", headers=headers)
    assert last_used(settings) is not None


@pytest.fixture
def slow(app: Flask) -> Flask:
    app.extensions["quotes.throttle"] = Throttle("3/minute", "1000/minute")
    return app


def guesses(client: FlaskClient, number: int) -> list[int]:
    return [client.get("/api/articles", headers=bearer(f"guess{n}")).status_code for n in range(number)]


def test_wrong_tokens_are_soon_answered_with_429(slow: Flask) -> None:
    client = slow.test_client()
    assert guesses(client, 5) == [401, 401, 401, 429, 429]
    refused = client.get("/api/articles", headers=bearer("guess"))
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    assert "wrong tokens" in refused.json["detail"]
    # Nobody without a token is held up by it, and no other address.
    assert client.get("/api/articles").status_code == 200
    other = client.get("/api/articles", headers=bearer("guess"), environ_base={"REMOTE_ADDR": "192.0.2.7"})
    assert other.status_code == 401


def test_a_token_that_nobody_can_guess_is_good_whatever_others_at_its_address_try(
    slow: Flask, made: Ask
) -> None:
    client = slow.test_client()
    headers = made("newsroom")
    guesses(client, 10)
    assert client.post("/api/articles", json=ARTICLE, headers=headers).status_code == 201


def test_a_short_token_of_the_settings_cannot_be_found_by_trying(slow: Flask) -> None:
    client = slow.test_client()
    guesses(client, 4)
    right = bearer("made-up-token")
    assert client.post("/api/articles", json=ARTICLE, headers=right).status_code == 429
    elsewhere = {"REMOTE_ADDR": "192.0.2.7"}
    assert (
        client.post("/api/articles", json=ARTICLE, headers=right, environ_base=elsewhere).status_code == 201
    )


def test_a_long_token_of_the_settings_is_good_at_once(settings: Settings) -> None:
    long = "a-token-that-is-long-enough"
    app = create_app(replace(settings, token=long))
    app.extensions["quotes.throttle"] = Throttle("3/minute", "1000/minute")
    client = app.test_client()
    guesses(client, 4)
    assert client.post("/api/articles", json=ARTICLE, headers=bearer(long)).status_code == 201


def test_a_reference_stands_for_a_token_as_long_as_it_is_good(app: Flask, settings: Settings) -> None:
    with writing(settings.database) as db:
        secret = tokens.create(db, "desk", ["write"])
    references = []

    @app.get("/made/sign-in")
    def sign_in() -> list[str | None]:
        references[:] = [reference_of(one) for one in (secret, settings.token or "", "wrong")]
        return []

    @app.get("/made/holders")
    def holders() -> list[object]:
        found = [of_reference(one) for one in references if one]
        return [(one.name, sorted(one.scopes)) if one else None for one in found]

    client = app.test_client()
    client.get("/made/sign-in")
    assert references[2] is None
    assert secret not in str(references)
    assert "made-up-token" not in str(references)
    assert client.get("/made/holders").json == [
        ["desk", ["read", "write"]],
        ["environment", ["decide", "read", "write"]],
    ]
    with writing(settings.database) as db:
        tokens.revoke(db, "desk")
    references[1] = str(references[1])[:-1] + "0"
    references += ["", "999", "9" * 30, "environment"]
    assert client.get("/made/holders").json == [None] * 5


def test_expired_tokens_are_no_guesses(slow: Flask, made: Ask) -> None:
    client = slow.test_client()
    past = made("past", expires=datetime.now(UTC) - timedelta(days=1))
    for _ in range(5):
        assert client.get("/api/articles", headers=past).status_code == 401
    assert guesses(client, 1) == [401]


def test_histories_tell_which_token_decided(client: FlaskClient, stranger: FlaskClient, made: Ask) -> None:
    quote = client.post("/api/articles", json=ARTICLE).json["quotes"][0]["id"]
    decided = {"status": "confirmed", "by": "Ann"}
    stranger.patch(f"/api/quotes/{quote}", json=decided, headers=made("desk", "decide"))
    client.patch(f"/api/quotes/{quote}", json={"status": "rejected"})
    items = client.get(f"/api/quotes/{quote}/history").json["items"]
    assert [(item["token"], item["by"]) for item in items] == [("environment", None), ("desk", "Ann")]
    assert client.get(f"/api/quotes/{quote}").json["history"] == items


def test_the_history_of_a_speaker_tells_what_was_decided(client: FlaskClient, made: Ask) -> None:
    text = 'Mira Okonjo says "Not a penny."\nTam Reyes says "Not a pound."\nOkonjo says "Perhaps."'
    client.post("/api/articles", json={"text": text, "published": "2024-05-01"})
    desk = made("desk", "decide")
    address = "/api/speakers/mira-okonjo"
    client.patch(address, json={"description": "Mayor", "kind": "person"}, headers=desk)
    client.post(f"{address}/names", json={"name": "M. Okonjo"}, headers=desk)
    merger = {"into": "mira-okonjo", "by": "Ann", "reason": "one person"}
    assert client.post("/api/speakers/tam-reyes/merge", json=merger, headers=desk).status_code == 200
    assert client.delete("/api/speakers/tam-reyes/merge").status_code == 200
    items = client.get(f"{address}/history").json["items"]
    assert [(item["token"], item["by"], item["changes"]) for item in items] == [
        ("environment", None, {"holds": {"before": "tam-reyes", "after": None}}),
        ("desk", "Ann", {"holds": {"before": None, "after": "tam-reyes"}}),
        ("desk", None, {"names": {"before": None, "after": "M. Okonjo"}}),
        ("desk", None, {"description": {"before": None, "after": "Mayor"}}),
    ]
    of_other = client.get("/api/speakers/tam-reyes/history").json["items"]
    assert [item["changes"] for item in of_other] == [
        {"merged_into": {"before": "mira-okonjo", "after": None}},
        {"merged_into": {"before": None, "after": "mira-okonjo"}},
    ]
    assert client.get("/api/speakers/nobody/history").status_code == 404


def test_a_settled_suggestion_is_in_both_histories(client: FlaskClient, made: Ask) -> None:
    for day, name in (("2024-05-01", "Hossein Amir-Soltani"), ("2024-05-02", "Hussein Amirsoltani")):
        client.post("/api/articles", json={"text": f'{name} says "Not a penny on {day}."', "published": day})
    (suggestion,) = client.get("/api/speakers/suggestions").json["items"]
    slugs = [speaker["slug"] for speaker in suggestion["speakers"]]
    address = f"/api/speakers/suggestions/{suggestion['id']}"
    assert client.delete(address, headers=made("desk", "decide")).status_code == 204
    for slug, other in (slugs, reversed(slugs)):
        (item,) = client.get(f"/api/speakers/{slug}/history").json["items"]
        assert (item["token"], item["changes"]) == ("desk", {"is_not": {"before": None, "after": other}})
