from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.intake import Article, Incoming, read_records


def read(*lines: bytes, limit: int = 1000) -> list[Incoming]:
    return list(read_records(lines, limit))


def only(record: object, limit: int = 1000) -> Incoming:
    (incoming,) = read(json.dumps(record).encode(), limit=limit)
    return incoming


def test_a_line_with_a_text_is_an_article():
    incoming = only(
        {"id": "a1", "text": "“Yes.”", "url": "u", "title": "t", "publisher": "p", "author": "a",
         "published": "2024-05-03T10:00:00Z", "modified": "2024-05-04T01:00:00Z"}
    )  # fmt: skip
    days = date(2024, 5, 3), date(2024, 5, 4)
    assert incoming == Incoming("a1", Article("“Yes.”", "u", "t", "p", "a", *days))


def test_a_line_with_html_is_an_article_and_its_fields_win_over_the_page():
    page = "<html><head><title>On the page</title></head><body><p>“Yes,” said Ada.</p></body></html>"
    incoming = only({"html": page, "title": "Given"})
    assert incoming.article is not None
    assert incoming.article.text == "“Yes,” said Ada."
    assert incoming.article.title == "Given"


def test_text_wins_over_html():
    incoming = only({"text": "“Yes.”", "html": "<p>“No.”</p>"})
    assert incoming.article == Article("“Yes.”")


def test_unknown_fields_are_ignored():
    assert only({"text": "“Yes.”", "quotes": [{"start": 0}], "split": "dev"}).article == Article("“Yes.”")


def test_null_fields_count_as_not_given():
    record = {"id": None, "text": "“Yes.”", "html": None, "published": None, "author": None}
    assert only(record) == Incoming(None, Article("“Yes.”"))


@pytest.mark.parametrize("name", ["a1", "", "ü", 7])
def test_the_id_is_handed_back_as_it_came(name):
    assert only({"id": name, "text": "“Yes.”"}).id == name


@pytest.mark.parametrize(
    ("line", "error"),
    [
        (b" \r\n", "the line is empty"),
        (b'{"id": }', "the line is not JSON: Expecting value at character 8"),
        (b'{"text": "\xff"}', "the line is not UTF-8, from byte 11 on"),
        (b"[" * 100_000, "the line is JSON that cannot be parsed"),
        (b'{"id": ' + b"9" * 5000 + b"}", "the line is JSON that cannot be parsed"),
        (b'["text"]', "the line is not a JSON object"),
    ],
)  # fmt: skip
def test_a_line_that_is_no_json_object_becomes_an_error(line, error):
    assert read(line) == [Incoming(None, None, error)]


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({}, "text or html is missing"),
        ({"text": None}, "text or html is missing"),
        ({"text": ""}, "the text is empty"),
        ({"text": 5}, "text must be a string"),
        ({"html": ["<p>"]}, "html must be a string"),
        ({"html": "<html></html>"}, "the page has no main text"),
        ({"text": "x", "author": {}}, "author must be a string"),
        ({"text": "x", "modified": "May"}, "modified is not an ISO 8601 date such as 2024-05-03: 'May'"),
        ({"text": "x", "published": 20240503}, "published must be a string"),
        ({"text": "x", "published": "May"}, "published is not an ISO 8601 date such as 2024-05-03: 'May'"),
        ({"text": "xx" * 600}, "the text has 1200 characters, more than the limit of 1000"),
    ],
)
def test_a_line_that_holds_no_article_becomes_an_error_under_its_id(fields, error):
    assert only({"id": "a1", **fields}) == Incoming("a1", None, error)


@pytest.mark.parametrize("name", [True, 1.5, [], {}])
def test_an_id_that_is_no_name_becomes_an_error(name):
    assert only({"id": name, "text": "x"}) == Incoming(None, None, "id must be a string or a whole number")


def test_one_bad_line_does_no_harm_to_the_others():
    outcomes = read(b'{"id": 1, "text": "a"}\n', b"oops\n", b'{"id": 3, "text": "c"}\r\n')
    assert [outcome.id for outcome in outcomes] == [1, None, 3]
    assert [outcome.error is None for outcome in outcomes] == [True, False, True]


def test_a_byte_order_mark_before_the_first_line_is_passed_over():
    (incoming,) = read(b'\xef\xbb\xbf{"text": "a"}')
    assert incoming.article == Article("a")


def test_lone_surrogates_are_replaced_in_every_field():
    (incoming,) = read(rb'{"text": "a\ud83db", "author": "\udc00"}')
    assert incoming.article == Article("a�b", author="�")


@given(st.lists(st.one_of(st.binary(max_size=40), st.text(max_size=40).map(str.encode))))
def test_there_is_one_outcome_for_each_line_whatever_it_holds(lines):
    outcomes = read(*lines)
    assert len(outcomes) == len(lines)
    assert all((outcome.article is None) != (outcome.error is None) for outcome in outcomes)


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(st.characters(), max_size=12)),
    lambda children: st.lists(children, max_size=3),
    max_leaves=4,
)
FIELDS = st.sampled_from(["id", "text", "html", "published", "modified", "url", "title", "other"])


@given(st.dictionaries(FIELDS, JSON))
def test_an_object_of_any_values_is_an_article_or_an_error(record):
    outcome = only(record)
    assert (outcome.article is None) != (outcome.error is None)
