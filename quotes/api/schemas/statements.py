"""Statements, with their reports or counted."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields
from marshmallow.validate import OneOf, Range

from quotes.api.requests.fields import Text
from quotes.api.schemas.quotes import QuoteSchema
from quotes.api.schemas.shared.limits import FACTUALITIES, LONGEST_LABEL, LONGEST_QUERY
from quotes.api.schemas.shared.paging import PeriodQuerySchema, page_of
from quotes.api.schemas.shared.parts import (
    FACTUALITY,
    AboutSchema,
    ArticleRefSchema,
    DifferenceSchema,
    SaidSchema,
    SourceSchema,
    described,
)

ABOUT = described("Whom or what they are about: a name in any form, or a speaker's slug")


class FactualityField(fields.String):
    """Which reports are asked for; None stands for any."""

    def __init__(self) -> None:
        super().__init__(
            load_default="said",
            validate=OneOf((*FACTUALITIES, "any")),
            metadata=described("Only what was said, unless something else, or any, is asked for"),
        )


class SaidConfidenceField(fields.Float):
    """How sure the time must be."""

    def __init__(self) -> None:
        super().__init__(
            validate=Range(0, 1),
            metadata=described(
                "How likely said must be right at least. What claims no time of its own (basis published), or"
                " has one that a person decided, is left out"
            ),
        )


class SpeakerStatementsQuerySchema(PeriodQuerySchema):
    """Which statements of a speaker."""

    q = Text(longest=LONGEST_QUERY, metadata=described('Words in a quote; a "phrase" in double quotes'))
    about = Text(longest=LONGEST_LABEL, metadata=ABOUT)
    form = fields.String(validate=OneOf(("sentence", "fragment")))
    min_confidence = fields.Float(validate=Range(0, 1))
    factuality = FactualityField()
    min_said_confidence = SaidConfidenceField()


class SpeakerStatementsExportSchema(SpeakerStatementsQuerySchema):
    """Which statements of a speaker, all of them."""

    class Meta:
        """All of them means no pages."""

        exclude = ("limit", "cursor")


class TimelineQuerySchema(SpeakerStatementsExportSchema):
    """Which statements to count, by which interval."""

    interval = fields.String(load_default="month", validate=OneOf(("day", "week", "month", "year")))


class StatementsQuerySchema(PeriodQuerySchema):
    """Which statements, of anybody or of one speaker."""

    q = Text(longest=LONGEST_QUERY, metadata=described('Words in a quote; a "phrase" in double quotes'))
    about = Text(longest=LONGEST_LABEL, metadata=ABOUT)
    speaker = Text(longest=LONGEST_LABEL, metadata=described("A speaker's slug"))
    factuality = FactualityField()
    min_said_confidence = SaidConfidenceField()


class StatementsExportSchema(StatementsQuerySchema):
    """Which statements, all of them."""

    class Meta:
        """All of them means no pages."""

        exclude = ("limit", "cursor")


class FirstReportSchema(Schema):
    """The earliest published report of a statement."""

    quote = fields.String(required=True, allow_none=True)
    article = fields.String(required=True, allow_none=True)
    title = fields.String(required=True, allow_none=True)
    url = fields.String(required=True, allow_none=True)
    publisher = fields.String(required=True, allow_none=True)
    published = fields.String(required=True, allow_none=True, metadata={"format": "date"})


class StatementSchema(Schema):
    """What a speaker said once, however many articles report it."""

    id = fields.String(required=True)
    text = fields.String(required=True, metadata=described("The fullest of the reported wordings"))
    speaker = fields.Nested(SourceSchema, required=True, allow_none=True)
    said = fields.Nested(SaidSchema, required=True, allow_none=True)
    factuality = fields.String(required=True, validate=OneOf(FACTUALITIES), metadata=FACTUALITY)
    about = fields.List(
        fields.Nested(AboutSchema), required=True, metadata=described("Whom and what its quotes are about")
    )
    form = fields.String(required=True, validate=OneOf(("sentence", "fragment")))
    confidence = fields.Float(required=True, metadata=described("The highest of its quotes'"))
    reports = fields.Integer(required=True, metadata=described("How many quotes report it"))
    articles = fields.Integer(required=True, metadata=described("In how many articles"))
    first_reported = fields.Nested(FirstReportSchema, required=True)


class OtherDateSchema(FirstReportSchema):
    """A report that tells another time than its statement has, or was published before it."""

    said = fields.Nested(SaidSchema, required=True, allow_none=True)


class SameWordsSchema(FirstReportSchema):
    """A quote of another speaker that shares eight words in a row with a quote of this statement.

    One of the two may quote the other, or one of the two attributions may be wrong.
    """

    text = fields.String(required=True)
    speaker = fields.Nested(SourceSchema, required=True, allow_none=True)
    factuality = fields.String(required=True, validate=OneOf(FACTUALITIES), metadata=FACTUALITY)
    statement = fields.String(
        required=True, attribute="reported", metadata=described("The id of the statement that it reports")
    )


class DifferingSchema(Schema):
    """What differs between what was said in a statement and in another."""

    kind = fields.String(required=True, validate=OneOf(("negation", "number", "name")))
    words = fields.String(required=True, metadata=described("That differ in this statement; empty for none"))
    other_words = fields.String(required=True, metadata=described("In the other one; empty for none"))
    sentence = fields.String(required=True, metadata=described("Of this statement, which they stand in"))
    other_sentence = fields.String(required=True, metadata=described("Of the other one"))


class OtherwiseSchema(Schema):
    """Another statement of the same speaker that denies, counts or names otherwise."""

    kind = fields.String(
        required=True,
        validate=OneOf(("changed", "wording")),
        metadata=described(
            "changed: said on another day; wording: both may report one occasion, and one of them wrongly"
        ),
    )
    dated = fields.Boolean(
        required=True,
        metadata=described("Whether reports tell both days; otherwise one is only that of a publication"),
    )
    differences = fields.List(fields.Nested(DifferingSchema), required=True)
    statement = fields.Nested(StatementSchema, required=True)


def otherwise_field(text: str) -> fields.List[Any]:
    """A list of statements that say otherwise."""
    return fields.List(fields.Nested(OtherwiseSchema), required=True, metadata=described(text))


class DoubtsSchema(Schema):
    """What may speak against when, or by whom, a statement was said, and what was said otherwise."""

    dated_otherwise = fields.List(
        fields.Nested(OtherDateSchema),
        required=True,
        metadata=described(
            "Reports that disagree with `said`, the first published first, at most 20: they tell another day,"
            " or were published before it"
        ),
    )
    same_words = fields.List(
        fields.Nested(SameWordsSchema),
        required=True,
        metadata=described(
            "Quotes of others that share eight words in a row with one of this statement, the first published"
            " first, at most 20"
        ),
    )
    otherwise = otherwise_field(
        "What the same speaker has said otherwise, earlier or later: those that were changed first, then the"
        " latest; at most 10"
    )


class WordingSchema(Schema):
    """One of the wordings that a statement is reported in."""

    text = fields.String(required=True)
    relation = fields.String(required=True, validate=OneOf(("same", "cut", "variant")))
    similarity = fields.Float(required=True, metadata=described("To the fullest wording, from 0 to 1"))
    difference = fields.List(
        fields.Nested(DifferenceSchema),
        required=True,
        metadata=described("From this wording (asked) to the fullest (found)"),
    )
    quotes = fields.List(fields.String(), required=True, metadata=described("The ids of those worded so"))


class CopiesSchema(Schema):
    """Articles that are copies of one text, and so are one report."""

    articles = fields.List(fields.Nested(ArticleRefSchema), required=True)


class ContradictionSchema(Schema):
    """A statement that says otherwise than earlier ones of the same speaker."""

    statement = fields.Nested(StatementSchema, required=True)
    otherwise = otherwise_field(
        "The earlier ones: those that were changed first, then the latest; at most 10"
    )


class ContradictionsQuerySchema(PeriodQuerySchema):
    """Which of the statements that say otherwise than earlier ones."""

    about = Text(longest=LONGEST_LABEL, metadata=ABOUT)
    kind = fields.String(
        validate=OneOf(("changed", "wording")),
        metadata=described("changed: said on another day; wording: perhaps reports of one occasion"),
    )
    min_confidence = fields.Float(validate=Range(0, 1))


class StatementDetailSchema(StatementSchema, DoubtsSchema):
    """A statement with its reports, the first published first."""

    quotes = fields.List(fields.Nested(QuoteSchema), required=True)
    wordings = fields.List(fields.Nested(WordingSchema), required=True)
    independent = fields.List(
        fields.Nested(CopiesSchema),
        required=True,
        metadata=described("The reports, copies of one text as one"),
    )


class IntervalSchema(Schema):
    """How many statements a speaker made from one day to another, both included."""

    since = fields.String(required=True, data_key="from", metadata={"format": "date"})
    until = fields.String(required=True, data_key="to", metadata={"format": "date"})
    statements = fields.Integer(required=True)
    reports = fields.Integer(required=True)


class TimelineSchema(Schema):
    """A speaker's statements counted; intervals without any are left out, statements without a date too."""

    interval = fields.String(required=True)
    items = fields.List(fields.Nested(IntervalSchema), required=True)


StatementPageSchema = page_of(StatementSchema)
ContradictionPageSchema = page_of(ContradictionSchema)
