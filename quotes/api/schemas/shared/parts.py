"""Parts of answers: spans of text, dates, sources, differences of wording."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields
from marshmallow.validate import OneOf

from quotes.api.schemas.shared.limits import KINDS
from quotes.lookup.evidence.web_archive import archived_copy


def described(text: str, **more: Any) -> dict[str, Any]:
    return {"description": text, **more}


class ArchivedCopyField(fields.Function):
    """Where the article's page is kept, whatever becomes of the page itself."""

    def __init__(self) -> None:
        super().__init__(
            archived_copy,
            required=True,
            allow_none=True,
            metadata=described(
                "The article's copy in the web archive: the one that was saved when it was posted, otherwise"
                " whichever is nearest to the day of publication, if there is any",
                type=["string", "null"],
            ),
        )


class SpanSchema(Schema):
    """A span of the article's text, in code points, including quotation marks; the end is exclusive."""

    start = fields.Integer(required=True)
    end = fields.Integer(required=True)


class PartSchema(SpanSchema):
    """Words of the article's text and their place."""

    text = fields.String(required=True)


class SaidSchema(Schema):
    """When the words were said, as exactly as the article says."""

    on = fields.String(
        required=True, allow_none=True, metadata=described("The first day of the period", format="date")
    )
    precision = fields.String(required=True, validate=OneOf(("day", "week", "month", "year")))
    basis = fields.String(required=True, validate=OneOf(("explicit", "inherited", "published")))
    text = fields.String(
        required=True, allow_none=True, metadata=described("The words that gave the date, if any")
    )
    confidence = fields.Float(
        required=True,
        allow_none=True,
        metadata=described(
            "How likely the day or period is right, from 0 to 1; null if the date is that of publication, or"
            " a person decided it"
        ),
    )


FACTUALITY = described(
    "Whether the article reports that the words were said. denied: never said, or refused; hypothetical: what"
    " one would or should say; fabricated: falsely attributed to the speaker"
)


class SourceSchema(Schema):
    """Who said it. The slug is null for the unnamed, who are nobody across articles, and in an archive."""

    name = fields.String(required=True)
    kind = fields.String(required=True, validate=OneOf((*KINDS, "anonymous")))
    slug = fields.String(required=True, allow_none=True)


class TopicSchema(Schema):
    """A person, organization or place that is spoken of, with its slug if it is also a speaker."""

    KINDS = ("person", "organization", "place")

    name = fields.String(required=True)
    kind = fields.String(required=True, validate=OneOf(KINDS))
    slug = fields.String(required=True, allow_none=True)


class AboutSchema(TopicSchema):
    """A topic of a quote, named in its words or in the sentence around them."""

    where = fields.String(required=True, validate=OneOf(("words", "sentence")))


class ArticleRefSchema(Schema):
    """The article of a quote."""

    id = fields.String(required=True)
    title = fields.String(required=True, allow_none=True)
    url = fields.String(required=True, allow_none=True)
    publisher = fields.String(required=True, allow_none=True)
    published = fields.String(required=True, allow_none=True, metadata={"format": "date"})
    archived_copy = ArchivedCopyField()


class DifferenceSchema(Schema):
    """A run of words that differs or is equal."""

    op = fields.String(required=True, validate=OneOf(("equal", "replace", "delete", "insert")))
    asked = fields.String(required=True, metadata=described("In the words of the question"))
    found = fields.String(required=True, metadata=described("In the words found"))
