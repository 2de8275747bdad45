"""What the answers are made of: stretches of text, dates, sources, differences of wording."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields
from marshmallow.validate import OneOf

from quotes.api.schemas.shared.limits import KINDS


def described(text: str, **more: Any) -> dict[str, Any]:
    return {"description": text, **more}


class SpanSchema(Schema):
    """A stretch of the article's text, in code points, end exclusive, quotation marks included."""

    start = fields.Integer(required=True)
    end = fields.Integer(required=True)


class PartSchema(SpanSchema):
    """Words of the article's text and where they stand."""

    text = fields.String(required=True)


class SaidSchema(Schema):
    """When the words were said, as well as the article tells."""

    on = fields.String(
        required=True, allow_none=True, metadata=described("The first day of the period", format="date")
    )
    precision = fields.String(required=True, validate=OneOf(("day", "week", "month", "year")))
    basis = fields.String(required=True, validate=OneOf(("explicit", "inherited", "published")))
    text = fields.String(
        required=True, allow_none=True, metadata=described("The words that gave the date, if words did")
    )
    confidence = fields.Float(
        required=True,
        allow_none=True,
        metadata=described(
            "How likely the day or period is right, from 0 to 1; null where none is claimed (published) or a"
            " person has decided it"
        ),
    )


FACTUALITY = described(
    "Whether the article reports that the words were said: said; denied, never said or refused; hypothetical,"
    " as what one would or should say; fabricated, falsely given to the speaker"
)


class SourceSchema(Schema):
    """Who said it. The slug is null for the unnamed, who are nobody across articles."""

    name = fields.String(required=True)
    kind = fields.String(required=True, validate=OneOf((*KINDS, "anonymous")))
    slug = fields.String(required=True, allow_none=True)


class TopicSchema(Schema):
    """A person, organization or place that is spoken of. The slug is the speaker's, where it is one."""

    KINDS = ("person", "organization", "place")

    name = fields.String(required=True)
    kind = fields.String(required=True, validate=OneOf(KINDS))
    slug = fields.String(required=True, allow_none=True)


class AboutSchema(TopicSchema):
    """What a quote is about: named in its words, or in the sentence around them."""

    where = fields.String(required=True, validate=OneOf(("words", "sentence")))


class ArticleRefSchema(Schema):
    """The article that a quote stands in."""

    id = fields.String(required=True)
    title = fields.String(required=True, allow_none=True)
    url = fields.String(required=True, allow_none=True)
    publisher = fields.String(required=True, allow_none=True)
    published = fields.String(required=True, allow_none=True, metadata={"format": "date"})


class DifferenceSchema(Schema):
    """A run of words, and what became of it."""

    op = fields.String(required=True, validate=OneOf(("equal", "replace", "delete", "insert")))
    asked = fields.String(required=True, metadata=described("In the words asked for"))
    found = fields.String(required=True, metadata=described("In the words found"))
