"""Whether somebody said something: the question and the answer."""

from __future__ import annotations

from marshmallow import Schema, fields
from marshmallow.validate import OneOf, Range

from quotes.api.fields import Text
from quotes.api.schemas.limits import LONGEST_LABEL, LONGEST_QUOTE, MOST_ROWS
from quotes.api.schemas.parts import DifferenceSchema, described
from quotes.api.schemas.quotes import QuoteSchema
from quotes.api.schemas.statements import StatementSchema


class LookupQuerySchema(Schema):
    """What may have been said, and by whom."""

    quote = Text(longest=LONGEST_QUOTE, required=True, metadata=described("The words"))
    speaker = Text(longest=LONGEST_LABEL, metadata=described("Who may have said them: a name or a slug"))
    limit = fields.Integer(load_default=10, validate=Range(1, MOST_ROWS))


class MatchSchema(Schema):
    """A stored quote that is the words asked for, or near them."""

    match = fields.String(required=True, validate=OneOf(("verbatim", "trimmed", "near")))
    similarity = fields.Float(required=True, metadata=described("From 0 to 1"))
    difference = fields.List(fields.Nested(DifferenceSchema), required=True)
    quote = fields.Nested(QuoteSchema, required=True)
    statement = fields.Nested(StatementSchema, required=True)


class SearchedSchema(Schema):
    """What there was to search."""

    articles = fields.Integer(required=True)
    outlets = fields.Integer(required=True)
    since = fields.String(required=True, allow_none=True, data_key="from", metadata={"format": "date"})
    until = fields.String(required=True, allow_none=True, data_key="to", metadata={"format": "date"})


class AnswerSchema(Schema):
    """Whether the words were said, with the evidence."""

    verdict = fields.String(
        required=True, validate=OneOf(("verbatim", "trimmed", "other_speaker", "not_found"))
    )
    matches = fields.List(fields.Nested(MatchSchema), required=True, metadata=described("Best first"))
    searched = fields.Nested(SearchedSchema, required=True)
