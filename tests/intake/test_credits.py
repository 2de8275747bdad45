from __future__ import annotations

import pytest
from lxml import html

from quotes.intake.credits import authors_alone, title_alone


@pytest.mark.parametrize(
    ("title", "heading", "site", "alone"),
    [
        ("Night ferry saved | Tarn Post", "Night ferry saved", None, "Night ferry saved"),
        ("Night ferry saved - Tarn | Post.example", "Night ferry saved", None, "Night ferry saved"),
        ("The ferry's night * Tarn * by Una Brekk", "The ferry’s night", "Tarn", "The ferry's night"),
        ("Night ferry saved - The Tarn Post", "Another heading", "Tarn Post", "Night ferry saved"),
        ("Night ferry saved – Tarn | Tarn News", "", "Tarn", "Night ferry saved"),
        ("Night ferry saved - Tarn", "", None, "Night ferry saved - Tarn"),
        ("Tarn - what now? | Wend", "", "Tarn", "Tarn - what now? | Wend"),
        ("Tarn Post", "", "Tarn Post", "Tarn Post"),
        ("Night-ferry saved", "Night", "Tarn", "Night-ferry saved"),
    ],
)
def test_a_title_is_told_from_the_site(title: str, heading: str, site: str | None, alone: str):
    tree = html.fromstring(f"<html><body><h1>{heading}</h1><p>x</p></body></html>")
    assert title_alone(title, tree, site) == alone


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
    ],
)
def test_each_author_is_named_once_and_the_site_is_none(authors: str, alone: str):
    page = '<html><head><meta name="dc.creator" content="Brekk, Una"></head><body><p>x</p></body></html>'
    assert authors_alone(authors, html.fromstring(page), "Tarn Post") == alone
