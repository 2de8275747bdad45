"""Which statements a request asks for."""

from __future__ import annotations

from typing import Any

from quotes.requests.connections import database
from quotes.requests.problems import unusable
from quotes.store.identity import speakers
from quotes.store.quotations import topics
from quotes.store.tracking.statements import Filters

ANY = "any"  # of whatever factuality


def of_speaker(query: dict[str, Any], speaker: int | None) -> Filters:
    """What a query asks for among what a speaker, or anybody, has said; its topic is found by its name."""
    wanted = dict(query)
    about = wanted.pop("about", None)
    if wanted.get("factuality") == ANY:
        wanted["factuality"] = None
    meant = None if about is None else topics.called(database(), about)
    return Filters(speaker=speaker, about=meant, **wanted)


def of_anybody(query: dict[str, Any]) -> Filters:
    """What a query asks for, which may name a speaker by slug. Raises Problem where there is none of it."""
    wanted = dict(query)
    slug = wanted.pop("speaker", None)
    speaker = None if slug is None else speakers.pk_of(database(), slug)
    if slug is not None and speaker is None:
        raise unusable("speaker", "There is no speaker of this slug.")
    return of_speaker(wanted, speaker)
