from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from quotes.intake import NoArticle, PageTooLarge
from quotes.intake.formats import pdf as module
from quotes.intake.formats.pdf import UnreadablePdf, read_pdf

LINES = [
    "Ferry stays",
    "The town of Oddmoor will keep its night ferry for another year, the coun-",
    "cil decided after a long meeting in the hall of the school.",
    '"It is the only way home," said Mira Holt, who cleans offices across the',
    "water until one in the morning.",
]
PARAGRAPHS = [
    "Ferry stays",
    f"{LINES[1][:-1]}{LINES[2]}",
    f"{LINES[3]} {LINES[4]}",
]


def pdf(lines: list[str], title: str | None = None, password: str | None = None) -> bytes:
    """A document of one page with these lines."""
    shown = " ".join(f"({line.replace('(', '')}) Tj T*" for line in lines)
    stream = f"BT /F1 12 Tf 14 TL 50 700 Td {shown} ET"
    fonts = "/Resources << /Font << /F1 5 0 R >> >>"
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R {fonts} >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    content, offsets = "%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        offsets.append(len(content))
        content += f"{number} 0 obj\n{part}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    content += f"xref\n0 6\n0000000000 65535 f \n{table}trailer\n<< /Size 6 /Root 1 0 R >>\n"
    made = BytesIO(f"{content}startxref\n{content.index('xref')}\n%%EOF".encode())
    writer = PdfWriter(clone_from=PdfReader(made))
    if title:
        writer.add_metadata({"/Title": title})
    if password:
        writer.encrypt(password)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


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
