"""Speakers, their names, and who may be one."""

from __future__ import annotations

from typing import Any, ClassVar

from marshmallow import Schema, fields
from marshmallow.validate import OneOf

from quotes.api.requests.fields import Text
from quotes.api.schemas.shared.limits import KINDS, LONGEST_QUERY
from quotes.api.schemas.shared.paging import PageQuerySchema, page_of
from quotes.api.schemas.shared.parts import described


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


class SeenInSchema(Schema):
    """An article that a name was seen in."""

    id = fields.String(required=True)
    title = fields.String(required=True, allow_none=True)
    url = fields.String(required=True, allow_none=True)
    publisher = fields.String(required=True, allow_none=True)
    published = fields.String(required=True, allow_none=True, metadata={"format": "date"})


class ReasonsSchema(Schema):
    """What speaks for two names being one speaker's, and what against, in words, the weightiest first."""

    class Meta:
        """`for` is a word of Python."""

        include: ClassVar[dict[str, fields.Field[Any]]] = {
            "for": fields.List(fields.String(), required=True, metadata=described("What speaks for it"))
        }

    against = fields.List(fields.String(), required=True, metadata=described("What speaks against it"))


class JoinedSchema(ReasonsSchema):
    """How a name came to a speaker."""

    class Meta(ReasonsSchema.Meta):
        """`with` is a word of Python."""

        include: ClassVar[dict[str, fields.Field[Any]]] = {
            **ReasonsSchema.Meta.include,
            "with": fields.String(
                required=True, allow_none=True, metadata=described("The name that it was joined with")
            ),
        }

    by = fields.String(required=True, validate=OneOf(("evidence", "people")))
    probability = fields.Float(
        required=True,
        allow_none=True,
        metadata=described(
            "How probably the names are one speaker's; of a name that others bear too, in the article"
            " where it is least sure; null where people have said so"
        ),
    )
    slug = fields.String(
        required=True,
        allow_none=True,
        metadata=described(
            "What DELETE /api/speakers/{slug}/merge takes out again; null where only some articles mean the"
            " speaker by the name"
        ),
    )


class NameSchema(Schema):
    """A name that a speaker goes by, and where it was seen."""

    name = fields.String(required=True)
    articles = fields.Integer(required=True, metadata=described("How many articles use it"))
    since = fields.String(required=True, allow_none=True, metadata={"format": "date"})
    until = fields.String(required=True, allow_none=True, metadata={"format": "date"})
    joined = fields.Nested(
        JoinedSchema,
        required=True,
        allow_none=True,
        metadata=described("How it came to the speaker; null for the names that the speaker is known by"),
    )
    seen = fields.List(
        fields.Nested(SeenInSchema),
        required=True,
        metadata=described("Articles that use it, the latest stored"),
    )


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


class QuotedSchema(Schema):
    """A quote of somebody who may be somebody else."""

    id = fields.String(required=True)
    text = fields.String(required=True)
    name = fields.String(
        required=True, allow_none=True, metadata=described("What the article calls the speaker")
    )
    article = fields.Nested(SeenInSchema, required=True)


class SuggestedSchema(SpeakerSchema):
    """A speaker who may be another, with some quotes to tell by."""

    seen = fields.List(fields.Nested(QuotedSchema), required=True, metadata=described("The latest quotes"))


class SuggestionSchema(ReasonsSchema):
    """Two speakers who may be one."""

    id = fields.Integer(required=True)
    reason = fields.String(
        required=True,
        validate=OneOf(("namesake", "surname", "spelling", "middle", "nickname", "initials")),
        metadata=described(
            "namesake: one name, or one but for Jr.; surname: a surname alone; spelling: the same sounds;"
            " middle: but for a middle name, a further surname or an initial; nickname; initials: an"
            " organization by its letters, or a person by initials"
        ),
    )
    made = fields.String(required=True, metadata={"format": "date-time"})
    probability = fields.Float(
        required=True, allow_none=True, metadata=described("How probably the two are one")
    )
    speakers = fields.List(fields.Nested(SuggestedSchema), required=True)


SpeakerPageSchema = page_of(SpeakerSchema)
SuggestionPageSchema = page_of(SuggestionSchema)
