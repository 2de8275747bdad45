"""Lists, page by page."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, fields, validates_schema
from marshmallow.validate import Range

from quotes.api.requests.fields import Day
from quotes.api.schemas.shared.limits import MOST_ROWS
from quotes.api.schemas.shared.parts import described


class PageQuerySchema(Schema):
    """The part of a list to show."""

    limit = fields.Integer(load_default=20, validate=Range(1, MOST_ROWS))
    cursor = fields.String(metadata=described("The next_cursor of the previous page"))


class PeriodQuerySchema(PageQuerySchema):
    """The part of a list to show, and its period."""

    since = Day(data_key="from", metadata=described("The first day"))
    until = Day(data_key="to", metadata=described("The last day"))

    @validates_schema
    def in_order(self, data: dict[str, Any], **_: Any) -> None:
        if "since" in data and "until" in data and data["since"] > data["until"]:
            raise ValidationError("Must not be before from.", "to")


def page_of(schema: type[Schema]) -> type[Schema]:
    """The schema of one page of a list."""
    return type(
        schema.__name__.replace("Schema", "PageSchema"),
        (Schema,),
        {
            "__doc__": "One page of a list; next_cursor is null on the last.",
            "items": fields.List(fields.Nested(schema), required=True),
            "next_cursor": fields.String(required=True, allow_none=True),
        },
    )
