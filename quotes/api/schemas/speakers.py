"""Speakers, their names, and suggested pairs."""

from __future__ import annotations

from typing import Any, ClassVar

from marshmallow import Schema, fields
from marshmallow.validate import OneOf

from quotes.api.requests.fields import Text
from quotes.api.schemas.shared.limits import KINDS, LONGEST_QUERY
from quotes.api.schemas.shared.paging import PageQuerySchema, page_of
from quotes.api.schemas.shared.parts import described


class SpeakersQuerySchema(PageQuerySchema):
    """The speakers to list, and their order."""

    q = Text(
        longest=LONGEST_QUERY, metadata=described("Words of a name; the last may be the beginning of a word")
    )
    kind = fields.String(validate=OneOf(KINDS))
    sort = fields.String(load_default="name", validate=OneOf(("name", "quotes", "recent")))


class SpeakerSchema(Schema):
    """A person or organization across articles."""

    slug = fields.String(required=True)
    name = fields.String(required=True)
    kind = fields.String(required=True, validate=OneOf(KINDS))
    quotes = fields.Integer(required=True, metadata=described("How many quotes of the speaker are stored"))


class SeenInSchema(Schema):
    """An article that uses a name."""

    id = fields.String(required=True)
    title = fields.String(required=True, allow_none=True)
    url = fields.String(required=True, allow_none=True)
    publisher = fields.String(required=True, allow_none=True)
    published = fields.String(required=True, allow_none=True, metadata={"format": "date"})


class ReasonsSchema(Schema):
    """Reasons for and against two names being one speaker's, in words, the strongest first."""

    class Meta:
        """`for` is a Python keyword."""

        include: ClassVar[dict[str, fields.Field[Any]]] = {
            "for": fields.List(fields.String(), required=True, metadata=described("Reasons for it"))
        }

    against = fields.List(fields.String(), required=True, metadata=described("Reasons against it"))


class JoinedSchema(ReasonsSchema):
    """How a name came to a speaker."""

    class Meta(ReasonsSchema.Meta):
        """`with` is a Python keyword."""

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
            "How likely the names are one speaker's. For a name that others have too, the lowest probability"
            " in any article; null if people decided it"
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
    """A name of a speaker, and the articles that use it."""

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
    """A role of a speaker, with its first and last day, month or year."""

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
    """A quote of a suggested speaker."""

    id = fields.String(required=True)
    text = fields.String(required=True)
    name = fields.String(
        required=True, allow_none=True, metadata=described("The speaker's name in the article")
    )
    article = fields.Nested(SeenInSchema, required=True)


class SuggestedSchema(SpeakerSchema):
    """One of two speakers who may be the same, with some quotes for comparison."""

    seen = fields.List(fields.Nested(QuotedSchema), required=True, metadata=described("The latest quotes"))


class SuggestionSchema(ReasonsSchema):
    """Two speakers who may be one."""

    id = fields.Integer(required=True)
    reason = fields.String(
        required=True,
        validate=OneOf(("namesake", "surname", "spelling", "middle", "nickname", "initials")),
        metadata=described(
            "namesake: the same name, or the same except for Jr.; surname: a surname alone; spelling: it"
            " sounds the same; middle: a middle name, further surname or initial differs; nickname; initials:"
            " an organization by its letters, or a person by initials"
        ),
    )
    made = fields.String(required=True, metadata={"format": "date-time"})
    probability = fields.Float(
        required=True, allow_none=True, metadata=described("How likely the two are one")
    )
    speakers = fields.List(fields.Nested(SuggestedSchema), required=True)


SpeakerPageSchema = page_of(SpeakerSchema)
SuggestionPageSchema = page_of(SuggestionSchema)
