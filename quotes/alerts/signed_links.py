"""What only the service can make: the end of the address that stops digests, and the key of a feed."""

from __future__ import annotations

from dataclasses import dataclass

from itsdangerous import BadSignature, Signer, URLSafeSerializer
from sqlite_utils import Database

from quotes.store.access import signing_keys

_UNSUBSCRIBING = b"quotes alerts unsubscribing"
_FEEDS = b"quotes alerts feeds"


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who gets digests: an address, and the owner of the alerts that are delivered there."""

    owner: str
    channel: str
    target: str


def signed(db: Database, addressee: Addressee) -> str:
    """A signed text that identifies an addressee in a link and that nobody else can forge."""
    parts = [addressee.owner, addressee.channel, addressee.target]
    return str(URLSafeSerializer(signing_keys.key(db), salt=_UNSUBSCRIBING).dumps(parts))


def addressee_of(db: Database, text: str) -> Addressee | None:
    """The addressee of a signed text; None if the signature is not ours."""
    try:
        parts = URLSafeSerializer(signing_keys.key(db), salt=_UNSUBSCRIBING).loads(text)
    except BadSignature:
        return None
    return Addressee(*parts)


def feed_key(db: Database, alert: str) -> str:
    """The secret part of the address of an alert's feed, because feed readers send no token."""
    return Signer(signing_keys.key(db), salt=_FEEDS).get_signature(alert).decode()


def is_feed_key(db: Database, alert: str, key: str) -> bool:
    """Whether this is the key of an alert's feed."""
    return Signer(signing_keys.key(db), salt=_FEEDS).verify_signature(alert.encode(), key.encode())
