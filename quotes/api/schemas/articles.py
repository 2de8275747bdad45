"""Articles, as they are posted and as they are stored."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, fields, validates_schema
from marshmallow.validate import Length, OneOf, Regexp

from quotes.api.requests.fields import Address, Day, Text
from quotes.api.schemas.quotes import QuoteSchema
from quotes.api.schemas.shared.limits import (
    LANGUAGE,
    LONGEST_LABEL,
    LONGEST_LANGUAGE,
    LONGEST_QUERY,
    MOST_ARTICLES,
)
from quotes.api.schemas.shared.paging import PeriodQuerySchema, page_of
from quotes.api.schemas.shared.parts import DifferenceSchema, described


class ArticleInSchema(Schema):
    """An article to read: its text, or the web page that it is on."""

    url = Address(
        allow_none=True,
        metadata=described("Where it appeared; without text and html, fetched from there (QUOTES_FETCH=on)"),
    )
    title = Text(longest=LONGEST_LABEL, allow_none=True)
    publisher = Text(
        longest=LONGEST_LABEL,
        allow_none=True,
        metadata=described("The outlet's name. An article with a url is its domain's outlet's"),
    )
    author = Text(longest=LONGEST_LABEL, allow_none=True, metadata=described("Who is never a speaker in it"))
    published = Day(allow_none=True, metadata=described("The day it appeared, as printed"))
    modified = Day(
        allow_none=True,
        metadata=described("The day it was last changed; one before published is dropped"),
    )
    lang = Text(
        longest=LONGEST_LANGUAGE,
        allow_none=True,
        validate=Regexp(LANGUAGE),
        metadata=described("Its language, if you know it better than the text tells; only English is read"),
    )
    text = fields.String(metadata=described("Its text; offsets are counted in it. Either this or html"))
    html = fields.String(metadata=described("The page that it is on, from which text and the rest are taken"))

    @validates_schema
    def one_of_text_and_html(self, data: dict[str, Any], **_: Any) -> None:
        given = [name for name in ("text", "html") if name in data]
        if not given and not data.get("url"):
            raise ValidationError("Either text or html is needed, or a url to fetch.", "text")
        if not given:
            return
        if len(given) > 1:
            raise ValidationError("Either text or html, not both.", "html")
        if not data[given[0]].strip():
            raise ValidationError("Must not be empty.", given[0])


class BatchInSchema(Schema):
    """Several articles; each is judged on its own."""

    articles = fields.List(
        fields.Dict(keys=fields.String(), metadata=described("An article, as POST /api/articles takes it")),
        required=True,
        validate=Length(1, MOST_ARTICLES),
    )


class ArticlesQuerySchema(PeriodQuerySchema):
    """Which articles."""

    publisher = Text(
        longest=LONGEST_LABEL, metadata=described("An outlet, by slug, domain or any of its names")
    )
    q = Text(longest=LONGEST_QUERY, metadata=described('Words in title or text; a "phrase" in double quotes'))


class ArticleSchema(Schema):
    """An article, without its text."""

    id = fields.String(required=True)
    url = fields.String(
        required=True,
        allow_none=True,
        metadata=described("Where to read it: the page's own address, or else the best that it was found at"),
    )
    title = fields.String(required=True, allow_none=True)
    publisher = fields.String(required=True, allow_none=True, metadata=described("The outlet's name"))
    outlet = fields.String(required=True, allow_none=True, metadata=described("The outlet's slug"))
    author = fields.String(required=True, allow_none=True)
    published = fields.String(required=True, allow_none=True, metadata={"format": "date"})
    published_basis = fields.String(
        required=True,
        allow_none=True,
        validate=OneOf(("given", "metadata", "byline", "address")),
        metadata=described(
            "What tells that day: who posted the article, the page's metadata, the line under its heading, or"
            " its address; null where there is none, or where an older version stored it"
        ),
    )
    published_at = fields.String(
        required=True,
        allow_none=True,
        metadata=described(
            "The moment that the page gives for it, perhaps in UTC, where that day may be another than the"
            " local one in published; null where it gives none",
            format="date-time",
        ),
    )
    modified = fields.String(required=True, allow_none=True, metadata={"format": "date"})
    lang = fields.String(
        required=True,
        allow_none=True,
        metadata=described(
            "The language of its text (ISO 639; und: not English, nor known); null where it is not told. What"
            " is not in English is stored and not read for quotes"
        ),
    )
    truncated = fields.Boolean(
        required=True, metadata=described("The page shows only the beginning of the article")
    )
    collected = fields.String(required=True, metadata=described("First stored", format="date-time"))
    revision = fields.Integer(required=True, metadata=described("How many texts of it are stored"))


class RevisionSchema(Schema):
    """What an article looked like when it was stored."""

    number = fields.Integer(required=True)
    hash = fields.String(required=True, metadata=described("SHA-256 of its text in UTF-8"))
    title = fields.String(required=True, allow_none=True)
    author = fields.String(required=True, allow_none=True)
    published = fields.String(required=True, allow_none=True, metadata={"format": "date"})
    modified = fields.String(required=True, allow_none=True, metadata={"format": "date"})
    collected = fields.String(required=True, metadata={"format": "date-time"})
    extractor = fields.String(
        required=True, allow_none=True, metadata=described("What read it; null where that has failed")
    )


class TextChangeSchema(Schema):
    """What a later text of an article has made of its quotes."""

    kind = fields.String(required=True, validate=OneOf(("added", "removed", "reworded")))
    revision = fields.Integer(required=True, metadata=described("The first text that it was so in"))
    before = fields.Nested(QuoteSchema, required=True, allow_none=True)
    after = fields.Nested(QuoteSchema, required=True, allow_none=True)
    difference = fields.List(
        fields.Nested(DifferenceSchema),
        required=True,
        metadata=described("From the words before (asked) to those after (found)"),
    )


class CaptureSchema(Schema):
    """One time that an article was fetched."""

    url = fields.String(required=True, metadata=described("The address that answered"))
    at = fields.String(required=True, metadata={"format": "date-time"})
    sha256 = fields.String(required=True, metadata=described("Of the answer's content"))
    file = fields.String(
        required=True, allow_none=True, metadata=described("The WARC file that holds the answer, if one does")
    )
    offset = fields.Integer(required=True, allow_none=True, metadata=described("Of its record, in bytes"))


class ArticleDetailSchema(ArticleSchema):
    """An article with its latest text and the quotes in it."""

    text = fields.String(required=True)
    hash = fields.String(required=True, metadata=described("SHA-256 of the text in UTF-8"))
    revisions = fields.List(fields.Nested(RevisionSchema), required=True)
    quotes = fields.List(fields.Nested(QuoteSchema), required=True)
    changes = fields.List(
        fields.Nested(TextChangeSchema),
        required=True,
        metadata=described("What edits of the article have changed in its quotes"),
    )
    captures = fields.List(
        fields.Nested(CaptureSchema),
        required=True,
        metadata=described("Each time it was fetched, or read from an archive; of what was posted, none"),
    )


OUTCOMES = ("created", "revised", "unchanged")
FAILED = "Why its quotes could not be read, if they could not; it is stored, for a newer version to read"


class PostedSchema(ArticleDetailSchema):
    """The article as it is stored now, and what posting it did."""

    outcome = fields.String(required=True, validate=OneOf(OUTCOMES))
    failed = fields.String(metadata=described(FAILED))


class BatchOutcomeSchema(Schema):
    """What became of one article of a batch."""

    outcome = fields.String(required=True, validate=OneOf((*OUTCOMES, "refused")))
    id = fields.String(metadata=described("Of the article, unless it was refused"))
    quotes = fields.Integer(metadata=described("How many were read in it"))
    failed = fields.String(metadata=described(FAILED))
    problem = fields.Raw(metadata=described("Why it was refused, as problem details", type="object"))


class BatchSchema(Schema):
    """What became of each article of a batch, in their order."""

    outcomes = fields.List(fields.Nested(BatchOutcomeSchema), required=True)


ArticlePageSchema = page_of(ArticleSchema)
