"""The shapes of requests and answers, which are their documentation too."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, fields, validates_schema
from marshmallow.validate import Length, OneOf, Range, Regexp

from quotes.api.fields import Address, Day, Text

LONGEST_QUERY = 1_000
LONGEST_LABEL = 1_000
LONGEST_QUOTE = 20_000
LONGEST_REASON = 5_000
MOST_ROWS = 100
MOST_ARTICLES = 100
KINDS = ("person", "organization", "group", "document")


def described(text: str, **more: Any) -> dict[str, Any]:
    return {"description": text, **more}


class ArticleInSchema(Schema):
    """An article to read: its text, or the web page that it is on."""

    url = Address(allow_none=True, metadata=described("Where it appeared"))
    title = Text(longest=LONGEST_LABEL, allow_none=True)
    publisher = Text(
        longest=LONGEST_LABEL, allow_none=True, metadata=described("The outlet; by default the url's host")
    )
    author = Text(longest=LONGEST_LABEL, allow_none=True, metadata=described("Who is never a speaker in it"))
    published = Day(allow_none=True, metadata=described("The day it appeared, as printed"))
    text = fields.String(metadata=described("Its text; offsets are counted in it. Either this or html"))
    html = fields.String(metadata=described("The page that it is on, from which text and the rest are taken"))

    @validates_schema
    def one_of_text_and_html(self, data: dict[str, Any], **_: Any) -> None:
        given = [name for name in ("text", "html") if name in data]
        if not given:
            raise ValidationError("Either text or html is needed.", "text")
        if len(given) > 1:
            raise ValidationError("Either text or html, not both.", "html")
        if not data[given[0]].strip():
            raise ValidationError("Must not be empty.", given[0])


class BatchInSchema(Schema):
    """Several articles; each is judged on its own."""

    articles = fields.List(
        fields.Dict(keys=fields.String(), metadata=described("An article, as POST /api/articles takes it")),
        required=True,
        validate=Length(1, MOST_ARTICLES),
    )


class PageQuerySchema(Schema):
    """Which part of a list."""

    limit = fields.Integer(load_default=20, validate=Range(1, MOST_ROWS))
    cursor = fields.String(metadata=described("The next_cursor of the page before"))


class PeriodQuerySchema(PageQuerySchema):
    """Which part of a list, of which period."""

    since = Day(data_key="from", metadata=described("The first day"))
    until = Day(data_key="to", metadata=described("The last day"))

    @validates_schema
    def in_order(self, data: dict[str, Any], **_: Any) -> None:
        if "since" in data and "until" in data and data["since"] > data["until"]:
            raise ValidationError("Must not be before from.", "to")


class ArticlesQuerySchema(PeriodQuerySchema):
    """Which articles."""

    publisher = Text(longest=LONGEST_LABEL)
    q = Text(longest=LONGEST_QUERY, metadata=described('Words in title or text; a "phrase" in double quotes'))


class SpeakersQuerySchema(PageQuerySchema):
    """Which speakers, in which order."""

    q = Text(longest=LONGEST_QUERY, metadata=described("Parts of a name; the last may be cut short"))
    kind = fields.String(validate=OneOf(KINDS))
    sort = fields.String(load_default="name", validate=OneOf(("name", "quotes", "recent")))


class SpeakerStatementsQuerySchema(PeriodQuerySchema):
    """Which statements of a speaker."""

    q = Text(longest=LONGEST_QUERY, metadata=described('Words in a quote; a "phrase" in double quotes'))
    form = fields.String(validate=OneOf(("sentence", "fragment")))
    min_confidence = fields.Float(validate=Range(0, 1))


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
    speaker = Text(longest=LONGEST_LABEL, metadata=described("A speaker's slug"))


class StatementsExportSchema(StatementsQuerySchema):
    """Which statements, all of them."""

    class Meta:
        """All of them means no pages."""

        exclude = ("limit", "cursor")


class LookupQuerySchema(Schema):
    """What may have been said, and by whom."""

    quote = Text(longest=LONGEST_QUOTE, required=True, metadata=described("The words"))
    speaker = Text(longest=LONGEST_LABEL, metadata=described("Who may have said them: a name or a slug"))
    limit = fields.Integer(load_default=10, validate=Range(1, MOST_ROWS))


class SpanSchema(Schema):
    """A stretch of the article's text, in code points, end exclusive, quotation marks included."""

    start = fields.Integer(required=True)
    end = fields.Integer(required=True)


class PartSchema(SpanSchema):
    """Words of the article's text and where they stand."""

    text = fields.String(required=True)


class SaidSchema(Schema):
    """When the words were said, as well as the article tells."""

    on = fields.String(
        required=True, allow_none=True, metadata=described("The first day of the period", format="date")
    )
    precision = fields.String(required=True, validate=OneOf(("day", "week", "month", "year")))
    basis = fields.String(required=True, validate=OneOf(("explicit", "inherited", "published")))
    text = fields.String(
        required=True, allow_none=True, metadata=described("The words that gave the date, if words did")
    )


class SourceSchema(Schema):
    """Who said it. The slug is null for the unnamed, who are nobody across articles."""

    name = fields.String(required=True)
    kind = fields.String(required=True, validate=OneOf((*KINDS, "anonymous")))
    slug = fields.String(required=True, allow_none=True)


class ArticleRefSchema(Schema):
    """The article that a quote stands in."""

    id = fields.String(required=True)
    title = fields.String(required=True, allow_none=True)
    url = fields.String(required=True, allow_none=True)
    publisher = fields.String(required=True, allow_none=True)
    published = fields.String(required=True, allow_none=True, metadata={"format": "date"})


class ReadingSchema(Schema):
    """What the machine has read, whatever people have decided."""

    speaker = fields.Nested(SourceSchema, required=True, allow_none=True)
    said = fields.Nested(SaidSchema, required=True, allow_none=True)


class QuoteSchema(Schema):
    """One attribution in one article."""

    id = fields.String(required=True)
    text = fields.String(required=True, metadata=described("The quoted words, without quotation marks"))
    spans = fields.List(fields.Nested(SpanSchema), required=True)
    form = fields.String(required=True, validate=OneOf(("sentence", "fragment")))
    speaker = fields.Nested(SourceSchema, required=True, allow_none=True)
    mention = fields.Nested(
        PartSchema, required=True, allow_none=True, metadata=described("The words that name the source there")
    )
    cue = fields.Nested(
        PartSchema, required=True, allow_none=True, metadata=described("The words that attribute it: said")
    )
    relayer = fields.String(required=True, allow_none=True, metadata=described("Who passed the words on"))
    said = fields.Nested(SaidSchema, required=True, allow_none=True)
    published = fields.String(required=True, allow_none=True, metadata={"format": "date"})
    collected = fields.String(required=True, metadata={"format": "date-time"})
    confidence = fields.Float(
        required=True, metadata=described("How likely words and speaker are right, from 0 to 1")
    )
    status = fields.String(
        required=True,
        validate=OneOf(("unreviewed", "confirmed", "rejected")),
        metadata=described("What a person made of it"),
    )
    statement = fields.String(
        required=True, attribute="statement_id", metadata=described("The id of the statement it reports")
    )
    article = fields.Nested(ArticleRefSchema, required=True)
    revision = fields.Integer(required=True, metadata=described("Of the article, that the spans count in"))
    current = fields.Boolean(
        required=True, metadata=described("Whether the article, as last stored, still has it")
    )
    extractor = fields.String(required=True, metadata=described("What read it, with its version"))
    reading = fields.Nested(ReadingSchema, required=True)
    replaces = fields.String(
        required=True,
        allow_none=True,
        metadata=described("The id of the quote of an earlier text of the article that this one words anew"),
    )


class DifferenceSchema(Schema):
    """A run of words, and what became of it."""

    op = fields.String(required=True, validate=OneOf(("equal", "replace", "delete", "insert")))
    asked = fields.String(required=True, metadata=described("In the words asked for"))
    found = fields.String(required=True, metadata=described("In the words found"))


class FirstReportSchema(Schema):
    """The earliest published report of a statement."""

    quote = fields.String(required=True, allow_none=True)
    article = fields.String(required=True, allow_none=True)
    title = fields.String(required=True, allow_none=True)
    url = fields.String(required=True, allow_none=True)
    publisher = fields.String(required=True, allow_none=True)
    published = fields.String(required=True, allow_none=True, metadata={"format": "date"})


class StatementSchema(Schema):
    """What a speaker said once, however many articles report it."""

    id = fields.String(required=True)
    text = fields.String(required=True, metadata=described("The fullest of the reported wordings"))
    speaker = fields.Nested(SourceSchema, required=True, allow_none=True)
    said = fields.Nested(SaidSchema, required=True, allow_none=True)
    form = fields.String(required=True, validate=OneOf(("sentence", "fragment")))
    confidence = fields.Float(required=True, metadata=described("The highest of its quotes'"))
    reports = fields.Integer(required=True, metadata=described("How many quotes report it"))
    articles = fields.Integer(required=True, metadata=described("In how many articles"))
    first_reported = fields.Nested(FirstReportSchema, required=True)


class WordingSchema(Schema):
    """One of the wordings that a statement is reported in."""

    text = fields.String(required=True)
    relation = fields.String(required=True, validate=OneOf(("same", "cut", "variant")))
    similarity = fields.Float(required=True, metadata=described("To the fullest wording, from 0 to 1"))
    difference = fields.List(
        fields.Nested(DifferenceSchema),
        required=True,
        metadata=described("From this wording (asked) to the fullest (found)"),
    )
    quotes = fields.List(fields.String(), required=True, metadata=described("The ids of those worded so"))


class CopiesSchema(Schema):
    """Articles that are copies of one text, and so are one report."""

    articles = fields.List(fields.Nested(ArticleRefSchema), required=True)


class StatementDetailSchema(StatementSchema):
    """A statement with its reports, the first published first."""

    quotes = fields.List(fields.Nested(QuoteSchema), required=True)
    wordings = fields.List(fields.Nested(WordingSchema), required=True)
    independent = fields.List(
        fields.Nested(CopiesSchema),
        required=True,
        metadata=described("The reports, copies of one text as one"),
    )


class ArticleSchema(Schema):
    """An article, without its text."""

    id = fields.String(required=True)
    url = fields.String(required=True, allow_none=True)
    title = fields.String(required=True, allow_none=True)
    publisher = fields.String(required=True, allow_none=True)
    author = fields.String(required=True, allow_none=True)
    published = fields.String(required=True, allow_none=True, metadata={"format": "date"})
    collected = fields.String(required=True, metadata=described("First stored", format="date-time"))
    revision = fields.Integer(required=True, metadata=described("How many texts of it are stored"))


class RevisionSchema(Schema):
    """What an article looked like when it was stored."""

    number = fields.Integer(required=True)
    hash = fields.String(required=True, metadata=described("SHA-256 of its text in UTF-8"))
    title = fields.String(required=True, allow_none=True)
    author = fields.String(required=True, allow_none=True)
    published = fields.String(required=True, allow_none=True, metadata={"format": "date"})
    collected = fields.String(required=True, metadata={"format": "date-time"})
    extractor = fields.String(required=True)


class TextChangeSchema(Schema):
    """What a later text of an article has made of its quotes."""

    kind = fields.String(required=True, validate=OneOf(("added", "removed", "reworded")))
    revision = fields.Integer(required=True, metadata=described("The first text that it was so in"))
    before = fields.Nested(QuoteSchema, required=True, allow_none=True)
    after = fields.Nested(QuoteSchema, required=True, allow_none=True)
    difference = fields.List(
        fields.Nested(DifferenceSchema),
        required=True,
        metadata=described("From the words before (asked) to those after (found)"),
    )


class ArticleDetailSchema(ArticleSchema):
    """An article with its latest text and the quotes in it."""

    text = fields.String(required=True)
    hash = fields.String(required=True, metadata=described("SHA-256 of the text in UTF-8"))
    revisions = fields.List(fields.Nested(RevisionSchema), required=True)
    quotes = fields.List(fields.Nested(QuoteSchema), required=True)
    changes = fields.List(
        fields.Nested(TextChangeSchema),
        required=True,
        metadata=described("What edits of the article have changed in its quotes"),
    )


OUTCOMES = ("created", "revised", "unchanged")


class PostedSchema(ArticleDetailSchema):
    """The article as it is stored now, and what posting it did."""

    outcome = fields.String(required=True, validate=OneOf(OUTCOMES))


class BatchOutcomeSchema(Schema):
    """What became of one article of a batch."""

    outcome = fields.String(required=True, validate=OneOf((*OUTCOMES, "refused")))
    id = fields.String(metadata=described("Of the article, unless it was refused"))
    quotes = fields.Integer(metadata=described("How many were read in it"))
    problem = fields.Raw(metadata=described("Why it was refused, as problem details", type="object"))


class BatchSchema(Schema):
    """What became of each article of a batch, in their order."""

    outcomes = fields.List(fields.Nested(BatchOutcomeSchema), required=True)


class SpeakerSchema(Schema):
    """A person or organization across articles."""

    slug = fields.String(required=True)
    name = fields.String(required=True)
    kind = fields.String(required=True, validate=OneOf(KINDS))
    quotes = fields.Integer(required=True, metadata=described("How many quotes are stored"))


class NameSchema(Schema):
    """A name that a speaker goes by, and where it was seen."""

    name = fields.String(required=True)
    articles = fields.Integer(required=True, metadata=described("How many articles use it"))
    since = fields.String(required=True, allow_none=True, metadata={"format": "date"})
    until = fields.String(required=True, allow_none=True, metadata={"format": "date"})


class SpeakerDetailSchema(SpeakerSchema):
    """A speaker with all names."""

    description = fields.String(required=True, allow_none=True, metadata=described("Set by people"))
    wikidata = fields.String(required=True, allow_none=True, metadata=described("Set by people: Q42"))
    names = fields.List(fields.Nested(NameSchema), required=True)


class DecisionSchema(Schema):
    """Who decides, and why."""

    by = Text(longest=LONGEST_LABEL, metadata=described("Who decides"))
    reason = Text(longest=LONGEST_REASON, metadata=described("Why"))


class SpeakerChangeSchema(Schema):
    """What people may set of a speaker; what is left out stays."""

    name = Text(
        longest=LONGEST_LABEL, metadata=described("The canonical name; no other takes its place again")
    )
    kind = fields.String(validate=OneOf(KINDS))
    description = Text(longest=LONGEST_REASON, allow_none=True)
    wikidata = fields.String(allow_none=True, validate=Regexp(r"Q[1-9][0-9]{0,11}\Z"))


class SaidInSchema(Schema):
    """When something was said."""

    on = Day(required=True)
    precision = fields.String(load_default="day", validate=OneOf(("day", "week", "month", "year")))


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
    restore = fields.List(
        fields.String(validate=OneOf(("speaker", "said"))),
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


class EntrySchema(Schema):
    """A change of a quote."""

    at = fields.String(required=True, metadata={"format": "date-time"})
    source = fields.String(required=True, validate=OneOf(("person", "machine")))
    by = fields.String(
        required=True,
        allow_none=True,
        attribute="made_by",
        metadata=described("The person, as given, or the extractor"),
    )
    reason = fields.String(required=True, allow_none=True)
    changes = fields.Raw(
        required=True, metadata=described("Each changed field, before and after", type="object")
    )


class HistorySchema(Schema):
    """All changes of a quote, the latest first."""

    items = fields.List(fields.Nested(EntrySchema), required=True)


class NameInSchema(Schema):
    """A further name that a speaker goes by."""

    name = Text(longest=LONGEST_LABEL, required=True)


class MergeInSchema(DecisionSchema):
    """Whom a speaker turned out to be."""

    into = Text(longest=LONGEST_LABEL, required=True, metadata=described("The slug of the one who remains"))


class SuggestionSchema(Schema):
    """Two speakers who may be one."""

    id = fields.Integer(required=True)
    reason = fields.String(
        required=True,
        validate=OneOf(("namesake", "surname", "spelling", "middle", "nickname", "initials")),
        metadata=described(
            "namesake: one name; surname: a surname alone; spelling: the same sounds; middle: but for a"
            " middle name or an initial; nickname; initials: an organization by its letters"
        ),
    )
    made = fields.String(required=True, metadata={"format": "date-time"})
    speakers = fields.List(fields.Nested(SpeakerSchema), required=True)


class MatchSchema(Schema):
    """A stored quote that is the words asked for, or near them."""

    match = fields.String(required=True, validate=OneOf(("verbatim", "trimmed", "near")))
    similarity = fields.Float(required=True, metadata=described("From 0 to 1"))
    difference = fields.List(fields.Nested(DifferenceSchema), required=True)
    quote = fields.Nested(QuoteSchema, required=True)
    statement = fields.Nested(StatementSchema, required=True)


class SearchedSchema(Schema):
    """What there was to search."""

    articles = fields.Integer(required=True)
    outlets = fields.Integer(required=True)
    since = fields.String(required=True, allow_none=True, data_key="from", metadata={"format": "date"})
    until = fields.String(required=True, allow_none=True, data_key="to", metadata={"format": "date"})


class AnswerSchema(Schema):
    """Whether the words were said, with the evidence."""

    verdict = fields.String(
        required=True, validate=OneOf(("verbatim", "trimmed", "other_speaker", "not_found"))
    )
    matches = fields.List(fields.Nested(MatchSchema), required=True, metadata=described("Best first"))
    searched = fields.Nested(SearchedSchema, required=True)


class IntervalSchema(Schema):
    """How many statements a speaker made from one day to another, both included."""

    since = fields.String(required=True, data_key="from", metadata={"format": "date"})
    until = fields.String(required=True, data_key="to", metadata={"format": "date"})
    statements = fields.Integer(required=True)
    reports = fields.Integer(required=True)


class TimelineSchema(Schema):
    """A speaker's statements counted; intervals without any are left out, statements without a date too."""

    interval = fields.String(required=True)
    items = fields.List(fields.Nested(IntervalSchema), required=True)


class HealthSchema(Schema):
    """That the service runs and its database answers."""

    status = fields.String(required=True)
    version = fields.String(required=True)


def page_of(schema: type[Schema]) -> type[Schema]:
    """The shape of one page of a list."""
    return type(
        schema.__name__.replace("Schema", "PageSchema"),
        (Schema,),
        {
            "__doc__": "One page of a list; next_cursor is null on the last.",
            "items": fields.List(fields.Nested(schema), required=True),
            "next_cursor": fields.String(required=True, allow_none=True),
        },
    )


ArticlePageSchema = page_of(ArticleSchema)
SpeakerPageSchema = page_of(SpeakerSchema)
SuggestionPageSchema = page_of(SuggestionSchema)
StatementPageSchema = page_of(StatementSchema)
