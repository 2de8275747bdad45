"""The words around a time and beside a quote; each has a weight of its own.

They cover what no list of words does: "who endorsed him on Tuesday" describes a source, "in another
interview" and "has often said" introduce a different speech. Names are omitted because other articles have
other names.
"""

from __future__ import annotations

from quotes.extraction.dating.attachment.attachments import AttachedTime
from quotes.extraction.dating.attachment.layout import WORD, Layout
from quotes.extraction.dating.ranking.feature_groups import FeatureGroup
from quotes.extraction.dating.ranking.quote_positions import QuotePosition

_REACH = 150  # characters to either side of a time
_WORDS_BEFORE, _WORDS_BEHIND = 8, 6
_LONGEST_SENTENCE = 600  # characters of a quote's sentence that are examined


def words_around_time(layout: Layout, attached: AttachedTime) -> FeatureGroup:
    """The words of the time, and those before and after it in its sentence."""
    sentence, at = layout.sentences[attached.sentence], attached.expression
    before = _plain(layout, max(sentence.start, at.start - _REACH), at.start)[-_WORDS_BEFORE:]
    behind = _plain(layout, at.end, min(sentence.end, at.end + _REACH))[:_WORDS_BEHIND]
    told = "_".join(_without_digits(word) for word in at.text.lower().split())
    return ("around", told, " ".join(sorted(set(before))), " ".join(sorted(set(behind))))


def words_beside_quote(layout: Layout, position: QuotePosition) -> FeatureGroup:
    """The words of a quote's sentences outside quotation marks, as features of "no time dates the quote"."""
    found: set[str] = set()
    for index in position.own:
        sentence = layout.sentences[index]
        end = min(sentence.end, sentence.start + _LONGEST_SENTENCE)
        found.update(_plain(layout, sentence.start, end))
    return ("none", " ".join(sorted(found)))


def _plain(layout: Layout, start: int, end: int) -> list[str]:
    """The words without a capital letter, and "#" for each number."""
    told = (word[0] for word in WORD.finditer(layout.outside, start, end))
    return ["#" if word[0].isdigit() else word for word in told if word[0].isdigit() or word[0].islower()]


def _without_digits(word: str) -> str:
    return "".join("#" if character.isdigit() else character for character in word)
