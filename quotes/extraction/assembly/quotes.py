"""Build quotes from decisions on single passages.

One quote may consist of several passages: a sentence that its attribution interrupts ("…," he said, "…"), or
a quotation that continues over several paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc

from quotes.extraction.assembly.confidence import calibrated
from quotes.extraction.attribution.options import NOBODY, Attribution
from quotes.extraction.coreference.antecedents.resolution import Resolution
from quotes.extraction.quotation.glyphs import CLOSING_EDGE, OPENING_EDGE
from quotes.extraction.quotation.marks import Passage, unquoted
from quotes.extraction.shared.quote import Cue, Form, Mention, Quote, Span
from quotes.extraction.shared.tree import Tree

_SENTENCE_END = re.compile(r"[.!?]\s*$")
_LONGEST_INTERRUPTION = 120


def assemble(
    doc: Doc, attributions: Sequence[Attribution], resolutions: Sequence[Resolution | None]
) -> list[Quote]:
    """The quotes of `doc`, in text order, not yet dated. Passages that nobody is quoted with are left out."""
    text = doc.text  # spaCy builds the string from the tokens on every access
    groups: list[list[Attribution]] = []
    for attribution in attributions:
        if attribution.label == NOBODY:
            continue
        if groups and _goes_on(doc, text, groups[-1][-1], attribution):
            groups[-1].append(attribution)
        else:
            groups.append([attribution])
    return [_quote(doc, text, group, resolutions[group[0].passage]) for group in groups]


def _goes_on(doc: Doc, text: str, before: Attribution, attribution: Attribution) -> bool:
    first: Passage = doc._.passages[before.passage]
    second: Passage = doc._.passages[attribution.passage]
    if attribution.passage != before.passage + 1 or before.mention is not attribution.mention:
        return False
    if second.continues:
        return True
    mention = attribution.mention
    if mention is None or first.paragraph != second.paragraph:
        return False
    between = text[first.end : second.start]
    start = doc[mention.start].idx
    if len(between) > _LONGEST_INTERRUPTION or not first.end <= start < second.start:
        return False
    words = text[second.start : second.end].lstrip(OPENING_EDGE)
    closed_by_comma = text[first.start : first.end].rstrip(CLOSING_EDGE).endswith((",", "—", "–", "-"))
    return between.rstrip().endswith((",", "—", "–")) and (closed_by_comma or words[:1].islower())


def _quote(doc: Doc, text: str, group: Sequence[Attribution], resolution: Resolution | None) -> Quote:
    passages: list[Passage] = [doc._.passages[attribution.passage] for attribution in group]
    best = group[0]
    words = [unquoted(text, passage) for passage in passages]
    return Quote(
        text=" ".join(words),
        spans=tuple(Span(passage.start, passage.end) for passage in passages),
        form=_form(doc, group, words),
        speaker=resolution.name if resolution else None,
        speaker_kind=resolution.kind if resolution else None,
        mention=_mention(doc, text, best, resolution),
        cue=_cue(doc, best),
        said=None,
        confidence=calibrated(best, resolution),
        relayer=resolution.relayer if resolution else None,
    )


def _mention(doc: Doc, text: str, attribution: Attribution, resolution: Resolution | None) -> Mention | None:
    """The mention that names the source: the attribution's, or the longer one that coreference found."""
    mention = attribution.mention
    if mention is None:
        return None
    if resolution is not None and resolution.source is not None:
        start, end = resolution.source
        return Mention(text[start:end], start, end)
    span = doc[mention.start : mention.end]
    return Mention(span.text, span.start_char, span.end_char)


def _cue(doc: Doc, attribution: Attribution) -> Cue | None:
    if attribution.cue is None:
        return None
    start, end = attribution.cue
    span = doc[start:end]
    return Cue(span.text, span.start_char, span.end_char)


def _form(doc: Doc, group: Sequence[Attribution], words: Sequence[str]) -> Form:
    """A "sentence" has a subject and its verb, and begins or ends like a sentence; else "fragment"."""
    tree: Tree = doc._.tree
    clause = any(
        first <= tree.head[token] < last and tree.dep[token].startswith(("nsubj", "expl", "csubj"))
        for first, last in (doc._.passage_tokens[attribution.passage] for attribution in group)
        for token in range(first, last)
    )
    capital = words[0].lstrip(OPENING_EDGE + "[(…. ")[:1].isupper()
    return "sentence" if clause and (capital or _SENTENCE_END.search(words[-1])) else "fragment"
