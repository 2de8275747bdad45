"""Which statements a request asks for."""

from __future__ import annotations

from marshmallow import fields
from marshmallow.validate import OneOf, Range

from quotes.api.requests.fields import Text
from quotes.api.schemas.shared.limits import FACTUALITIES, LONGEST_LABEL, LONGEST_QUERY
from quotes.api.schemas.shared.paging import PeriodQuerySchema
from quotes.api.schemas.shared.parts import (
    described,
)

ABOUT = described("Whom or what they are about: a name in any form, or a speaker's slug")


class FactualityField(fields.String):
    """Which reports are asked for; None stands for any."""

    def __init__(self) -> None:
        super().__init__(
            load_default="said",
            validate=OneOf((*FACTUALITIES, "any")),
            metadata=described("Only what was said, unless something else, or any, is asked for"),
        )


class SaidConfidenceField(fields.Float):
    """How sure the time must be."""

    def __init__(self) -> None:
        super().__init__(
            validate=Range(0, 1),
            metadata=described(
                "How likely said must be right at least. What claims no time of its own (basis published), or"
                " has one that a person decided, is left out"
            ),
        )


class SpeakerStatementsQuerySchema(PeriodQuerySchema):
    """Which statements of a speaker."""

    q = Text(longest=LONGEST_QUERY, metadata=described('Words in a quote; a "phrase" in double quotes'))
    about = Text(longest=LONGEST_LABEL, metadata=ABOUT)
    form = fields.String(validate=OneOf(("sentence", "fragment")))
    min_confidence = fields.Float(validate=Range(0, 1))
    factuality = FactualityField()
    min_said_confidence = SaidConfidenceField()


class SpeakerStatementsExportSchema(SpeakerStatementsQuerySchema):
    """Which statements of a speaker, all of them."""

    class Meta:
        """All of them means no pages."""

        exclude = ("limit", "cursor")


class TimelineQuerySchema(SpeakerStatementsExportSchema):
    """Which statements to count, by which interval."""

    interval = fields.String(load_default="month", validate=OneOf(("day", "week", "month", "year")))


class StatementsQuerySchema(PeriodQuerySchema):
    """Which statements, of anybody or of one speaker."""

    q = Text(longest=LONGEST_QUERY, metadata=described('Words in a quote; a "phrase" in double quotes'))
    about = Text(longest=LONGEST_LABEL, metadata=ABOUT)
    speaker = Text(longest=LONGEST_LABEL, metadata=described("A speaker's slug"))
    factuality = FactualityField()
    min_said_confidence = SaidConfidenceField()


class StatementsExportSchema(StatementsQuerySchema):
    """Which statements, all of them."""

    class Meta:
        """All of them means no pages."""

        exclude = ("limit", "cursor")


class StartField(fields.Integer):
    """How far into a collection of annotations a page is."""

    def __init__(self) -> None:
        super().__init__(
            load_default=0,
            validate=Range(0, 2**53),
            metadata=described("How many annotations stand before, as the link of the page before says"),
        )


class AnnotationsQuerySchema(StatementsQuerySchema):
    """Which statements' quotes, and which page of them."""

    start = StartField()


class SpeakerAnnotationsQuerySchema(SpeakerStatementsQuerySchema):
    """Which statements' quotes of a speaker, and which page of them."""

    start = StartField()


class ContradictionsQuerySchema(PeriodQuerySchema):
    """Which of the statements that say otherwise than earlier ones."""

    about = Text(longest=LONGEST_LABEL, metadata=ABOUT)
    kind = fields.String(
        validate=OneOf(("changed", "wording")),
        metadata=described("changed: said on another day; wording: perhaps reports of one occasion"),
    )
    min_confidence = fields.Float(validate=Range(0, 1))
