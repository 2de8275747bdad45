"""Alerts: what is followed, where it is delivered, and what was sent."""

from __future__ import annotations

from marshmallow import Schema, fields
from marshmallow.validate import OneOf, Range

from quotes.alerts.wishes import CHANNELS, EVERY, KINDS, LEAST_CONFIDENCE, OTHERWISE
from quotes.api.requests.fields import Text
from quotes.api.schemas.quotes import QuoteSchema
from quotes.api.schemas.shared.limits import FACTUALITIES, LONGEST_LABEL, LONGEST_QUERY
from quotes.api.schemas.shared.paging import PageQuerySchema, page_of
from quotes.api.schemas.shared.parts import described
from quotes.intake.article import LONGEST_URL

LONGEST_NOTE = 1_000
FOLLOW = described(
    "What is followed: a speaker, a topic, a search, reports of a phrase, or statements that contradict what"
    " the same speaker said before"
)
OTHERWISE_TOLD = described(
    "Which contradictions: changed, said on another day; wording, perhaps one occasion reported in two ways"
)


class DeliverInSchema(Schema):
    """Where and how often to deliver."""

    by = fields.String(required=True, validate=OneOf(CHANNELS))
    to = Text(required=True, longest=LONGEST_URL, metadata=described("A mail address, or that of the hook"))
    every = fields.String(
        load_default="day",
        validate=OneOf(EVERY),
        metadata=described("One digest a day, or a week, or once: as soon as something has matched"),
    )


class PreviewInSchema(Schema):
    """What to follow."""

    follow = fields.String(required=True, validate=OneOf(KINDS), metadata=FOLLOW)
    speaker = fields.String(metadata=described("A speaker's slug"))
    about = Text(longest=LONGEST_LABEL, metadata=described("Whom or what it is about, as in lists"))
    q = Text(longest=LONGEST_QUERY, metadata=described('Words in a quote; a "phrase" in double quotes'))
    phrase = Text(longest=LONGEST_QUERY, metadata=described("The words whose reports are wanted"))
    otherwise = fields.String(validate=OneOf(OTHERWISE), metadata=OTHERWISE_TOLD)
    form = fields.String(validate=OneOf(("sentence", "fragment")))
    factuality = fields.String(load_default="said", validate=OneOf((*FACTUALITIES, "any")))
    min_confidence = fields.Float(load_default=LEAST_CONFIDENCE, validate=Range(0, 1))
    min_said_confidence = fields.Float(validate=Range(0, 1))


class AlertInSchema(PreviewInSchema):
    """An alert to create."""

    note = Text(longest=LONGEST_NOTE, metadata=described("Why you follow this; each digest reminds you"))
    deliver = fields.Nested(
        DeliverInSchema, allow_none=True, metadata=described("Without it, the alert has its feed alone")
    )


class AlertChangeSchema(Schema):
    """What to change in an alert."""

    note = Text(longest=LONGEST_NOTE, allow_none=True)
    active = fields.Boolean(metadata=described("Whether it matches and notifies"))
    deliver = fields.Nested(DeliverInSchema)


class AlertsQuerySchema(PageQuerySchema):
    """Which part of one's alerts."""


class FeedQuerySchema(Schema):
    """The key for feed readers."""

    key = fields.String(required=True, metadata=described("As in the alert's `feed`"))


class FollowedSpeakerSchema(Schema):
    """The speaker who is followed."""

    name = fields.String(required=True)
    slug = fields.String(required=True)


class DeliverSchema(Schema):
    """Where an alert is delivered."""

    by = fields.String(required=True, validate=OneOf(CHANNELS))
    to = fields.String(required=True)
    every = fields.String(required=True, validate=OneOf(EVERY))
    secret = fields.String(
        required=True,
        allow_none=True,
        metadata=described("What webhooks are signed with, after Standard Webhooks; null for other channels"),
    )
    off = fields.String(
        required=True,
        allow_none=True,
        metadata=described("Why nothing is sent there any more; null where it is"),
    )


class AlertSchema(Schema):
    """An alert."""

    id = fields.String(required=True)
    follow = fields.String(required=True, validate=OneOf(KINDS), metadata=FOLLOW)
    title = fields.String(required=True, metadata=described("The same in words, behind “You follow”"))
    speaker = fields.Nested(FollowedSpeakerSchema, required=True, allow_none=True)
    about = fields.String(required=True, allow_none=True)
    q = fields.String(required=True, allow_none=True)
    phrase = fields.String(required=True, allow_none=True)
    otherwise = fields.String(required=True, allow_none=True, validate=OneOf(OTHERWISE))
    form = fields.String(required=True, allow_none=True)
    factuality = fields.String(required=True)
    min_confidence = fields.Float(required=True, allow_none=True)
    min_said_confidence = fields.Float(required=True, allow_none=True)
    note = fields.String(required=True, allow_none=True)
    active = fields.Boolean(required=True)
    created = fields.String(required=True, metadata={"format": "date-time"})
    matches = fields.Integer(required=True, metadata=described("How many quotes it has fired for"))
    deliver = fields.Nested(DeliverSchema, required=True, allow_none=True)
    feed = fields.String(
        required=True, metadata=described("The address of its Atom feed, which lets in whoever knows it")
    )


class AlertDeliverySchema(Schema):
    """A digest with matches of an alert, sent or waiting."""

    id = fields.String(
        required=True,
        metadata=described("In the Message-ID of mail, and the webhook-id; it stays with each try"),
    )
    state = fields.String(required=True, validate=OneOf(("waiting", "sent", "failed", "dropped")))
    test = fields.Boolean(required=True)
    made = fields.String(required=True, metadata={"format": "date-time"})
    sent = fields.String(required=True, allow_none=True, metadata={"format": "date-time"})
    tries = fields.Integer(required=True)
    error = fields.String(required=True, allow_none=True, metadata=described("Why the last try has failed"))


class AlertDetailSchema(AlertSchema):
    """An alert with its most recent digests."""

    deliveries = fields.List(
        fields.Nested(AlertDeliverySchema), required=True, metadata=described("The latest first")
    )


class PreviewSchema(Schema):
    """How often an alert would have fired, by the days of the articles."""

    last_30_days = fields.Integer(required=True)
    last_365_days = fields.Integer(required=True)
    complete = fields.Boolean(
        required=True,
        metadata=described("False where only the quotes stored last were looked at: it may have been more"),
    )
    latest = fields.List(fields.Nested(QuoteSchema), required=True)


class TestDeliverySchema(Schema):
    """A digest that is on its way."""

    id = fields.String(required=True)


AlertPageSchema = page_of(AlertSchema)
