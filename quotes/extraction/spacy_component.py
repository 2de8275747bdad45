"""All stages as one spaCy component, for pipelines that have a tagger, a parser and an entity recognizer.

    nlp = spacy.load("en_core_web_sm")
    nlp.add_pipe("quotes")
    doc = nlp("“We will rebuild the bridge,” said Laura Mendes.")
    doc._.quotes             list[Quote], as `Extractor.extract` returns; offsets count characters
    doc.spans["quotes"]      the quoted stretches as spaCy Spans, in text order
    span._.quote             the Quote that such a span belongs to

What is known about the article may be set before the pipeline runs: `doc._.published` and `doc._.modified`
(dates), and `doc._.author`. Unlike the Extractor, the component does not repair damaged characters, and it
uses the tokens of the pipeline that it is added to.
"""

from __future__ import annotations

from itertools import chain

from spacy.language import Language
from spacy.tokens import Doc, Span

from quotes.extraction.errors import ModelError
from quotes.extraction.pipeline import READING
from quotes.extraction.quotation.component import quotation_marks
from quotes.extraction.shared.quote import Quote
from quotes.extraction.shared.tree import Tree

_NEEDED = {"POS": "part-of-speech tags", "DEP": "dependencies", "ENT_IOB": "entities"}


class QuoteComponent:
    """Sets `doc._.quotes` of annotated Docs, and puts the spans of the quotes into `doc.spans[spans_key]`."""

    def __init__(self, spans_key: str) -> None:
        self._spans_key = spans_key

    def __call__(self, doc: Doc) -> Doc:
        """Raises ModelError if a Doc with quotation marks lacks an annotation; the message says which."""
        quotation_marks(doc)
        if doc._.passages:
            _check(doc)
        doc._.tree = Tree.of(doc)
        for stage in READING:
            doc = stage(doc)
        stretches = chain.from_iterable(quote.spans for quote in doc._.quotes)
        spans = (doc.char_span(one.start, one.end, alignment_mode="expand") for one in stretches)
        doc.spans[self._spans_key] = sorted(span for span in spans if span is not None)
        return doc


@Language.factory(
    "quotes",
    default_config={"spans_key": "quotes"},
    requires=["token.pos", "token.dep", "token.head", "doc.ents"],
    assigns=["doc._.quotes", "doc.spans"],
)
def make_quotes(nlp: Language, name: str, spans_key: str) -> QuoteComponent:  # noqa: ARG001  spaCy passes them
    """The component that finds quotes; add it after the tagger, the parser and the entity recognizer."""
    return QuoteComponent(spans_key)


def _check(doc: Doc) -> None:
    missing = [words for attribute, words in _NEEDED.items() if not doc.has_annotation(attribute)]
    if missing:
        raise ModelError(
            f'the pipeline sets no {", ".join(missing)}; add the component "quotes" behind those that do'
        )


def _quote_of(span: Span) -> Quote | None:
    """The quote that a span belongs to; None if the span is not a quote's."""
    for quote in span.doc._.quotes or ():
        if any(span.start_char <= one.start and one.end <= span.end_char for one in quote.spans):
            return quote  # type: ignore[no-any-return]  # Doc._ has no types
    return None


if not Span.has_extension("quote"):
    Span.set_extension("quote", getter=_quote_of)
