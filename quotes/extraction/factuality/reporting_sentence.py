"""The narrator's sentence around a quote, as words, for the other modules of factuality.

They read the order of the words rather than the tree: the parser is least reliable around quotation marks,
and the words that deny, suppose or fake a quote precede its verb in a fixed order.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from quotes.extraction.quotation.glyphs import FAMILY
from quotes.extraction.shared.quote import Quote
from quotes.extraction.shared.tree import SENTENCE_ENDS, Tree

QUOTED = "“”"  # replaces a whole passage in quotation marks
_STARTING = frozenset({"PROPN", "DET", "PRON", "ADV", "SCONJ"})
_REACH = 120  # most tokens of a sentence before and after the words, so that time stays bounded
_HYPHEN = "-"


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the narrator. A hyphenated word counts as one, and so does a whole quoted passage."""

    text: str
    tag: str
    first: int


@dataclass(frozen=True, slots=True)
class ReportingSentence:
    """The words of one sentence before and after a quoted passage.

    `cue` is the index of the attribution's cue in `before` or `behind`, whichever `cue_side` names. `set_off`
    tells whether the passage ends as one that a tag follows; `final` is the sentence's closing mark.
    """

    before: tuple[Word, ...]
    behind: tuple[Word, ...]
    cue: int | None
    cue_side: str
    set_off: bool
    final: str


class ReportingSentences:
    """Cuts reporting sentences out of one Doc."""

    def __init__(self, doc: Doc) -> None:
        self._tree: Tree = doc._.tree
        self._tokens: dict[int, tuple[int, int]] = {}
        self._owner: dict[int, int] = {}
        for number, (passage, tokens) in enumerate(zip(doc._.passages, doc._.passage_tokens, strict=True)):
            self._tokens[passage.start] = tokens
            self._owner.update(dict.fromkeys(range(*tokens), number))
        self._passages: Sequence[tuple[int, int]] = doc._.passage_tokens
        self._paragraphs: Sequence[tuple[int, int]] = doc._.paragraph_tokens

    def sentence(self, quote: Quote) -> ReportingSentence:
        """The sentence before the first passage of a quote and after its last."""
        first = self._tokens[quote.spans[0].start][0]
        last = self._tokens[quote.spans[-1].start][1]
        paragraph = self._paragraph(first)
        start = self._start(first, paragraph)
        end = self._end(last, self._paragraph(last - 1))
        before = tuple(self._words(start, first))
        behind = tuple(self._words(last, end))
        cue, side = self._cue(quote, before, behind)
        inner = self._inner(last)
        final = self._tree.lower[end] if end < len(self._tree.lower) else ""
        return ReportingSentence(before, behind, cue, side, inner in {",", "?", "!", "—", "–", "-"}, final)

    def sentences_behind(self, quote: Quote, count: int) -> Iterator[tuple[Word, ...]]:
        """The narrator's next sentences, in the paragraph of the quote and the one after it."""
        last = self._tokens[quote.spans[-1].start][1]
        paragraph = self._paragraph(last - 1)
        at = self._end(last, paragraph) if not self._ends_here(last, paragraph) else last
        limit = self._paragraphs[paragraph][1]
        if paragraph + 1 < len(self._paragraphs):
            limit = self._paragraphs[paragraph + 1][1]
        words: list[Word] = []
        for word in self._words(at, min(limit, at + 3 * _REACH)):
            if word.text in SENTENCE_ENDS or not word.text.strip():
                if any(one.text[:1].isalpha() for one in words):
                    yield tuple(words)
                    count -= 1
                    if not count:
                        return
                words = []
            else:
                words.append(word)
        if words:
            yield tuple(words)

    def sentence_before(self, quote: Quote) -> tuple[Word, ...]:
        """The narrator's sentence that ends before the quote's own, in the same paragraph."""
        first = self._tokens[quote.spans[0].start][0]
        paragraph = self._paragraph(first)
        end = self._start(first, paragraph)
        while end > self._paragraphs[paragraph][0] and self._tree.lower[end - 1] in SENTENCE_ENDS:
            end -= 1
        return tuple(self._words(self._start(end, paragraph), end))

    def _paragraph(self, token: int) -> int:
        return max(0, bisect_left(self._paragraphs, token + 1, key=lambda tokens: tokens[0]) - 1)

    def _start(self, token: int, paragraph: int) -> int:
        """The token with which the sentence begins."""
        at = token
        least = max(self._paragraphs[paragraph][0], token - _REACH)
        while at > least:
            owner = self._owner.get(at - 1)
            if owner is not None:
                if self._ends_here(at, paragraph):
                    break
                at = max(least, self._passages[owner][0])
            elif self._tree.lower[at - 1] in SENTENCE_ENDS:
                break
            else:
                at -= 1
        return at

    def _end(self, token: int, paragraph: int) -> int:
        """The closing mark of the sentence; a passage that ends a sentence ends this one too."""
        if self._ends_here(token, paragraph):
            return token
        at, most = token, min(self._paragraphs[paragraph][1], token + _REACH)
        while at < most:
            owner = self._owner.get(at)
            if owner is not None:
                at = self._passages[owner][1]
                if self._ends_here(at, paragraph):
                    break
            elif self._tree.lower[at] in SENTENCE_ENDS:
                break
            else:
                at += 1
        return min(at, most)

    def _ends_here(self, last: int, paragraph: int) -> bool:
        """Whether the passage that ends before `last` also ends a sentence of the narrator."""
        if last >= self._paragraphs[paragraph][1]:
            return True
        if self._inner(last) not in SENTENCE_ENDS:
            return False
        return self._inner(last) in {".", "…"} or self._tree.pos[last] in _STARTING

    def _inner(self, last: int) -> str:
        """The last word or mark inside the passage that ends before `last`."""
        at = last - 1
        while at > 0 and self._tree.lower[at] in FAMILY:
            at -= 1
        return self._tree.lower[at]

    def _words(self, start: int, end: int) -> Iterator[Word]:
        tree, at = self._tree, start
        while at < end:
            owner = self._owner.get(at)
            if owner is not None:
                yield Word(QUOTED, "", at)
                at = max(at + 1, self._passages[owner][1])
                continue
            first, text = at, tree.lower[at]
            while at + 2 < end and tree.lower[at + 1] == _HYPHEN and self._joined(at):
                text += _HYPHEN + tree.lower[at + 2]
                at += 2
            yield Word(text.replace("’", "'"), tree.pos[first], first)
            at += 1

    def _joined(self, at: int) -> bool:
        tree = self._tree
        return tree.end[at] == tree.start[at + 1] and tree.end[at + 1] == tree.start[at + 2]

    def _cue(self, quote: Quote, before: Sequence[Word], behind: Sequence[Word]) -> tuple[int | None, str]:
        if quote.cue is None:
            return None, ""
        token = bisect_left(self._tree.start, quote.cue.start)
        for words, side in ((before, "before"), (behind, "behind")):
            for place, word in enumerate(words):
                if word.first == token:
                    return place, side
        return None, ""
