from __future__ import annotations

import gzip
import json
import os

import pytest
from archive_victims import Deadly
from click.testing import CliRunner
from conftest import HandReader

from quotes.archive import extraction, running, shards
from quotes.archive.extra import ArchiveError, ExtraMissing, needed
from quotes.archive.inputs import Piece, pieces
from quotes.archive.reading import TRIES, ApartReader, Options, outcomes
from quotes.archive.tables import article_of, quote_of
from quotes.cli import main

parquet = needed("pyarrow.parquet")


class HandPieces:
    version = HandReader.version

    def read(self, some, options):
        for piece in some:
            yield from outcomes([piece], options, HandReader())


def articles(count):
    return [
        {
            "id": f"n{number}",
            "url": f"https://www.tarn.example/{number}",
            "published": "2024-05-03",
            "text": f'Ada Moor says "We count to {number} in the morning." about Tarn\n'
            f'Ben Lund says "Nobody heard number {number}." (denied)\n',
        }
        for number in range(count)
    ]


@pytest.fixture
def lines(tmp_path):
    file = tmp_path / "news.jsonl"
    file.write_text("".join(json.dumps(one) + "\n" for one in articles(40)))
    return file


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setattr(shards, "LEAST_BYTES", 2_000)


def extracted(path, out, **options):
    return [
        extraction.extract_shard(shard.paths, str(out), Options(**options), reader=HandPieces())
        for shard in shards.plan([str(path)])
    ]


def rows(out, kind):
    return [row for file in sorted((out / kind).iterdir()) for row in parquet.read_table(file).to_pylist()]


@pytest.mark.usefixtures("small")
def test_each_line_is_in_one_shard_wherever_the_shards_are_cut(lines, tmp_path):
    assert len(shards.plan([str(lines)])) > 3
    extracted(lines, tmp_path / "out")
    assert [row["record"] for row in rows(tmp_path / "out", "articles")] == [f"n{n}" for n in range(40)]


@pytest.mark.usefixtures("small")
def test_a_rerun_overwrites_and_comes_out_the_same(lines, tmp_path):
    first, again = extracted(lines, tmp_path / "out"), extracted(lines, tmp_path / "out")
    assert first == again
    assert len(rows(tmp_path / "out", "quotes")) == 80
    assert not list((tmp_path / "out" / ".unfinished").iterdir())


@pytest.mark.usefixtures("small")
def test_what_is_done_is_left_until_the_input_or_the_extractor_changes(lines, tmp_path):
    out = str(tmp_path / "out")
    extracted(lines, out)
    planned = shards.plan([str(lines)])
    assert running.left_to_do(planned, out, "hand-1", Options())[1] == []
    assert running.left_to_do(planned, out, "hand-2", Options())[1] == planned
    os.utime(lines, (1, 1))
    assert running.left_to_do(planned, out, "hand-1", Options())[1] == planned


@pytest.mark.usefixtures("small")
def test_the_shards_of_what_a_file_has_no_more_are_removed(lines, tmp_path):
    out = tmp_path / "out"
    extracted(lines, out)
    lines.write_text("".join(lines.read_text().splitlines(keepends=True)[:5]))
    assert running.remove_outdated(shards.plan([str(lines)]), str(out)) > 0
    extracted(lines, out)
    assert len(rows(out, "articles")) == 5


def test_articles_and_quotes_come_back_as_they_were_read(lines, tmp_path):
    extracted(lines, tmp_path / "out")
    article = article_of(rows(tmp_path / "out", "articles")[0])
    found = [quote_of(row) for row in rows(tmp_path / "out", "quotes") if row["record"] == "n0"]
    assert found == HandReader().extract(article.text, article.published)


def test_a_line_that_is_no_article_is_kept_with_the_reason(tmp_path):
    file = tmp_path / "news.jsonl"
    file.write_text('{"id": "good", "text": "Nothing said."}\nnonsense\n')
    (done,) = extracted(file, tmp_path / "out")
    assert (done.counts.articles, done.counts.failures) == (1, 1)
    (bad,) = [row for row in rows(tmp_path / "out", "articles") if row["error"]]
    assert bad["place"] == f"{file}, line 2"
    assert "not JSON" in bad["error"]


def test_tables_are_read_as_lines_are(lines, tmp_path):
    pa = needed("pyarrow")
    table = tmp_path / "news.parquet"
    parquet.write_table(pa.Table.from_pylist(articles(40)), table, row_group_size=7)
    extracted(table, tmp_path / "table")
    extracted(lines, tmp_path / "lines")
    named = [{**row, "title": None} for row in rows(tmp_path / "lines", "quotes")]
    assert [{**row, "title": None} for row in rows(tmp_path / "table", "quotes")] == named


def crawled(url, page):
    answer = b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + answer + b"\r\n\r\n")


PAGE = b"<html><body><article>%s</article></body></html>" % (
    b"<p>The town of Tarn has repaired its old bridge, and everybody crossed it.</p>" * 20
)


def test_the_pages_of_a_crawl_that_are_articles_are_read(tmp_path):
    url = "https://www.tarn.example/bridge"
    file = tmp_path / "crawl.warc.gz"
    file.write_bytes(crawled("https://www.tarn.example/", PAGE) + crawled(url, PAGE))
    (piece,) = pieces(str(file))
    assert (piece.known["url"], piece.content) == (url, PAGE)
    assert "repaired its old bridge" in piece.incoming(10_000).article.text


def test_a_crawl_that_breaks_off_gives_what_stands_before_and_says_so(tmp_path):
    file = tmp_path / "crawl.warc.gz"
    whole = crawled("https://www.tarn.example/bridge", PAGE)
    file.write_bytes(whole + whole[: len(whole) // 2])
    (done,) = extracted(file, tmp_path / "out")
    assert (done.counts.articles, done.counts.failures) == (1, 1)
    (bad,) = [row for row in rows(tmp_path / "out", "articles") if row["error"]]
    assert (bad["place"], "it cannot be read beyond byte" in bad["error"]) == (str(file), True)


def test_an_article_that_kills_its_reader_fails_by_name_and_no_other_does():
    reader = ApartReader(seconds=60)
    line = b'{"id": "%s", "text": "Nothing is said here."}'
    some = [
        Piece("a", "line", line % b"a"),
        Deadly("deadly", "line", b""),
        Piece("b", "line", line % b"b"),
    ]
    try:
        found = list(reader.read(some, Options()))
    finally:
        reader.close()
    assert [one.place for one in found if one.error is None] == ["a", "b"]
    assert found[1].error == f"The process that read it died (exit status 9), {TRIES} times"


def test_an_extra_that_is_missing_is_told_in_one_sentence():
    with pytest.raises(ExtraMissing, match="install it with pip install"):
        needed("nosuchpackage.inside")


@pytest.mark.parametrize("which", ["0/4", "5/4", "x", "3"])
def test_a_share_that_there_is_not_is_refused(which):
    with pytest.raises(ArchiveError, match="is not a valid share"):
        shards.share([], which)


def test_an_input_that_is_not_there_is_told(tmp_path):
    told = CliRunner().invoke(main, ["archive", "extract", str(tmp_path / "no"), "--to", str(tmp_path / "o")])
    assert told.exit_code == 1
    assert "does not exist" in told.output
