"""Links with text fragments, read back as the specification of URL fragment text directives has it."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.lookup.evidence.text_fragments import link
from quotes.lookup.evidence.text_window import Window

URL = "https://paper.example/a?b=c"
LONG = "We have carried this town through the worst winter that anybody here remembers, " * 5


def linked(text: str, *spans: str, url: str | None = URL) -> str | None:
    places = [{"start": text.index(span), "end": text.index(span) + len(span)} for span in spans]
    return link(url, Window(text, 0, begins=True, ends=True), places)


def directives(address: str | None) -> list[dict[str, str]]:
    """The directives of an address, each as its parts by their names."""
    assert address is not None
    found = []
    for directive in address.partition(":~:")[2].split("&"):
        name, _, value = directive.partition("=")
        assert name == "text"
        parts = value.split(",")
        named = {}
        if parts[0].endswith("-"):
            named["prefix"] = unquote(parts.pop(0)[:-1])
        if parts[-1].startswith("-"):
            named["suffix"] = unquote(parts.pop()[1:])
        assert 1 <= len(parts) <= 2
        named |= dict(zip(("start", "end"), map(unquote, parts), strict=False))
        found.append(named)
    return found


def test_the_words_are_given_whole_without_their_marks() -> None:
    text = "“We will not let this bridge fall, not now,” she said."
    assert linked(text, text[: text.index(" she")]) == (
        f"{URL}#:~:text=We%20will%20not%20let%20this%20bridge%20fall%2C%20not%20now%2C"
    )


def test_what_has_a_meaning_in_a_directive_is_encoded() -> None:
    text = "“A well-known town, Bell & Sons, 100% of it - all – of #us?”"
    address = linked(text, text)
    assert address is not None
    fragment = address.partition(":~:text=")[2]
    assert re.fullmatch(r"(?:[A-Za-z0-9_.~]|%[0-9A-F]{2})+", fragment)
    assert directives(address) == [{"start": text.strip("“”")}]


def test_a_long_quote_is_given_by_its_first_and_last_words() -> None:
    text = f"“{LONG}and it will not break us in the end,” he said."
    (parts,) = directives(linked(text, text[: text.index(" he said")]))
    assert parts == {"start": "We have carried this town through", "end": "not break us in the end,"}


def test_a_quote_over_several_paragraphs_is_given_by_words_of_the_first_and_the_last() -> None:
    text = "“It was late when we came home that day.\n\nNobody had waited for us at the gate.”"
    (parts,) = directives(linked(text, text))
    assert parts == {"start": "It was late when we came", "end": "waited for us at the gate."}


def test_few_words_are_given_with_those_beside_them() -> None:
    text = "Rain.\nThe mayor of the town called it “alarming” and went home early.\nRain."
    (parts,) = directives(linked(text, "“alarming”"))
    assert parts == {"prefix": "town called it “", "start": "alarming", "suffix": "” and went home"}


def test_words_beside_are_of_the_same_line() -> None:
    text = "It rained.\n“No.”\nIt rained."
    assert directives(linked(text, "“No.”")) == [{"start": "No."}]


def test_a_word_that_the_window_cuts_is_left_out() -> None:
    text = "tened to call it “alarming” and wen"
    start = text.index("“")
    span = {"start": 50 + start, "end": 50 + start + len("“alarming”")}
    (parts,) = directives(link(URL, Window(text, 50, begins=False, ends=False), [span]))
    assert parts == {"prefix": "to call it “", "start": "alarming", "suffix": "” and"}


def test_each_span_has_a_directive() -> None:
    text = "“We will never ever give this up,” she said, “and we will not be moved either.”"
    spans = ("“We will never ever give this up,”", "“and we will not be moved either.”")
    assert [parts["start"] for parts in directives(linked(text, *spans))] == [
        "We will never ever give this up,",
        "and we will not be moved either.",
    ]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://paper.example/", "https://paper.example/#:~:text="),
        ("https://paper.example/#part-2", "https://paper.example/#part-2:~:text="),
        ("https://paper.example/#", "https://paper.example/#:~:text="),
        ("https://paper.example/#a:~:text=old", "https://paper.example/#a:~:text="),
        ("https://paper.example/?q=a#/b?c", "https://paper.example/?q=a#/b?c:~:text="),
    ],
)
def test_a_fragment_that_an_address_has_stays(url: str, expected: str) -> None:
    text = "“We will not let this bridge fall.”"
    assert linked(text, text, url=url) == f"{expected}We%20will%20not%20let%20this%20bridge%20fall."


def test_without_an_address_there_is_no_link() -> None:
    assert linked("“We stay.”", "“We stay.”", url=None) is None


def test_without_a_word_the_link_is_the_page() -> None:
    assert linked("“…!”", "“…!”") == URL


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=400), st.data())
def test_whatever_the_text_the_parts_stand_in_it_in_order(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    address = link(URL, Window(text, 0, begins=True, ends=True), [{"start": start, "end": end}])
    assert address is not None
    assert re.fullmatch(r"[!-~]+", address)
    if address == URL:
        return
    (parts,) = directives(address)
    normal = " ".join(text.split())
    at = 0
    for name in ("prefix", "start", "end", "suffix"):
        if name in parts:
            at = normal.index(parts[name], at) + len(parts[name])
