"""Whatever characters stand in an address, in any format: it never is an error of the service."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pytest
from flask import Flask
from flask.testing import FlaskClient

# Not in XML, not in UTF-8, in no text, or with a meaning of their own.
CHARACTERS = [
    "%EF%BF%BE", "%EF%BF%BF", "%ED%A0%80", "%00", "%0B", "%1F", "%7F", "%C2%85", "%F0%9F%BF%BE", "%FF",
    "%E2%80%A8", "%EF%BB%BF", "%F4%90%80%80", "%0D%0A", "%22", "%EF%B7%90",
]  # fmt: skip


def addresses(app: Flask) -> Iterator[str]:
    """Every address that is read, each of its parameters in turn to be followed by characters."""
    for path, item in app.extensions["quotes"].api.spec.to_dict()["paths"].items():
        names = [one["name"] for one in item.get("get", {}).get("parameters", []) if one["in"] == "query"]
        endings = ("csv", "jsonl", "atom") if "{ending}" in path else ("",)
        for ending in endings:
            bare = path.replace("{ending}", ending)
            whole = re.sub(r"\{\w+\}", "mira-okonjo", bare)
            if "get" in item:
                yield from (f"{whole}?{name}=a" for name in (*names, "unknown"))
                if "{" in bare:
                    yield re.sub(r"\{\w+\}", "a", bare)


@pytest.mark.parametrize("characters", CHARACTERS)
def test_any_parameter_of_any_address_may_hold(app: Flask, client: FlaskClient, characters: str) -> None:
    client.post("/api/articles", json={"text": 'Mira Okonjo says "We stay here."\n'})
    failing = [
        address
        for address in addresses(app)
        if client.get(address + characters + "b").status_code >= 500
        or client.get(address + characters, headers={"Accept": "application/ld+json"}).status_code >= 500
    ]
    assert failing == []


def test_a_feed_of_a_search_with_such_a_character_is_xml(client: FlaskClient) -> None:
    feed = client.get("/api/statements.atom?q=a%EF%BF%BEb")
    assert feed.status_code == 200
    assert "q=a%EF%BF%BEb" in (ET.fromstring(feed.data).findtext("{*}id") or "")
