"""People's decisions about quotes and speakers."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validates_schema
from marshmallow.validate import Length, OneOf, Regexp

from quotes.api.requests.fields import Day, Text
from quotes.api.schemas.shared.limits import FACTUALITIES, KINDS, LONGEST_LABEL, LONGEST_REASON
from quotes.api.schemas.shared.parts import described
from quotes.intake.tables.speaker_lists import MOST_NAMES, in_order, is_period_end


class DecisionSchema(Schema):
    """Who decides, and why."""

    by = Text(longest=LONGEST_LABEL, metadata=described("Who decides"))
    reason = Text(longest=LONGEST_REASON, metadata=described("Why"))


class PeriodEnd(fields.String):
    """A day, a month or a year, ISO 8601."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(allow_none=True, load_default=None, validate=_is_period_end, **kwargs)


def _is_period_end(text: str) -> None:
    if not is_period_end(text):
        raise ValidationError("Must be a day, a month or a year, such as 2021-10-03, 2021-10 or 2021.")


class RoleInSchema(Schema):
    """A role with the period in which the speaker had it."""

    role = Text(longest=LONGEST_LABEL, required=True, validate=Regexp(r"[^;\r\n]+\Z"))
    since = PeriodEnd(data_key="from")
    until = PeriodEnd(data_key="to")

    @validates_schema
    def in_order(self, data: dict[str, Any], **_: Any) -> None:
        if data["since"] and data["until"] and not in_order(data["since"], data["until"]):
            raise ValidationError("Must not be before from.", "to")


class SpeakerChangeSchema(Schema):
    """What people may set for a speaker; fields left out are not changed."""

    name = Text(
        longest=LONGEST_LABEL,
        metadata=described("The canonical name, which is then no longer chosen automatically"),
    )
    kind = fields.String(validate=OneOf(KINDS))
    description = Text(longest=LONGEST_REASON, allow_none=True)
    wikidata = fields.String(allow_none=True, validate=Regexp(r"Q[1-9][0-9]{0,11}\Z"))
    roles = fields.List(
        fields.Nested(RoleInSchema), validate=Length(max=MOST_NAMES), metadata=described("All roles, or none")
    )


class SaidInSchema(Schema):
    """When something was said; for a period, give any day in it."""

    on = Day(required=True)
    precision = fields.String(load_default="day", validate=OneOf(("day", "week", "month", "year")))

    @post_load
    def from_the_first_day(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        return {**data, "on": _first_day(data["on"], data["precision"])}


def _first_day(day: date, precision: str) -> date:
    match precision:
        case "week":
            return day - timedelta(days=day.weekday())
        case "month":
            return day.replace(day=1)
        case "year":
            return day.replace(month=1, day=1)
        case _:
            return day


class SpeakerInSchema(Schema):
    """A speaker by name, who is added if unknown, or if `new` says that it is a namesake."""

    name = Text(longest=LONGEST_LABEL, required=True)
    kind = fields.String(load_default="person", validate=OneOf(KINDS))
    new = fields.Boolean(load_default=False, truthy={True}, falsy={False})


class CorrectionSchema(DecisionSchema):
    """A person's decision about a quote; fields left out are not changed. What the extractor read is kept."""

    status = fields.String(validate=OneOf(("unreviewed", "confirmed", "rejected")))
    speaker = Text(longest=LONGEST_LABEL, allow_none=True, metadata=described("A slug; null for nobody"))
    new_speaker = fields.Nested(SpeakerInSchema, metadata=described("Instead of speaker"))
    said = fields.Nested(SaidInSchema, allow_none=True, metadata=described("null for no date"))
    factuality = fields.String(
        validate=OneOf(FACTUALITIES),
        metadata=described("Whether the article reports that the words were said"),
    )
    restore = fields.List(
        fields.String(validate=OneOf(("speaker", "said", "factuality"))),
        validate=Length(min=1),
        metadata=described("Fields to set back to what the extractor read"),
    )

    @validates_schema
    def something_once(self, data: dict[str, Any], **_: Any) -> None:
        if not set(data) - {"by", "reason"}:
            raise ValidationError("Give at least one field to decide.")
        if "speaker" in data and "new_speaker" in data:
            raise ValidationError("Give either speaker or new_speaker, not both.", "new_speaker")
        for name in set(data.get("restore", ())) & set(data):
            raise ValidationError(f"Give either {name} or restore, not both.", "restore")


class NameInSchema(Schema):
    """A further name of a speaker."""

    name = Text(longest=LONGEST_LABEL, required=True)


class MergeInSchema(DecisionSchema):
    """A merger of a speaker into another."""

    into = Text(
        longest=LONGEST_LABEL, required=True, metadata=described("The slug of the speaker who remains")
    )
