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


def _stand(attachment: str, family: str, width: str, at: str, zone: str, rel: str) -> Iterator[str]:
    """The relation of the time to speaking, how wide and how far away it is, and whose words it dates."""
    yield from ("time", f"tie={attachment}", f"width={width}", f"at={at}", f"rel={rel}")
    yield from (f"{zone}&{family}", f"{zone}&{width}", f"{zone}&{rel}")
    yield from (f"{family}&{rel}", f"{family}&{width}")
    yield from (f"{zone}&{family}&{rel}", f"{zone}&{family}&{width}", f"{zone}&{rel}&{width}")


def _time(attachment: str, width: str, zone: str, rel: str, age: str, flags: str, days: str) -> Iterator[str]:
    """The role of the time in the article. `days` counts those with speech events, "-" for no day."""
    yield from (f"age={age}", f"age={age}&{attachment}")
    for flag in flags.split():
        yield from (flag, f"{flag}&{attachment}", f"{flag}&{width}", f"{flag}&{zone}", f"{flag}&{rel}")
    if days != "-":
        yield f"days={days}&{zone}"
    if days == "1":
        yield f"onlyday&{rel}"


def _wording(
    attachment: str, zone: str, word: str, present: str, clause: str, opens: str, had: str
) -> Iterator[str]:
    """The word that the time is attached to, and its clause."""
    if word:
        yield f"word={word}"
    if present == "True":
        yield "today"
    if clause:
        yield from ("clause", f"clause={clause}&{opens}", f"clause&{zone}", f"clause&{attachment}")
    if had == "True":
        yield from ("had", f"had&{zone}")


def _own(
    family: str, attachment: str, width: str, at: str, ruled: str, strength: str, cue: str
) -> Iterator[str]:
    """Whether the quote's own sentences contain this time, another, or none; and how strong this one is."""
    if ruled == "this":
        yield from ("rule", f"rule&{width}", f"rule&{family}&{width}")
    elif ruled == "else":
        yield f"ruledelse&{at == 'own'}"
    if at == "own":
        yield f"strength={strength}"
        if cue:
            yield from (cue, f"{cue}&{attachment}")


def _quoted(zone: str, rel: str, others: str, again: str, named: str) -> Iterator[str]:
    """How many others are quoted in between, whether the speaker is, and how many others are named."""
    yield from (f"quoted={others}", f"quoted={others}&{zone}", f"quoted={others}&{again}&{rel}")
    yield from (f"again={again}&{zone}", f"named={named}&{zone}")


def _none(source: str, cue: str, days: str, quotes: str) -> Iterator[str]:
    """For "no time dates the quote": the kind of source, and how many speech events there are."""
    yield from ("none", f"none&{source}", f"none&{cue}", f"none&days={days}", f"none&quotes={quotes}")


_KINDS: dict[str, Callable[..., Iterator[str]]] = {
    "stand": _stand,
    "time": _time,
    "wording": _wording,
    "own": _own,
    "quoted": _quoted,
    "none": _none,
}
