"""Evidence for a quote: its context, the page, the stored text, and the other reports."""

from __future__ import annotations

from marshmallow import Schema, fields
from marshmallow.validate import OneOf

from quotes.api.schemas.quotes import EntrySchema, QuoteSchema
from quotes.api.schemas.shared.parts import PartSchema, described
from quotes.api.schemas.statements import DoubtsSchema, FirstReportSchema, StatementSchema


class ContextSchema(Schema):
    """The sentences around a quote in the stored text."""

    before = fields.Nested(PartSchema, required=True, allow_none=True)
    sentence = fields.Nested(
        PartSchema,
        required=True,
        metadata=described("The sentence or sentences of the quote, with the words that attribute it"),
    )
    after = fields.Nested(PartSchema, required=True, allow_none=True)


class SelectorSchema(Schema):
    """A selector of the W3C Web Annotation data model, by words or by position."""

    type = fields.String(required=True, validate=OneOf(("TextQuoteSelector", "TextPositionSelector")))
    exact = fields.String(metadata=described("The words, including quotation marks"))
    prefix = fields.String(metadata=described("Up to 32 code points before them"))
    suffix = fields.String(metadata=described("Up to 32 code points after them"))
    start = fields.Integer(metadata=described("In code points of the stored text"))
    end = fields.Integer(metadata=described("In code points of the stored text, exclusive"))


class TargetSchema(Schema):
    """One span of a quote as the target of a W3C Web Annotation."""

    source = fields.String(required=True, allow_none=True, metadata=described("The article's address"))
    selector = fields.List(fields.Nested(SelectorSchema), required=True)


class SnapshotSchema(Schema):
    """The stored text in which a quote's spans are counted."""

    article = fields.String(required=True, metadata=described("The article's id"))
    revision = fields.Integer(required=True)
    hash = fields.String(required=True, metadata=described("SHA-256 of the text in UTF-8"))
    collected = fields.String(
        required=True, metadata=described("When this text was stored", format="date-time")
    )
    extractor = fields.String(
        required=True, metadata=described("The version of the extractor that last read this text")
    )


class ReportSchema(FirstReportSchema):
    """A quote that reports a statement, in short."""

    text = fields.String(required=True, metadata=described("Its wording"))
    confidence = fields.Float(required=True)
    status = fields.String(required=True, validate=OneOf(("unreviewed", "confirmed", "rejected")))


class ReportedStatementSchema(StatementSchema, DoubtsSchema):
    """A statement with its reports."""

    reported_by = fields.List(
        fields.Nested(ReportSchema),
        required=True,
        metadata=described("The first published reports, at most 20; `reports` is how many there are"),
    )
    all_reports = fields.Function(
        lambda statement: None if "archived" in statement else f"/api/statements/{statement['id']}",
        required=True,
        metadata=described(
            "The address of all of them; null for a statement from an archive", type=["string", "null"]
        ),
    )


class QuoteEvidenceSchema(QuoteSchema):
    """A quote with its evidence."""

    archived = fields.Boolean(
        metadata=described("True for results from the archive, which no other address here has; else missing")
    )

    context = fields.Nested(ContextSchema, required=True)
    link = fields.String(
        required=True,
        allow_none=True,
        metadata=described(
            "The article's address with a text fragment, so that browsers scroll to the words"
        ),
    )
    targets = fields.List(
        fields.Nested(TargetSchema), required=True, metadata=described("Where the words are, span by span")
    )
    snapshot = fields.Nested(SnapshotSchema, required=True)
    history = fields.List(
        fields.Nested(EntrySchema),
        required=True,
        metadata=described("The latest 20 changes, the latest first; /api/quotes/{id}/history has all"),
    )


class QuoteDetailSchema(QuoteEvidenceSchema):
    """A quote with its evidence and the statement that it reports."""

    reported = fields.Nested(
        ReportedStatementSchema, required=True, metadata=described("The statement, with its reports")
    )
