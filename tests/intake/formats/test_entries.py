from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.intake import Article
from quotes.intake.errors import BadRecord
from quotes.intake.formats.entries import entries, read_entries

NO_MORE = "from here on it cannot be read"


def outcomes(text: str) -> list[tuple[str | None, str | None]]:
    """The place and the error of each entry."""
    return [(one.place, one.error) for one in read_entries(text.encode(), 1000)]


def test_an_entry_that_cannot_be_read_is_named_by_its_number_and_its_line():
    text = json.dumps([{"id": 1, "text": "One."}, {"id": 2}, 7, {"text": "Four."}], indent=2)
    assert outcomes(text) == [
        ("entry 1 (line 2)", None),
        ("entry 2 (line 6)", "text or html is missing"),
        ("entry 3 (line 9)", "the entry is not a JSON object"),
        ("entry 4 (line 10)", None),
    ]


def test_entries_on_one_line_are_told_apart_by_their_numbers():
    assert outcomes('[{"text": "One."}, {}]') == [
        ("entry 1 (line 1)", None),
        ("entry 2 (line 1)", "text or html is missing"),
    ]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (
            '[\n{"text": "One."},\n{"text": }]',
            ("entry 2 (line 3)", f"{NO_MORE}: it is not JSON, expecting"),
        ),
        ('[\n{"text": "One."}\n{"text": "Two."}]', ("entry 1 (line 2)", f"{NO_MORE}: there is no comma")),
        ('[\n{"text": "One."},\n', ("entry 2 (line 3)", "the list has no end; perhaps the file is cut off")),
        ('[\n{"text": "One."}', ("entry 2 (line 2)", "the list has no end")),
        ('[\n{"text": "One."}]\n]', ("entry 2 (line 2)", f"{NO_MORE}: something follows the end")),
        (
            '[\n{"text": "One."},\n' + "[" * 100_000,
            ("entry 2 (line 3)", f"{NO_MORE}: it is JSON that"),
        ),
        (
            '[{"text": "One."},\n' + "9" * 5000 + "]",
            ("entry 2 (line 2)", f"{NO_MORE}: it is JSON that"),
        ),
    ],
)
def test_what_stands_before_a_broken_place_is_read(text, last):
    first, second = read_entries(text.encode(), 1000)
    assert first.article == Article("One.")
    place, error = last
    assert second.place == place
    assert error in second.error


@pytest.mark.parametrize(
    "text",
    [
        '[{"text": "One."}, {"text": "Two."},]',
        '{\n"text": "One."\n}\n{\n"text": "Two."\n}\n',
        '\ufeff [{"text": "One."},\r\n{"text": "Two."}]\r\n\r\n',
    ],
)
def test_two_articles_however_they_follow_one_another(text):
    found = list(read_entries(text.encode(), 1000))
    assert [one.article for one in found] == [Article("One."), Article("Two.")]


def test_a_file_that_is_not_utf8_is_refused():
    with pytest.raises(BadRecord, match="from byte 12 on"):
        list(entries('[{"text": "é"}]'.encode("latin-1")))


@given(st.text(alphabet='[]{},:"1a \n\\', max_size=30))
def test_any_text_comes_to_an_end_with_an_outcome_for_each_entry(text):
    found = list(read_entries(text.encode(), 1000))
    assert len(found) == len(list(entries(text.encode())))
    assert all((one.article is None) != (one.error is None) for one in found)


@given(st.lists(st.dictionaries(st.text(max_size=3), st.text(max_size=5), max_size=2)), st.booleans())
def test_every_list_of_json_is_read_whole(records, indented):
    written = json.dumps(records, indent=2 if indented else None)
    assert [one.record for one in entries(written.encode())] == records
