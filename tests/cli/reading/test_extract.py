from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

import pytest

from quotes.cli import main
from quotes.cli.reading.extract import answers, dated
from quotes.extraction import Quote, Reading, ReadingFailed, Span
from quotes.intake import Article, Incoming, read_records


class Ahead:
    """An extractor that takes articles in threes before it answers; each is one quote from end to end."""

    def extract_many(self, readings: Iterable[Reading]) -> Iterator[list[Quote]]:
        coming = iter(readings)
        while batch := list(islice(coming, 3)):
            yield from ([_whole(reading.text)] for reading in batch)


def _whole(text: str) -> Quote:
    return Quote(text, (Span(0, len(text)),), "sentence", None, None, None, None, None, 0.5)


def told(*lines: str) -> list[tuple[object, str]]:
    """Each answer's id, with its error or the text of its one quote."""
    records = answers(read_records([line.encode() for line in lines], 100), Ahead())
    return [(record["id"], record.get("error") or record["quotes"][0]["text"]) for record in records]


def test_answers_come_in_the_order_of_the_lines_the_bad_ones_in_their_places():
    missing = "text or html is missing"
    lines = [
        '{"id": 1}',
        '{"id": 2, "text": "b"}',
        '{"id": 3}',
        '{"id": 4}',
        '{"id": 5, "text": "e"}',
        '{"id": 6, "text": "f"}',
        '{"id": 7, "text": "g"}',
        '{"id": 8}',
    ]
    expected = [missing, "b", missing, missing, "e", "f", "g", missing]
    assert told(*lines) == list(enumerate(expected, start=1))


def test_an_article_that_extraction_fails_on_is_answered_with_the_error():
    class Failing(Ahead):
        def extract_many(self, readings):
            for reading in readings:
                yield ReadingFailed("no luck") if reading.text == "b" else [_whole(reading.text)]

    lines = [b'{"id": 1, "text": "a"}', b'{"id": 2, "text": "b"}', b'{"id": 3}', b'{"id": 4, "text": "d"}']
    records = list(answers(read_records(lines, 100), Failing()))
    assert [record["id"] for record in records] == [1, 2, 3, 4]
    assert [record.get("error") for record in records] == [None, "no luck", "text or html is missing", None]


def test_the_extractor_is_told_what_is_known_of_an_article():
    class Noting(Ahead):
        def extract_many(self, readings):
            known.extend(readings := list(readings))
            return super().extract_many(readings)

    known: list[Reading] = []
    line = b'{"text": "a", "published": "2024-05-03", "modified": "2024-05-04", "author": "Ada Fenn"}'
    assert len(list(answers(read_records([line], 100), Noting()))) == 1
    assert known == [Reading("a", date(2024, 5, 3), "Ada Fenn", date(2024, 5, 4))]


def test_no_lines_have_no_answers():
    assert told() == []


def test_bad_lines_alone_are_answered_too():
    assert told('{"id": 1}', '{"id": 2}') == [(1, "text or html is missing"), (2, "text or html is missing")]


def test_the_given_day_is_for_articles_that_have_none():
    own = Incoming(1, Article("a", published=date(2024, 1, 1)))
    none, bad = Incoming(2, Article("b")), Incoming(3, None, "bad")
    assert list(dated([own, none, bad], date(2024, 5, 3))) == [
        own,
        Incoming(2, Article("b", published=date(2024, 5, 3))),
        bad,
    ]


TEXT = "“We have no choice,” Mayor Ivo Marrek said on Friday."


def records(result) -> list[dict]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_the_command_reads_standard_input_and_fails_at_the_end_for_a_bad_line(runner):
    lines = [json.dumps({"id": "a", "text": TEXT, "published": "2024-05-04"}), "oops", '{"text": "No one."}']
    result = runner.invoke(main, ["extract"], input="\n".join(lines))
    assert result.exit_code == 1
    good, bad, unquoted = records(result)
    (quote,) = good["quotes"]
    assert good["id"] == "a"
    assert quote["speaker"] == "Ivo Marrek"
    assert quote["said"]["on"] == "2024-05-03"
    (span,) = quote["spans"]
    assert TEXT[span["start"] : span["end"]] == "“We have no choice,”"
    assert bad == {"id": None, "error": "the line is not JSON: Expecting value at character 1"}
    assert unquoted == {"id": None, "quotes": []}


def test_the_command_reads_texts_and_pages_as_one_article_each(runner, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.html").write_text(f"<html><body><p>{TEXT}</p></body></html>", encoding="utf-8")
    result = runner.invoke(main, ["extract", "--published", "2024-05-04", "a.txt", "b.html"])
    assert result.exit_code == 0
    first, second = records(result)
    assert [first["id"], second["id"]] == ["a.txt", "b.html"]
    assert first["quotes"] == second["quotes"]
    assert first["quotes"][0]["said"]["on"] == "2024-05-03"


@pytest.mark.parametrize("arguments", [["none.txt"], ["--published", "May 3", "-"], ["--nothing"]])
def test_wrong_arguments_end_the_command_before_it_reads(runner, arguments):
    result = runner.invoke(main, ["extract", *arguments])
    assert result.exit_code == 2
    assert result.stdout == ""


def test_an_id_goes_back_as_it_came_even_when_it_is_half_a_character(runner):
    result = runner.invoke(main, ["extract"], input=b'{"id": "\\ud83d", "text": 5}\n')
    assert records(result) == [{"id": "\ud83d", "error": "text must be a string"}]
