"""Groups of features: each kind of feature is built from a few words.

Each feature is a name with a weight in `data/weights.txt`. The weights of a group are added up once for all
pairs of time and quote that share it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

# The kind of the features, then their values; see the function of that kind.
FeatureGroup = tuple[str, ...]


def names(group: FeatureGroup) -> Iterator[str]:
    """The names of a group's features."""
    kind, *told = group
    return _KINDS[kind](*told)


def _stand(attachment: str, width: str, at: str, zone: str, rel: str) -> Iterator[str]:
    """The relation of the time to speaking, how wide and how far away it is, and whose words it dates."""
    yield from ("time", f"tie={attachment}", f"width={width}", f"at={at}", f"rel={rel}")
    yield from (f"{zone}&{width}", f"{zone}&{rel}")


def _time(attachment: str, zone: str, rel: str, age: str, flags: str) -> Iterator[str]:
    """The role of the time in the article."""
    yield from (f"age={age}", f"age={age}&{attachment}")
    for flag in flags.split():
        yield from (flag, f"{flag}&{zone}", f"{flag}&{rel}")


def _wording(zone: str, word: str, clause: str, opens: str, had: str) -> Iterator[str]:
    """The word that the time is attached to, and its clause."""
    if word:
        yield f"word={word}"
    if clause:
        yield from (f"clause={clause}&{opens}", f"clause&{zone}")
    if had == "True":
        yield "had"


def _own(width: str, at: str, ruled: str, strength: str, cue: str) -> Iterator[str]:
    """Whether the rules for the quote's own sentences choose this time, and how strong it is."""
    if ruled == "True":
        yield f"rule&{width}"
    if at == "own":
        yield f"strength={strength}"
        if cue:
            yield cue


def _quoted(zone: str, others: str, again: str, named: str) -> Iterator[str]:
    """How many others are quoted in between, whether the speaker is, and how many others are named."""
    yield from (f"quoted={others}&{zone}", f"again={again}&{zone}", f"named={named}&{zone}")


def _between(rel: str, held: str, spoken: str, others: str) -> Iterator[str]:
    """How many times in between date the speaker's words, have a speech event, and differ from this one."""
    yield from (f"heldtimes={held}&{rel}", f"spokentimes={spoken}&{rel}", f"othertimes={others}&{rel}")


def _tense(tense: str, at: str, rel: str) -> Iterator[str]:
    """The tense of the reporting verb: "has said" and "says" rarely refer to a time in another sentence."""
    yield from (f"tense={tense}&{at == 'own'}", f"tense={tense}&{rel}")


def _around(told: str, before: str, behind: str) -> Iterator[str]:
    """The words of the time and those around it."""
    yield f"told={told}"
    yield from (f"before={word}" for word in before.split(" ") if word)
    yield from (f"behind={word}" for word in behind.split(" ") if word)


def _none(beside: str) -> Iterator[str]:
    """For "no time dates the quote": the words beside it."""
    yield "none"
    yield from (f"none&beside={word}" for word in beside.split(" ") if word)


_KINDS: dict[str, Callable[..., Iterator[str]]] = {
    "stand": _stand,
    "time": _time,
    "wording": _wording,
    "own": _own,
    "quoted": _quoted,
    "between": _between,
    "tense": _tense,
    "none": _none,
    "around": _around,
}
