"""Which names are one topic across articles, and the keys that find it.

Names are compared as those of speakers are. A person is not an organization or a place of the same name, but
organizations and places are one: "Baku" is a city here and a government there.
"""

from __future__ import annotations

from quotes.extraction import TopicKind
from quotes.extraction.topics.topic_names import known_name, plain_name
from quotes.tracking.names import NAMES_VERSION, folded

# Increased whenever these rules change, including those for comparing names.
TOPICS_VERSION = 100 * NAMES_VERSION + 1

# Kinds that may be a speaker; a place with a speaker's name means nothing.
SPEAKING: tuple[TopicKind, ...] = ("person", "organization")


def key_of(name: str, kind: TopicKind) -> str:
    """A key that is equal for all names of one topic."""
    return _key(name_of(name, kind), "person" if kind == "person" else "organization")


def name_of(name: str, kind: TopicKind) -> str:
    """The name of a topic: for a state or body with several names, the listed one."""
    known = known_name(name) if kind != "person" else None
    return known.name if known else name


def keys_asked(text: str) -> tuple[str, ...]:
    """The keys of the topics that a name in a query may mean, in any form."""
    known = known_name(text)
    name = known.name if known else plain_name(text)
    return tuple(_key(name, kind) for kind in SPEAKING)


def better(name: str, other: str) -> str:
    """Which of two spellings of a topic's name to show."""
    return min(name, other, key=lambda one: (one.isupper() and len(one) > 1, len(one), one))


def _key(name: str, kind: str) -> str:
    return f"{kind} {folded(name, kind)}"
