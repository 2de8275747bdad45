"""A text to check, and what was found about the quotations in it."""

from __future__ import annotations

from typing import ClassVar

from marshmallow import Schema, fields
from marshmallow.validate import OneOf, Range

from quotes.api.requests.fields import Day, Text
from quotes.api.schemas.lookup import AnswerSchema
from quotes.api.schemas.shared.limits import FACTUALITIES, KINDS, LONGEST_LABEL, MOST_DRAFT_MATCHES
from quotes.api.schemas.shared.parts import PartSchema, SaidSchema, SpanSchema, described
from quotes.lookup.draft import VERDICTS


class DraftInSchema(Schema):
    """A text whose quotations are looked up. It is not stored."""

    text = fields.String(
        required=True, metadata=described("A paragraph or an article, in which offsets are counted")
    )
    published = Day(
        allow_none=True,
        metadata=described("The day of publication, to which words such as “yesterday” refer"),
    )
    author = Text(
        longest=LONGEST_LABEL,
        allow_none=True,
        metadata=described("The author, who is never taken for a speaker in it"),
    )
    min_words = fields.Integer(
        load_default=3,
        validate=Range(1, 100),
        metadata=described(
            "Words in quotation marks without a speaker are not looked up if there are fewer than this"
        ),
    )
    limit = fields.Integer(
        load_default=3,
        validate=Range(1, MOST_DRAFT_MATCHES),
        metadata=described("How much evidence each quotation comes with"),
    )


class QuotationSchema(Schema):
    """A quotation of the text as it was read."""

    text = fields.String(required=True, metadata=described("The words, without quotation marks"))
    spans = fields.List(fields.Nested(SpanSchema), required=True)
    form = fields.String(required=True, allow_none=True, validate=OneOf(("sentence", "fragment")))
    speaker = fields.String(
        required=True,
        allow_none=True,
        metadata=described("The speaker according to the text, who was looked up; null if there is none"),
    )
    speaker_kind = fields.String(required=True, allow_none=True, validate=OneOf((*KINDS, "anonymous")))
    mention = fields.Nested(PartSchema, required=True, allow_none=True)
    cue = fields.Nested(PartSchema, required=True, allow_none=True)
    relayer = fields.String(
        required=True,
        allow_none=True,
        metadata=described("Who passed the words on, if the article quotes speech within speech"),
    )
    said = fields.Nested(SaidSchema, required=True, allow_none=True)
    factuality = fields.String(
        required=True,
        allow_none=True,
        validate=OneOf(FACTUALITIES),
        metadata=described("Whether the text reports that the words were said; null if there is no speaker"),
    )
    confidence = fields.Float(
        required=True,
        allow_none=True,
        metadata=described("How likely the words and the speaker were read correctly"),
    )


class CheckedSchema(AnswerSchema, QuotationSchema):
    """A quotation of the text as it was read, and whether its words were said."""


class TotalsSchema(Schema):
    """How many quotations have each verdict."""

    class Meta:
        """One field for each verdict there is."""

        include: ClassVar = {verdict: fields.Integer(required=True) for verdict in VERDICTS}


class DraftSchema(Schema):
    """The quotations of a text, in its order, each looked up."""

    quotes = fields.List(fields.Nested(CheckedSchema), required=True)
    totals = fields.Nested(TotalsSchema, required=True)
    left_out = fields.Integer(
        required=True,
        metadata=described(
            "How many quotations were not looked up: those after the first 100, or longer"
            " than 20,000 characters"
        ),
    )
