"""Lists of speakers that are taken in, and what became of each row."""

from __future__ import annotations

from marshmallow import Schema, fields
from marshmallow.validate import OneOf

from quotes.api.schemas.decisions import DecisionSchema
from quotes.api.schemas.shared.parts import described
from quotes.speaker_lists import OUTCOMES

TRUE, FALSE = {"true", "1"}, {"false", "0"}


class ImportQuerySchema(DecisionSchema):
    """Who decides and why, and whether it is done."""

    dry_run = fields.Boolean(
        load_default=False,
        truthy=TRUE,
        falsy=FALSE,
        metadata=described("Tell what would be done, without doing it"),
    )


class ExportQuerySchema(Schema):
    """Which speakers."""

    everybody = fields.Boolean(
        load_default=False,
        data_key="all",
        truthy=TRUE,
        falsy=FALSE,
        metadata=described("Everybody with every name, rather than what people have set"),
    )


class JoinedSpeakerSchema(Schema):
    """A speaker who becomes the listed one."""

    slug = fields.String(required=True)
    name = fields.String(required=True)
    quotes = fields.Integer(required=True)


class TakenSchema(Schema):
    """What became of a row, or would."""

    line = fields.Integer(required=True)
    name = fields.String(required=True)
    outcome = fields.String(
        required=True,
        validate=OneOf(OUTCOMES),
        metadata=described(
            "unclear: nobody can tell who is meant; bad: the row cannot be read; both are left out"
        ),
    )
    slug = fields.String(
        required=True, allow_none=True, metadata=described("Who is meant; null for a new one")
    )
    quotes = fields.Integer(required=True, metadata=described("How many quotes were the speaker's before"))
    joined = fields.List(fields.Nested(JoinedSpeakerSchema), required=True)
    names = fields.List(
        fields.String(), required=True, metadata=described("Names that are new to the speaker")
    )
    changes = fields.List(fields.String(), required=True, metadata=described("The fields that are set"))
    problems = fields.List(
        fields.String(),
        required=True,
        metadata=described("Why the row, or something of it, is left out"),
    )


class TakenListSchema(Schema):
    """What became of a list."""

    dry_run = fields.Boolean(required=True)
    totals = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    items = fields.List(fields.Nested(TakenSchema), required=True)
