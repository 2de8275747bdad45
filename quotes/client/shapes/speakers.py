"""The answers of the service, as types.

`docs/renew_client.py` writes this module; change the schemas in `quotes/api/schemas` instead.
"""

from __future__ import annotations

from typing import Literal, TypedDict


Joined = TypedDict(
    "Joined",
    {
        "against": "list[str]",
        "for": "list[str]",
        "by": 'Literal["evidence", "people"]',
        "probability": "float | None",
        "slug": "str | None",
        "with": "str | None",
    },
)


class Name(TypedDict):
    """A name of a speaker, and the articles that use it."""

    name: str
    articles: int
    since: str | None
    until: str | None
    joined: Joined | None
    seen: list[SeenIn]


Role = TypedDict(
    "Role",
    {
        "role": "str",
        "from": "str | None",
        "to": "str | None",
    },
)


class SeenIn(TypedDict):
    """An article that uses a name."""

    id: str
    title: str | None
    url: str | None
    publisher: str | None
    published: str | None


class Speaker(TypedDict):
    """A person or organization across articles."""

    slug: str
    name: str
    kind: Literal["person", "organization", "group", "document"]
    quotes: int


class SpeakerDetail(TypedDict):
    """A speaker with all names."""

    slug: str
    name: str
    kind: Literal["person", "organization", "group", "document"]
    quotes: int
    description: str | None
    wikidata: str | None
    names: list[Name]
    roles: list[Role]
