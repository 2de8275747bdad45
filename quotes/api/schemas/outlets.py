"""Outlets, their names and domains, and people's decisions about them."""

from __future__ import annotations

from marshmallow import Schema, fields
from marshmallow.validate import OneOf

from quotes.api.requests.fields import Text
from quotes.api.schemas.decisions import DecisionSchema
from quotes.api.schemas.shared.limits import LONGEST_LABEL, LONGEST_QUERY
from quotes.api.schemas.shared.paging import PageQuerySchema, page_of
from quotes.api.schemas.shared.parts import described


class OutletsQuerySchema(PageQuerySchema):
    """The outlets to list, and their order."""

    q = Text(longest=LONGEST_QUERY, metadata=described("A part of a name or domain"))
    sort = fields.String(load_default="name", validate=OneOf(("name", "articles")))


class OutletSchema(Schema):
    """Who publishes articles."""

    slug = fields.String(required=True)
    name = fields.String(required=True)
    articles = fields.Integer(required=True, metadata=described("How many articles are stored"))


class OutletNameSchema(Schema):
    """A name of an outlet."""

    name = fields.String(required=True)
    articles = fields.Integer(required=True, metadata=described("How many articles use it"))


class OutletDetailSchema(OutletSchema):
    """An outlet with its domains and all names."""

    domains = fields.List(
        fields.String(),
        required=True,
        metadata=described(
            "Registered domains; on shared hosts such as blogspot.com, with the outlet's own part"
        ),
    )
    names = fields.List(fields.Nested(OutletNameSchema), required=True)
    since = fields.String(
        required=True, allow_none=True, metadata=described("The day of its first article", format="date")
    )
    until = fields.String(
        required=True, allow_none=True, metadata=described("The day of its last article", format="date")
    )


class OutletChangeSchema(DecisionSchema):
    """What people may set for an outlet."""

    name = Text(
        longest=LONGEST_LABEL,
        required=True,
        metadata=described("Its name, which is then no longer chosen automatically"),
    )


class OutletNameInSchema(DecisionSchema):
    """A further name of an outlet."""

    name = Text(longest=LONGEST_LABEL, required=True)


class OutletMergeInSchema(DecisionSchema):
    """A merger of an outlet into another."""

    into = Text(
        longest=LONGEST_LABEL, required=True, metadata=described("The slug of the outlet that remains")
    )


class OutletDecisionSchema(Schema):
    """A person's decision about an outlet."""

    at = fields.String(required=True, metadata={"format": "date-time"})
    by = fields.String(required=True, allow_none=True, attribute="made_by")
    reason = fields.String(required=True, allow_none=True)
    token = fields.String(
        required=True,
        allow_none=True,
        metadata=described("The name of the token that was used"),
    )
    changes = fields.Raw(
        required=True,
        metadata=described("name, names (an added one) or merged_into, before and after", type="object"),
    )


class OutletHistorySchema(Schema):
    """All decisions about an outlet."""

    items = fields.List(fields.Nested(OutletDecisionSchema), required=True)


OutletPageSchema = page_of(OutletSchema)
