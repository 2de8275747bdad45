"""Whether the service is alive and ready."""

from __future__ import annotations

from marshmallow import Schema, fields

from quotes.api.schemas.shared.parts import described


class HealthSchema(Schema):
    """That the service runs."""

    status = fields.String(required=True, metadata=described("Always ok"))
    version = fields.String(required=True)


class CheckSchema(Schema):
    """One thing that must be so for the service to be ready."""

    name = fields.String(required=True, metadata=described("file, schema, write, disk or integrity"))
    ok = fields.Boolean(required=True)
    why = fields.String(required=True, metadata=described("A sentence for a person"))


class ReadySchema(Schema):
    """That the service is ready, by each check."""

    status = fields.String(required=True, metadata=described("Always ready"))
    version = fields.String(required=True)
    checks = fields.List(fields.Nested(CheckSchema), required=True)
