"""How passages and words look from outside: what the features of every candidate share."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quotes.extraction.attribution.candidates import Candidate
from quotes.extraction.attribution.cues import CueLink, acting_subjects, find_cue_links, verb_class
from quotes.extraction.attribution.plain_cases import is_plainly_a_term, is_plainly_said
from quotes.extraction.quotation.glyphs import SINGLE
from quotes.extraction.quotation.marks import Passage
from quotes.extraction.shared.tree import Tree

DASHES = frozenset({"—", "–", "―", "-", "--", "---", "‒", "⸺", "−"})
TERMINAL = frozenset({".", "!", "?", "…"})
FUNCTION = frozenset({
    "that", "as", "to", "of", "in", "on", "by", "from", "with", "for", "at", "about", "because", "if",
    "whether", "and", "but", "or", "who", "which", "when", "while", "after",
})  # fmt: skip
_CLOSING = frozenset({",", ".", "?", "!", "…", "—", "–", "-", ":", ";", "..."})
_BEFORE_TAG = frozenset({",", "?", "!"})
_ADJOINING = 4  # tokens from a passage to the verb that adjoins it, with nothing but small words between
_BINS = (0, 1, 2, 3, 4, 6, 9, 13, 20, 35)


@dataclass(frozen=True, slots=True)
class PassageView:
    """One passage with what every mention's features share."""

    index: int
    passage: Passage
    tokens: tuple[int, int]
    paragraph: tuple[int, int]
    links: tuple[CueLink, ...]
    subjects: dict[int, tuple[tuple[CueLink, str], ...]]
    heads: tuple[int, ...]
    adjoining: int  # the verb of reporting right before or behind the passage, -1 where there is none
    closing: str
    opening: str
    before: str
    after: str
    form: str
    said: bool
    term: bool
    second_half: bool


@dataclass(frozen=True, slots=True)
class Previous:
    """The decision on the passage before: its source mention and name, and what lies between."""

    mention: Candidate | None
    key: str
    same_paragraph: bool
    adjacent: bool
    asked: bool = False  # whether it ends with a question mark
    apart: int = 0  # paragraphs in between


class Surface:
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
            not self.inside[token] and word in TERMINAL for token, word in enumerate(tree.lower)
        )

    def reports(self, token: int) -> bool:
        """Whether a token outside quotation marks is a verb of reporting."""
        return bool(self.classes[token])

    def reporting(self, start: int, end: int) -> list[int]:
        """The first and the last verb of reporting among tokens [start, end); none, where there is none."""
        first, after = bisect_left(self._reporting, start), bisect_left(self._reporting, end)
        return [self._reporting[first], self._reporting[after - 1]] if first < after else []

    def view(self, index: int) -> PassageView:
        """What all mentions' features of passage `index` share."""
        tree, passage = self.tree, self.passages[index]
        first, last = self.passage_tokens[index]
        paragraph = self.paragraph_tokens[passage.paragraph]
        links = tuple(find_cue_links(tree, (first, last), paragraph, self.inside))
        subjects: dict[int, list[tuple[CueLink, str]]] = {}
        for link in links:
            for subject, way in acting_subjects(tree, link.token):
                subjects.setdefault(subject, []).append((link, way))
        heads = [
            token for token in range(first, last)
            if not first <= tree.head[token] < last or tree.head[token] == token
            if tree.dep[token] not in ("punct", "")
        ]  # fmt: skip
        closing = self._closing(passage, first, last)
        return PassageView(
            index=index,
            passage=passage,
            tokens=(first, last),
            paragraph=paragraph,
            links=links,
            subjects={token: tuple(ways) for token, ways in subjects.items()},
            heads=tuple(heads[:3]),
            adjoining=self._adjoining(first, last, paragraph),
            closing=closing,
            opening=self._edge_word(first - 1, paragraph),
            before=self.edge_class(first - 1, paragraph),
            after=self.edge_class(last, paragraph),
            form=self._form(first, last),
            said=is_plainly_said(self, index, closing),
            term=is_plainly_a_term(self, index, links),
            second_half=self._is_second_half(index, first),
        )

    def _closing(self, passage: Passage, first: int, last: int) -> str:
        if not passage.closed:
            return "unclosed"
        inner = self.tree.lower[last - 2] if last - 2 > first else ""
        if inner in _CLOSING:
            return inner
        return "word"

    def _is_second_half(self, index: int, first: int) -> bool:
        """Whether a tag parts it from the passage before, as in “The tests,” he said, “were in vain”."""
        if index == 0 or self.passages[index - 1].paragraph != self.passages[index].paragraph:
            return False
        before, lower = self.passage_tokens[index - 1][1], self.tree.lower
        set_off = lower[before] == "," or lower[max(before - 2, 0)] in _BEFORE_TAG
        one_sentence = self.terminals[before] == self.terminals[first]
        goes_on = self._form(*self.passage_tokens[index]).startswith("lower")
        return goes_on and set_off and one_sentence and first - before > 1 and lower[first - 1] == ","

    def _adjoining(self, first: int, last: int, paragraph: tuple[int, int]) -> int:
        before = range(first - 1, max(paragraph[0], first - _ADJOINING) - 1, -1)
        behind = range(last, min(paragraph[1], last + _ADJOINING))
        for tokens in (before, behind):
            for token in tokens:
                if self.reports(token):
                    return token
                if self.symbol(token) not in ("", ",", ":", "that", "as", "of", "x"):
                    break
        return -1

    def _edge_word(self, token: int, paragraph: tuple[int, int]) -> str:
        return self.tree.lower[token] if paragraph[0] <= token < paragraph[1] else "<edge>"

    def edge_class(self, token: int, paragraph: tuple[int, int]) -> str:
        """The symbol of a token beside a passage or mention, "<edge>" where its paragraph ends."""
        if not paragraph[0] <= token < paragraph[1]:
            return "<edge>"
        return self.symbol(token)

    def _form(self, first: int, last: int) -> str:
        letters = next((word for word in range(first, last) if self.tree.lower[word][:1].isalnum()), None)
        if letters is None:
            return "none"
        upper = self.text[self.tree.start[letters]].isupper()
        size = last - first - 2
        length = "1" if size < 2 else "4" if size < 5 else "9" if size < 10 else "+"
        return f"{'upper' if upper else 'lower'}{length}"

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


def in_bins(count: int) -> str:
    """A count as one of a few sizes, each named by its upper end."""
    for limit in _BINS:
        if count <= limit:
            return str(limit)
    return "more"


def _running_count(flags: Iterable[bool]) -> list[int]:
    """`counts[i]` is how many of the first i flags are set."""
    counts = [0]
    for flag in flags:
        counts.append(counts[-1] + flag)
    return counts
