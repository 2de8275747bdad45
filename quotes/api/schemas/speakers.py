"""Speakers, their names, and who may be one."""

from __future__ import annotations

from marshmallow import Schema, fields
from marshmallow.validate import OneOf

from quotes.api.fields import Text
from quotes.api.schemas.limits import KINDS, LONGEST_QUERY
from quotes.api.schemas.paging import PageQuerySchema, page_of
from quotes.api.schemas.parts import described


class SpeakersQuerySchema(PageQuerySchema):
    """Which speakers, in which order."""

    q = Text(longest=LONGEST_QUERY, metadata=described("Parts of a name; the last may be cut short"))
    kind = fields.String(validate=OneOf(KINDS))
    sort = fields.String(load_default="name", validate=OneOf(("name", "quotes", "recent")))


class SpeakerSchema(Schema):
    """A person or organization across articles."""

    slug = fields.String(required=True)
    name = fields.String(required=True)
    kind = fields.String(required=True, validate=OneOf(KINDS))
    quotes = fields.Integer(required=True, metadata=described("How many quotes are stored"))


class NameSchema(Schema):
    """A name that a speaker goes by, and where it was seen."""

    name = fields.String(required=True)
    articles = fields.Integer(required=True, metadata=described("How many articles use it"))
    since = fields.String(required=True, allow_none=True, metadata={"format": "date"})
    until = fields.String(required=True, allow_none=True, metadata={"format": "date"})


class RoleSchema(Schema):
    """What a speaker was, from and to when: each a day, a month or a year."""

    role = fields.String(required=True)
    since = fields.String(required=True, allow_none=True, data_key="from")
    until = fields.String(required=True, allow_none=True, data_key="to")


class SpeakerDetailSchema(SpeakerSchema):
    """A speaker with all names."""

    description = fields.String(required=True, allow_none=True, metadata=described("Set by people"))
    wikidata = fields.String(required=True, allow_none=True, metadata=described("Set by people: Q42"))
    names = fields.List(fields.Nested(NameSchema), required=True)
    roles = fields.List(fields.Nested(RoleSchema), required=True, metadata=described("Set by people"))


class SuggestionSchema(Schema):
    """Two speakers who may be one."""

    id = fields.Integer(required=True)
    reason = fields.String(
        required=True,
        validate=OneOf(("namesake", "surname", "spelling", "middle", "nickname", "initials")),
        metadata=described(
            "namesake: one name; surname: a surname alone; spelling: the same sounds; middle: but for a"
            " middle name, a further surname or an initial; nickname; initials: an organization by its"
            " letters"
        ),
    )
    made = fields.String(required=True, metadata={"format": "date-time"})
    speakers = fields.List(fields.Nested(SpeakerSchema), required=True)


SpeakerPageSchema = page_of(SpeakerSchema)
SuggestionPageSchema = page_of(SuggestionSchema)
