"""The addresses that a digest leads to, and the signed one by which whoever gets it ends it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote as percent_encoded
from urllib.parse import urlencode

from itsdangerous import BadSignature, Signer, URLSafeSerializer
from sqlite_utils import Database

from quotes.store.access import signing_keys

_UNSUBSCRIBING = b"quotes alerts unsubscribing"
_FEEDS = b"quotes alerts feeds"


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses under that of the service, which ends without a slash."""

    base: str

    def quote(self, identifier: str) -> str:
        return f"{self.base}/quotes/{identifier}"

    def statement(self, identifier: str) -> str:
        return f"{self.base}/statements/{identifier}"

    def lookup(self, words: str, speaker: str | None) -> str:
        """Where the verdict on some words is; of very long ones, on their beginning."""
        asked = {"quote": words[:1_000], **({"speaker": speaker} if speaker else {})}
        return f"{self.base}/lookup?{urlencode(asked, quote_via=percent_encoded)}"

    def alerts(self) -> str:
        return f"{self.base}/alerts"

    def unsubscribe(self, signed: str) -> str:
        return f"{self.base}/alerts/unsubscribe/{signed}"


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who gets digests: an address, and the owner of the alerts that are told there."""

    owner: str
    channel: str
    target: str


def signed(db: Database, addressee: Addressee) -> str:
    """What stands for an addressee in a link that nobody else can make."""
    parts = [addressee.owner, addressee.channel, addressee.target]
    return str(URLSafeSerializer(signing_keys.key(db), salt=_UNSUBSCRIBING).dumps(parts))


def addressee_of(db: Database, text: str) -> Addressee | None:
    """The addressee of a link; None where it was not made here."""
    try:
        parts = URLSafeSerializer(signing_keys.key(db), salt=_UNSUBSCRIBING).loads(text)
    except BadSignature:
        return None
    return Addressee(*parts)


def feed_key(db: Database, alert: str) -> str:
    """The secret part of the address of an alert's feed, which feed readers have no token for."""
    return Signer(signing_keys.key(db), salt=_FEEDS).get_signature(alert).decode()


def is_feed_key(db: Database, alert: str, key: str) -> bool:
    """Whether this is the key of an alert's feed."""
    return Signer(signing_keys.key(db), salt=_FEEDS).verify_signature(alert.encode(), key.encode())
