"""What people decide: about quotes, and about speakers."""

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
    """What somebody was, from and to when."""

    role = Text(longest=LONGEST_LABEL, required=True, validate=Regexp(r"[^;\r\n]+\Z"))
    since = PeriodEnd(data_key="from")
    until = PeriodEnd(data_key="to")

    @validates_schema
    def in_order(self, data: dict[str, Any], **_: Any) -> None:
        if data["since"] and data["until"] and not in_order(data["since"], data["until"]):
            raise ValidationError("Must not be before from.", "to")


class SpeakerChangeSchema(Schema):
    """What people may set of a speaker; what is left out stays."""

    name = Text(
        longest=LONGEST_LABEL, metadata=described("The canonical name; no other takes its place again")
    )
    kind = fields.String(validate=OneOf(KINDS))
    description = Text(longest=LONGEST_REASON, allow_none=True)
    wikidata = fields.String(allow_none=True, validate=Regexp(r"Q[1-9][0-9]{0,11}\Z"))
    roles = fields.List(
        fields.Nested(RoleInSchema), validate=Length(max=MOST_NAMES), metadata=described("All roles, or none")
    )


class SaidInSchema(Schema):
    """When something was said; any day of a period means the period."""

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
    """A speaker by name, who is made where there is none, or where `new` says that it is a namesake."""

    name = Text(longest=LONGEST_LABEL, required=True)
    kind = fields.String(load_default="person", validate=OneOf(KINDS))
    new = fields.Boolean(load_default=False, truthy={True}, falsy={False})


class CorrectionSchema(DecisionSchema):
    """What a person decides about a quote; what is left out stays. The machine's reading is kept."""

    status = fields.String(validate=OneOf(("unreviewed", "confirmed", "rejected")))
    speaker = Text(longest=LONGEST_LABEL, allow_none=True, metadata=described("A slug; null for nobody"))
    new_speaker = fields.Nested(SpeakerInSchema, metadata=described("Instead of speaker"))
    said = fields.Nested(SaidInSchema, allow_none=True, metadata=described("null for no date"))
    factuality = fields.String(
        validate=OneOf(FACTUALITIES), metadata=described("Whether the article reports that it was said")
    )
    restore = fields.List(
        fields.String(validate=OneOf(("speaker", "said", "factuality"))),
        validate=Length(min=1),
        metadata=described("What shall be as the machine has read it again"),
    )

    @validates_schema
    def something_once(self, data: dict[str, Any], **_: Any) -> None:
        if not set(data) - {"by", "reason"}:
            raise ValidationError("Nothing is decided.")
        if "speaker" in data and "new_speaker" in data:
            raise ValidationError("Either speaker or new_speaker.", "new_speaker")
        for name in set(data.get("restore", ())) & set(data):
            raise ValidationError(f"Either {name} or restore.", "restore")


class NameInSchema(Schema):
    """A further name that a speaker goes by."""

    name = Text(longest=LONGEST_LABEL, required=True)


class MergeInSchema(DecisionSchema):
    """Whom a speaker turned out to be."""

    into = Text(longest=LONGEST_LABEL, required=True, metadata=described("The slug of the one who remains"))
