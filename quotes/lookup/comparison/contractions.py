"""Keep contractions whole in an alignment: "won't" is not half the same as "will"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quotes.lookup.comparison.alignment import Alignment, Side, Step
from quotes.tracking.normalization import Form
from quotes.tracking.vocabulary import is_negation

Group = tuple[int, int]


def with_whole_words(alignment: Alignment, asked: Side, found: Side) -> Alignment:
    """The alignment with every contraction either the same as a whole, or changed.

    A contraction cut at the question's edge may still agree in part, unless it contains a negation.
    """
    asked_groups, found_groups = list(_groups(asked.forms)), list(_groups(found.forms))
    if not asked_groups and not found_groups:
        return alignment
    start, end = alignment.start, alignment.end
    for first, last in found_groups:
        if first < start < last and any(map(is_negation, found.words[first:start])):
            start = first
        if first < end < last and any(map(is_negation, found.words[end:last])):
            end = last
    inside = [(max(first, start), min(last, end)) for first, last in found_groups]
    matched = {
        step.a + at: step.c + at for step in alignment.same if _is_even(step) for at in range(step.b - step.a)
    }
    before = len(matched)
    while _taken_out(matched, asked_groups) or _taken_out(matched, inside, found=True):
        pass
    if len(matched) == before:
        return alignment
    kept = [Step(True, a, a + 1, c, c + 1) for a, c in matched.items()]
    kept += [step for step in alignment.same if not _is_even(step)]
    kept.sort(key=lambda step: step.a)
    return Alignment(tuple(_between(kept, len(asked.words), start, end)), start, end)


def _groups(forms: Sequence[Form]) -> Iterator[Group]:
    """The ranges of forms that belong to one written word each."""
    at = 0
    while at < len(forms):
        end = at + 1
        while end < len(forms) and forms[end].first == forms[at].first:
            end += 1
        if end > at + 1:
            yield at, end
        at = end


def _is_even(step: Step) -> bool:
    """Whether words correspond one to one, rather than one written as two."""
    return step.b - step.a == step.d - step.c


def _taken_out(matched: dict[int, int], groups: Sequence[Group], *, found: bool = False) -> bool:
    """Whether a contraction on either side agreed only in part and is now removed."""
    places = {c: a for a, c in matched.items()} if found else matched
    changed = False
    for first, last in groups:
        there = [places[at] for at in range(first, last) if at in places]
        whole = range(there[0], there[0] + last - first) if there else ()
        if there and there != list(whole):
            for at in range(first, last):
                other = places.pop(at, None)
                if found and other is not None:
                    matched.pop(other, None)
            changed = True
    return changed


def _between(units: Sequence[Step], asked: int, start: int, end: int) -> Iterator[Step]:
    """The units joined again, with the changes between them."""
    run: Step | None = None
    for unit in units:
        if run is not None and _is_even(run) and _is_even(unit) and run.b == unit.a and run.d == unit.c:
            run = Step(True, run.a, unit.b, run.c, unit.d)
            continue
        yield from _with_change_before(run, unit, start)
        run = unit
    yield from _with_change_before(run, Step(False, asked, asked, end, end), start)


def _with_change_before(run: Step | None, then: Step, start: int) -> Iterator[Step]:
    """A run of the same words, and the change between it and the next."""
    if run is not None:
        yield run
    a, c = (run.b, run.d) if run is not None else (0, start)
    if a < then.a or c < then.c:
        yield Step(False, a, then.a, c, then.c)
