"""Check what somebody wants to follow and where to deliver it: one check for API, forms and commands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from ipaddress import ip_address
from typing import Any

import httpx
from sqlite_utils import Database

from quotes.alerts.channels import CHANNELS, EMAIL, allowed, why_off
from quotes.fetching import BadAddress
from quotes.fetching.addresses import parse, port_of
from quotes.lookup.question import Question
from quotes.settings import Settings
from quotes.store import search
from quotes.store.alerts.following import Destination, Follow
from quotes.store.identity import speakers
from quotes.store.search import NoWords

KINDS = ("speaker", "topic", "search", "phrase", "contradiction")
EVERY = ("day", "week", "once")
OTHERWISE = ("changed", "wording")
# What each kind of alert requires, and what only one kind allows.
NEEDED = {"speaker": "speaker", "topic": "about", "search": "q", "phrase": "phrase"}
OWN = {"q": "search", "phrase": "phrase", "otherwise": "contradiction"}
ANY = "any"  # of any factuality
# Quotes that were probably misread should reach nobody as a message, unless requested.
LEAST_CONFIDENCE = 0.5
# Mail addresses that servers in general accept: no quoted names, no letters outside ASCII.
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_MAIL = re.compile(rf"(?=[^@]{{1,64}}@.{{1,253}}\Z){_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})*")


class BadWish(ValueError):  # noqa: N818 - reads as a sentence
    """Something cannot be followed. `field` is the field to correct; the message is a sentence."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def follow_of(db: Database, given: Mapping[str, Any]) -> Follow:
    """What is to be followed, by the API's field names: `follow`, `speaker` (a slug), `about`, `q` and so on.

    Raises BadWish.
    """
    kind = given["follow"]
    needed = NEEDED.get(kind)
    if needed is not None and given.get(needed) is None:
        raise BadWish(needed, f"Is required to follow a {kind}.")
    for name, of in OWN.items():
        if given.get(name) is not None and kind != of:
            raise BadWish(name, f"Is allowed only with follow={of}.")
    _check_words(given)
    slug = given.get("speaker")
    speaker = None if slug is None else speakers.pk_of(db, slug)
    if slug is not None and speaker is None:
        raise BadWish("speaker", "There is no speaker with this slug.")
    told = given.get("factuality", "said")
    if kind == "contradiction" and told != "said":
        raise BadWish("factuality", "Must be said: words that were not said cannot contradict.")
    return Follow(
        kind=kind,
        speaker=speaker,
        factuality=None if told == ANY else told,
        min_confidence=given.get("min_confidence", LEAST_CONFIDENCE),
        **{
            name: given.get(name)
            for name in ("about", "q", "phrase", "otherwise", "form", "min_said_confidence")
        },
    )


def destination_of(settings: Settings, given: Mapping[str, Any] | None) -> Destination | None:
    """Where to deliver: `by`, `to` and `every`; None for a feed alone. Raises BadWish."""
    if given is None:
        return None
    by, to = given["by"], given["to"].strip()
    off = why_off(settings, by)
    if off is not None:
        raise BadWish("deliver.by", f"Cannot be delivered this way: {off}.")
    if by == EMAIL:
        if not _MAIL.fullmatch(to):
            raise BadWish("deliver.to", "Must be a mail address such as desk@example.org.")
    else:
        _check_hook(settings, to)
    return Destination(by, to, given.get("every", "day"))


def _check_words(given: Mapping[str, Any]) -> None:
    try:
        if given.get("q") is not None:
            search.all_of(given["q"])
        if given.get("phrase") is not None:
            search.sharing(given["phrase"])
    except NoWords:
        field = "q" if given.get("q") is not None else "phrase"
        raise BadWish(field, "Must contain a letter or a digit.") from None
    if given.get("phrase") is not None and len(Question(given["phrase"]).words) < 2:
        raise BadWish("phrase", "One word is in many quotes; to follow it, use follow=search.")


def _check_hook(settings: Settings, url: str) -> None:
    """Refuse an address that would never be called anyway, so that the user learns it right away."""
    try:
        address = parse(url)
    except BadAddress as error:
        raise BadWish("deliver.to", f"Cannot be called: {error}.") from error
    if address.scheme != "https" and settings.alert_hooks != "loopback":
        raise BadWish("deliver.to", "Must be an https address.")
    if not _may_be_called(settings, address):
        raise BadWish("deliver.to", "Is not on the public internet, or its port is not one of a web server.")


def _may_be_called(settings: Settings, address: httpx.URL) -> bool:
    try:
        found = ip_address(address.host)
    except ValueError:  # a host name, which is resolved and checked when it is called
        return True
    return allowed(settings)(found, port_of(address))


__all__ = ["CHANNELS", "EVERY", "KINDS", "OTHERWISE", "BadWish", "destination_of", "follow_of"]
