"""One article's words, passages and reporting verbs, read once and asked about many times."""

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
    """One Doc's words, passages and reporting verbs, ready to be asked about many times."""

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
        # Papers that speak in double marks set single ones round terms, in headings and in headlines.
        self.speaks_in_singles = families[SINGLE] > families.total() - families[SINGLE]
        self.terminals = _running_count(
            not self.inside[token] and word in SENTENCE_ENDS for token, word in enumerate(tree.lower)
        )

    def reports(self, token: int) -> bool:
        """Whether a token outside quotation marks is a verb of reporting."""
        return bool(self.classes[token])

    def reporting(self, start: int, end: int) -> list[int]:
        """The first and the last verb of reporting among tokens [start, end); none, where there is none."""
        first, after = bisect_left(self._reporting, start), bisect_left(self._reporting, end)
        return [self._reporting[first], self._reporting[after - 1]] if first < after else []

    def edge_class(self, token: int, paragraph: tuple[int, int]) -> str:
        """The symbol of a token beside a passage or mention, "<edge>" where its paragraph ends."""
        if not paragraph[0] <= token < paragraph[1]:
            return "<edge>"
        return self.symbol(token)

    def symbol(self, token: int) -> str:
        """A token's part in a pattern: cue verbs by class, function words as they are, the rest by kind."""
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
        return ""  # determiners, adjectives, adverbs do not matter

    def key(self, mention: Candidate) -> str:
        """What two mentions of one source share at sight: the last word of a name, a pronoun as it is."""
        last = mention.end - 1
        while last > mention.start and self.tree.lower[last] in ("'s", "’s", "'", "’"):
            last -= 1
        return self.tree.lower[last]


def _running_count(flags: Iterable[bool]) -> list[int]:
    """`counts[i]` is how many of the first i flags are set."""
    counts = [0]
    for flag in flags:
        counts.append(counts[-1] + flag)
    return counts
