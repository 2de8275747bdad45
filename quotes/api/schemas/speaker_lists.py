"""Imported lists of speakers, and the outcome of each row."""

from __future__ import annotations

from marshmallow import Schema, fields
from marshmallow.validate import OneOf

from quotes.api.schemas.decisions import DecisionSchema
from quotes.api.schemas.shared.parts import described
from quotes.speaker_lists import OUTCOMES

TRUE, FALSE = {"true", "1"}, {"false", "0"}


class ImportQuerySchema(DecisionSchema):
    """Who decides and why, and whether this is only a trial run."""

    dry_run = fields.Boolean(
        load_default=False,
        truthy=TRUE,
        falsy=FALSE,
        metadata=described("Show what would be done, without doing it"),
    )


class ExportQuerySchema(Schema):
    """The speakers to export."""

    everybody = fields.Boolean(
        load_default=False,
        data_key="all",
        truthy=TRUE,
        falsy=FALSE,
        metadata=described("All speakers with all names, instead of only what people have set"),
    )


class JoinedSpeakerSchema(Schema):
    """A speaker who is merged into the listed one."""

    slug = fields.String(required=True)
    name = fields.String(required=True)
    quotes = fields.Integer(required=True)


class TakenSchema(Schema):
    """The outcome of a row, or what it would be."""

    line = fields.Integer(required=True)
    name = fields.String(required=True)
    outcome = fields.String(
        required=True,
        validate=OneOf(OUTCOMES),
        metadata=described(
            "unclear: the speaker of the row is ambiguous; bad: the row cannot be read; both are left out"
        ),
    )
    slug = fields.String(
        required=True,
        allow_none=True,
        metadata=described("The slug of the row's speaker; null for a new one"),
    )
    quotes = fields.Integer(required=True, metadata=described("How many quotes the speaker had before"))
    joined = fields.List(fields.Nested(JoinedSpeakerSchema), required=True)
    names = fields.List(
        fields.String(), required=True, metadata=described("Names that are new to the speaker")
    )
    changes = fields.List(fields.String(), required=True, metadata=described("The fields that are set"))
    problems = fields.List(
        fields.String(),
        required=True,
        metadata=described("Why the row, or a part of it, is left out"),
    )


class TakenListSchema(Schema):
    """The outcome of an import."""

    dry_run = fields.Boolean(required=True)
    totals = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    items = fields.List(fields.Nested(TakenSchema), required=True)
