"""Webhooks, judged by the library that receivers use; and chats."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from receivers import DAY, HandClock, Receiver
from sqlite_utils import Database
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from quotes.alerts.channels import channels
from quotes.alerts.sending import RETRIES, Sending
from quotes.settings import Settings
from quotes.store.alerts import following, outbox

WILL = "We will rebuild the old bridge."
Post = Callable[..., dict[str, Any]]


@pytest.fixture
def hooked(post: Post, follow, speaker, receiver: Receiver) -> Callable[..., dict[str, Any]]:
    """Follow Ada Moor by a hook."""
    post("Ada Moor: Good morning to all of you here.")

    def hook(by: str = "webhook", **how: Any) -> dict[str, Any]:
        found: dict[str, Any] = follow(
            "speaker", speaker=speaker("ada-moor"), by=by, **{"to": receiver.url, **how}
        )
        return found

    return hook


def test_a_webhook_is_taken_by_the_library_of_its_standard(
    db: Database, receiver: Receiver, sending: Sending, post: Post, hooked
) -> None:
    alert = hooked(note="Claims about the bridge")
    quote = post(f"Ada Moor: {WILL}")["quotes"][0]
    assert sending.work(db) == (1, 1)
    ((path, headers, body),) = receiver.posted
    event = Webhook(alert["secret"]).verify(body, headers)
    assert path == "/hook"
    assert event["type"] == "alerts.matched"
    (statement,) = event["data"]["statements"]
    assert (statement["id"], statement["text"], statement["speaker"]) == (quote["id"], WILL, "Ada Moor")
    assert statement["permalink"] == f"https://quotes.example/quotes/{quote['id']}"
    assert statement["reasons"] == [
        {"text": "You follow what Ada Moor says.", "note": "Claims about the bridge"}
    ]
    with pytest.raises(WebhookVerificationError):
        Webhook(alert["secret"]).verify(body.replace(b"Ada", b"Eve"), headers)
    other = hooked(every="day")["secret"]
    with pytest.raises(WebhookVerificationError):
        Webhook(other).verify(body, headers)


def test_a_webhook_that_fails_is_tried_again_later_under_its_id(
    db: Database, receiver: Receiver, sending: Sending, clock: HandClock, post: Post, hooked
) -> None:
    hooked()
    post(f"Ada Moor: {WILL}")
    receiver.answers = [(500, {}), (302, {"Location": "http://127.0.0.1:1/"}), (429, {"Retry-After": "9000"})]
    assert sending.work(db) == (1, 0)
    for wait in (*RETRIES[:2], 9_000.0):
        assert sending.work(db)[1] == 0  # too early
        clock.now += 1.2 * wait
        arrived = sending.work(db)[1]
    assert arrived == 1
    assert len(receiver.posted) == 4
    assert len({headers["webhook-id"] for _, headers, _ in receiver.posted}) == 1


def test_a_receiver_that_is_gone_is_sent_nothing_more(
    db: Database, receiver: Receiver, sending: Sending, clock: HandClock, post: Post, hooked
) -> None:
    alert = hooked()
    hooked(every="day")
    receiver.answers = [(410, {})]
    post(f"Ada Moor: {WILL}")
    assert sending.work(db) == (2, 0)
    off = following.get(db, alert["id"])
    assert off is not None
    assert off["off"] == "the receiver says that it is gone for good"
    post("Ada Moor: The harbour opens in the spring.")
    clock.now += 60
    sending.work(db)
    assert len(receiver.posted) == 1


@pytest.mark.parametrize(
    "address",
    [
        "https://127.0.0.1/hook", "https://[::1]/hook", "https://10.0.0.7/hook", "https://169.254.169.254/latest",
        "https://localhost/hook", "https://127.1/hook", "https://0x7f000001/hook", "https://[::ffff:127.0.0.1]/",
    ],
)  # fmt: skip
def test_private_addresses_are_not_called(
    db: Database, delivering: Settings, clock: HandClock, post: Post, hooked, address: str
) -> None:
    alert = hooked(to=address)
    post(f"Ada Moor: {WILL}")
    public = replace(delivering, alert_hooks="public")
    assert Sending(channels(public), 6, clock).work(db) == (1, 0)
    (delivery,) = outbox.latest(db, alert["pk"], 9)
    assert "is not on the public internet" in delivery["error"]


def test_plain_http_is_not_called(
    db: Database, delivering: Settings, clock: HandClock, receiver: Receiver, post: Post, hooked
) -> None:
    alert = hooked()
    post(f"Ada Moor: {WILL}")
    public = replace(delivering, alert_hooks="public")
    assert Sending(channels(public), 6, clock).work(db) == (1, 0)
    assert outbox.latest(db, alert["pk"], 9)[0]["error"] == "only https addresses are called"
    assert receiver.posted == []


def test_slack_gets_blocks_in_which_nothing_of_others_is_markup(
    db: Database, receiver: Receiver, sending: Sending, post: Post, hooked
) -> None:
    hooked("slack", note="<!channel> *look*")
    post("Ada Moor: We will <!channel> rebuild *the* bridge.", title="<!here> | a | title")
    assert sending.work(db) == (1, 1)
    message = json.loads(receiver.posted[0][2])
    texts = [block["text"] for block in message["blocks"] if "text" in block]
    assert [text["type"] for text in texts] == ["plain_text", "plain_text", "mrkdwn"]
    assert "We will <!channel> rebuild *the* bridge." in texts[1]["text"]
    assert "<!" not in texts[2]["text"] + message["text"]
    assert "&lt;!here&gt; | a | title" in texts[2]["text"]


def test_teams_gets_a_card_that_is_small_enough(
    db: Database, receiver: Receiver, sending: Sending, post: Post, hooked
) -> None:
    hooked("teams")
    lines = [f"Ada Moor: Plan {number} is this: {'more of it, ' * 30}and no less." for number in range(40)]
    post(*(f"{line} {'abcdefghij'[number % 10] * 9}{number}." for number, line in enumerate(lines)))
    assert sending.work(db)[1] == 1
    body = receiver.posted[0][2]
    assert len(body) <= 28_000
    (attachment,) = json.loads(body)["attachments"]
    assert attachment["contentType"] == "application/vnd.microsoft.card.adaptive"
    card = attachment["content"]
    assert card["body"][-1]["inlines"][0]["text"].endswith("more statements have matched.")


@pytest.mark.parametrize("status", [404, 410])
def test_a_chat_whose_hook_was_removed_is_sent_nothing_more(
    db: Database, receiver: Receiver, sending: Sending, clock: HandClock, post: Post, hooked, status: int
) -> None:
    alert = hooked("slack")
    receiver.answers = [(status, {})]
    post(f"Ada Moor: {WILL}")
    sending.work(db)
    clock.now += DAY
    sending.work(db)
    assert len(receiver.posted) == 1
    assert following.get(db, alert["id"])["off"] is not None  # type: ignore[index] # it is there
