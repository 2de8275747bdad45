"""The first stage: find the paragraphs and quotation marks of a Doc, and the paragraphs worth parsing."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from spacy.attrs import IDX, LENGTH
from spacy.language import Language
from spacy.tokens import Doc

from quotes.extraction.quotation.credits import find_credits
from quotes.extraction.quotation.marks import find_passages
from quotes.extraction.quotation.turns import find_turns
from quotes.extraction.shared import document as _extensions  # noqa: F401  registers Doc._ attributes
from quotes.extraction.text.paragraphs import split_paragraphs


@Language.component(
    "quotation_marks",
    assigns=["doc._.paragraphs", "doc._.paragraph_tokens", "doc._.passages", "doc._.passage_tokens",
             "doc._.labels", "doc._.posted", "doc._.parsed_paragraphs"],
)  # fmt: skip
def quotation_marks(doc: Doc) -> Doc:
    """Find the quoted passages; see the modules `marks`, `turns` and `credits`."""
    text = doc.text  # spaCy builds the string anew on every access
    paragraphs = split_paragraphs(text)
    turns = find_turns(text, paragraphs)
    spoken = {turn.passage.paragraph for turn in turns}
    marked = [found for found in find_passages(text, paragraphs) if found.paragraph not in spoken]
    named = {turn.passage: turn.label for turn in turns}
    credited = find_credits(text, paragraphs, marked)
    named |= {credit.passage: credit.name for credit in credited}
    passages = sorted({*marked, *named}, key=lambda passage: passage.start)
    offsets = doc.to_array([IDX, LENGTH])
    starts = offsets[:, 0].tolist()
    ends = offsets.sum(axis=1).tolist()

    def tokens(start: int, end: int) -> tuple[int, int]:
        return bisect_right(ends, start), bisect_left(starts, end)

    doc._.posted = {
        credit.passage.start: text[slice(*credit.day)] for credit in credited if credit.day is not None
    }
    quoting = {passage.paragraph for passage in passages}
    doc._.paragraphs = paragraphs
    doc._.paragraph_tokens = [tokens(paragraph.start, paragraph.end) for paragraph in paragraphs]
    doc._.passages = passages
    doc._.passage_tokens = [tokens(passage.start, passage.end) for passage in passages]
    doc._.labels = {passage: tokens(*name) for passage, name in named.items()}
    doc._.parsed_paragraphs = [
        paragraph.index in quoting or paragraph.index + 1 in quoting for paragraph in paragraphs
    ]
    return doc
