"""The article as parallel lists over its tokens: paragraphs, the narrator's sentences, quoted words.

Works on a Doc in which only some paragraphs are parsed; there the tree tells the subjects.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc

from quotes.extraction.coreference.word_lists import SAYING, word_set
from quotes.extraction.shared.tree import Tree
from quotes.extraction.text.paragraphs import split_paragraphs

_FULL_STOPS = frozenset({".", "?", "!", "…", "...", "..", "?!", "!!"})
MARKS = frozenset("\"'”’»“„‘`")
_CLOSERS = MARKS | {")", "]", "''", "``"}
_PARTS_OF_A_NAME = frozenset({"appos", "flat", "flat:name", "compound"})
_AFTER_NAME = frozenset({"of", "who", "in", "on", "at", "during", "after", "before", "from", "with", "to"})
_STEPS_TO_HEAD = 3
_STEPS_TO_ROOT = 4
_MAIN = frozenset({"root", "parataxis"})
_SAME_CLAUSE = frozenset({"conj", "aux", "cop", "xcomp"})
_SMALL = word_set("headline_small")
_HEADLINE_WORDS = 30
_HEADLINE_SHARE = 0.7
POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj"})


@dataclass(slots=True)
class ArticleTokens:
    """Parallel lists over tokens. `paragraph` and `sentence` number them through the article.

    Sentences are the narrator's: a quoted passage never ends one from inside. `quoted` has the number of the
    quoted passage that a token is in, or -1. `section` has, for each paragraph, the number of its section;
    lines without a word ("***", "___") separate sections.
    """

    text: str
    words: list[str]
    lower: list[str]
    start: list[int]
    end: list[int]
    pos: list[str]
    dep: list[str]
    head: list[int]
    paragraph: list[int]
    sentence: list[int]
    quoted: list[int]
    paragraph_first: list[int]
    sentence_first: list[int]
    section: list[int]
    passages: list[tuple[int, int]]
    uncapitalised: frozenset[str]  # words that also occur in lower case, and so are no names
    tree: Tree

    @classmethod
    def of(cls, doc: Doc, passages: Sequence[tuple[int, int]], tree: Tree | None = None) -> ArticleTokens:
        """Read a Doc. `passages` are the character ranges in quotation marks, in text order."""
        tree = Tree.of(doc) if tree is None else tree
        text = doc.text
        words = [text[start:end] for start, end in zip(tree.start, tree.end, strict=True)]
        tokens = cls(
            text=text,
            words=words,
            lower=tree.lower,
            start=tree.start,
            end=tree.end,
            pos=tree.pos,
            dep=tree.dep,
            head=tree.head,
            paragraph=[0] * len(words),
            sentence=[0] * len(words),
            quoted=[-1] * len(words),
            paragraph_first=[],
            sentence_first=[],
            section=[],
            passages=sorted(passages),
            uncapitalised=frozenset(word for word in words if word[0].islower()),
            tree=tree,
        )
        tokens._mark_quoted()
        tokens._number()
        return tokens

    def __len__(self) -> int:
        return len(self.words)

    def paragraph_tokens(self) -> list[tuple[int, int]]:
        """(first token, token after the last) of every paragraph."""
        return list(pairwise([*self.paragraph_first, len(self)]))

    def is_prose(self, paragraph: int) -> bool:
        """Whether a paragraph ends like a sentence, and so is no headline, byline or caption."""
        starts = self.paragraph_first
        first = starts[paragraph]
        last = starts[paragraph + 1] if paragraph + 1 < len(starts) else len(self)
        while last > first and (self.words[last - 1].isspace() or self.words[last - 1] in _CLOSERS):
            last -= 1
        return last > first and self.words[last - 1] in _FULL_STOPS

    def tokens_of(self, start: int, end: int) -> tuple[int, int]:
        """(first, after the last) of the tokens that overlap [start, end)."""
        return bisect_right(self.end, start), bisect_left(self.start, end)

    def span_text(self, first: int, last: int) -> str:
        """The article's text of tokens [first, last)."""
        return self.text[self.start[first] : self.end[last - 1]] if last > first else ""

    def is_subject(self, first: int, last: int) -> bool | None:
        """Whether one of the tokens is a subject in the tree; None if there is no tree."""
        if not any(self.dep[first:last]):
            return None
        return self._subject_token(first, last) is not None

    def speaks(self, first: int, last: int) -> bool:
        """Whether the tokens say something: they are next to a verb of saying, or its subject in the tree."""
        apposed = last < len(self) and self.words[last] == ","  # "the mayor, Ada Quill, said"
        verb = last + 1 if apposed else last
        if verb < len(self) and self.lower[verb] in SAYING:
            return True
        if first > 0 and self.lower[first - 1] in SAYING and self.ends_phrase(last):
            return True
        subject = self._subject_token(first, last)
        return subject is not None and self.lower[self.head[subject]] in SAYING

    def ends_phrase(self, index: int) -> bool:
        """Whether the clause ends at the token: "said Ada Quill, who …", but not "said Ada ran"."""
        if index >= len(self) or not self.words[index][0].isalnum():
            return index >= len(self) or self.words[index] not in POSSESSIVE
        return self.lower[index] in _AFTER_NAME

    def is_main(self, first: int, last: int) -> bool:
        """Whether the tokens are the subject of a main clause, as far as the tree tells; True without one."""
        subject = self._subject_token(first, last)
        if subject is None:
            return True
        verb = self.head[subject]
        for _ in range(_STEPS_TO_ROOT):
            if self.dep[verb] in _MAIN or self.head[verb] == verb:
                return True
            if self.dep[verb] not in _SAME_CLAUSE:
                return False
            verb = self.head[verb]
        return False

    def _subject_token(self, first: int, last: int) -> int | None:
        """The subject among the tokens, or the one that a token belongs to as a name or apposition."""
        for index in range(first, last):
            top = index
            for _ in range(_STEPS_TO_HEAD):
                if self.dep[top] not in _PARTS_OF_A_NAME:
                    break
                top = self.head[top]
            if self.dep[top] in SUBJECTS:
                return top
        return None

    def starts_sentence(self, index: int) -> bool:
        """Whether the token begins one of the narrator's sentences."""
        return self.sentence_first[self.sentence[index]] == index

    def fills_passage(self, first: int, last: int) -> bool:
        """Whether the tokens [first, last) are all the words of a passage in quotation marks."""
        number = self.quoted[first]
        if number < 0:
            return False
        start, end = self.tokens_of(*self.passages[number])
        return not any(word[:1].isalnum() for word in (*self.words[start:first], *self.words[last:end]))

    def _mark_quoted(self) -> None:
        for number, (start, end) in enumerate(self.passages):
            first, last = self.tokens_of(start, end)
            self.quoted[first:last] = [number] * (last - first)

    def _number(self) -> None:
        paragraphs = split_paragraphs(self.text)
        if not paragraphs and self.words:  # only white space
            self.paragraph_first, self.section = [0], [0]
        number = sentence = -1
        fresh = True  # the next word begins a sentence
        for index, word in enumerate(self.words):
            moved = False
            # A token may extend over a line's end, and so begin two paragraphs at once.
            while number + 1 < len(paragraphs) and self.end[index] > paragraphs[number + 1].start:
                number += 1
                moved = True
                self.paragraph_first.append(index)
                inside = self.text[paragraphs[number].start : paragraphs[number].end]
                divides = not any(map(str.isalnum, inside))
                self.section.append((self.section[-1] if self.section else 0) + divides)
            if moved or (fresh and self._may_open(index)) or sentence < 0:
                sentence += 1
                self.sentence_first.append(index)
                fresh = False
            self.paragraph[index] = max(number, 0)
            self.sentence[index] = sentence
            if not word.isspace():
                fresh = self._closes(index, fresh)

    def _may_open(self, index: int) -> bool:
        word = self.words[index]
        if word.isspace() or (word in _CLOSERS and self.quoted[index] < 0):
            return False
        if self.quoted[index] >= 0 and index and self.quoted[index - 1] == self.quoted[index]:
            return False
        return not word[0].islower()

    def _closes(self, index: int, fresh: bool) -> bool:
        word = self.words[index]
        if word in _FULL_STOPS:
            return True
        return fresh and (word in _CLOSERS or self.quoted[index] >= 0)


def headline_paragraphs(tokens: ArticleTokens) -> frozenset[int]:
    """The paragraphs in title case, where a capital letter tells nothing about a word."""
    found = set()
    for number, (first, last) in enumerate(tokens.paragraph_tokens()):
        words = [
            word for word in tokens.words[first:last] if word[:1].isalpha() and word.lower() not in _SMALL
        ]
        capital = sum(word[0].isupper() for word in words)
        if 4 <= len(words) <= _HEADLINE_WORDS and capital >= _HEADLINE_SHARE * len(words):
            found.add(number)
    return frozenset(found)


def past_brackets(tokens: ArticleTokens, index: int) -> int:
    """The token after the "(…)" that opens at `index`; `index` itself if none does."""
    if index < len(tokens) and tokens.words[index] == "(":
        for closing in range(index + 1, min(index + 8, len(tokens))):
            if tokens.words[closing] == ")":
                return closing + 1
    return index
