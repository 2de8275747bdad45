"""The person alleged to have said words that were not said, rather than who denies, wishes or fakes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from quotes.extraction.coreference.antecedents.resolver import Resolver
from quotes.extraction.factuality.reporting_sentence import Word
from quotes.extraction.factuality.verb_group import group_start
from quotes.extraction.factuality.word_lists import listed
from quotes.extraction.shared.quote import Mention, Quote
from quotes.extraction.shared.tree import Tree

_PERSONS = frozenset({"he", "she", "they", "him", "her", "them"})
_OTHER_PARTS = frozenset({"in", "at", "on", "to", "with", "by", "from", "about", "'s"})
_LONGEST = 6
_REACH = 10


def named_for(words: Sequence[Word], verb: int) -> tuple[int, int] | None:
    """The first token of the person to whom a verb gives the words, and the first token after.

    "quoted Ada Moor as saying", "an account posing as Ada Moor wrote", "claims that she had called", "said
    that Ada Moor had denied saying"; None if that person is not next to the verb.
    """
    end = group_start(words, verb)
    if end and words[end - 1].text in listed("deny"):
        end = group_start(words, end - 1)
    if end and words[end - 1].text == "as":
        quoting = _quoting(words, end - 2)
        if quoting is None:
            return None
        behind = words[quoting + 1].text
        end = group_start(words, quoting) if behind in ("as", "by") else end - 1
    start = end
    if end and words[end - 1].text in _PERSONS:
        start = end - 1
    else:
        while start > max(0, end - _LONGEST) and words[start - 1].tag == "PROPN":
            start -= 1
    if start == end or end >= len(words):
        return None
    if start and words[start - 1].text in _OTHER_PARTS:
        return None
    return words[start].first, words[end].first


def _quoting(words: Sequence[Word], last: int) -> int | None:
    """The position of the verb in "quoted … as saying"."""
    verbs = listed("quoting") | listed("misquote")
    return next((at for at in range(last, max(-1, last - _REACH), -1) if words[at].text in verbs), None)


class Giver:
    """Gives quotes of one Doc to the persons named next to their verbs."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._tree: Tree = doc._.tree
        self._resolver: Resolver | None = None

    def given(self, quote: Quote, tokens: tuple[int, int]) -> Quote:
        """The quote with this mention and the speaker it refers to, if attribution had chosen another one."""
        first, last = tokens[0], tokens[1] - 1
        start, end = self._tree.start[first], self._tree.end[last]
        mention = quote.mention
        if mention is not None and mention.start < end and start < mention.end:
            return quote
        if self._resolver is None:  # few articles need it
            quoted = [(passage.start, passage.end) for passage in self._doc._.passages]
            self._resolver = Resolver(self._doc, quoted, self._doc._.author, tree=self._tree)
        found = self._resolver.resolve(start, end)
        if found is None or found.name is None:
            return quote
        span = self._doc[first : last + 1]
        named = Mention(span.text, start, end)
        return replace(quote, speaker=found.name, speaker_kind=found.kind, mention=named, relayer=None)
