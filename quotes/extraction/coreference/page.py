"""The article as parallel lists over its tokens: paragraphs, the narrator's sentences, what is quoted.

Works on a Doc whose paragraphs are not all parsed; where there is a tree, it tells the subjects.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from quotes.extraction.paragraphs import split_paragraphs
from quotes.extraction.tree import Tree

_FULL_STOPS = frozenset({".", "?", "!", "…", "...", "..", "?!", "!!"})
_CLOSERS = frozenset("\"'”’»“„‘)]") | {"''", "``"}
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj"})


@dataclass(slots=True)
class Page:
    """Parallel lists over tokens. `paragraph` and `sentence` number them through the article.

    A quoted passage never ends a sentence from inside: sentences are the narrator's. `quoted` holds the
    number of the quoted passage a token lies in, or -1.
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
    passages: list[tuple[int, int]]
    tree: Tree

    @classmethod
    def of(cls, doc: Doc, passages: Sequence[tuple[int, int]], tree: Tree | None = None) -> Page:
        """Read a Doc. `passages` are character spans of what stands in quotation marks, in text order."""
        tree = Tree.of(doc) if tree is None else tree
        words = [token.text for token in doc]
        page = cls(
            text=doc.text,
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
            passages=sorted(passages),
            tree=tree,
        )
        page._mark_quoted()
        page._number()
        return page

    def __len__(self) -> int:
        return len(self.words)

    def token_at(self, offset: int) -> int:
        """The token that holds the character, or the first one after it."""
        return bisect_right(self.end, offset)

    def tokens_of(self, start: int, end: int) -> tuple[int, int]:
        """(first, after the last) of the tokens that share a character with [start, end)."""
        return bisect_right(self.end, start), bisect_left(self.start, end)

    def span_text(self, first: int, last: int) -> str:
        """The article's text of tokens [first, last)."""
        return self.text[self.start[first] : self.end[last - 1]] if last > first else ""

    def is_subject(self, first: int, last: int) -> bool | None:
        """Whether the tree makes one of the tokens a subject; None where there is no tree."""
        known = False
        for index in range(first, last):
            known = known or bool(self.dep[index])
            if self.dep[index] in SUBJECTS:
                return True
        return False if known else None

    def starts_sentence(self, index: int) -> bool:
        """Whether the token opens one of the narrator's sentences."""
        return self.sentence_first[self.sentence[index]] == index

    def _mark_quoted(self) -> None:
        for number, (start, end) in enumerate(self.passages):
            first, last = self.tokens_of(start, end)
            self.quoted[first:last] = [number] * (last - first)

    def _number(self) -> None:
        paragraphs = split_paragraphs(self.text)
        number = sentence = -1
        fresh = True  # the next word opens a sentence
        for index, word in enumerate(self.words):
            moved = False
            while number + 1 < len(paragraphs) and self.start[index] >= paragraphs[number + 1].start:
                number += 1
                moved = True
            if moved:
                self.paragraph_first.append(index)
            if moved or fresh and self._may_open(index) or sentence < 0:
                sentence += 1
                self.sentence_first.append(index)
                fresh = False
            self.paragraph[index] = max(number, 0)
            self.sentence[index] = sentence
            if not word.isspace():
                fresh = self._closes(index, fresh)

    def _may_open(self, index: int) -> bool:
        word = self.words[index]
        if word.isspace() or word in _CLOSERS and self.quoted[index] < 0:
            return False
        if self.quoted[index] >= 0 and index and self.quoted[index - 1] == self.quoted[index]:
            return False
        return not word[0].islower()

    def _closes(self, index: int, fresh: bool) -> bool:
        word = self.words[index]
        if word in _FULL_STOPS:
            return True
        return fresh and (word in _CLOSERS or self.quoted[index] >= 0)
