"""Watched sources and their state."""

from __future__ import annotations

from marshmallow import Schema, fields
from marshmallow.validate import OneOf

from quotes.api.requests.fields import Address
from quotes.api.schemas.shared.paging import PageQuerySchema, page_of
from quotes.api.schemas.shared.parts import described


class SourceInSchema(Schema):
    """A source to watch."""

    url = Address(
        required=True,
        metadata=described("The address of a feed, a news sitemap, or a page that names its feed"),
    )


class SourcesQuerySchema(PageQuerySchema):
    """The sources to list."""


class WatchedSourceSchema(Schema):
    """A feed or news sitemap that is watched."""

    id = fields.Integer(required=True)
    url = fields.String(required=True)
    title = fields.String(required=True, allow_none=True)
    kind = fields.String(
        required=True, allow_none=True, metadata=described("Its format: rss20, atom10, json, sitemap, ...")
    )
    state = fields.String(
        required=True,
        validate=OneOf(("ok", "failing", "stalled", "muted")),
        metadata=described(
            "failing: its last answers were errors; stalled: they have been errors for three days, or nothing"
            " new has come for two weeks; muted: it is no longer fetched"
        ),
    )
    muted = fields.String(required=True, allow_none=True, metadata=described("Why it is no longer fetched"))
    added = fields.String(required=True, metadata={"format": "date-time"})
    last_asked = fields.String(required=True, allow_none=True, metadata={"format": "date-time"})
    last_answer = fields.String(
        required=True,
        allow_none=True,
        metadata=described("When it last answered without an error", format="date-time"),
    )
    last_new = fields.String(
        required=True,
        allow_none=True,
        metadata=described("When it last announced a new article", format="date-time"),
    )
    next = fields.String(
        required=True, allow_none=True, metadata=described("When it will be asked next", format="date-time")
    )
    polls = fields.Integer(required=True, metadata=described("How often it was asked"))
    unchanged = fields.Integer(required=True, metadata=described("How often it answered 304"))
    failures = fields.Integer(required=True, metadata=described("Errors in a row, up to now"))
    last_error = fields.String(required=True, allow_none=True)
    last_error_at = fields.String(required=True, allow_none=True, metadata={"format": "date-time"})
    articles = fields.Integer(required=True, metadata=described("Announced and stored"))
    copies = fields.Integer(required=True, metadata=described("Announced by another source before"))
    waiting = fields.Integer(required=True, metadata=described("Announced and not yet fetched"))
    failed = fields.Integer(required=True, metadata=described("Announced and given up"))
    article_error = fields.String(
        required=True, allow_none=True, metadata=described("Why the last of them could not be fetched")
    )


SourcePageSchema = page_of(WatchedSourceSchema)
