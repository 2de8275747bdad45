"""Whether two descriptions refer to the same person or organization."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from quotes.extraction.coreference.descriptions import Description
from quotes.extraction.coreference.word_lists import roles, us_states

_DEPUTY = frozenset({"vice", "vice-president", "vice-presidential", "deputy"})
_OFFICE = frozenset(
    {"president", "presidential", "vice-president", "vice-presidential", "minister", "chairman"}
)


@lru_cache(maxsize=4096)
def _states(words: frozenset[str]) -> frozenset[str]:
    """The states of the United States that a description names."""
    return frozenset(state for state in us_states().values() if words.issuperset(state.split()))


def contradicts(asked: Description, told: Description) -> bool:
    """Whether two descriptions with the same noun must be of two people.

    Mothers of two and of four, a president and a vice president, mayors of two towns.
    """
    deputies = [bool(words & _DEPUTY) for words in (asked.words, told.words)]
    if deputies[0] != deputies[1] and not _OFFICE.isdisjoint(asked.words | told.words):
        return True
    pairs = (
        (asked.seat, told.seat),
        (asked.numbers, told.numbers),
        (_states(asked.words), _states(told.words)),
    )
    return any(wanted and known and wanted.isdisjoint(known) for wanted, known in pairs)


def agreement(asked: Description, told: Description) -> float:
    """How well a description in the article fits a later one, from 0 to 1; 0 if their heads disagree."""
    if asked.nationalities:
        return 0.8 if asked.nationalities & told.words else 0.0
    best = 0.0
    for wanted in asked.heads:
        for known in told.heads:
            if wanted == known:
                value = 1.0
            elif known in roles() and wanted in roles()[known].wider:
                value = 0.75
            elif wanted in roles() and known in roles()[wanted].wider:
                value = 0.45
            elif wanted in told.words and wanted in roles():
                value = 0.4
            else:
                continue
            best = max(best, value)
    if best == 0.0 or contradicts(asked, told):
        return 0.0
    wanted_words, told_words = asked.modifiers, told.modifiers
    if wanted_words:
        shared = len(wanted_words & told_words) / len(wanted_words)
        best *= 0.6 + 0.4 * shared if shared else 0.55
    if told.former and not asked.former:
        best *= 0.8
    elif asked.former and not told.former:
        best *= 0.5
    return best


def of_other_states(asked: Description, told: Iterable[Description]) -> bool:
    """Whether a description names a state, and those of a person only others: Vermont and Missouri."""
    wanted = _states(asked.words)
    if not wanted:
        return False
    known = frozenset[str]().union(*(_states(description.words) for description in told))
    return bool(known) and wanted.isdisjoint(known)
