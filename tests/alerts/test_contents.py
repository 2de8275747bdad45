"""What a digest tells of what has changed between matching and sending."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from receivers import DAY, HandClock, Mailbox
from sqlite_utils import Database

from quotes.alerts.digest import MOST_REPORTS
from quotes.alerts.sending import Sending
from quotes.store.alerts import following
from quotes.web.presenting.phrases import FACTUALITIES

WILL = "We will rebuild the old bridge."
WILL_NOT = "We will not rebuild the old bridge."
Post = Callable[..., dict[str, Any]]


def states(db: Database) -> list[str]:
    return [row["state"] for row in db.query("SELECT state FROM deliveries ORDER BY pk")]


def plain(mailbox: Mailbox, number: int = -1) -> str:
    body = mailbox.messages[number].get_body(("plain",))
    assert body is not None
    text: str = body.get_content()
    return text


@pytest.fixture
def next_day(db: Database, sending: Sending, clock: HandClock) -> Callable[[], tuple[int, int]]:
    """Sends what is due a day later."""

    def work() -> tuple[int, int]:
        clock.now += DAY
        return sending.work(db)

    return work


def test_words_that_were_given_to_somebody_else_are_not_told_of_the_first(
    client: FlaskClient, db: Database, sending: Sending, post: Post, follow, speaker, next_day
) -> None:
    post("Ada Moor: Good morning to all of you here.", "Per Fenn: And to you.")
    follow("speaker", speaker=speaker("ada-moor"), every="day")
    quote = post(f"Ada Moor: {WILL}")["quotes"][0]["id"]
    assert sending.work(db) == (1, 0)
    assert client.patch(f"/api/quotes/{quote}", json={"speaker": "per-fenn"}).status_code == 200
    assert next_day() == (0, 0)
    assert states(db) == ["dropped"]


def test_words_that_turn_out_to_be_denied_are_not_told_as_said(
    client: FlaskClient, db: Database, sending: Sending, mailbox: Mailbox, post: Post, follow, next_day
) -> None:
    follow("search", q="bridge", every="day")
    follow("search", q="bridge", every="day", factuality=None, to="any@paper.example")
    quote = post(f"Ada Moor: {WILL}")["quotes"][0]["id"]
    assert sending.work(db) == (2, 0)
    client.patch(f"/api/quotes/{quote}", json={"factuality": "denied"})
    assert next_day() == (0, 1)
    assert mailbox.recipients == ["any@paper.example"]
    assert f"{FACTUALITIES['denied'].upper()}: “{WILL}”" in plain(mailbox)


def test_contradictions_come_first(
    db: Database, sending: Sending, mailbox: Mailbox, post: Post, follow, next_day
) -> None:
    follow("search", q="we", every="day")
    follow("contradiction", every="day")
    post("Per Fenn: We sell the ferry.", f"Ada Moor: {WILL}", published="2024-05-01")
    post(f"Ada Moor: {WILL_NOT}", published="2024-06-01")
    assert sending.work(db)[0] == 4
    assert next_day() == (0, 1)
    told = plain(mailbox)
    assert told.index(WILL_NOT) < told.index("We sell the ferry.")


def test_the_context_of_a_long_quote_does_not_tell_it_twice(
    db: Database, sending: Sending, mailbox: Mailbox, post: Post, follow, next_day
) -> None:
    follow("search", q="ferry", every="day")
    words = "It begins with the ferry, " + "and there is no end of it, " * 30 + "and so it stops here."
    post(f"Ada Moor: {words}")
    assert sending.work(db) == (1, 0)
    next_day()
    told = " ".join(plain(mailbox).split())
    assert told.count(words) == 1
    assert (
        'Ada Moor says "It begins with the ferry, and there is no end of it, and there is no end of it,… '
        in told
    )
    assert 'and so it stops here."' in told


def test_a_contradiction_that_is_none_any_more_is_not_told(
    client: FlaskClient, db: Database, sending: Sending, post: Post, follow, next_day
) -> None:
    follow("contradiction", every="day")
    first = post(f"Ada Moor: {WILL}", published="2024-05-01")["quotes"][0]["id"]
    post(f"Ada Moor: {WILL_NOT}", published="2024-06-01")
    assert sending.work(db) == (1, 0)
    client.patch(f"/api/quotes/{first}", json={"status": "rejected"})
    assert next_day() == (0, 0)
    assert states(db) == ["dropped"]


def test_a_speaker_who_was_merged_meanwhile_is_told_under_the_new_name(
    client: FlaskClient,
    db: Database,
    sending: Sending,
    mailbox: Mailbox,
    post: Post,
    follow,
    speaker,
    next_day,
) -> None:
    post("Ada Moor: Good morning to all of you here.", "Adela Moor-Vance: And to you.")
    follow("speaker", speaker=speaker("ada-moor"), every="day")
    post(f"Ada Moor: {WILL}")
    assert sending.work(db) == (1, 0)
    merged = client.post("/api/speakers/ada-moor/merge", json={"into": "adela-moor-vance"})
    assert merged.status_code == 200
    assert next_day() == (0, 1)
    assert "Adela Moor-Vance: “We will rebuild the old bridge.”" in mailbox.messages[0]["Subject"]


def test_a_statement_that_turns_out_to_be_one_that_was_told_is_not_told_again(
    db: Database, sending: Sending, mailbox: Mailbox, post: Post, follow, next_day
) -> None:
    follow("search", q="bridge", every="day")
    post(f"Ada Moor: {WILL}")
    assert sending.work(db) == (1, 0)
    assert next_day() == (0, 1)
    post("Ada Moor: The bridge was rebuilt by us, as you all can see today.")
    assert sending.work(db) == (1, 0)
    db.execute("UPDATE quotes SET statement = (SELECT min(statement) FROM quotes)")
    assert next_day() == (0, 0)
    assert states(db) == ["sent", "dropped"]
    assert len(mailbox.messages) == 1


def test_an_alert_that_was_deleted_takes_its_matches_with_it(
    db: Database, sending: Sending, mailbox: Mailbox, post: Post, follow, next_day
) -> None:
    gone = follow("search", q="bridge", every="day")
    follow("search", q="rebuild", every="day")
    post(f"Ada Moor: {WILL}")
    assert sending.work(db) == (2, 0)
    following.remove(db, gone["pk"])
    assert next_day() == (0, 1)
    assert "with rebuild" in plain(mailbox)
    assert "with bridge" not in plain(mailbox)


def test_a_topic_that_nobody_speaks_about_any_more_matches_nothing(
    db: Database, sending: Sending, post: Post, follow, next_day
) -> None:
    follow("topic", about="Tarn", every="day")
    post(f"Ada Moor: {WILL} | about Tarn")
    assert sending.work(db) == (1, 0)
    db.execute("DELETE FROM quote_topics")
    db.execute("DELETE FROM topic_keys")
    post("Ada Moor: The harbour opens in the spring, as planned.")
    assert next_day() == (0, 0)
    assert states(db) == ["dropped"]


def test_of_words_that_are_followed_all_reports_are_counted_and_some_named(
    db: Database, sending: Sending, mailbox: Mailbox, post: Post, follow, next_day
) -> None:
    follow("phrase", phrase="rebuild the old bridge", every="day")
    for _ in range(MOST_REPORTS + 4):
        post(f"Ada Moor: {WILL}")
    assert sending.work(db) == (MOST_REPORTS + 4, 0)
    assert next_day() == (0, 1)
    assert plain(mailbox).count("Also in: ") == MOST_REPORTS
    assert "Also in 3 more." in plain(mailbox)
    assert mailbox.messages[0]["Subject"].startswith("Ada Moor: ")
