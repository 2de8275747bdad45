"""What statements are about, counted."""

from __future__ import annotations

from marshmallow import fields
from marshmallow.validate import OneOf

from quotes.api.schemas.shared.paging import page_of
from quotes.api.schemas.shared.parts import TopicSchema, described
from quotes.api.schemas.statements import SpeakerStatementsQuerySchema, StatementsQuerySchema

KIND = described("What kind of topics")


class TopicsQuerySchema(StatementsQuerySchema):
    """Of which statements the topics are counted, and which kind of topics."""

    kind = fields.String(validate=OneOf(TopicSchema.KINDS), metadata=KIND)


class SpeakerTopicsQuerySchema(SpeakerStatementsQuerySchema):
    """Of which statements of a speaker the topics are counted, and which kind of topics."""

    kind = fields.String(validate=OneOf(TopicSchema.KINDS), metadata=KIND)


class CountedTopicSchema(TopicSchema):
    """A topic, with how many of the statements are about it."""

    statements = fields.Integer(required=True)


TopicPageSchema = page_of(CountedTopicSchema)
