"""What goes wrong for one must not keep others from being told."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from receivers import DAY, HandClock, Mailbox, Receiver, free_port
from sqlite_utils import Database

from quotes.alerts import matching as asking
from quotes.alerts import rendering
from quotes.alerts.channels import channels
from quotes.alerts.digest import Digest, Item, Reason, Source
from quotes.alerts.sending import Sending, last_digest
from quotes.alerts.wishes import BadWish, destination_of
from quotes.links import Links
from quotes.settings import Settings
from quotes.store.alerts import following, matching, outbox
from quotes.store.database.connection import writing

WILL = "We will rebuild the old bridge."
Post = Callable[..., dict[str, Any]]


@pytest.mark.parametrize(
    "address",
    [
        "a..b@paper.example", ".a@paper.example", "a.@paper.example", "a@paper..example", "a@-paper.example",
        "Desk <desk@paper.example>", "desk@paper.example\nBcc: all@paper.example", "a@b.example,b@c.example",
        "desk", "@paper.example", "desk@", "dësk@paper.example", f"{'a' * 65}@paper.example", "a b@c.example",
    ],
)  # fmt: skip
def test_what_no_mail_can_be_sent_to_is_refused_when_it_is_given(delivering: Settings, address: str) -> None:
    with pytest.raises(BadWish, match="Must be a mail address"):
        destination_of(delivering, {"by": "email", "to": address})


@pytest.mark.parametrize(
    "address",
    ["desk@paper.example", "o'hara+news@mail.paper.example", "a.b-c_d@x1.example", "root@localhost"],
)
def test_addresses_that_mail_can_be_sent_to_are_taken(delivering: Settings, address: str) -> None:
    destination = destination_of(delivering, {"by": "email", "to": f" {address} "})
    assert destination is not None
    assert destination.target == address


def test_a_delivery_that_this_service_fails_on_keeps_nobody_else_from_being_told(
    db: Database, sending: Sending, mailbox: Mailbox, post: Post, follow, caplog: pytest.LogCaptureFixture
) -> None:
    poisoned = follow("search", q="bridge", to="a..b@paper.example")
    follow("search", q="bridge", to="other@paper.example")
    post(f"Ada Moor: {WILL}")
    assert sending.work(db) == (2, 1)
    assert mailbox.recipients == ["other@paper.example"]
    (delivery,) = outbox.latest(db, poisoned["pk"], 9)
    assert (delivery["state"], delivery["error"]) == (
        "waiting", "this service has failed on it; its log tells more",
    )  # fmt: skip
    assert "cannot be sent" in caplog.text


def test_a_mail_server_that_is_down_is_asked_once_and_does_not_hold_up_hooks(
    db: Database, delivering: Settings, receiver: Receiver, clock: HandClock, post: Post, follow
) -> None:
    for number in range(5):
        follow("search", q="bridge", to=f"desk{number}@paper.example")
    follow("search", q="bridge", by="webhook", to=receiver.url)
    post(f"Ada Moor: {WILL}")
    down = replace(delivering, smtp_url=f"smtp://127.0.0.1:{free_port()}")
    assert Sending(channels(down), 6, clock).work(db) == (6, 1)
    tries = [tries for (tries,) in db.execute("SELECT tries FROM deliveries WHERE state = 'waiting'")]
    assert sorted(tries) == [0, 0, 0, 0, 1]
    assert len(receiver.posted) == 1


def test_receivers_of_an_owner_that_fail_come_behind_those_of_others(
    db: Database, sending: Sending, receiver: Receiver, post: Post, follow
) -> None:
    for number in range(3):
        follow("search", q="bridge", by="webhook", to=f"{receiver.url}/broken{number}", owner="")
    follow("search", q="bridge", by="webhook", to=f"{receiver.url}/good", owner="env")
    db.execute("UPDATE destinations SET owner = 'environment' WHERE owner = 'env'")
    receiver.answers = [(500, {})]
    post(f"Ada Moor: {WILL}")
    sending.work(db)
    assert [path.rpartition("/")[2] for path, _, _ in receiver.posted] == [
        "broken0",
        "good",
        "broken1",
        "broken2",
    ]


def test_receivers_that_are_slow_do_not_delay_new_matches(
    db: Database, sending: Sending, mailbox: Mailbox, post: Post, follow
) -> None:
    for number in range(3):
        follow("search", q="bridge", to=f"desk{number}@paper.example")
    post(f"Ada Moor: {WILL}")
    assert sending.work(db, seconds=0) == (3, 1)
    post("Per Fenn: Who pays for this bridge?")
    assert sending.work(db, seconds=0) == (3, 1)
    assert sending.work(db) == (0, 4)
    assert len(mailbox.messages) == 6


def test_a_test_that_is_waiting_is_not_sent_twice(db: Database, follow) -> None:
    alert = follow("search", q="bridge")
    assert outbox.make_test(db, alert, 0.0) == outbox.make_test(db, alert, 1.0)


def test_what_matches_while_nothing_can_be_sent_is_one_digest_once_it_can(
    db: Database, settings: Settings, sending: Sending, mailbox: Mailbox, clock: HandClock, post: Post, follow
) -> None:
    follow("search", q="bridge", every="day")
    off = Sending(channels(settings), 6, clock)
    for words in ("We will paint the bridge.", "No bridge is ever finished.", "Who pays for this bridge?"):
        post(f"Ada Moor: {words}")
        assert off.work(db) == (1, 0)
        clock.now += DAY
    assert sending.work(db) == (0, 1)
    assert mailbox.messages[0]["Subject"] == "3 statements: Ada Moor"


def test_a_clock_that_goes_back_loses_nothing(
    db: Database, sending: Sending, clock: HandClock, mailbox: Mailbox, post: Post, follow
) -> None:
    follow("search", q="bridge")
    clock.now -= 3_600
    post(f"Ada Moor: {WILL}")
    assert sending.work(db) == (1, 1)
    assert len(mailbox.messages) == 1


def test_what_a_clock_far_ahead_has_written_does_not_wait_for_that_day(
    db: Database, sending: Sending, clock: HandClock, mailbox: Mailbox, post: Post, follow
) -> None:
    follow("search", q="bridge")
    follow("search", q="bridge", every="day", to="daily@paper.example")
    today = clock.now
    clock.now += 400 * DAY
    post(f"Ada Moor: {WILL}")
    assert asking.match_new(db, clock()) == 2
    outbox.make_due(db, ["email"], clock(), *[last_digest(clock(), 6)] * 2)
    outbox.claim(db, ["email"], clock())  # by a process that dies then
    clock.now = today
    assert sending.work(db) == (0, 2)
    assert sorted(mailbox.recipients) == ["daily@paper.example", "desk@paper.example"]


def test_alerts_that_two_processes_ask_at_once_match_once(
    db: Database, settings: Settings, post: Post, follow
) -> None:
    alert = follow("search", q="bridge")
    post(f"Ada Moor: {WILL}")
    behind = following.get(db, alert["id"])
    with writing(settings.database) as other:
        assert asking.match_new(other, 2e9) == 1
    with db.atomic():
        assert matching.record(db, behind, [(1, "{}")], 99, 2e9) == 0
    assert asking.match_new(db, 2e9) == 0
    assert db.execute("SELECT count(*), min(seen) FROM alerts, alert_matches").fetchone() == (1, 1)


def test_one_quote_too_long_for_a_chat_is_shortened_rather_than_lost() -> None:
    words = "Все мосты города будут построены заново. " * 400
    item = Item(
        "q", words, "Ada Moor", "ada-moor", "said today", None, "90% sure", "", words, "",
        Source("«Мост» " * 150, "https://paper.example/1"), (), 0, "https://quotes.example/quotes/q",
        Links("https://quotes.example").lookup(words, "ada-moor"),
        (Reason("You follow what Ada Moor says.", "Почему " * 140),), (),
    )  # fmt: skip
    digest = Digest("s", "1 statement that you follow", (item,), 0, "daily", "https://quotes.example/alerts")
    body = rendering.teams(digest)
    assert len(body) <= rendering.TEAMS_BYTES
    assert "Все мосты" in body.decode()
    slack = json.loads(rendering.slack(digest))
    assert all(len(block["text"]["text"]) <= 3_000 for block in slack["blocks"] if "text" in block)


@pytest.mark.parametrize("words", ["a " * 5_000, "мост " * 5_000, "橋" * 5_000, "x" * 5_000])
def test_the_address_of_a_verdict_stays_short_enough_for_every_server(words: str) -> None:
    address = Links("https://quotes.example").lookup(words, "ada-moor")
    assert len(address) < 2_200
