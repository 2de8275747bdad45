"""Readable features of "nobody is quoted here": for titles, terms, nicknames, slogans, scare quotes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from quotes.extraction.attribution.article_words import ArticleWords
from quotes.extraction.attribution.passage_views import PassageView, Previous, in_bins
from quotes.extraction.quotation.glyphs import CLOSING_EDGE, DOUBLE, OPENING_EDGE
from quotes.extraction.quotation.marks import Passage
from quotes.extraction.shared.lexicon import word_classes
from quotes.extraction.shared.tree import SENTENCE_ENDS

_SMALL_IN_TITLES = frozenset({
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "is", "of", "on", "or", "the",
    "to", "vs", "with", "'s", "’s", "n't", "n’t",
})  # fmt: skip
_NAMING_REACH = 4
_BESIDE = 3
_FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our", "i'm", "i've", "we're"})
_SECOND_PERSON = frozenset({"you", "your"})
_EDGES = " \t.,;:!?…—–-" + OPENING_EDGE + CLOSING_EDGE


class TitleFeatures:
    """Features of one Doc's passages as words that nobody is quoted with."""

    def __init__(self, article: ArticleWords) -> None:
        self._article = article
        self._tree = article.tree
        self._wordings = Counter(map(self._wording, article.passages))

    def of(self, view: PassageView, previous: Previous) -> Iterator[str]:
        """The features of "nobody is quoted here", as for titles, terms, nicknames and scare quotes."""
        tree = self._tree
        first, last = view.tokens
        family = DOUBLE if self._article.speaks_in_singles else view.passage.family
        words = [token for token in range(first, last) if tree.lower[token][:1].isalnum()]
        titled = self._titled(words)
        verbal = any(tree.pos[token] in ("VERB", "AUX") for token in words)
        size = in_bins(len(words))
        yield "nobody"
        # The first of several paragraphs is usually the headline, which uses quotation marks differently from
        # the text.
        headline = view.passage.paragraph == 0 and len(self._article.paragraph_tokens) > 1
        yield f"nobody family={family} first-paragraph={headline}"
        yield f"nobody size={size} titled={titled}"
        yield f"nobody size={size} verb={verbal} titled={titled}"
        yield f"nobody close={view.closing} titled={titled}"
        yield f"nobody form={view.form} family={family}"
        yield f"nobody before={view.opening}"
        yield f"nobody before={view.opening} titled={titled}"
        yield f"nobody named-by={self._naming_word(first, view)} titled={titled}"
        before, after = self._pos(first - 1, view), self._pos(last, view)
        yield f"nobody between={before}-{after} size={size} titled={titled}"
        yield f"nobody first-word={tree.lower[words[0]] if words else ''}"
        yield f"nobody person={self._person(words)} size={size}"
        yield f"nobody repeated={self._repeated(view)} titled={titled}"
        yield f"nobody before={view.before} after={view.after}"
        yield f"nobody before-pos={before} after-pos={after}"
        yield f"nobody before-pos={before} size={size} titled={titled}"
        yield f"nobody after-pos={after} size={size} close={view.closing}"
        yield f"nobody linked={bool(view.links)} titled={titled} size={size}"
        following = self._symbols(range(last, min(last + _BESIDE, view.paragraph[1])))
        leading = self._symbols(range(max(first - _BESIDE, view.paragraph[0]), first))
        yield f"nobody then={following} size={size}"
        yield f"nobody then={following} starts={first == view.paragraph[0]} titled={titled}"
        yield f"nobody after={leading} size={size}"
        yield from self._short_words(view, words, size, titled)
        for link in view.links[:2]:
            kind = self._article.classes[link.token] or "other"
            yield f"nobody cue={link.how.split(':')[0]} class={kind} titled={titled}"
            if kind == "other":
                yield f"nobody cue-verb={tree.lemma[link.token]}"
        if view.heads and len(words) < 6:
            yield f"nobody head-dep={tree.dep[view.heads[0]]} titled={titled}"
            governor = tree.head[view.heads[0]]
            if not self._article.inside[governor]:
                yield f"nobody governor={tree.lemma[governor]}"
        if previous.mention is None:
            yield f"nobody nobody-before paragraph={previous.same_paragraph}"
        else:
            yield f"nobody somebody-before paragraph={previous.same_paragraph} size={size}"

    def _symbols(self, tokens: range) -> str:
        return " ".join(filter(None, map(self._article.symbol, tokens)))

    def _titled(self, words: Sequence[int]) -> str:
        """The capitalisation of the words: like a title, like a single word, all capitals, or lower case."""
        telling = [
            word
            for place, word in enumerate(words)
            if place == 0 or self._tree.lower[word] not in _SMALL_IN_TITLES
        ]
        upper = [word for word in telling if self._article.text[self._tree.start[word]].isupper()]
        if not telling or len(upper) < len(telling):
            return "most" if telling and 2 * len(upper) > len(telling) else "few"
        if all(
            self._article.text[self._tree.start[word] : self._tree.end[word]].isupper() for word in telling
        ):
            return "capitals"
        return "title" if len(telling) > 1 else "word"

    def _short_words(self, view: PassageView, words: Sequence[int], size: str, titled: str) -> Iterator[str]:
        """How a few words are used in the sentence: a “purity test” as opposed to: called it “a disgrace”."""
        first, last = view.tokens
        before, after = self._pos(first - 1, view), self._pos(last, view)
        tied = sorted(
            {
                f"{link.how.split(':')[0]}-{self._article.classes[link.token] or 'other'}"
                for link in view.links
            }
        )
        cues = "+".join(tied[:2]) or "none"
        yield f"nobody cues={cues} before-pos={before} titled={titled}"
        yield f"nobody cues={cues} size={size}"
        if not 0 < len(words) <= 4:
            return
        tags = "-".join(self._tree.pos[word] for word in words)
        yield f"nobody tags={tags}"
        yield f"nobody tags={tags} before-pos={before}"
        yield f"nobody before={view.opening} after-pos={after} few"
        yield f"nobody cues={cues} before={view.opening} few"
        yield f"nobody cues={cues} between={before}-{after} few"
        if view.heads:
            head = view.heads[0]
            governor = self._tree.head[head]
            yield f"nobody head={self._tree.pos[head]}-{self._tree.dep[head]} before-pos={before} few"
            tied_to = f"{self._tree.pos[governor]}-{self._article.classes[governor]}"
            yield f"nobody head-dep={self._tree.dep[head]} governor={tied_to} few"
            modifiers = sorted(
                {self._tree.dep[kid] for kid in self._tree.kids(head) if not first <= kid < last} - {"punct"}
            )
            yield f"nobody outside-modifiers={'+'.join(modifiers)} few"

    def _naming_word(self, first: int, view: PassageView) -> str:
        """The class of the nearest word before the passage that introduces a title, a term or a name."""
        classes = word_classes("shared", "naming_words")
        for token in range(first - 1, max(view.paragraph[0], first - _NAMING_REACH) - 1, -1):
            if self._article.inside[token] or self._tree.lower[token] in SENTENCE_ENDS:
                break
            found = classes.get(self._tree.lemma[token]) or classes.get(self._tree.lower[token])
            if found:
                return f"{found[0]}{min(first - token, 3)}"
        return "none"

    def _person(self, words: Sequence[int]) -> str:
        """The grammatical person that the words use: with "I", "we" or "you", somebody must be speaking."""
        lower = {self._tree.lower[word] for word in words}
        return "first" if lower & _FIRST_PERSON else "second" if lower & _SECOND_PERSON else "none"

    def _repeated(self, view: PassageView) -> int:
        """How often the article has the passage's words in quotation marks; 3 means three times or more."""
        return min(self._wordings[self._wording(view.passage)], 3)

    def _wording(self, passage: Passage) -> str:
        return self._article.text[passage.start : passage.end].strip(_EDGES).casefold()[:80]

    def _pos(self, token: int, view: PassageView) -> str:
        return self._tree.pos[token] if view.paragraph[0] <= token < view.paragraph[1] else "edge"
