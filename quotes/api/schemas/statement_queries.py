"""The filters of statements that a request gives."""

from __future__ import annotations

from marshmallow import fields
from marshmallow.validate import OneOf, Range

from quotes.api.requests.fields import Text
from quotes.api.schemas.shared.limits import FACTUALITIES, LONGEST_LABEL, LONGEST_QUERY
from quotes.api.schemas.shared.paging import PeriodQuerySchema
from quotes.api.schemas.shared.parts import (
    described,
)

ABOUT = described("Whom or what they are about: a name in any spelling, or a speaker's slug")


class FactualityField(fields.String):
    """The factuality of the reports to list; None for any."""

    def __init__(self) -> None:
        super().__init__(
            load_default="said",
            validate=OneOf((*FACTUALITIES, "any")),
            metadata=described("Only words that were said, unless another value, or any, is given"),
        )


class SaidConfidenceField(fields.Float):
    """How sure the time must be."""

    def __init__(self) -> None:
        super().__init__(
            validate=Range(0, 1),
            metadata=described(
                "How likely said must be right at least. Statements whose date is that of publication, or was"
                " decided by a person, are left out"
            ),
        )


class SpeakerStatementsQuerySchema(PeriodQuerySchema):
    """The statements of a speaker to list."""

    q = Text(longest=LONGEST_QUERY, metadata=described('Words in a quote; a "phrase" in double quotes'))
    about = Text(longest=LONGEST_LABEL, metadata=ABOUT)
    form = fields.String(validate=OneOf(("sentence", "fragment")))
    min_confidence = fields.Float(validate=Range(0, 1))
    factuality = FactualityField()
    min_said_confidence = SaidConfidenceField()


class SpeakerStatementsExportSchema(SpeakerStatementsQuerySchema):
    """The statements of a speaker to export."""

    class Meta:
        """An export has all statements, so it has no pages."""

        exclude = ("limit", "cursor")


class TimelineQuerySchema(SpeakerStatementsExportSchema):
    """The statements to count, and the interval."""

    interval = fields.String(load_default="month", validate=OneOf(("day", "week", "month", "year")))


class StatementsQuerySchema(PeriodQuerySchema):
    """The statements to list, of one speaker or of all."""

    q = Text(longest=LONGEST_QUERY, metadata=described('Words in a quote; a "phrase" in double quotes'))
    about = Text(longest=LONGEST_LABEL, metadata=ABOUT)
    speaker = Text(longest=LONGEST_LABEL, metadata=described("A speaker's slug"))
    factuality = FactualityField()
    min_said_confidence = SaidConfidenceField()


class StatementsExportSchema(StatementsQuerySchema):
    """The statements to export."""

    class Meta:
        """An export has all statements, so it has no pages."""

        exclude = ("limit", "cursor")


class StartField(fields.Integer):
    """How far into a collection of annotations a page is."""

    def __init__(self) -> None:
        super().__init__(
            load_default=0,
            validate=Range(0, 2**53),
            metadata=described("How many annotations to skip, as given in the previous page's link"),
        )


class AnnotationsQuerySchema(StatementsQuerySchema):
    """Which statements' quotes, and which page of them."""

    start = StartField()


class SpeakerAnnotationsQuerySchema(SpeakerStatementsQuerySchema):
    """Which statements' quotes of a speaker, and which page of them."""

    start = StartField()


class ContradictionsQuerySchema(PeriodQuerySchema):
    """The contradicting statements to list."""

    about = Text(longest=LONGEST_LABEL, metadata=ABOUT)
    kind = fields.String(
        validate=OneOf(("changed", "wording")),
        metadata=described("changed: said on another day; wording: may be reports of one occasion"),
    )
    min_confidence = fields.Float(validate=Range(0, 1))
