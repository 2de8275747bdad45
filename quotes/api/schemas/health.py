"""Whether the service is alive."""

from __future__ import annotations

from marshmallow import Schema, fields


class HealthSchema(Schema):
    """That the service runs and its database answers."""

    status = fields.String(required=True)
    version = fields.String(required=True)
