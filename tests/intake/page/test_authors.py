from __future__ import annotations

import pytest
from lxml import html

from quotes.intake.page.authors import authors_alone, byline, find_authors


@pytest.mark.parametrize(
    ("authors", "alone"),
    [
        ("Una Brekk", "Una Brekk"),
        ("Una Brekk; Una-Brekk", "Una Brekk"),
        ("Una brekk; Una Brekk", "Una Brekk"),
        ("Una Brekk; The Tarn Post; Tam Vale", "Una Brekk; Tam Vale"),
        ("Tarn Post", "Tarn Post"),
        ("Brekk; Una", "Una Brekk"),
        ("Vale; Tam", "Vale; Tam"),
        ("Una Brekk; Staff Writer", "Una Brekk"),
        ("Una Brekk; Friday", "Una Brekk"),
        ("Staff Reporter", "Staff Reporter"),
        ("Orr; Nils", "Nils Orr"),
    ],
)
def test_each_author_is_named_once_and_the_site_is_none(authors: str, alone: str):
    head = '<head><meta name="dc.creator" content="Brekk, Una"></head>'
    page = f"<html>{head}<body><p>By Nils Orr</p></body></html>"
    assert authors_alone(authors, html.fromstring(page), "Tarn Post") == alone


def found(author: object, read: str | None = None, lines: tuple[str, ...] = ()) -> str | None:
    tree = html.fromstring("<html><body><p>x</p></body></html>")
    return find_authors(read, [{"@type": "NewsArticle", "author": author}], tree, "Tarn Post", lines)


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ({"@type": "Person", "name": "Una Brekk"}, "Una Brekk"),
        ([{"name": "Una Brekk"}, {"name": "Tam Vale"}], "Una Brekk; Tam Vale"),
        ("Una Brekk and Tam Vale", "Una Brekk; Tam Vale"),
        ({"name": "By Una Brekk"}, "Una Brekk"),
        ({"@type": "Person", "byline": "Una Brekk"}, "Una Brekk"),
        ({"@type": "Organization", "name": "Tarn Post"}, "Tarn Post"),
        ({"name": 7}, None),
        ([None, []], None),
    ],
)
def test_the_authors_of_the_linked_data_are_named(author, names):
    assert found(author) == names


def test_who_owns_the_site_is_no_author_beside_that_of_the_article():
    assert found([{"name": "Una Brekk"}], read="Tarn Media; Una Brekk") == "Una Brekk"


def test_a_name_is_spelled_as_it_is_best():
    assert found({"name": "una-brekk"}, read="Una Brekk") == "Una Brekk"


def test_a_line_of_names_at_the_beginning_tells_the_authors_where_only_the_site_is_named():
    lines = ("Ferry stays", "Una Brekk/Tam Vale", "The ferry stays, the council said.")
    assert found({"name": "Tarn Post"}, read="Tarn Post", lines=lines[1:]) == "Una Brekk; Tam Vale"
    assert found({"name": "Nils Orr"}, lines=lines[1:]) == "Nils Orr"


@pytest.mark.parametrize(
    "line", ["It rained.", "Friday Night", "Staff Reporter", "TARN", "We stay, said Una."]
)
def test_other_lines_are_no_bylines(line):
    assert byline([line]) == []
