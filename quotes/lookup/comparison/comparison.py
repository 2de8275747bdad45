"""Compare the words of a question with words that were found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, groupby
from typing import Literal

from rapidfuzz.distance import Indel

from quotes.lookup.comparison.alignment import Alignment, Side, Step
from quotes.lookup.comparison.changes import Change, WrittenStep, change_of, kind_of, written_steps
from quotes.lookup.comparison.difference import Difference, differences
from quotes.lookup.comparison.normal_alignment import Compared, compared_with, pieces_of
from quotes.lookup.question import Question
from quotes.tracking.normalization import Wording
from quotes.tracking.vocabulary import is_negation, is_number, weight
from quotes.tracking.words import words_of

Kind = Literal["verbatim", "trimmed", "altered", "spliced", "near"]

# Least share of the words' weight that must agree for the passage to be the same with changed words: if the
# question is all of the found text, and if it is a part of it, where chance agreement is likelier.
LEAST_OF_ALL, LEAST_OF_A_PART = 0.6, 0.7
# Texts that share fewer of the words are not compared further.
LEAST_COMMON = 0.4
# From this many words on, a whole text need only be as similar as a part.
MANY = 10
# The least weight of the common words of a part; and in a whole text, how many words there are for one
# change.
LEAST_WEIGHT_OF_A_PART = 2.0
ONE_CHANGED_IN = 4
# This share of the found text counts as nearly all of it.
NEARLY_ALL = 0.75
# More changed words in one place make it another passage, if it is a short one.
LONGEST_CHANGE = 4
# The greatest weight of a replaced number, or of a few omitted words.
MOST_OF_ONE = 1.0
FEW_LEFT_OUT = 3
# At most this many omitted words may be hidden by an ellipsis, if they contain no negation and no number.
SHORT_GAP = 4
# Words that accompany a negation and disappear with it.
_WITH_NEGATION = frozenset(
    words_of("do does did is are was were will would can could should has have had it")
)

_ORDER: dict[Kind, int] = {"verbatim": 0, "trimmed": 1, "altered": 2, "near": 3}


@dataclass(frozen=True, slots=True)
class Part:
    """Words of the question and the range `start:end` of the found text, in code points, they are from."""

    asked: str
    found: str
    start: int
    end: int


@dataclass(frozen=True)
class Comparison:
    """How the words of a question compare with the found words.

    `similarity` compares with the whole found text. `likeness` is the share of common words, by weight, among
    those of the question and of the stretch that they correspond to. Both are from 0 to 1.
    """

    kind: Kind
    similarity: float
    likeness: float
    asked: Question
    found: Wording
    closely: Compared | None = None  # results computed so far

    @property
    def text(self) -> str:
        """The found text."""
        return self.found.text

    @cached_property
    def words(self) -> list[str]:
        """The found words, in their normal form."""
        return [form.text for form in self.found.forms]

    @cached_property
    def compared(self) -> Compared:
        """Which words correspond."""
        return self.closely or compared_with(self.asked, self.found)

    @cached_property
    def steps(self) -> tuple[WrittenStep, ...]:
        """The same in written words."""
        compared = self.compared
        return tuple(written_steps(compared.alignment, compared.asked, compared.found))

    @property
    def changed(self) -> int:
        """How many words of the question, in their normal form, differ."""
        return sum(step.b - step.a for step in self.compared.alignment.changes)

    @cached_property
    def dressed(self) -> int:
        """In how many places the same words are written differently; 0 for a near match."""
        if self.kind == "near":
            return 0
        return sum(step.same and step.kind is not None for step in self.steps)

    @property
    def difference(self) -> tuple[Difference, ...]:
        """All words of the question and all found words, in order."""
        return tuple(differences(self.asked, self.found, self.steps))

    def changes(self, known: frozenset[str] = frozenset()) -> tuple[Change, ...]:
        """The changes, then differences of writing; for a part, also a negation cut off right before it.

        `known` are names, which count as names even at the beginning of a sentence.
        """
        if self.kind == "near":
            return ()
        grave = _changes(self.steps, self.compared) if self.kind == "altered" else []
        dressed = (step for step in self.steps if step.same and step.kind is not None)
        told = [change_of(step, self.asked.wording, self.found, known) for step in (*grave, *dressed)]
        cut = self._denial_cut_off() if self.kind == "trimmed" else ""
        return (*([Change("negation", "", cut)] if cut else []), *told)

    def _denial_cut_off(self) -> str:
        """The negation right before a part, in its sentence."""
        found, start = self.compared.found, self.compared.alignment.start
        if start == 0 or not is_negation(found.words[start - 1]) or found.begins_sentence(start):
            return ""
        return self.found.as_written(*found.place(start - 1, start))

    @property
    def parts(self) -> tuple[Part, ...]:
        """Which words of the question come from which range; empty for a near match."""
        if self.kind == "near":
            return ()
        stretches = list(_between_omissions(self.steps)) if self.kind == "trimmed" else [self.steps]
        return tuple(self._part(steps[0].a, steps[-1].b, steps[0].c, steps[-1].d) for steps in stretches)

    def part(self, a: int, b: int, c: int, d: int) -> Part:
        """The normal forms `a:b` of the question, which come from the found forms `c:d`."""
        asked = Side(self.asked.wording, self.asked.wording.forms)
        return self._part(*asked.place(a, b), *Side(self.found, self.found.forms).place(c, d))

    def _part(self, a: int, b: int, c: int, d: int) -> Part:
        start, end = self.found.words[c].start, self.found.words[d - 1].end
        return Part(self.asked.wording.as_written(a, b), self.text[start:end], start, end)


def compare(asked: str | Question, text: str) -> Comparison:
    """Compare two texts word by word, in their normal form, so that spelling does not count.

    The words of the question are `trimmed` if they are an unbroken part of the found ones, or several parts
    in order with ellipses for what is left out. They are `altered` if they are the same passage with words
    changed. Words in brackets are ignored if the rest agrees better without them.
    """
    asked = Question(asked) if isinstance(asked, str) else asked
    found = Wording(text)
    comparison = _comparison(asked, found)
    if comparison.kind not in ("verbatim", "trimmed") and asked.without_glosses is not None:
        bare = _comparison(asked.without_glosses, found)
        if (_ORDER[bare.kind], -bare.likeness) < (_ORDER[comparison.kind], -comparison.likeness):
            return bare
    return comparison


def _comparison(asked: Question, found: Wording) -> Comparison:
    words = [form.text for form in found.forms]
    similarity = Indel.normalized_similarity(asked.words, words)
    common = similarity * (len(asked.words) + len(words)) / 2
    if common < LEAST_COMMON * len(asked.words):
        return Comparison("near", round(similarity, 4), common / 2 / len(asked.words), asked, found)
    compared = compared_with(asked, found)
    likeness = _likeness(compared)
    kind = _kind(compared, pieces_of(asked, compared.asked), likeness)
    similarity = 1.0 if kind == "verbatim" else min(round(similarity, 4), 0.9999)
    return Comparison(kind, similarity, likeness, asked, found, compared)


def _kind(compared: Compared, pieces: Sequence[Sequence[str]], likeness: float) -> Kind:
    alignment, found = compared.alignment, compared.found.words
    changes = alignment.changes
    if not changes:
        cut = [*found[: alignment.start], *found[alignment.end :]]
        if not cut:
            return "verbatim"
        return "altered" if _only_denies(cut) else "trimmed"
    if len(pieces) > 1 and all(_is_left_out(step, pieces, found) for step in changes):
        return "trimmed"
    return "altered" if _is_same_passage(compared, likeness) else "near"


def _only_denies(cut: Sequence[str]) -> bool:
    """Whether only a negation was cut off."""
    denials = [word for word in cut if is_negation(word)]
    return bool(denials) and all(word in denials or word in _WITH_NEGATION for word in cut)


def _is_left_out(step: Step, pieces: Sequence[Sequence[str]], found: Sequence[str]) -> bool:
    """Whether an ellipsis replaces words that may be left out."""
    ends = set(accumulate(map(len, pieces[:-1])))
    left_out = found[step.c : step.d]
    telling = any(is_negation(word) or is_number(word) for word in left_out)
    return step.a == step.b and step.a in ends and not (telling and len(left_out) <= SHORT_GAP)


def _is_same_passage(compared: Compared, likeness: float) -> bool:
    """Whether enough agrees for it to be the same passage, with words changed."""
    alignment, asked, found = compared.alignment, compared.asked.words, compared.found.words
    if sum(step.b - step.a for step in alignment.same) < 2:
        return False
    longest = _longest_change(alignment)
    if longest > max(LONGEST_CHANGE, len(asked) // 8):
        return False
    if alignment.end - alignment.start < NEARLY_ALL * len(found):
        return likeness >= LEAST_OF_A_PART and _same_weight(alignment, asked) >= LEAST_WEIGHT_OF_A_PART
    if likeness >= (LEAST_OF_ALL if len(asked) < MANY else LEAST_OF_A_PART):
        return True
    return longest == len(alignment.changes) == 1 and len(asked) >= ONE_CHANGED_IN


def _likeness(compared: Compared) -> float:
    alignment, asked, found = compared.alignment, compared.asked.words, compared.found.words
    same, changed = _same_weight(alignment, asked), 0.0
    short = _longest_change(alignment) <= LONGEST_CHANGE
    for step in alignment.changes:
        cost = max(sum(map(weight, asked[step.a : step.b])), sum(map(weight, found[step.c : step.d])))
        left_out = step.a == step.b and step.d - step.c <= FEW_LEFT_OUT
        if short and cost > MOST_OF_ONE and (left_out or kind_of(step, asked, found) == "number"):
            cost = MOST_OF_ONE
        changed += cost
    return same / (same + changed) if same else 0.0


def _longest_change(alignment: Alignment) -> int:
    return max((max(step.b - step.a, step.d - step.c) for step in alignment.changes), default=0)


def _same_weight(alignment: Alignment, asked: Sequence[str]) -> float:
    return sum(weight(word) for step in alignment.same for word in asked[step.a : step.b])


def _changes(steps: Sequence[WrittenStep], compared: Compared) -> list[WrittenStep]:
    """The changes of an altered passage; if nothing else differs, the negation that was cut off."""
    changes = [step for step in steps if not step.same]
    if changes:
        return changes
    asked, found, alignment = compared.asked, compared.found, compared.alignment
    cut = ((0, 0, alignment.start), (len(asked.words), alignment.end, len(found.words)))
    return [
        WrittenStep(False, *asked.place(at, at), *found.place(start, end), "negation")
        for at, start, end in cut
        if start < end
    ]


def _between_omissions(steps: Sequence[WrittenStep]) -> Iterator[list[WrittenStep]]:
    """The steps that are the same, with consecutive ones joined."""
    for same, run in groupby(steps, key=lambda step: step.same):
        if same:
            yield list(run)
