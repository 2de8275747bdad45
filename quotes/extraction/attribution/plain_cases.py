"""Passages that are plainly speech, so that the ranker need not decide whether they are quotes.

    “No,” said the minister.                      a plain tag follows words that begin the sentence
    Moor answered: “Not with our money.”          a sentence after a colon
    Moor was heard shouting “no more”.            lower case right after a verb of saying
    Moor had uttered the words “no more”.         the same, after "the words"
    Moor described it as “a roof in a hole”.      words after "described … as"
    “The roof is gone. We cannot pay for it.”     a whole sentence, alone in its paragraph or not
    Ferry ‘was unsafe’, captain tells inquiry     a headline with a tag, or with a name and a colon

In PolNeAR's training part, the annotators left hardly any passage of these kinds without a source, except in
headlines, which they did not annotate.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from quotes.extraction.attribution.article_words import ArticleWords
from quotes.extraction.attribution.cues import CueLink
from quotes.extraction.quotation.glyphs import SINGLE
from quotes.extraction.shared.lexicon import word_classes

_BEFORE_TAG = frozenset({",", "?", "!", "—", "–", "--"})
_ENDS = frozenset({".", "?", "!", "…", "..."})
_EXCLAIMS = frozenset({"?", "!"})
_TAG_REACH = 5  # most tokens after a passage until the verb of a plain tag
_LONGEST_LABEL = 6  # most tokens of a headline before its colon
_LONGEST_TERM = 3  # words
_QUOTING = frozenset({"say", "write", "label"})
_UTTERING = frozenset({"use", "utter", "chant"})
_QUOTATIONS = frozenset({"quote", "quotation"})
_THE_WORDS = (["the", "words"], ["the", "word"])
_UTTERED = frozenset({"say", "write"})
_OWN_CLAUSE = frozenset({"that", "whether", "how", "why", "if"})


def is_plainly_said(article: ArticleWords, index: int, closing: str) -> bool:
    """Whether passage `index` is plainly speech; `closing` is the mark that follows its last word."""
    passage = article.passages[index]
    first, last = article.passage_tokens[index]
    paragraph = article.paragraph_tokens[passage.paragraph]
    if passage.paragraph == 0 and len(article.paragraph_tokens) > 1:
        return _is_headline(article, (first, last), closing, paragraph)
    if _begins_a_sentence(article, first, paragraph) and is_tagged(article, closing, last, paragraph):
        return True
    if _is_uttered(article, first, closing, paragraph):
        return True
    if closing not in _ENDS:
        return False
    if first > paragraph[0] and article.tree.lower[first - 1] == ":":
        return article.text[article.tree.start[first + 1]].isupper() or _is_sentence(article, first, last)
    if passage.continues or (passage.family == SINGLE and not article.speaks_in_singles):
        return False
    opens = (first, last) == paragraph or _begins_a_sentence(article, first, paragraph)
    return opens and (closing in _EXCLAIMS or _is_sentence(article, first, last))


def _is_uttered(article: ArticleWords, first: int, closing: str, paragraph: tuple[int, int]) -> bool:
    """Whether a verb of saying is right before words that are not a title: “was heard shouting ‘no more’”.

    "The words" may come between: “had uttered the words ‘no more’”. “The quote ‘no more’” needs no verb.
    """
    tree = article.tree
    if first > paragraph[0] and tree.lower[first - 1] in _QUOTATIONS and not article.inside[first - 1]:
        return True
    words = tree.lower[max(first - 2, 0) : first] in _THE_WORDS
    verb = first - 3 if words else first - 1
    if verb < paragraph[0] or article.inside[verb] or tree.pos[verb] != "VERB":
        return False
    if words and tree.lemma[verb] in _UTTERING:
        return True
    opening = tree.lower[first + 1]
    speech = opening == "i" or article.text[tree.start[first + 1]].islower() or closing in _EXCLAIMS
    return speech and article.classes[verb] in _UTTERED


def is_described(article: ArticleWords, index: int, links: Sequence[CueLink]) -> bool:
    """Whether passage `index` is what somebody is said to describe something as: “described it as ‘dull’”."""
    tree, before = article.tree, article.passage_tokens[index][0] - 1
    verbs = (link.token for link in links if link.side == "before")
    return (
        before >= 0 and tree.lower[before] == "as" and any(tree.lemma[verb] == "describe" for verb in verbs)
    )


def is_plainly_a_term(article: ArticleWords, index: int, links: Sequence[CueLink]) -> bool:
    """Whether a passage is a term that is mentioned: “the so-called ‘fast track’”, “dislike the word ‘woke’”.

    A person who "described it as a so-called ‘third chamber’" is still quoted.
    """
    first, last = article.passage_tokens[index]
    tree, before = article.tree, first - 1
    verbs = [link.token for link in links if tree.lower[link.token - 1] not in ("so", "-")]
    if any(article.classes[verb] in _QUOTING for verb in verbs):
        return False
    if (
        last - first > _LONGEST_TERM + 2
        or before < article.paragraph_tokens[article.passages[index].paragraph][0]
    ):
        return False
    if "".join(tree.lower[max(before - 2, 0) : first]).endswith(("so-called", "socalled")):
        return True
    if (
        "term" not in word_classes("shared", "naming_words").get(tree.lemma[before], ())
        or tree.pos[before] != "NOUN"
    ):
        return False
    return tree.lemma[tree.head[before]] not in _UTTERING


def _begins_a_sentence(article: ArticleWords, first: int, paragraph: tuple[int, int]) -> bool:
    """Whether a passage begins its sentence; another quotation may end just before it."""
    lower, before = article.tree.lower, first - 1
    if before < paragraph[0] or lower[before] in _ENDS:
        return True
    return article.inside[before] and lower[max(before - 1, 0)] in _ENDS


def is_tagged(article: ArticleWords, closing: str, last: int, paragraph: tuple[int, int]) -> bool:
    """Whether a plain tag follows: “…,” said the minister; “…?” he asked; “…”, she said; “…—” she began.

    The comma is inside the marks in North America and after them elsewhere. "The minister said that" begins a
    new sentence and is no tag.
    """
    token, end = last, paragraph[1]
    if token < end and article.tree.lower[token] == ",":
        token += 1
    elif closing not in _BEFORE_TAG:
        return False
    words = (other for other in range(token, end) if not _hyphened(article, other))
    for other in islice(words, _TAG_REACH):
        symbol = article.symbol(other)
        if symbol[:1] == "V":
            return closing == "," or other + 1 >= end or article.tree.lower[other + 1] not in _OWN_CLAUSE
        if symbol not in ("", "n", "x"):
            return False
    return False


def _hyphened(article: ArticleWords, token: int) -> bool:
    """Whether a token is a hyphen inside a word, or the part after one."""
    tree, text = article.tree, article.text
    if tree.lower[token] != "-":
        return tree.lower[token - 1] == "-" and _hyphened(article, token - 1)
    start = tree.start[token]
    return text[start - 1 : start].isalnum() and text[start + 1 : start + 2].isalnum()


def _is_sentence(article: ArticleWords, first: int, last: int) -> bool:
    """Whether the words look like a sentence: a capital letter first, a verb, and words in lower case."""
    tree = article.tree
    words = [token for token in range(first, last) if tree.lower[token][:1].isalnum()]
    if len(words) < 2 or not article.text[tree.start[words[0]]].isupper():
        return False
    small = sum(article.text[tree.start[token]].islower() for token in words)
    return 2 * small >= len(words) - 1


def _is_headline(
    article: ArticleWords, passage: tuple[int, int], closing: str, paragraph: tuple[int, int]
) -> bool:
    """Whether a headline names the speaker: “Moor: ‘…’” or “‘…’, says Moor”."""
    first, last = passage
    before = range(paragraph[0], first)
    labelled = (
        last == paragraph[1]
        and 1 < len(before) <= _LONGEST_LABEL + 1
        and article.tree.lower[first - 1] == ":"
        and not any(article.inside[token] or article.tree.pos[token] == "VERB" for token in before)
        and last - first > 4
    )
    return labelled or is_tagged(article, closing, last, paragraph)
