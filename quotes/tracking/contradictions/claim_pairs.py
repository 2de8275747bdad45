"""Contradictions of one speaker: two claims about one thing that differ in a negation, a number or a name.

"We will rebuild the old bridge" and "We won't rebuild the old bridge" contradict each other. "We won't
rebuild the old bridge unless the piers hold" and "They say we won't rebuild the old bridge" do not contradict
the first, because neither takes it back. To say that somebody changed their mind is serious. So a pair is
left out whenever both claims can be true at once: one has a condition, is about another time, person or part
of the whole, or reports somebody else's words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain, product
from typing import Literal

from quotes.tracking.contradictions.claim_alignment import AlignedClaims, Gap
from quotes.tracking.contradictions.claims import Claim, claims_of, has_unknown_referent, is_past, listed
from quotes.tracking.contradictions.figures import compatible
from quotes.tracking.contradictions.wording_contradiction import bare_words, denials, names_differ
from quotes.tracking.vocabulary import is_negation, is_number, opposes

Kind = Literal["negation", "number", "name"]

# Least number of common content words; more if a pronoun's referent is unknown, and more for names.
LEAST_SHARED = 2
LEAST_OF_A_THIRD = {"negation": 4, "number": 3, "name": 4}
LEAST_WITH_NAMES = 3
# Two reports of one occasion with this many common content words differ in the name that they give.
LEAST_OF_ONE_OCCASION = 5
# A number may be in a longer sentence, if for this many common content words only one is added.
SHARED_FOR_ONE_ADDED = 2


@dataclass(frozen=True, slots=True)
class Differing:
    """The difference of two claims: the words that differ ('' for none), and their sentences."""

    kind: Kind
    words: str
    other_words: str
    sentence: str
    other_sentence: str


def otherwise(one: str, other: str, *, one_occasion: bool = False) -> tuple[Differing, ...]:
    """The claims of one quote that another quote of the same speaker contradicts, in order.

    On `one_occasion`, two reports with different names contradict each other, whatever they say. At two
    different times, a speaker may say the same of several people.
    """
    mine, theirs = claims_of(one), claims_of(other)
    repeated = {claim.stems for claim in mine} & {claim.stems for claim in theirs}
    found = []
    for claim, against in product(mine, theirs):
        if claim.stems in repeated or against.stems in repeated:
            continue
        if _may_be_about_the_same(claim, against):
            differing = _Pair(claim, against).differing(one_occasion)
            if differing is not None:
                found.append(differing)
    return tuple(found)


def _may_be_about_the_same(claim: Claim, other: Claim) -> bool:
    shared = {stem for stem, told in zip(claim.stems, claim.content, strict=True) if told}
    return len(shared.intersection(other.stems)) >= LEAST_SHARED


class _Pair(AlignedClaims):
    """Two aligned claims, and the rules that decide whether they contradict each other."""

    def differing(self, one_occasion: bool) -> Differing | None:
        """The difference, if it is one negation, number or name, and both claims cannot be true at once."""
        rules: tuple[tuple[Kind, Callable[[], Gap | None]], ...] = (
            ("negation", self._negation),
            ("number", self._number),
            ("name", lambda: self._name(one_occasion)),
        )
        if self.shared < LEAST_SHARED or not self._same_persons() or self._relayed() or not self._same_time():
            return None
        for kind, rule in rules:
            gap = rule()
            if gap is not None and self._outright(gap) and self._known_subject(kind):
                one, other = _written(self.one, gap.a, gap.b), _written(self.other, gap.c, gap.d)
                return Differing(kind, one, other, self.one.text.strip(), self.other.text.strip())
        return None

    # Reasons why both may be true

    def _outright(self, differing: Gap) -> bool:
        """Whether neither claim has a condition that the other lacks, or that is itself the difference."""
        conditions = listed("condition")
        added = chain.from_iterable(
            (*self.one.words[gap.a : gap.b], *self.other.words[gap.c : gap.d]) for gap in self._gaps()
        )
        before = (self.one.words[i] for i, _ in self.same if i < differing.a)
        return conditions.isdisjoint(word.text for word in chain(added, before))

    def _known_subject(self, kind: Kind) -> bool:
        """Whether enough words are the same for a "he" or "it" in them to have the same referent."""
        unknown = any(has_unknown_referent(self.one, i) for i, _ in self.same)
        return not unknown or self.shared >= LEAST_OF_A_THIRD[kind]

    def _same_persons(self) -> bool:
        """Whether both are about the same person, if a pronoun differs or only one has it."""
        for gap in self.gaps:
            one, other = (_classes_of(side, ("first", "second", "third")) for side in self.sides(gap))
            if one and other and one.isdisjoint(other):
                return False
            if gap.where != "behind" and (one | other) - {"first"} and not (one and other):
                return False
        return True

    def _relayed(self) -> bool:
        """Whether one of the two reports what somebody else says."""
        for gap in self.gaps:
            for side in self.sides(gap) if gap.where != "behind" else ():
                if not listed("reporting").isdisjoint(side) and listed("first").isdisjoint(side):
                    return True
        return False

    def _same_time(self) -> bool:
        """Whether both have the same tense, even if a negation needs "did"."""
        explained = set()
        for gap in self.gaps:
            sides = self.sides(gap)
            one, other = (_tenses(side) for side in sides)
            if not one and not other:
                continue
            if one and other:
                if one.isdisjoint(other):
                    return False
                continue
            follows = (gap.b, gap.d)
            (side,) = [side for side in sides if _tenses(side)]
            if gap.where == "behind":
                continue
            if not {"do", "does", "did"} & {*side} or follows not in self.same:
                return False
            bare = self.other.words[gap.d] if side is sides[0] else self.one.words[gap.b]
            if ("did" in side) != is_past(bare.text):
                return False
            explained.add(follows)
        return not any(
            is_past(self.one.words[i].text) != is_past(self.other.words[j].text)
            for i, j in self.same
            if (i, j) not in explained
        )

    # The difference

    def _negation(self) -> Gap | None:
        """The gap in which one of the two has a negation."""
        odd = [gap for gap in self.gaps if denials([self.place(gap)])]
        if len(odd) != 1:
            return None
        (gap,) = odd
        one, other = self.sides(gap)
        more = denials([self.place(gap)])
        denying = one if more > 0 else other
        affirming = other if more > 0 else one
        if abs(more) != 1 or not self._only_denies(gap) or self._weakened(gap, more > 0):
            return None
        if not affirming and not listed("none").isdisjoint(denying):
            return None  # "leaving no one behind" and "leaving behind the mine" are about different things
        if not self._thought_in_full(gap):
            return None
        if gap.where == "behind" or (gap.where == "before" and not _denies_all((*one, *other), denying)):
            return None
        return gap if self._nothing_taken_away(gap, more > 0) else None

    def _only_denies(self, gap: Gap) -> bool:
        one, other = self.content(gap)
        allowed = listed("with_negation")
        sides = self.sides(gap)
        opposed = {word for pair in product(*sides) if opposes(*pair) for word in pair}
        return all(word.text in allowed or word.text in opposed for word in (*one, *other))

    def _weakened(self, gap: Gap, of_one: bool) -> bool:
        """Whether the negation leaves part of the claim true: "not only", "not every"."""
        claim, end = (self.one, gap.b) if of_one else (self.other, gap.d)
        start = gap.a if of_one else gap.c
        weakening = listed("weakens")
        inside = (word.text for word in claim.words[start:end])
        return not weakening.isdisjoint((*inside, *(word.text for word in claim.words[end : end + 1])))

    def _thought_in_full(self, gap: Gap) -> bool:
        """Whether both have a verb after "I think", if that is what is negated."""
        words = [word.text for word in self.one.words]
        around = (*chain(*self.sides(gap)), *words[gap.b : gap.b + 1])
        if listed("thinking").isdisjoint(around):
            return True
        verbs = listed("verb_sign") - listed("first")
        return any(i >= gap.b and (words[i] in verbs or is_past(words[i])) for i, _ in self.same)

    def _nothing_taken_away(self, differing: Gap, of_one: bool) -> bool:
        """Whether the rest agrees. The affirming claim may be about a part of what the other denies.

        "We won't raise taxes" takes back "We will raise taxes on land". But "We won't raise taxes on land"
        does not take back "We will raise taxes".
        """
        for gap in self.gaps:
            if gap is differing:
                continue
            one, other = self.content(gap)
            numbers = any(is_number(word) for side in self.sides(gap) for word in side)
            denying, affirming = (one, other) if of_one else (other, one)
            if denying or numbers or (affirming and gap.where != "behind"):
                return False
        return True

    def _number(self) -> Gap | None:
        """The gap in which each has a number, if both numbers cannot be true at once."""
        counting = [
            gap for gap in self.gaps if any(is_number(word) for side in self.sides(gap) for word in side)
        ]
        if len(counting) != 1 or any(self._denies(gap) for gap in self.gaps):
            return None
        (gap,) = counting
        one, other = self.sides(gap)
        allowed = listed("about_number")
        rest = [word.text for side in self.content(gap) for word in side if word.text not in allowed]
        following = [word.text for word in self.one.words[gap.b : gap.b + 2]]
        if rest or compatible(one, other) or not listed("elapsing").isdisjoint(following):
            return None
        added = [self.content(other_gap) for other_gap in self.gaps if other_gap is not gap]
        if any(here and there for here, there in added):
            return None
        count = sum(len(here) + len(there) for here, there in added)
        narrowed = any(
            any(self.content(one)) for one in self.gaps if one is not gap and one.where == "behind"
        )
        enough = count == 0 or (
            self.shared > LEAST_SHARED + 1 and self.shared >= SHARED_FOR_ONE_ADDED * count
        )
        return gap if enough and not narrowed else None

    def _name(self, one_occasion: bool) -> Gap | None:
        """The gap in which the names differ, if only one of them can be right."""
        here, there = bare_words(self.one.words), bare_words(self.other.words)
        named = [
            gap
            for gap in self.gaps
            if names_differ(self.place(gap), self.one.text, here, self.other.text, there)
        ]
        if len(named) != 1 or self.shared < LEAST_WITH_NAMES:
            return None
        (gap,) = named
        for other_gap in self.gaps:
            if self._denies(other_gap) or (other_gap is not gap and any(self.content(other_gap))):
                return None
            if any(is_number(word) for side in self.sides(other_gap) for word in side):
                return None
        sides = ((self.one, gap.a, gap.b), (self.other, gap.c, gap.d))
        if not all(_is_named(claim, a, b) for claim, a, b in sides):
            return None
        if one_occasion and self.shared >= LEAST_OF_ONE_OCCASION:
            return gap
        common = {self.one.words[i].text for i, _ in self.same}
        belongs = gap.a > 0 and self.one.words[gap.a - 1].text in listed("of_name")
        return None if belongs or listed("exclusive").isdisjoint(common) else gap

    def _denies(self, gap: Gap) -> bool:
        return any(is_negation(word) for side in self.sides(gap) for word in side)


def _denies_all(words: Sequence[str], denying: Sequence[str]) -> bool:
    """Whether the words before the common part deny it: "no", "I do not think that"."""
    if len(words) != len(denying):
        return False
    thinking = not listed("thinking").isdisjoint(words)
    if thinking and listed("first").isdisjoint(words):
        return False
    allowed = listed("thinking") | listed("first") | {"do", "that"} if thinking else frozenset[str]()
    return all(is_negation(word) or word in allowed for word in words)


def _is_named(claim: Claim, start: int, end: int) -> bool:
    """Whether every content word in a range is capitalised."""
    return all(claim.text[claim.words[at].start].isupper() for at in range(start, end) if claim.content[at])


def _classes_of(words: Sequence[str], names: Sequence[str]) -> set[str]:
    return {name for name in names if not listed(name).isdisjoint(words)}


def _tenses(words: Sequence[str]) -> set[str]:
    found = _classes_of(words, ("past", "present", "future", "modal"))
    return found - {"present"} if "going" in words else found


def _written(claim: Claim, start: int, end: int) -> str:
    words = claim.words[start:end]
    return claim.text[words[0].start : words[-1].end] if words else ""
