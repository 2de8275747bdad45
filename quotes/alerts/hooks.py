"""Send digests to webhooks: signed according to Standard Webhooks, or in Slack's or Teams' format."""

from __future__ import annotations

import base64
import hmac
import time
from hashlib import sha256

from quotes.alerts import rendering
from quotes.alerts.digest import Digest
from quotes.alerts.errors import NotDelivered
from quotes.fetching import BadAddress, FetchError
from quotes.fetching.addresses import parse
from quotes.fetching.response import moment_of, retry_after
from quotes.fetching.sending import Sender
from quotes.store.listing import Row

GONE = "the receiver says that it is gone for good"
# Statuses that mean: send nothing here any more. Chats answer 404 for a hook that was removed.
_GONE = {"webhook": (410,), "slack": (404, 410), "teams": (404, 410)}


class Hooks:
    """Posts digests. Only https addresses are called, unless `plain_http` allows others, for tests."""

    def __init__(self, sender: Sender, *, plain_http: bool = False) -> None:
        self._sender = sender
        self._plain_http = plain_http

    def check(self, url: str) -> None:
        """Raises BadAddress for an address that is never called, whatever answers there."""
        if parse(url).scheme != "https" and not self._plain_http:
            raise BadAddress("only https addresses are called")

    def send(self, delivery: Row, digest: Digest) -> None:
        """Post a digest to a delivery's destination. Raises NotDelivered."""
        now = time.time()
        headers = {"Content-Type": "application/json"}
        match delivery["channel"]:
            case "slack":
                body = rendering.slack(digest)
            case "teams":
                body = rendering.teams(digest)
            case _:
                body = rendering.event(digest, moment_of(now).isoformat(timespec="seconds"))
                headers |= signed(delivery["secret"], delivery["id"], int(now), body)
        try:
            self.check(delivery["target"])
            answer = self._sender.post(delivery["target"], body, headers)
        except FetchError as error:
            raise NotDelivered(str(error)) from error
        if 200 <= answer.status < 300:
            return
        gone = answer.status in _GONE[delivery["channel"]]
        words = " ".join(answer.text.split())[:200]
        told = f"the receiver answered with the status {answer.status}{f': {words}' if words else ''}"
        raise NotDelivered(GONE if gone else told, gone=gone, retry_after=retry_after(answer.headers, now))


def signed(secret: str, identifier: str, at: int, body: bytes) -> dict[str, str]:
    """The headers that prove to a receiver who sent the message (https://www.standardwebhooks.com).

    `identifier` is the same for every attempt to send a message; `at` is the Unix time of this attempt.
    """
    key = base64.b64decode(secret.removeprefix("whsec_"))
    digest = hmac.digest(key, f"{identifier}.{at}.".encode() + body, sha256)
    return {
        "webhook-id": identifier,
        "webhook-timestamp": str(at),
        "webhook-signature": f"v1,{base64.b64encode(digest).decode()}",
    }
