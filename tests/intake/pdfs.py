"""A PDF of one page, and what it should give."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader, PdfWriter

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
