"""Articles, as posted and as stored."""

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
from quotes.api.schemas.shared.parts import ArchivedCopyField, DifferenceSchema, described
from quotes.api.schemas.statements import ClaimReviewSchema


class ArticleInSchema(Schema):
    """An article to read: its text, or the web page that it is on."""

    url = Address(
        allow_none=True,
        metadata=described(
            "Where it was published. Without text and html, it is fetched from there (QUOTES_FETCH=on)"
        ),
    )
    title = Text(longest=LONGEST_LABEL, allow_none=True)
    publisher = Text(
        longest=LONGEST_LABEL,
        allow_none=True,
        metadata=described("The outlet's name. An article with a url belongs to the outlet of its domain"),
    )
    author = Text(
        longest=LONGEST_LABEL,
        allow_none=True,
        metadata=described("The author, who is never taken for a speaker in it"),
    )
    published = Day(allow_none=True, metadata=described("The day it was published, as printed"))
    modified = Day(
        allow_none=True,
        metadata=described("The day it was last changed; ignored if it is before published"),
    )
    lang = Text(
        longest=LONGEST_LANGUAGE,
        allow_none=True,
        validate=Regexp(LANGUAGE),
        metadata=described(
            "Its language, if it should not be detected from the text; only English is read for quotes"
        ),
    )
    text = fields.String(
        metadata=described("Its text, in which offsets are counted. Give either this or html")
    )
    html = fields.String(
        metadata=described("Its web page, from which the text and the other fields are taken")
    )

    @validates_schema
    def one_of_text_and_html(self, data: dict[str, Any], **_: Any) -> None:
        given = [name for name in ("text", "html") if name in data]
        if not given and not data.get("url"):
            raise ValidationError("Give text or html, or a url to fetch.", "text")
        if not given:
            return
        if len(given) > 1:
            raise ValidationError("Give either text or html, not both.", "html")
        if not data[given[0]].strip():
            raise ValidationError("Must not be empty.", given[0])


class BatchInSchema(Schema):
    """Several articles, each of which is accepted or refused by itself."""

    articles = fields.List(
        fields.Dict(keys=fields.String(), metadata=described("An article, as POST /api/articles takes it")),
        required=True,
        validate=Length(1, MOST_ARTICLES),
    )


class ArticlesQuerySchema(PeriodQuerySchema):
    """The articles to list."""

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
        metadata=described(
            "Where to read it: its canonical address, or else the best one that it was found at"
        ),
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
            "Where that day comes from: the client that posted the article, the page's metadata, the line"
            " under its heading, or its address; null if there is none, or an older version stored it"
        ),
    )
    published_at = fields.String(
        required=True,
        allow_none=True,
        metadata=described(
            "The time of publication that the page gives. It may be in UTC, so that its day may differ from"
            " the local day in published; null if it gives none",
            format="date-time",
        ),
    )
    modified = fields.String(required=True, allow_none=True, metadata={"format": "date"})
    lang = fields.String(
        required=True,
        allow_none=True,
        metadata=described(
            "The language of its text (ISO 639; und: not English, but unknown); null if it was not detected."
            " Text that is not in English is stored, but not read for quotes"
        ),
    )
    truncated = fields.Boolean(
        required=True, metadata=described("Whether the page shows only the beginning of the article")
    )
    archived_copy = ArchivedCopyField()
    copied_at = fields.String(
        required=True,
        allow_none=True,
        metadata=described(
            "When the web archive saved that copy for this service; null where it has not",
            format="date-time",
        ),
    )
    collected = fields.String(required=True, metadata=described("First stored", format="date-time"))
    revision = fields.Integer(required=True, metadata=described("How many revisions of it are stored"))


class RevisionSchema(Schema):
    """One stored version of an article."""

    number = fields.Integer(required=True)
    hash = fields.String(required=True, metadata=described("SHA-256 of its text in UTF-8"))
    title = fields.String(required=True, allow_none=True)
    author = fields.String(required=True, allow_none=True)
    published = fields.String(required=True, allow_none=True, metadata={"format": "date"})
    modified = fields.String(required=True, allow_none=True, metadata={"format": "date"})
    collected = fields.String(required=True, metadata={"format": "date-time"})
    extractor = fields.String(
        required=True, allow_none=True, metadata=described("The extractor that read it; null if that failed")
    )


class TextChangeSchema(Schema):
    """How a later text of an article changed one of its quotes."""

    kind = fields.String(required=True, validate=OneOf(("added", "removed", "reworded")))
    revision = fields.Integer(required=True, metadata=described("The first revision with the change"))
    before = fields.Nested(QuoteSchema, required=True, allow_none=True)
    after = fields.Nested(QuoteSchema, required=True, allow_none=True)
    difference = fields.List(
        fields.Nested(DifferenceSchema),
        required=True,
        metadata=described("From the words before (asked) to those after (found)"),
    )


class CaptureSchema(Schema):
    """One fetch of an article."""

    url = fields.String(required=True, metadata=described("The address that answered"))
    at = fields.String(required=True, metadata={"format": "date-time"})
    sha256 = fields.String(required=True, metadata=described("Hash of the response's content"))
    file = fields.String(
        required=True, allow_none=True, metadata=described("The WARC file that contains the response, if any")
    )
    offset = fields.Integer(
        required=True, allow_none=True, metadata=described("Offset of its record, in bytes")
    )


class SavingSchema(Schema):
    """How far the web archive is with a copy of an article's page that it was asked for."""

    state = fields.String(required=True, validate=OneOf(("waiting", "failed")))
    tries = fields.Integer(required=True)
    error = fields.String(
        required=True, allow_none=True, metadata=described("What went wrong at the last try")
    )


class ArticleDetailSchema(ArticleSchema):
    """An article with its latest text and the quotes in it."""

    text = fields.String(required=True)
    hash = fields.String(required=True, metadata=described("SHA-256 of the text in UTF-8"))
    revisions = fields.List(fields.Nested(RevisionSchema), required=True)
    quotes = fields.List(fields.Nested(QuoteSchema), required=True)
    changes = fields.List(
        fields.Nested(TextChangeSchema),
        required=True,
        metadata=described("How edits of the article changed its quotes"),
    )
    saving = fields.Nested(
        SavingSchema,
        required=True,
        allow_none=True,
        metadata=described("null if no copy is wanted, or if it is saved (copied_at)"),
    )
    claim_reviews = fields.List(
        fields.Nested(ClaimReviewSchema),
        required=True,
        metadata=described("Reviews of claims that its page marks up, by whomever"),
    )
    captures = fields.List(
        fields.Nested(CaptureSchema),
        required=True,
        metadata=described("Each time it was fetched or read from an archive; empty if it was posted"),
    )


OUTCOMES = ("created", "revised", "unchanged")
FAILED = "Why its quotes could not be read, if that failed; a newer version can read the stored text"


class PostedSchema(ArticleDetailSchema):
    """The article as it is stored now, and what posting it did."""

    outcome = fields.String(required=True, validate=OneOf(OUTCOMES))
    failed = fields.String(metadata=described(FAILED))


class BatchOutcomeSchema(Schema):
    """The outcome of one article of a batch."""

    outcome = fields.String(required=True, validate=OneOf((*OUTCOMES, "refused")))
    id = fields.String(metadata=described("The article's id, unless it was refused"))
    quotes = fields.Integer(metadata=described("How many quotes were read in it"))
    failed = fields.String(metadata=described(FAILED))
    problem = fields.Raw(metadata=described("Why it was refused, as problem details", type="object"))


class BatchSchema(Schema):
    """The outcomes of the articles of a batch, in their order."""

    outcomes = fields.List(fields.Nested(BatchOutcomeSchema), required=True)


ArticlePageSchema = page_of(ArticleSchema)
