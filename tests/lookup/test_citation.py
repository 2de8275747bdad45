"""A quote as a reference."""

from __future__ import annotations

from typing import Any

from quotes.lookup.citation import as_csl, as_ris, as_text

ADDRESS = "http://localhost/quotes/q1"


def _quote(**changes: Any) -> dict[str, Any]:
    article = {
        "title": "Bridge\nopen again",
        "author": "Hanne Brook",
        "publisher": "Tarnholm Post",
        "published": "2024-07-16",
        "url": "https://post.example/bridge",
    }
    return {
        "id": "q1",
        "text": "They never asked me",
        "speaker": {"name": "Sanna Quill"},
        "factuality": "said",
        "article": {**article, **changes},
        "snapshot": {"collected": "2024-07-17T08:00:00+00:00"},
    }


def test_a_line_of_text_names_speaker_words_article_and_day() -> None:
    assert as_text(_quote(), ADDRESS) == (
        "Sanna Quill, quoted in “Bridge open again”, Tarnholm Post, 16 July 2024: “They never asked me”"
        " (https://post.example/bridge; http://localhost/quotes/q1)"
    )


def test_csl_json_leaves_out_what_is_not_known() -> None:
    item = as_csl(_quote(author=None, published=None), ADDRESS)
    assert "author" not in item
    assert "issued" not in item
    assert item["accessed"] == {"date-parts": [[2024, 7, 17]]}


def test_words_that_were_denied_are_cited_as_that() -> None:
    assert "(reported as denied)" in as_csl({**_quote(), "factuality": "denied"}, ADDRESS)["note"]


def test_ris_has_one_line_for_a_field_and_ends_the_record() -> None:
    lines = as_ris(_quote(), ADDRESS).split("\r\n")
    assert lines[0] == "TY  - NEWS"
    assert "TI  - Bridge open again" in lines
    assert lines[-2:] == ["ER  - ", ""]
    assert all(line[2:6] == "  - " for line in lines[:-1])
