"""Health of the service: alive and ready."""

from __future__ import annotations

from marshmallow import Schema, fields

from quotes.api.schemas.shared.parts import described
from quotes.requests.problems import CheckSchema


class HealthSchema(Schema):
    """The service runs."""

    status = fields.String(required=True, metadata=described("Always ok"))
    version = fields.String(required=True)


class ReadySchema(Schema):
    """The service is ready; the result of each check."""

    status = fields.String(required=True, metadata=described("Always ready"))
    version = fields.String(required=True)
    checks = fields.List(fields.Nested(CheckSchema), required=True)
