"""Quotes and their changes."""

from __future__ import annotations

from marshmallow import Schema, fields
from marshmallow.validate import OneOf

from quotes.api.schemas.shared.limits import FACTUALITIES
from quotes.api.schemas.shared.parts import (
    FACTUALITY,
    AboutSchema,
    ArticleRefSchema,
    PartSchema,
    SaidSchema,
    SourceSchema,
    SpanSchema,
    described,
)


class ReadingSchema(Schema):
    """What the extractor read, whatever people have decided."""

    speaker = fields.Nested(SourceSchema, required=True, allow_none=True)
    said = fields.Nested(SaidSchema, required=True, allow_none=True)
    factuality = fields.String(required=True, validate=OneOf(FACTUALITIES))


class QuoteSchema(Schema):
    """One attribution in one article."""

    id = fields.String(required=True)
    text = fields.String(required=True, metadata=described("The quoted words, without quotation marks"))
    spans = fields.List(fields.Nested(SpanSchema), required=True)
    form = fields.String(required=True, validate=OneOf(("sentence", "fragment")))
    speaker = fields.Nested(SourceSchema, required=True, allow_none=True)
    mention = fields.Nested(
        PartSchema,
        required=True,
        allow_none=True,
        metadata=described("The words that name the source, such as “he” or “the minister”"),
    )
    cue = fields.Nested(
        PartSchema,
        required=True,
        allow_none=True,
        metadata=described("The words that attribute it, such as “said”"),
    )
    relayer = fields.String(
        required=True,
        allow_none=True,
        metadata=described("Who passed the words on, if the article quotes speech within speech"),
    )
    said = fields.Nested(SaidSchema, required=True, allow_none=True)
    factuality = fields.String(required=True, validate=OneOf(FACTUALITIES), metadata=FACTUALITY)
    about = fields.List(
        fields.Nested(AboutSchema),
        required=True,
        metadata=described("The persons, organizations and places it is about"),
    )
    published = fields.String(required=True, allow_none=True, metadata={"format": "date"})
    collected = fields.String(required=True, metadata={"format": "date-time"})
    confidence = fields.Float(
        required=True, metadata=described("How likely the words and the speaker are right, from 0 to 1")
    )
    status = fields.String(
        required=True,
        validate=OneOf(("unreviewed", "confirmed", "rejected")),
        metadata=described("What a person decided about it"),
    )
    statement = fields.String(
        required=True, attribute="statement_id", metadata=described("The id of the statement it reports")
    )
    article = fields.Nested(ArticleRefSchema, required=True)
    revision = fields.Integer(
        required=True, metadata=described("The revision of the article in which the spans are counted")
    )
    current = fields.Boolean(
        required=True, metadata=described("Whether the latest stored text of the article still has it")
    )
    extractor = fields.String(
        required=True, metadata=described("The extractor that read it, with its version")
    )
    reading = fields.Nested(ReadingSchema, required=True)
    replaces = fields.String(
        required=True,
        allow_none=True,
        metadata=described("The id of the quote in an earlier text of the article that this one rewords"),
    )


class EntrySchema(Schema):
    """A change of a quote or of a speaker."""

    at = fields.String(required=True, metadata={"format": "date-time"})
    source = fields.String(required=True, validate=OneOf(("person", "machine")))
    by = fields.String(
        required=True,
        allow_none=True,
        attribute="made_by",
        metadata=described("The person, as given, or the extractor"),
    )
    reason = fields.String(required=True, allow_none=True)
    token = fields.String(
        required=True,
        allow_none=True,
        metadata=described("The name of the token that was used"),
    )
    changes = fields.Raw(
        required=True, metadata=described("Each changed field, before and after", type="object")
    )


class HistorySchema(Schema):
    """All changes, the latest first."""

    items = fields.List(fields.Nested(EntrySchema), required=True)
