"""The words, passages and reporting verbs of one article, indexed once for many queries."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence

from quotes.extraction.attribution.candidates import Candidate
from quotes.extraction.attribution.cues import verb_class
from quotes.extraction.quotation.glyphs import SINGLE
from quotes.extraction.quotation.marks import Passage
from quotes.extraction.shared.tree import SENTENCE_ENDS, Tree

DASHES = frozenset({"—", "–", "―", "-", "--", "---", "‒", "⸺", "−"})
FUNCTION = frozenset({
    "that", "as", "to", "of", "in", "on", "by", "from", "with", "for", "at", "about", "because", "if",
    "whether", "and", "but", "or", "who", "which", "when", "while", "after",
})  # fmt: skip


class ArticleWords:
    """The words, passages and reporting verbs of one Doc, indexed for fast queries."""

    def __init__(
        self,
        tree: Tree,
        passages: Sequence[Passage],
        passage_tokens: Sequence[tuple[int, int]],
        paragraph_tokens: Sequence[tuple[int, int]],
        text: str,
    ) -> None:
        self.tree = tree
        self.passages = passages
        self.passage_tokens = passage_tokens
        self.paragraph_tokens = paragraph_tokens
        self.text = text
        self.owner = [-1] * len(tree.lower)
        for index, (first, last) in enumerate(passage_tokens):
            self.owner[first:last] = [index] * (last - first)
        self.inside = [index >= 0 for index in self.owner]
        self.classes = [
            verb_class(tree, token) if not self.inside[token] and tree.pos[token] == "VERB" else ""
            for token in range(len(tree.lower))
        ]
        self._reporting = [token for token, kind in enumerate(self.classes) if kind]
        below = [passage for passage in passages if passage.paragraph or len(paragraph_tokens) == 1]
        families = Counter(passage.family for passage in below)
        # Papers that use double quotation marks for speech put single ones around terms, and use them in
        # headings and headlines.
        self.speaks_in_singles = families[SINGLE] > families.total() - families[SINGLE]
        self.terminals = _running_count(
            not self.inside[token] and word in SENTENCE_ENDS for token, word in enumerate(tree.lower)
        )

    def reports(self, token: int) -> bool:
        """Whether a token outside quotation marks is a reporting verb."""
        return bool(self.classes[token])

    def reporting(self, start: int, end: int) -> list[int]:
        """The first and the last reporting verb among tokens [start, end); empty if there are none."""
        first, after = bisect_left(self._reporting, start), bisect_left(self._reporting, end)
        return [self._reporting[first], self._reporting[after - 1]] if first < after else []

    def edge_class(self, token: int, paragraph: tuple[int, int]) -> str:
        """The symbol of the token next to a passage or mention; "<edge>" at the paragraph's end."""
        if not paragraph[0] <= token < paragraph[1]:
            return "<edge>"
        return self.symbol(token)

    def symbol(self, token: int) -> str:
        """A token's symbol in a pattern: a cue verb's class, a function word itself, another word's kind."""
        tree = self.tree
        if self.inside[token]:
            return "Q"
        word, pos = tree.lower[token], tree.pos[token]
        if pos == "VERB":
            return f"V{self.classes[token]}" if self.classes[token] else "v"
        if word in FUNCTION:
            return word
        if word in DASHES:
            return "—"
        if pos == "PUNCT":
            return word if word in ",:;.—–-()!?" else "p"
        if pos in ("NOUN", "PROPN", "PRON", "NUM"):
            return "n"
        if pos in ("AUX", "PART"):
            return "x"
        return ""  # determiners, adjectives and adverbs are left out

    def key(self, mention: Candidate) -> str:
        """A key under which mentions of one source match: the last word of a name, a pronoun itself."""
        last = mention.end - 1
        while last > mention.start and self.tree.lower[last] in ("'s", "’s", "'", "’"):
            last -= 1
        return self.tree.lower[last]


def _running_count(flags: Iterable[bool]) -> list[int]:
    """`counts[i]` is the number of true values among the first i flags."""
    counts = [0]
    for flag in flags:
        counts.append(counts[-1] + flag)
    return counts
