"""The filters of statements that a request gives."""

from __future__ import annotations

from typing import Any

from quotes.requests.connections import database
from quotes.requests.problems import unusable
from quotes.store.identity import speakers
from quotes.store.quotations import topic_lists
from quotes.store.tracking.statements import Filters

ANY = "any"  # of any factuality


def of_speaker(query: dict[str, Any], speaker: int | None) -> Filters:
    """The filters for statements of a speaker, or of anybody (None); the topic is looked up by its name."""
    wanted = dict(query)
    about = wanted.pop("about", None)
    if wanted.get("factuality") == ANY:
        wanted["factuality"] = None
    meant = None if about is None else topic_lists.called(database(), about)
    return Filters(speaker=speaker, about=meant, **wanted)


def of_anybody(query: dict[str, Any]) -> Filters:
    """The filters of a query that may name a speaker by slug. Raises Problem if the speaker is unknown."""
    wanted = dict(query)
    slug = wanted.pop("speaker", None)
    speaker = None if slug is None else speakers.pk_of(database(), slug)
    if slug is not None and speaker is None:
        raise unusable("speaker", "There is no speaker with this slug.")
    return of_speaker(wanted, speaker)
