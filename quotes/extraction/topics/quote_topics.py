"""What quotes are about: the persons, organizations and places named in the words and around them.

"Around them" is the narrator's sentence that contains the quoted words. Names that only tell who speaks, and
to whom, are no topics: the source, the person who passes the words on, the author, a news outlet that was
told something or reports it, the place and agency at the beginning of a report. A people or language
("Iranian") is neither a person nor a place, and no topic.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from quotes.extraction.coreference.antecedents.discourse_model import DiscourseModel
from quotes.extraction.coreference.antecedents.resolution import Resolution
from quotes.extraction.coreference.recognition.name_mention import NameKind, NameMention
from quotes.extraction.coreference.word_lists import fold, given_names
from quotes.extraction.shared.lexicon import word_classes
from quotes.extraction.shared.quote import Quote, Topic, TopicKind, TopicPlace
from quotes.extraction.topics.topic_names import KnownName, known_name, plain_name

# The beginning of a report: TARNHOLM, October 3 (Brune Wire) —
_DATELINE = re.compile(
    r"(?:[A-Z]{3}|[^\n“”\"]{1,60}[(/])[^\n“”\"]{0,60}?\s?(?:-|--|\u2013|\u2014|\u2015|\u2212)\s"
)
_ARTICLES = frozenset({"the", "a", "an"})
_SHORTEST = 2  # letters of a name
_ABBREVIATED = 3  # letters
_LONGEST = 4  # most tokens of a listed name that the recognizer has overlooked
_REACH = 200  # most tokens of a sentence before and after the words, so that time stays bounded


def with_topics(doc: Doc) -> list[Quote]:
    """The quotes of `doc`, each with its topics."""
    if not doc._.quotes:
        return []
    naming = _Naming(doc._.discourse)
    resolutions = {
        passage.start: resolution
        for passage, resolution in zip(doc._.passages, doc._.resolutions, strict=True)
    }
    return [
        replace(quote, about=naming.topics(quote, resolutions[quote.spans[0].start]))
        for quote in doc._.quotes
    ]


def _may_be_person(form: str, name: str) -> bool:
    """Whether a listed name may also be a person's: part of a fuller name in the article, or a given name."""
    return fold(form) != fold(name) or fold(form) in given_names()


class _Naming:
    """The names of one article: what each refers to and where it is."""

    def __init__(self, discourse: DiscourseModel) -> None:
        self._tokens = discourse.tokens
        self._cast = discourse.cast
        self._mentions: Sequence[NameMention] = discourse.cast.mentions
        self._firsts = [mention.first for mention in self._mentions]
        self._kinds: dict[int, NameKind] = {}

    def topics(self, quote: Quote, source: Resolution | None) -> tuple[Topic, ...]:
        """What a quote is about: what its words name, then what only the sentence around them names."""
        quoted = [range(*self._tokens.tokens_of(span.start, span.end)) for span in quote.spans]
        around = (self._around(span, quote) for span in quoted)
        beside = (
            mention
            for span in around
            for mention in self._named(span)
            if not self._is_aside(mention, quote, source)
        )
        found: dict[tuple[str, TopicKind], Topic] = {}
        for topic in (
            *self._called((mention for span in quoted for mention in self._named(span)), "words"),
            *(topic for span in quoted for topic in self._overlooked(span)),
            *self._called(beside, "sentence"),
        ):
            found.setdefault((topic.name, topic.kind), topic)
        return tuple(found.values())

    def _named(self, span: range) -> Sequence[NameMention]:
        first, last = (bisect_left(self._firsts, token) for token in (span.start, span.stop))
        return self._mentions[first:last]

    def _overlooked(self, span: range) -> Iterator[Topic]:
        """Listed names among quoted words that the recognizer has missed."""
        tokens = self._tokens
        named = {token for mention in self._named(span) for token in range(mention.first, mention.last)}
        if tokens.text[tokens.start[span.start] : tokens.end[span.stop - 1]].isupper():
            return
        after = span.start
        for first in span:
            if first < after or not tokens.words[first][0].isupper():
                continue
            for last in range(min(first + _LONGEST, span.stop), first, -1):
                form = tokens.text[tokens.start[first] : tokens.end[last - 1]]
                known = None if named.intersection(range(first, last)) else known_name(form)
                if known is not None and self._is_written_as(known, form):
                    yield Topic(known.name, known.kind, "words")
                    after = last
                    break

    def _is_written_as(self, known: KnownName, form: str) -> bool:
        """Whether a form can mean nothing else: it is no given name and no other word."""
        short = len(form) <= _ABBREVIATED and not form.isupper() and form != known.name
        return not (short or fold(form) in given_names() or form.lower() in self._tokens.uncapitalised)

    def _around(self, span: range, quote: Quote) -> range:
        """The narrator's sentences around the span, without a line of place and agency before them.

        If the words end in "!" or "?", a tag right after them belongs to the same sentence.
        """
        tokens = self._tokens
        first, last = tokens.sentence[span.start], tokens.sentence[span.stop - 1] + 1
        if quote.mention is not None and span.stop < len(tokens) and tokens.starts_sentence(span.stop):
            source, _ = tokens.tokens_of(quote.mention.start, quote.mention.end)
            same_paragraph = tokens.paragraph[span.stop] == tokens.paragraph[span.stop - 1]
            last += same_paragraph and tokens.sentence[source] == last
        start = tokens.sentence_first[first]
        end = tokens.sentence_first[last] if last < len(tokens.sentence_first) else len(tokens)
        if tokens.paragraph_first[tokens.paragraph[start]] == start:
            dateline = _DATELINE.match(tokens.text, tokens.start[start], tokens.start[span.start])
            if dateline:
                start = tokens.tokens_of(dateline.end() - 1, dateline.end())[1]
        return range(max(start, span.start - _REACH), min(end, span.stop + _REACH))

    def _called(self, mentions: Iterable[NameMention], where: TopicPlace) -> Iterator[Topic]:
        for mention in mentions:
            kind = self._kind(mention)
            if kind == "people":
                continue
            for form in mention.text.split(",") if kind == "place" else [mention.text]:
                topic = self._topic(mention, form, kind, where)
                language = kind != "person" and "languages" in word_classes("topics", "topic_words").get(
                    topic.name, ()
                )
                if len(topic.name) >= _SHORTEST and not language:
                    yield topic

    def _topic(self, mention: NameMention, form: str, kind: TopicKind, where: TopicPlace) -> Topic:
        name = self._cast.of(mention).name if form == mention.text else form
        for known in map(known_name, (form, name)):
            # Names that the recognizer takes for persons may still be listed names, but not "Chad Lund".
            if known is not None and (kind != "person" or not _may_be_person(form, name)):
                return Topic(known.name, known.kind, where)
        return Topic(plain_name(name), kind, where)

    def _kind(self, mention: NameMention) -> NameKind:
        """The kind that most mentions of this entity have."""
        character = self._cast.of(mention)
        if id(character) not in self._kinds:
            votes = Counter(one.kind for one in character.mentions)
            self._kinds[id(character)] = max(votes, key=lambda kind: (votes[kind], kind == character.kind))
        return self._kinds[id(character)]

    def _is_aside(self, mention: NameMention, quote: Quote, source: Resolution | None) -> bool:
        """Whether a name outside the quoted words only tells who speaks, to whom, or who reports it."""
        character = self._cast.of(mention)
        start, end = self._tokens.start[mention.first], self._tokens.end[mention.last - 1]
        if quote.mention is not None and quote.mention.start < end and start < quote.mention.end:
            return True
        if character.is_author or (source is not None and source.character is character):
            return True
        return character.name in (quote.speaker, quote.relayer) or self._reports(mention)

    def _reports(self, mention: NameMention) -> bool:
        """Whether a news outlet is named as the one that was spoken to, or that reports."""
        tokens, classes = self._tokens, word_classes("topics", "topic_words")
        of_outlets = "outlets" in classes.get(plain_name(mention.text), ()) or any(
            "outlet_words" in classes.get(word.lower(), ()) for word in mention.text.split()
        )
        if not of_outlets:
            return False
        before = mention.first - 1
        while before >= 0 and tokens.lower[before] in _ARTICLES:
            before -= 1
        spoken_to = before >= 0 and "before" in classes.get(tokens.lower[before], ())
        reporting = mention.last < len(tokens) and "behind" in classes.get(tokens.lower[mention.last], ())
        return spoken_to or reporting
