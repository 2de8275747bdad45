from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quotes.intake import Article, Incoming, find_files, read_file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "below").mkdir()
    (tmp_path / "b.txt").write_bytes("“Yes,”\r\nsaid Ada.".encode())
    (tmp_path / "a.HTML").write_text("<html><body><p>“No,” said Bo.</p></body></html>")
    (tmp_path / "below" / "c.jsonl").write_text('{"id": 1, "text": "“One.”"}\n{"id": 2}\n')
    (tmp_path / "notes.md").write_text("not an article")
    return tmp_path


def test_a_folder_gives_the_articles_below_it_in_order(folder):
    assert [file.name for file in find_files([folder])] == ["a.HTML", "b.txt", "c.jsonl"]


def test_a_file_is_taken_whatever_it_is_called(folder):
    assert list(find_files([folder / "notes.md"])) == [folder / "notes.md"]


def test_a_text_is_one_article_named_by_its_file(folder):
    assert list(read_file(folder / "b.txt", 1000)) == [Incoming("b.txt", Article("“Yes,”\r\nsaid Ada."))]


def test_a_page_is_one_article(folder):
    assert list(read_file(folder / "a.HTML", 1000)) == [Incoming("a.HTML", Article("“No,” said Bo."))]


def test_every_other_file_has_an_article_a_line(folder):
    assert list(read_file(folder / "below" / "c.jsonl", 1000)) == [
        Incoming(1, Article("“One.”")),
        Incoming(2, None, "text or html is missing"),
    ]


def test_a_file_without_text_or_with_too_much_is_an_error_under_its_name(folder):
    (folder / "empty.txt").write_text(" \n")
    assert list(read_file(folder / "empty.txt", 1000)) == [Incoming("empty.txt", None, "the text is empty")]
    (outcome,) = read_file(folder / "b.txt", 5)
    assert outcome == Incoming("b.txt", None, "the text has 17 characters, more than the 5 that are read")


def test_a_missing_file_raises(tmp_path):
    with pytest.raises(FileNotFoundError):
        list(read_file(tmp_path / "none.txt", 1000))


PIECES = st.one_of(
    st.binary(max_size=60),
    st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.sampled_from(
        [b"<p>", b"</p>", b'<meta charset="', b'utf-8">', b"<!--", b"\xef\xbb\xbf", b"\xff\xfe", b"\n{"]
    ),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.lists(PIECES, max_size=8).map(b"".join), ending=st.sampled_from(["txt", "html", "jsonl"]))
def test_a_file_of_any_bytes_whatever_is_read_or_told(tmp_path, content, ending):
    file = tmp_path / f"any.{ending}"
    file.write_bytes(content)
    for outcome in read_file(file, 1000):
        assert (outcome.article is None) != (outcome.error is None)
        if outcome.article is not None:
            assert outcome.article.text.encode("utf-8")
