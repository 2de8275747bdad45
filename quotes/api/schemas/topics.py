"""Topics of statements, with counts."""

from __future__ import annotations

from marshmallow import fields
from marshmallow.validate import OneOf

from quotes.api.schemas.shared.paging import page_of
from quotes.api.schemas.shared.parts import TopicSchema, described
from quotes.api.schemas.statement_queries import SpeakerStatementsQuerySchema, StatementsQuerySchema

KIND = described("The kind of topics to list")


class TopicsQuerySchema(StatementsQuerySchema):
    """The statements whose topics are counted, and the kind of topics."""

    kind = fields.String(validate=OneOf(TopicSchema.KINDS), metadata=KIND)


class SpeakerTopicsQuerySchema(SpeakerStatementsQuerySchema):
    """The statements of a speaker whose topics are counted, and the kind of topics."""

    kind = fields.String(validate=OneOf(TopicSchema.KINDS), metadata=KIND)


class CountedTopicSchema(TopicSchema):
    """A topic, with the number of statements about it."""

    statements = fields.Integer(required=True)


TopicPageSchema = page_of(CountedTopicSchema)
