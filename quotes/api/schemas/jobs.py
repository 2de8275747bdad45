"""Jobs: articles that were accepted to be read later."""

from __future__ import annotations

from marshmallow import Schema, fields
from marshmallow.validate import OneOf

from quotes.api.schemas.articles import OUTCOMES
from quotes.api.schemas.shared.paging import PageQuerySchema, page_of
from quotes.api.schemas.shared.parts import described
from quotes.store.waiting.jobs import STATES

ARTICLE_STATES = ("fetching", "waiting", "reading", "read", "failed", "refused")


class JobsQuerySchema(PageQuerySchema):
    """The jobs to list."""

    state = fields.String(validate=OneOf(STATES))


class JobSchema(Schema):
    """Articles that were posted together, to be read later."""

    id = fields.String(required=True)
    state = fields.String(
        required=True,
        validate=OneOf(STATES),
        metadata=described(
            "waiting until each article is fetched, and read or failed; failed if any of them is"
        ),
    )
    accepted = fields.String(required=True, metadata={"format": "date-time"})
    finished = fields.String(required=True, allow_none=True, metadata={"format": "date-time"})
    size = fields.Integer(required=True, metadata=described("How many articles there are"))


class JobArticleSchema(Schema):
    """The outcome of one article of a job."""

    article = fields.String(
        required=True,
        allow_none=True,
        metadata=described("Its id; null if it was refused or has yet to be fetched"),
    )
    revision = fields.Integer(required=True, allow_none=True, metadata=described("Which of its texts it is"))
    outcome = fields.String(
        required=True,
        allow_none=True,
        validate=OneOf((*OUTCOMES, "refused")),
        metadata=described("null until it has been fetched"),
    )
    state = fields.String(required=True, validate=OneOf(ARTICLE_STATES))
    error = fields.String(
        required=True,
        allow_none=True,
        metadata=described("What went wrong at the last try to fetch or read it"),
    )
    problem = fields.Raw(
        required=True,
        allow_none=True,
        metadata=described("Why it was refused, as problem details", type="object"),
    )


class JobDetailSchema(JobSchema):
    """A job with its articles, in the order in which they were posted."""

    articles = fields.List(fields.Nested(JobArticleSchema), required=True)


JobPageSchema = page_of(JobSchema)
