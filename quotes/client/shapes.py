"""The answers of the service, as types.

`docs/renew_client.py` writes this module; change the schemas in `quotes/api/schemas` instead.
"""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict


class About(TypedDict):
    """A topic of a quote, named in its words or in the sentence around them."""

    name: str
    kind: Literal["person", "organization", "place"]
    slug: str | None
    where: Literal["words", "sentence"]


class Answer(TypedDict):
    """Whether the words were said, with the evidence."""

    verdict: Literal["verbatim", "trimmed", "altered", "spliced", "other_speaker", "disputed", "not_found"]
    matches: list[Match]
    searched: Searched


class Article(TypedDict):
    """An article, without its text."""

    id: str
    url: str | None
    title: str | None
    publisher: str | None
    outlet: str | None
    author: str | None
    published: str | None
    published_basis: Literal["given", "metadata", "byline", "address"] | None
    published_at: str | None
    modified: str | None
    lang: str | None
    truncated: bool
    collected: str
    revision: int


class ArticleDetail(TypedDict):
    """An article with its latest text and the quotes in it."""

    id: str
    url: str | None
    title: str | None
    publisher: str | None
    outlet: str | None
    author: str | None
    published: str | None
    published_basis: Literal["given", "metadata", "byline", "address"] | None
    published_at: str | None
    modified: str | None
    lang: str | None
    truncated: bool
    collected: str
    revision: int
    text: str
    hash: str
    revisions: list[Revision]
    quotes: list[Quote]
    changes: list[TextChange]
    captures: list[Capture]


class ArticleRef(TypedDict):
    """The article of a quote."""

    id: str
    title: str | None
    url: str | None
    publisher: str | None
    published: str | None


class Capture(TypedDict):
    """One fetch of an article."""

    url: str
    at: str
    sha256: str
    file: str | None
    offset: int | None


class Change(TypedDict):
    """A change of a negation, a number, a name or another word; or of spelling only."""

    kind: Literal["negation", "number", "name", "word", "same_value", "spelling", "contraction"]
    asked: str
    found: str


class Checked(TypedDict):
    """A quotation of the text as it was read, and whether its words were said."""

    text: str
    spans: list[Span]
    form: Literal["sentence", "fragment"] | None
    speaker: str | None
    speaker_kind: Literal["person", "organization", "group", "document", "anonymous"] | None
    mention: Part | None
    cue: Part | None
    relayer: str | None
    said: Said | None
    factuality: Literal["said", "denied", "hypothetical", "fabricated"] | None
    confidence: float | None
    verdict: Literal["verbatim", "trimmed", "altered", "spliced", "other_speaker", "disputed", "not_found"]
    matches: list[Match]
    searched: Searched


class Context(TypedDict):
    """The sentences around a quote in the stored text."""

    before: Part | None
    sentence: Part
    after: Part | None


class Contradiction(TypedDict):
    """A statement that contradicts earlier ones of the same speaker."""

    statement: Statement
    otherwise: list[Otherwise]


class Copies(TypedDict):
    """Articles that are copies of one text and count as one report."""

    articles: list[ArticleRef]


class Difference(TypedDict):
    """A run of words that differs or is equal."""

    op: Literal["equal", "replace", "delete", "insert"]
    asked: str
    found: str


class Differing(TypedDict):
    """What differs between a statement and another."""

    kind: Literal["negation", "number", "name"]
    words: str
    other_words: str
    sentence: str
    other_sentence: str


class Draft(TypedDict):
    """The quotations of a text, in its order, each looked up."""

    quotes: list[Checked]
    totals: Totals
    left_out: int


class Entry(TypedDict):
    """A change of a quote or of a speaker."""

    at: str
    source: Literal["person", "machine"]
    by: str | None
    reason: str | None
    token: str | None
    changes: dict[str, Any]


class FirstReport(TypedDict):
    """The earliest published report of a statement."""

    quote: str | None
    article: str | None
    title: str | None
    url: str | None
    publisher: str | None
    published: str | None


class JobArticle(TypedDict):
    """The outcome of one article of a job."""

    article: str | None
    revision: int | None
    outcome: Literal["created", "revised", "unchanged", "refused"]
    state: Literal["waiting", "reading", "read", "failed", "refused"]
    error: str | None
    problem: dict[str, Any] | None


class JobDetail(TypedDict):
    """A job with its articles, in the order in which they were posted."""

    id: str
    state: Literal["waiting", "done", "failed"]
    accepted: str
    finished: str | None
    size: int
    articles: list[JobArticle]


Joined = TypedDict(
    "Joined",
    {
        "against": "list[str]",
        "for": "list[str]",
        "by": 'Literal["evidence", "people"]',
        "probability": "float | None",
        "slug": "str | None",
        "with": "str | None",
    },
)


class Match(TypedDict):
    """A stored quote that matches the words asked for, exactly or nearly."""

    match: Literal["verbatim", "trimmed", "altered", "spliced", "near"]
    similarity: float
    factuality: Literal["said", "denied", "hypothetical", "fabricated"]
    difference: list[Difference]
    changes: list[Change]
    parts: list[Passage]
    quote: QuoteEvidence
    statement: ReportedStatement


class Name(TypedDict):
    """A name of a speaker, and the articles that use it."""

    name: str
    articles: int
    since: str | None
    until: str | None
    joined: Joined | None
    seen: list[SeenIn]


class OtherDate(TypedDict):
    """A report that gives another time than its statement, or was published before that time."""

    quote: str | None
    article: str | None
    title: str | None
    url: str | None
    publisher: str | None
    published: str | None
    said: Said | None


class Otherwise(TypedDict):
    """Another statement of the same speaker that contradicts this one."""

    kind: Literal["changed", "wording"]
    dated: bool
    differences: list[Differing]
    statement: Statement


class Part(TypedDict):
    """Words of the article's text and their place."""

    start: int
    end: int
    text: str


class Passage(TypedDict):
    """Words asked for that are in a quote, and where in its `text`."""

    asked: str
    found: str
    start: int
    end: int


class Posted(TypedDict):
    """The article as it is stored now, and what posting it did."""

    id: str
    url: str | None
    title: str | None
    publisher: str | None
    outlet: str | None
    author: str | None
    published: str | None
    published_basis: Literal["given", "metadata", "byline", "address"] | None
    published_at: str | None
    modified: str | None
    lang: str | None
    truncated: bool
    collected: str
    revision: int
    text: str
    hash: str
    revisions: list[Revision]
    quotes: list[Quote]
    changes: list[TextChange]
    captures: list[Capture]
    outcome: Literal["created", "revised", "unchanged"]
    failed: NotRequired[str]


class Quote(TypedDict):
    """One attribution in one article."""

    id: str
    text: str
    spans: list[Span]
    form: Literal["sentence", "fragment"]
    speaker: Source | None
    mention: Part | None
    cue: Part | None
    relayer: str | None
    said: Said | None
    factuality: Literal["said", "denied", "hypothetical", "fabricated"]
    about: list[About]
    published: str | None
    collected: str
    confidence: float
    status: Literal["unreviewed", "confirmed", "rejected"]
    statement: str
    article: ArticleRef
    revision: int
    current: bool
    extractor: str
    reading: Reading
    replaces: str | None


class QuoteDetail(TypedDict):
    """A quote with its evidence and the statement that it reports."""

    id: str
    text: str
    spans: list[Span]
    form: Literal["sentence", "fragment"]
    speaker: Source | None
    mention: Part | None
    cue: Part | None
    relayer: str | None
    said: Said | None
    factuality: Literal["said", "denied", "hypothetical", "fabricated"]
    about: list[About]
    published: str | None
    collected: str
    confidence: float
    status: Literal["unreviewed", "confirmed", "rejected"]
    statement: str
    article: ArticleRef
    revision: int
    current: bool
    extractor: str
    reading: Reading
    replaces: str | None
    context: Context
    link: str | None
    targets: list[Target]
    snapshot: Snapshot
    history: list[Entry]
    reported: ReportedStatement


class QuoteEvidence(TypedDict):
    """A quote with its evidence."""

    id: str
    text: str
    spans: list[Span]
    form: Literal["sentence", "fragment"]
    speaker: Source | None
    mention: Part | None
    cue: Part | None
    relayer: str | None
    said: Said | None
    factuality: Literal["said", "denied", "hypothetical", "fabricated"]
    about: list[About]
    published: str | None
    collected: str
    confidence: float
    status: Literal["unreviewed", "confirmed", "rejected"]
    statement: str
    article: ArticleRef
    revision: int
    current: bool
    extractor: str
    reading: Reading
    replaces: str | None
    context: Context
    link: str | None
    targets: list[Target]
    snapshot: Snapshot
    history: list[Entry]


class Reading(TypedDict):
    """What the extractor read, whatever people have decided."""

    speaker: Source | None
    said: Said | None
    factuality: Literal["said", "denied", "hypothetical", "fabricated"]


class Report(TypedDict):
    """A quote that reports a statement, in short."""

    quote: str | None
    article: str | None
    title: str | None
    url: str | None
    publisher: str | None
    published: str | None
    text: str
    confidence: float
    status: Literal["unreviewed", "confirmed", "rejected"]


class ReportedStatement(TypedDict):
    """A statement with its reports."""

    dated_otherwise: list[OtherDate]
    same_words: list[SameWords]
    otherwise: list[Otherwise]
    id: str
    text: str
    speaker: Source | None
    said: Said | None
    factuality: Literal["said", "denied", "hypothetical", "fabricated"]
    about: list[About]
    form: Literal["sentence", "fragment"]
    confidence: float
    reports: int
    articles: int
    first_reported: FirstReport
    reported_by: list[Report]
    all_reports: str


class Revision(TypedDict):
    """One stored version of an article."""

    number: int
    hash: str
    title: str | None
    author: str | None
    published: str | None
    modified: str | None
    collected: str
    extractor: str | None


Role = TypedDict(
    "Role",
    {
        "role": "str",
        "from": "str | None",
        "to": "str | None",
    },
)


class Said(TypedDict):
    """When the words were said, as exactly as the article says."""

    on: str | None
    precision: Literal["day", "week", "month", "year"]
    basis: Literal["explicit", "inherited", "published"]
    text: str | None
    confidence: float | None


class SameWords(TypedDict):
    """A quote of another speaker that shares eight words in a row with a quote of this statement."""

    quote: str | None
    article: str | None
    title: str | None
    url: str | None
    publisher: str | None
    published: str | None
    text: str
    speaker: Source | None
    factuality: Literal["said", "denied", "hypothetical", "fabricated"]
    statement: str


Searched = TypedDict(
    "Searched",
    {
        "articles": "int",
        "outlets": "int",
        "from": "str | None",
        "to": "str | None",
        "speaker": "SearchedSpeaker | None",
    },
)


SearchedOfSpeaker = TypedDict(
    "SearchedOfSpeaker",
    {
        "name": "str",
        "slug": "str",
        "kind": 'Literal["person", "organization", "group", "document"]',
        "quotes": "int",
        "articles": "int",
        "outlets": "int",
        "from": "str | None",
        "to": "str | None",
    },
)


class SearchedSpeaker(TypedDict):
    """The name that was asked for, and the speakers who have it."""

    asked: str
    known: bool
    speakers: list[SearchedOfSpeaker]


class SeenIn(TypedDict):
    """An article that uses a name."""

    id: str
    title: str | None
    url: str | None
    publisher: str | None
    published: str | None


class Selector(TypedDict):
    """A selector of the W3C Web Annotation data model, by words or by position."""

    type: Literal["TextQuoteSelector", "TextPositionSelector"]
    exact: NotRequired[str]
    prefix: NotRequired[str]
    suffix: NotRequired[str]
    start: NotRequired[int]
    end: NotRequired[int]


class Snapshot(TypedDict):
    """The stored text in which a quote's spans are counted."""

    article: str
    revision: int
    hash: str
    collected: str
    extractor: str


class Source(TypedDict):
    """Who said it. The slug is null for an unnamed source, who is not tracked across articles."""

    name: str
    kind: Literal["person", "organization", "group", "document", "anonymous"]
    slug: str | None


class Span(TypedDict):
    """A span of the article's text, in code points, including quotation marks; the end is exclusive."""

    start: int
    end: int


class Speaker(TypedDict):
    """A person or organization across articles."""

    slug: str
    name: str
    kind: Literal["person", "organization", "group", "document"]
    quotes: int


class SpeakerDetail(TypedDict):
    """A speaker with all names."""

    slug: str
    name: str
    kind: Literal["person", "organization", "group", "document"]
    quotes: int
    description: str | None
    wikidata: str | None
    names: list[Name]
    roles: list[Role]


class Statement(TypedDict):
    """What a speaker said once, however many articles report it."""

    id: str
    text: str
    speaker: Source | None
    said: Said | None
    factuality: Literal["said", "denied", "hypothetical", "fabricated"]
    about: list[About]
    form: Literal["sentence", "fragment"]
    confidence: float
    reports: int
    articles: int
    first_reported: FirstReport


class StatementDetail(TypedDict):
    """A statement with its reports, the first published first."""

    dated_otherwise: list[OtherDate]
    same_words: list[SameWords]
    otherwise: list[Otherwise]
    id: str
    text: str
    speaker: Source | None
    said: Said | None
    factuality: Literal["said", "denied", "hypothetical", "fabricated"]
    about: list[About]
    form: Literal["sentence", "fragment"]
    confidence: float
    reports: int
    articles: int
    first_reported: FirstReport
    quotes: list[Quote]
    wordings: list[Wording]
    independent: list[Copies]


class Target(TypedDict):
    """One span of a quote as the target of a W3C Web Annotation."""

    source: str | None
    selector: list[Selector]


class TextChange(TypedDict):
    """How a later text of an article changed one of its quotes."""

    kind: Literal["added", "removed", "reworded"]
    revision: int
    before: Quote | None
    after: Quote | None
    difference: list[Difference]


class Totals(TypedDict):
    """How many quotations have each verdict."""

    verbatim: int
    trimmed: int
    altered: int
    spliced: int
    other_speaker: int
    disputed: int
    not_found: int


class Wording(TypedDict):
    """One of the reported wordings of a statement."""

    text: str
    relation: Literal["same", "cut", "variant"]
    similarity: float
    difference: list[Difference]
    quotes: list[str]
