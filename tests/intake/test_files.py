from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quotes.intake import Article, Incoming, find_files, read_file
from quotes.intake.files import count_articles
from quotes.intake.formats.warc import is_archive
from quotes.intake.kinds import HEAD, Kind, kind_of
from tests.intake.pages import FIRST


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "below").mkdir()
    (tmp_path / "b.txt").write_bytes("“Yes,”\r\nsaid Ada.".encode())
    (tmp_path / "a.HTML").write_text("<html><body><p>“No,” said Bo.</p></body></html>")
    (tmp_path / "below" / "c.jsonl").write_text('{"id": 1, "text": "“One.”"}\n{"id": 2}\n')
    (tmp_path / "notes.md").write_text("# Notes\n\n“Yes,” said *Ada*.")
    (tmp_path / ".hidden").write_text("“No,” said Bo.")
    return tmp_path


def test_a_folder_gives_the_articles_below_it_in_order(folder):
    assert [file.name for file in find_files([folder])] == ["a.HTML", "b.txt", "c.jsonl", "notes.md"]


def test_a_file_is_taken_whatever_it_is_called(folder):
    assert list(find_files([folder / "notes.md"])) == [folder / "notes.md"]


def test_a_text_is_one_article_named_by_its_file(folder):
    assert list(read_file(folder / "b.txt", 1000)) == [Incoming("b.txt", Article("“Yes,”\r\nsaid Ada."))]


def test_a_page_is_one_article(folder):
    assert list(read_file(folder / "a.HTML", 1000)) == [
        Incoming("a.HTML", Article("“No,” said Bo.", claim_reviews=()))
    ]


def test_every_other_file_has_an_article_a_line(folder):
    assert list(read_file(folder / "below" / "c.jsonl", 1000)) == [
        Incoming(1, Article("“One.”")),
        Incoming(2, None, "text or html is missing"),
    ]


def test_a_file_without_text_or_with_too_much_is_an_error_under_its_name(folder):
    (folder / "empty.txt").write_text(" \n")
    assert list(read_file(folder / "empty.txt", 1000)) == [Incoming("empty.txt", None, "the text is empty")]
    (outcome,) = read_file(folder / "b.txt", 5)
    assert outcome == Incoming("b.txt", None, "the text has 17 characters, more than the limit of 5")


def test_a_compressed_file_is_read_as_what_it_holds(folder):
    (folder / "c.jsonl.gz").write_bytes(
        gzip.compress(b'{"id": 1, "text": "One."}\n{"id": 2, "text": "Two."}')
    )
    (folder / "page.gz").write_bytes(gzip.compress((folder / "a.HTML").read_bytes()))
    assert [one.id for one in read_file(folder / "c.jsonl.gz", 1000)] == [1, 2]
    assert count_articles(folder / "c.jsonl.gz") == 2
    assert next(read_file(folder / "page.gz", 1000)).article == Article("“No,” said Bo.", claim_reviews=())


@pytest.mark.parametrize("text", ['[{"id": 1, "text": "One."}, 7]', '[\n {"id": 1, "text": "One."}, 7\n]'])
def test_a_list_in_json_has_an_outcome_for_each_of_its_parts(folder, text):
    (folder / "list.json").write_text(text)
    first, second = read_file(folder / "list.json", 1000)
    assert (first.id, first.article) == (1, Article("One."))
    assert second.error == "the entry is not a JSON object"
    assert count_articles(folder / "list.json") == 2


def test_one_object_over_many_lines_is_one_article(folder):
    (folder / "one.json").write_text('{\n "text": "One.",\n "title": "A"\n}')
    assert next(read_file(folder / "one.json", 1000)).article == Article("One.", title="A")


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("photo.jpg", b"\xff\xd8\xff\x00\x01" * 9, "articles are not read from files of this kind"),
        ("photo.html", b"\xff\xd8\xff\x00\x01" * 9, "articles are not read from files of this kind"),
        ("twice.txt.gz", gzip.compress(gzip.compress(FIRST.encode())), "articles are not read from files"),
        ("table.csv", b"a,b\n1,2\n", "articles are not read from files of this kind"),
        ("bad.json", b"[\xff, ", "the file is not UTF-8, from byte 2 on"),
        ("none.json", b" [ ] ", "it holds no article"),
        ("none.jsonl", b"", "it holds no article"),
        ("feed.xml", b"<?xml version='1.0'?><rss version='2.0'>", "it is a feed"),
        ("cut.txt.gz", gzip.compress(b"One. " * 999, mtime=0)[:40], "it cannot be decompressed"),
        ("broken.pdf", b"%PDF-1.4\n%%EOF", "the PDF cannot be read"),
        ("empty.eml", b"Subject: A\n\n", "the text is empty"),
    ],
)
def test_what_cannot_be_read_is_named_with_the_reason(tmp_path, name, content, why):
    (tmp_path / name).write_bytes(content)
    (outcome,) = read_file(tmp_path / name, 1000)
    assert outcome.id == name
    assert outcome.article is None
    assert why in (outcome.error or "")


def test_a_broken_link_and_a_pipe_are_told_and_not_waited_for(tmp_path):
    (tmp_path / "away.html").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.html")
    away, pipe = find_files([tmp_path])
    assert (count_articles(away), count_articles(pipe)) == (1, 1)
    assert not any(map(is_archive, (away, pipe)))
    with pytest.raises(FileNotFoundError):
        list(read_file(away, 1000))
    assert next(read_file(pipe, 1000)).error == "it is no file"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-16", "utf-16-le", "cp1252", "cp1251", "shift_jis", "gb18030"]
)
def test_a_text_in_any_encoding_is_a_text(encoding):
    text = "「はい」と彼は言った。" if encoding in ("shift_jis", "gb18030") else "\f“Yes,”\tsaid Ada.\r\n" * 9
    assert kind_of(Path("a.txt"), text.encode(encoding)) is Kind.TEXT


def test_more_than_can_be_held_is_refused_however_small_it_is_compressed(tmp_path, monkeypatch):
    monkeypatch.setattr("quotes.intake.contents.MOST_BYTES", 1_000)
    (tmp_path / "bomb.txt.gz").write_bytes(gzip.compress(b"a" * 100_000))
    (outcome,) = read_file(tmp_path / "bomb.txt.gz", 1_000_000)
    assert outcome.error == "it has more than 1000 bytes"


def test_a_line_without_end_is_an_error_and_the_next_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr("quotes.intake.contents.MOST_IN_LINE", 100)
    (tmp_path / "a.jsonl").write_text('{"text": "' + "a" * 1_000 + '"}\n{"text": "One."}\n')
    first, second = read_file(tmp_path / "a.jsonl", 1_000_000)
    assert first.error
    assert second.article == Article("One.")


@pytest.mark.parametrize("name", ["article", "article.aspx"])
def test_prose_is_read_whatever_its_file_is_called(tmp_path, name):
    (tmp_path / name).write_text(FIRST)
    assert next(read_file(tmp_path / name, 1000)).article == Article(FIRST, lang="en")


LONG = f'{{"text": "{"One. " * 2_000}"}}'


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("page.txt", "\n<!DOCTYPE html><html><p>“No,” said Bo.</p></html>", Kind.PAGE),
        ("page.jsonl", '<?xml version="1.0"?>\n<html><p>“No,” said Bo.</p></html>', Kind.PAGE),
        ("lines.txt", '{"text": "One."}\n{"text": "Two."}', Kind.RECORDS),
        ("long.json", f"{LONG}\n{LONG}", Kind.RECORDS),
        ("list.jsonl", '[{"text": "One."}]', Kind.ARRAY),
        ("one.txt", '{\n "text": "One."\n}', Kind.ARRAY),
        ("mail.txt", "From: Bo <bo@tarn.example>\nMIME-Version: 1.0\n\n“No.”", Kind.MAIL),
        ("paper.html", "%PDF-1.7\n", Kind.PDF),
        ("note.txt", "[Corrected] “No,” said Bo.", Kind.TEXT),
        ("note.md", "{unclear} “No,” said Bo.", Kind.MARKDOWN),
        ("tags.txt", "<p> is an element of pages.", Kind.TEXT),
        ("letter.txt", "From: Bo\nTo: Ada\n\n“No.”", Kind.TEXT),
    ],
)
def test_what_a_file_begins_with_tells_its_kind_where_its_ending_is_wrong(name, content, kind):
    assert kind_of(Path(name), content.encode()[:HEAD]) is kind


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
