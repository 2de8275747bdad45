"""Whether somebody said something: the question and the answer."""

from __future__ import annotations

from marshmallow import Schema, fields
from marshmallow.validate import OneOf, Range

from quotes.api.requests.fields import Text
from quotes.api.schemas.evidence import QuoteEvidenceSchema, ReportedStatementSchema
from quotes.api.schemas.shared.limits import FACTUALITIES, KINDS, LONGEST_LABEL, MOST_ROWS
from quotes.api.schemas.shared.parts import DifferenceSchema, described
from quotes.lookup.comparison.changes import CHANGES
from quotes.lookup.draft import LONGEST, VERDICTS


class LookupQuerySchema(Schema):
    """What may have been said, and by whom."""

    quote = Text(longest=LONGEST, required=True, metadata=described("The words"))
    speaker = Text(longest=LONGEST_LABEL, metadata=described("Who may have said them: a name or a slug"))
    limit = fields.Integer(load_default=10, validate=Range(1, MOST_ROWS))


class ChangeSchema(Schema):
    """A change of a negation, a number, a name or another word; or the same words written otherwise.

    Those are the same value ("five", "5"), another spelling ("colour", "color") or a contraction ("won't",
    "will not"), and make a passage no other.
    """

    kind = fields.String(required=True, validate=OneOf(CHANGES))
    asked = fields.String(required=True, metadata=described("In the words asked for; empty where left out"))
    found = fields.String(required=True, metadata=described("In the words found; empty where put in"))


class PassageSchema(Schema):
    """Words asked for that stand in a quote, and where in its `text`."""

    asked = fields.String(required=True)
    found = fields.String(required=True)
    start = fields.Integer(required=True, metadata=described("In code points of the quote's text"))
    end = fields.Integer(required=True, metadata=described("In code points of the quote's text, exclusive"))


class MatchSchema(Schema):
    """A stored quote that is the words asked for, or near them."""

    match = fields.String(
        required=True, validate=OneOf(("verbatim", "trimmed", "altered", "spliced", "near"))
    )
    similarity = fields.Float(required=True, metadata=described("From 0 to 1"))
    factuality = fields.String(
        required=True,
        validate=OneOf(FACTUALITIES),
        metadata=described(
            "How the words asked for are told there: as the quote is, or denied where its own words deny them"
        ),
    )
    difference = fields.List(fields.Nested(DifferenceSchema), required=True)
    changes = fields.List(
        fields.Nested(ChangeSchema),
        required=True,
        metadata=described(
            "What was altered, then what is written otherwise; of a part, a negation that was cut off"
        ),
    )
    parts = fields.List(
        fields.Nested(PassageSchema),
        required=True,
        metadata=described("Which of the words asked for come from where in this quote"),
    )
    quote = fields.Nested(QuoteEvidenceSchema, required=True)
    statement = fields.Nested(ReportedStatementSchema, required=True)


class SearchedOfSpeakerSchema(Schema):
    """A speaker who was meant, and what there was to search of them."""

    name = fields.String(required=True)
    slug = fields.String(required=True)
    kind = fields.String(required=True, validate=OneOf(KINDS))
    quotes = fields.Integer(required=True)
    articles = fields.Integer(required=True)
    outlets = fields.Integer(required=True)
    since = fields.String(required=True, allow_none=True, data_key="from", metadata={"format": "date"})
    until = fields.String(required=True, allow_none=True, data_key="to", metadata={"format": "date"})


class SearchedSpeakerSchema(Schema):
    """Who was asked for, and who goes by that name."""

    asked = fields.String(required=True)
    known = fields.Boolean(required=True, metadata=described("Whether anybody stored goes by that name"))
    speakers = fields.List(fields.Nested(SearchedOfSpeakerSchema), required=True)


class SearchedSchema(Schema):
    """What there was to search."""

    articles = fields.Integer(required=True)
    outlets = fields.Integer(required=True)
    since = fields.String(required=True, allow_none=True, data_key="from", metadata={"format": "date"})
    until = fields.String(required=True, allow_none=True, data_key="to", metadata={"format": "date"})
    speaker = fields.Nested(
        SearchedSpeakerSchema,
        required=True,
        allow_none=True,
        metadata=described("null where nobody was asked for"),
    )


class AnswerSchema(Schema):
    """Whether the words were said, with the evidence."""

    verdict = fields.String(
        required=True,
        validate=OneOf(VERDICTS),
        metadata=described("disputed: no report tells that the words were said, but some that they were not"),
    )
    matches = fields.List(
        fields.Nested(MatchSchema),
        required=True,
        metadata=described(
            "Best first: what was said, then what is told as not said (factuality), then what comes near"
        ),
    )
    searched = fields.Nested(SearchedSchema, required=True)
