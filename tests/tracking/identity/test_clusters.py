"""Speakers made of pairs: no name joins one whom it contradicts, and people's word comes first."""

from __future__ import annotations

from itertools import permutations

from quotes.tracking.identity.clusters import Clusters, Decided, cluster, pair
from quotes.tracking.identity.judgement import Judgement


def made(
    names: list[str], pairs: dict[tuple[str, str], float], decided: tuple[str, str, str] | None = None
) -> tuple[set[frozenset[str]], Clusters]:
    """What becomes of names with these probabilities; `decided` is ("one" or "apart", name, name)."""
    numbers = {name: number for number, name in enumerate(names, 1)}
    told = Decided()
    if decided:
        two = frozenset((pair(numbers[decided[1]], numbers[decided[2]]),))
        told = Decided(one=two) if decided[0] == "one" else Decided(apart=two)
    judged = {
        pair(numbers[one], numbers[other]): Judgement(probability, "initial", ())
        for (one, other), probability in pairs.items()
    }
    found = cluster({number: name for name, number in numbers.items()}, {}, judged, told)
    named = {number: name for name, number in numbers.items()}
    return {frozenset(named[one] for one in speaker) for speaker in found.speakers}, found


def test_what_hangs_together_is_one_speaker_whatever_came_first() -> None:
    pairs = {("Joe", "Joe R."): 0.95, ("Joe R.", "Joseph R."): 0.93, ("Joe", "Joseph R."): 0.8}
    for names in permutations(["Joe", "Joe R.", "Joseph R."]):
        speakers, _ = made(list(names), pairs)
        assert speakers == {frozenset(("Joe", "Joe R.", "Joseph R."))}


def test_a_name_that_two_may_bear_is_nobodys() -> None:
    pairs = {("Georg", "Georg W."): 0.95, ("Georg", "Georg H. W."): 0.94}
    for names in permutations(["Georg", "Georg W.", "Georg H. W."]):
        speakers, found = made(list(names), pairs)
        assert len(speakers) == 3
        assert len(found.ambiguous) == 1
        assert found.doubtful == []


def test_a_son_is_kept_from_his_father_by_any_of_the_fathers_names() -> None:
    pairs = {("Olof", "Olof J."): 0.97, ("Olof", "Olof Jr."): 0.92, ("Olof J.", "Olof Jr."): 0.01}
    speakers, found = made(["Olof", "Olof J.", "Olof Jr."], pairs)
    assert frozenset(("Olof", "Olof Jr.")) not in speakers
    assert found.doubtful == []


def test_people_keep_apart_what_evidence_would_join() -> None:
    speakers, found = made(["Bob", "Robert"], {("Bob", "Robert"): 0.99}, ("apart", "Bob", "Robert"))
    assert speakers == {frozenset(("Bob",)), frozenset(("Robert",))}
    assert found.doubtful == []


def test_people_join_what_evidence_would_not() -> None:
    speakers, _ = made(["Bob", "Zed"], {}, ("one", "Bob", "Zed"))
    assert speakers == {frozenset(("Bob", "Zed"))}


def test_the_doubtful_middle_is_asked_about() -> None:
    _, found = made(["Bob", "Robert"], {("Bob", "Robert"): 0.8})
    assert found.doubtful == [(1, 2)]
