from __future__ import annotations

from pathlib import Path

import pytest

from quotes.intake import NoArticle, PageTooLarge
from quotes.intake.formats import pdf as module
from quotes.intake.formats.pdf import UnreadablePdf, read_pdf
from tests.intake.pdfs import LINES, PARAGRAPHS, pdf


def test_lines_are_put_together_to_paragraphs():
    assert read_pdf(pdf(LINES)).text.split("\n\n") == PARAGRAPHS


@pytest.mark.parametrize(
    ("given", "title"), [("Ferry stays", "Ferry stays"), ("ferry_final.docx", None), (None, None)]
)
def test_the_title_is_that_of_the_document_unless_it_is_a_files_name(given, title):
    found = read_pdf(pdf(LINES, title=given))
    assert (found.title, found.published) == (title, None)


def test_a_document_without_text_is_no_article():
    with pytest.raises(NoArticle, match="no text layer"):
        read_pdf(pdf([]))


def test_a_locked_or_broken_document_is_told():
    with pytest.raises(UnreadablePdf, match="locked with a password"):
        read_pdf(pdf(LINES, password="x"))
    with pytest.raises(UnreadablePdf, match="cannot be read"):
        read_pdf(b"%PDF-1.4 nothing else")


def test_a_document_that_would_take_long_to_read_is_refused_in_time(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "MOST_SECONDS", 0.5)
    with pytest.raises(PageTooLarge, match=r"more than 0.5 seconds"):
        read_pdf(pdf(["a"] * 300_000))


def test_a_process_that_dies_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    dying = tmp_path / "dying.py"
    dying.write_text("import os; os.abort()")
    monkeypatch.setattr(module, "_PROGRAM", dying)
    with pytest.raises(UnreadablePdf, match="within the limits"):
        read_pdf(pdf(LINES))
