"""Statements with their reports, and counts of statements."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields
from marshmallow.validate import OneOf

from quotes.api.schemas.quotes import QuoteSchema
from quotes.api.schemas.shared.limits import FACTUALITIES
from quotes.api.schemas.shared.paging import page_of
from quotes.api.schemas.shared.parts import (
    FACTUALITY,
    AboutSchema,
    ArchivedCopyField,
    ArticleRefSchema,
    DifferenceSchema,
    SaidSchema,
    SourceSchema,
    described,
)

ABOUT = described("Whom or what they are about: a name in any spelling, or a speaker's slug")


class FirstReportSchema(Schema):
    """The earliest published report of a statement."""

    quote = fields.String(required=True, allow_none=True)
    article = fields.String(required=True, allow_none=True)
    title = fields.String(required=True, allow_none=True)
    url = fields.String(required=True, allow_none=True)
    publisher = fields.String(required=True, allow_none=True)
    published = fields.String(required=True, allow_none=True, metadata={"format": "date"})
    archived_copy = ArchivedCopyField()


class StatementSchema(Schema):
    """What a speaker said once, however many articles report it."""

    id = fields.String(required=True)
    text = fields.String(required=True, metadata=described("The fullest reported wording"))
    speaker = fields.Nested(SourceSchema, required=True, allow_none=True)
    said = fields.Nested(SaidSchema, required=True, allow_none=True)
    factuality = fields.String(required=True, validate=OneOf(FACTUALITIES), metadata=FACTUALITY)
    about = fields.List(
        fields.Nested(AboutSchema),
        required=True,
        metadata=described("The persons, organizations and places that its quotes are about"),
    )
    form = fields.String(required=True, validate=OneOf(("sentence", "fragment")))
    confidence = fields.Float(required=True, metadata=described("The highest confidence of its quotes"))
    reports = fields.Integer(required=True, metadata=described("How many quotes report it"))
    articles = fields.Integer(required=True, metadata=described("How many articles report it"))
    first_reported = fields.Nested(FirstReportSchema, required=True)


class OtherDateSchema(FirstReportSchema):
    """A report that gives another time than its statement, or was published before that time."""

    said = fields.Nested(SaidSchema, required=True, allow_none=True)


class SameWordsSchema(FirstReportSchema):
    """A quote of another speaker that shares eight words in a row with a quote of this statement.

    One of the speakers may quote the other, or one of the attributions may be wrong.
    """

    text = fields.String(required=True)
    speaker = fields.Nested(SourceSchema, required=True, allow_none=True)
    factuality = fields.String(required=True, validate=OneOf(FACTUALITIES), metadata=FACTUALITY)
    statement = fields.String(
        required=True, attribute="reported", metadata=described("The id of the statement that it reports")
    )


class ClaimReviewSchema(Schema):
    """What somebody else has made of a claim, as a stored page tells by schema.org's ClaimReview."""

    claim = fields.String(required=True, metadata=described("The claim in the reviewer's words"))
    claimed_by = fields.String(
        required=True, allow_none=True, metadata=described("Who made it, if one is named")
    )
    claimed_on = fields.String(required=True, allow_none=True, metadata={"format": "date"})
    rating = fields.String(
        required=True,
        allow_none=True,
        metadata=described("The reviewer's rating in the reviewer's words; this service rates nothing"),
    )
    reviewer = fields.String(required=True, allow_none=True)
    url = fields.String(required=True, allow_none=True, metadata=described("The address of the review"))
    reviewed_on = fields.String(required=True, allow_none=True, metadata={"format": "date"})
    article = fields.Nested(
        ArticleRefSchema, required=True, metadata=described("The stored article whose page declares it")
    )


class DifferingSchema(Schema):
    """What differs between a statement and another."""

    kind = fields.String(required=True, validate=OneOf(("negation", "number", "name")))
    words = fields.String(
        required=True, metadata=described("The words that differ in this statement; may be empty")
    )
    other_words = fields.String(
        required=True, metadata=described("The words in the other statement; may be empty")
    )
    sentence = fields.String(
        required=True, metadata=described("The sentence of this statement with these words")
    )
    other_sentence = fields.String(required=True, metadata=described("The sentence of the other statement"))


class OtherwiseSchema(Schema):
    """Another statement of the same speaker that contradicts this one."""

    kind = fields.String(
        required=True,
        validate=OneOf(("changed", "wording")),
        metadata=described(
            "changed: said on another day; wording: both may report one occasion, one of them wrongly"
        ),
    )
    dated = fields.Boolean(
        required=True,
        metadata=described(
            "Whether reports give both days; otherwise one of them is only a day of publication"
        ),
    )
    differences = fields.List(fields.Nested(DifferingSchema), required=True)
    statement = fields.Nested(StatementSchema, required=True)


def otherwise_field(text: str) -> fields.List[Any]:
    """A list of contradicting statements."""
    return fields.List(fields.Nested(OtherwiseSchema), required=True, metadata=described(text))


class DoubtsSchema(Schema):
    """Possible doubts about a statement's date or speaker, and contradicting statements."""

    dated_otherwise = fields.List(
        fields.Nested(OtherDateSchema),
        required=True,
        metadata=described(
            "At most 20 reports that disagree with `said`, the first published first: they give another day,"
            " or were published before it"
        ),
    )
    same_words = fields.List(
        fields.Nested(SameWordsSchema),
        required=True,
        metadata=described(
            "At most 20 quotes of other speakers that share eight words in a row with one of this statement,"
            " the first published first"
        ),
    )
    claim_reviews = fields.List(
        fields.Nested(ClaimReviewSchema),
        required=True,
        metadata=described(
            "What others have made of it, as pages that were stored tell: reviews of a claim of the same"
            " speaker in the same words, the latest stored first, at most 10. The rating is the reviewer's,"
            " not this service's"
        ),
    )
    otherwise = otherwise_field(
        "At most 10 contradicting statements of the same speaker, earlier or later: those"
        " with outcome changed"
        " first, then the latest"
    )


class WordingSchema(Schema):
    """One of the reported wordings of a statement."""

    text = fields.String(required=True)
    relation = fields.String(required=True, validate=OneOf(("same", "cut", "variant")))
    similarity = fields.Float(
        required=True, metadata=described("Similarity to the fullest wording, from 0 to 1")
    )
    difference = fields.List(
        fields.Nested(DifferenceSchema),
        required=True,
        metadata=described("From this wording (asked) to the fullest (found)"),
    )
    quotes = fields.List(
        fields.String(), required=True, metadata=described("The ids of the quotes with this wording")
    )


class CopiesSchema(Schema):
    """Articles that are copies of one text and count as one report."""

    articles = fields.List(fields.Nested(ArticleRefSchema), required=True)


class ContradictionSchema(Schema):
    """A statement that contradicts earlier ones of the same speaker."""

    statement = fields.Nested(StatementSchema, required=True)
    otherwise = otherwise_field("At most 10 earlier statements: those marked changed first, then the latest")


class StatementDetailSchema(StatementSchema, DoubtsSchema):
    """A statement with its reports, the first published first."""

    quotes = fields.List(fields.Nested(QuoteSchema), required=True)
    wordings = fields.List(fields.Nested(WordingSchema), required=True)
    independent = fields.List(
        fields.Nested(CopiesSchema),
        required=True,
        metadata=described("The reports; copies of one text are counted as one"),
    )


class IntervalSchema(Schema):
    """How many statements a speaker made from one day to another, including both."""

    since = fields.String(required=True, data_key="from", metadata={"format": "date"})
    until = fields.String(required=True, data_key="to", metadata={"format": "date"})
    statements = fields.Integer(required=True)
    reports = fields.Integer(required=True)


class TimelineSchema(Schema):
    """Counts of a speaker's statements, without empty intervals and undated statements."""

    interval = fields.String(required=True)
    items = fields.List(fields.Nested(IntervalSchema), required=True)


StatementPageSchema = page_of(StatementSchema)
ContradictionPageSchema = page_of(ContradictionSchema)
