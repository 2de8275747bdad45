"""Lookups: the question whether somebody said something, and the answer."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, post_dump
from marshmallow.validate import OneOf, Range

from quotes.api.requests.fields import Text
from quotes.api.schemas.evidence import QuoteEvidenceSchema, ReportedStatementSchema
from quotes.api.schemas.shared.limits import FACTUALITIES, KINDS, LONGEST_LABEL, MOST_ROWS
from quotes.api.schemas.shared.parts import DifferenceSchema, described
from quotes.lookup.comparison.changes import CHANGES
from quotes.lookup.draft import LONGEST, VERDICTS


class LookupQuerySchema(Schema):
    """The words that may have been said, and by whom."""

    quote = Text(longest=LONGEST, required=True, metadata=described("The words"))
    speaker = Text(longest=LONGEST_LABEL, metadata=described("Who may have said them, by name or slug"))
    limit = fields.Integer(load_default=10, validate=Range(1, MOST_ROWS))


class ChangeSchema(Schema):
    """A change of a negation, a number, a name or another word; or of spelling only.

    A change of spelling only does not alter the passage: the same value ("five", "5"), another spelling
    ("colour", "color") or a contraction ("won't", "will not").
    """

    kind = fields.String(required=True, validate=OneOf(CHANGES))
    asked = fields.String(
        required=True, metadata=described("In the words of the question; empty if words were added")
    )
    found = fields.String(
        required=True, metadata=described("In the words found; empty if words were left out")
    )


class PassageSchema(Schema):
    """Words asked for that are in a quote, and where in its `text`."""

    asked = fields.String(required=True)
    found = fields.String(required=True)
    start = fields.Integer(required=True, metadata=described("In code points of the quote's text"))
    end = fields.Integer(required=True, metadata=described("In code points of the quote's text, exclusive"))


class MatchSchema(Schema):
    """A stored quote that matches the words asked for, exactly or nearly."""

    match = fields.String(
        required=True, validate=OneOf(("verbatim", "trimmed", "altered", "spliced", "near"))
    )
    similarity = fields.Float(required=True, metadata=described("From 0 to 1"))
    factuality = fields.String(
        required=True,
        validate=OneOf(FACTUALITIES),
        metadata=described(
            "How the question's words are reported: as the quote is, or denied if its own words deny them"
        ),
    )
    difference = fields.List(fields.Nested(DifferenceSchema), required=True)
    changes = fields.List(
        fields.Nested(ChangeSchema),
        required=True,
        metadata=described(
            "Alterations first, then changes of spelling only; for a part of a quote, a"
            " negation that was cut off"
        ),
    )
    parts = fields.List(
        fields.Nested(PassageSchema),
        required=True,
        metadata=described("Which words of the question come from where in this quote"),
    )
    quote = fields.Nested(QuoteEvidenceSchema, required=True)
    statement = fields.Nested(ReportedStatementSchema, required=True)


class SearchedOfSpeakerSchema(Schema):
    """A speaker who was looked up, and how much of them there was to search."""

    name = fields.String(required=True)
    slug = fields.String(required=True)
    kind = fields.String(required=True, validate=OneOf(KINDS))
    quotes = fields.Integer(required=True)
    articles = fields.Integer(required=True)
    outlets = fields.Integer(required=True)
    since = fields.String(required=True, allow_none=True, data_key="from", metadata={"format": "date"})
    until = fields.String(required=True, allow_none=True, data_key="to", metadata={"format": "date"})


class SearchedSpeakerSchema(Schema):
    """The name that was asked for, and the speakers who have it."""

    asked = fields.String(required=True)
    known = fields.Boolean(required=True, metadata=described("Whether any stored speaker has that name"))
    speakers = fields.List(fields.Nested(SearchedOfSpeakerSchema), required=True)


class SearchedSchema(Schema):
    """How much there was to search."""

    articles = fields.Integer(required=True)
    outlets = fields.Integer(required=True)
    since = fields.String(required=True, allow_none=True, data_key="from", metadata={"format": "date"})
    until = fields.String(required=True, allow_none=True, data_key="to", metadata={"format": "date"})
    speaker = fields.Nested(
        SearchedSpeakerSchema,
        required=True,
        allow_none=True,
        metadata=described("null if the question names no speaker"),
    )

    archive = fields.Nested(
        "SearchedSchema",
        allow_none=True,
        metadata=described("Of the archive, if the service searches one besides the database"),
    )

    @post_dump
    def _without_archive(self, searched: dict[str, Any], **_: object) -> dict[str, Any]:
        """Say nothing of an archive where there is none."""
        return {name: value for name, value in searched.items() if name != "archive" or value is not None}


class AnswerSchema(Schema):
    """Whether the words were said, with the evidence."""

    verdict = fields.String(
        required=True,
        validate=OneOf(VERDICTS),
        metadata=described(
            "disputed: no report says that the words were said, but some say that they were not"
        ),
    )
    matches = fields.List(
        fields.Nested(MatchSchema),
        required=True,
        metadata=described(
            "Best first: words that were said, then words reported as not said (factuality), then near misses"
        ),
    )
    searched = fields.Nested(SearchedSchema, required=True)
