"""The stages as spaCy components of one pipeline.

quotation_marks → annotation → attribution → coreference → assembly → dating → factuality → topics

`quotes.extraction.shared.document` lists what each stage sets on the Doc. `nlp.analyze_pipes()` checks that
every stage has what it requires.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import cast

from spacy.language import Language
from spacy.tokens import Doc

from quotes.extraction.assembly.quotes import assemble
from quotes.extraction.attribution.attributor import Attributor
from quotes.extraction.coreference.sources import resolve_sources
from quotes.extraction.dating.expressions.recognition import find_times
from quotes.extraction.dating.post_times import day_at, posts_of
from quotes.extraction.dating.quote_dates import date_quotes
from quotes.extraction.dating.ranking.speakers import QuoteToDate
from quotes.extraction.dating.reference_day import reference_day
from quotes.extraction.factuality.quote_factuality import with_factuality
from quotes.extraction.language.annotator import Annotator
from quotes.extraction.language.loading import load_model
from quotes.extraction.language.tokenizer import bounded_tokenizer
from quotes.extraction.quotation import component as _quotation  # noqa: F401  registers "quotation_marks"
from quotes.extraction.quotation.credits import posted_on
from quotes.extraction.shared.quote import Quote, Said, Span
from quotes.extraction.topics.quote_topics import with_topics

STAGES = (
    "quotation_marks", "annotation", "attribution", "coreference", "assembly", "dating", "factuality",
    "topics",
)  # fmt: skip


@Language.factory(
    "annotation",
    default_config={"model": None},
    requires=["doc._.parsed_paragraphs", "doc._.paragraph_tokens"],
    assigns=["token.tag", "token.pos", "token.morph", "token.dep", "token.head", "doc.ents"],
)
def make_annotation(nlp: Language, name: str, model: str | None) -> Annotator:  # noqa: ARG001  spaCy passes it
    """The language model: the one shipped in the package, or another installed one."""
    return Annotator(load_model(model, vocab=nlp.vocab))


@Language.component(
    "attribution",
    requires=["doc._.passages", "token.pos", "token.dep", "token.head", "doc.ents"],
    assigns=["doc._.attributions"],
)
def attribution(doc: Doc) -> Doc:
    """Find the source of each passage; see `quotes.extraction.attribution`."""
    doc._.attributions = Attributor().attribute(doc) if doc._.passages else []
    return doc


@Language.component(
    "coreference",
    requires=["doc._.attributions", "doc.ents"],
    assigns=["doc._.resolutions", "doc._.discourse"],
)
def coreference(doc: Doc) -> Doc:
    """Find the name of each source; see `quotes.extraction.coreference`."""
    doc._.resolutions = resolve_sources(doc) if doc._.passages else []
    return doc


@Language.component(
    "assembly", requires=["doc._.attributions", "doc._.resolutions"], assigns=["doc._.quotes"]
)
def assembly(doc: Doc) -> Doc:
    """Build quotes from one or more passages; see `quotes.extraction.assembly`."""
    doc._.quotes = assemble(doc, doc._.attributions, doc._.resolutions) if doc._.passages else []
    return doc


@Language.component(
    "dating", requires=["doc._.quotes", "doc._.posted"], assigns=["doc._.quotes", "doc._.reference"]
)
def dating(doc: Doc) -> Doc:
    """Date the quotes; see `quotes.extraction.dating`."""
    drafts: list[Quote] = doc._.quotes
    attributed = [QuoteToDate(quote.spans, quote.mention, quote.cue, quote.speaker) for quote in drafts]
    quoted = [Span(passage.start, passage.end) for passage in doc._.passages]
    times = find_times(doc.text) if drafts else []
    doc._.reference = (
        reference_day(doc.text, doc._.published, doc._.modified, quoted, times) if drafts else None
    )
    posts = posts_of(doc.text) if drafts else []
    days = [day_at(posts, quote.spans[0].start, doc._.reference) for quote in drafts]
    said = {day: date_quotes(doc.text, day, attributed, quoted, times) for day in dict.fromkeys(days)}
    doc._.quotes = [
        replace(quote, said=_posted(doc, quote) or said[day][place])
        for place, (quote, day) in enumerate(zip(drafts, days, strict=True))
    ]
    return doc


def _posted(doc: Doc, quote: Quote) -> Said | None:
    """The day given in the credit of a post, unless the article contradicts it."""
    day = doc._.posted.get(quote.spans[0].start)
    on = posted_on(day) if day else None
    return Said(on, "day", "explicit", day) if on else None


@Language.component(
    "factuality",
    requires=["doc._.quotes", "doc._.passages", "doc._.reference", "token.pos"],
    assigns=["doc._.quotes"],
)
def factuality(doc: Doc) -> Doc:
    """Decide whether the article reports that the words were said; see `quotes.extraction.factuality`."""
    doc._.quotes = with_factuality(doc)
    return doc


@Language.component(
    "topics",
    requires=["doc._.quotes", "doc._.resolutions", "doc._.discourse"],
    assigns=["doc._.quotes"],
)
def topics(doc: Doc) -> Doc:
    """Find what the quotes are about; see `quotes.extraction.topics`."""
    doc._.quotes = with_topics(doc)
    return doc


READING: tuple[Callable[[Doc], Doc], ...] = (attribution, coreference, assembly, dating, factuality, topics)
"""The stages that use the model's annotation, in order."""


def build_pipeline(model: str | None = None) -> Language:
    """The whole pipeline, from text to `doc._.quotes`.

    Raises ModelError if the model cannot be loaded or lacks what the stages need.
    """
    nlp = Language()
    nlp.max_length = 2**31 - 1  # callers bound the length of texts, and the annotation stage bounds memory
    for stage in STAGES:
        nlp.add_pipe(stage, config={"model": model} if stage == "annotation" else {})
    annotator = cast("Annotator", nlp.get_pipe("annotation"))
    nlp.tokenizer = bounded_tokenizer(annotator.model.tokenizer)
    return nlp
