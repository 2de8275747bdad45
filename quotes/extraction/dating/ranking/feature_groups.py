"""Groups of features: a few words that tell what the features of one kind are.

Each feature is a name with a weight in `data/weights.txt`. The weights of a group are added
up once for all the pairs of time and quote that share it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

# The kind of the features, then what they are about; see the function of the kind.
FeatureGroup = tuple[str, ...]


def names(group: FeatureGroup) -> Iterator[str]:
    """The names of a group's features."""
    kind, *told = group
    return _KINDS[kind](*told)


def _stand(attachment: str, width: str, at: str, zone: str, rel: str) -> Iterator[str]:
    """How the time hangs together with speaking, how wide and how far off it is, whose words it dates."""
    yield from ("time", f"tie={attachment}", f"width={width}", f"at={at}", f"rel={rel}")
    yield from (f"{zone}&{width}", f"{zone}&{rel}")


def _time(attachment: str, zone: str, rel: str, age: str, flags: str) -> Iterator[str]:
    """What the article makes of the time."""
    yield from (f"age={age}", f"age={age}&{attachment}")
    for flag in flags.split():
        yield from (flag, f"{flag}&{zone}", f"{flag}&{rel}")


def _wording(zone: str, word: str, clause: str, opens: str, had: str) -> Iterator[str]:
    """The word the time is tied to, and its clause."""
    if word:
        yield f"word={word}"
    if clause:
        yield from (f"clause={clause}&{opens}", f"clause&{zone}")
    if had == "True":
        yield "had"


def _own(width: str, at: str, ruled: str, strength: str, cue: str) -> Iterator[str]:
    """Whether the time dates the quote by the rules of its own sentences, and how strongly."""
    if ruled == "True":
        yield f"rule&{width}"
    if at == "own":
        yield f"strength={strength}"
        if cue:
            yield cue


def _quoted(zone: str, others: str, again: str, named: str) -> Iterator[str]:
    """Of those between: how many others are quoted, whether the speaker is, how many others are named."""
    yield from (f"quoted={others}&{zone}", f"again={again}&{zone}", f"named={named}&{zone}")


def _between(rel: str, held: str, spoken: str, others: str) -> Iterator[str]:
    """Of the times told between: those of the speaker's words, those of speaking, and all other ones."""
    yield from (f"heldtimes={held}&{rel}", f"spokentimes={spoken}&{rel}", f"othertimes={others}&{rel}")


def _tense(tense: str, at: str, rel: str) -> Iterator[str]:
    """The tense in which the words are told: "has said" and "says" seldom mean a time told elsewhere."""
    yield from (f"tense={tense}&{at == 'own'}", f"tense={tense}&{rel}")


def _around(told: str, before: str, behind: str) -> Iterator[str]:
    """The time's own words and those around it."""
    yield f"told={told}"
    yield from (f"before={word}" for word in before.split(" ") if word)
    yield from (f"behind={word}" for word in behind.split(" ") if word)


def _none(beside: str) -> Iterator[str]:
    """That no time dates the quote: the words beside it."""
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
