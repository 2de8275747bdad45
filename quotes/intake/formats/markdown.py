"""Reads Markdown, with metadata between lines of dashes at its beginning."""

from __future__ import annotations

import re
from datetime import date

from lxml.html import fragment_fromstring
from markdown_it import MarkdownIt

from quotes.intake.article import Article
from quotes.intake.days import parse_day
from quotes.intake.errors import NoArticle, PageTooLarge
from quotes.intake.formats.text import read_text
from quotes.intake.page.body.quotation_elements import mark_quotations
from quotes.intake.page.elements import text_blocks, text_of

MOST_CHARACTERS = 1_000_000
_FRONT = re.compile(r"\A\ufeff?---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^([A-Za-z_]+)[ \t]*:[ \t]*(.+?)[ \t]*$", re.MULTILINE)
_DAYS = ("published", "date", "pubdate")


def read_markdown(source: str) -> Article:
    """The article in a Markdown text, without its markup. Raises NoArticle and PageTooLarge."""
    if len(source) > MOST_CHARACTERS:
        raise PageTooLarge(f"it has more than {MOST_CHARACTERS} characters")
    source = source.replace("\r\n", "\n")
    front = _FRONT.match(source)
    fields = _fields(front[1]) if front else {}
    body = source[front.end() :] if front else source
    if not body.strip():
        raise NoArticle("the text is empty")
    tree = fragment_fromstring(MarkdownIt("commonmark").render(body), create_parent="div")
    heading = tree.find("h1")
    mark_quotations(tree)
    text = "\n\n".join(filter(None, map(text_of, text_blocks(tree))))
    title = fields.get("title") or (text_of(heading) if heading is not None else None) or None
    return read_text(
        text,
        url=fields.get("url"),
        title=title,
        publisher=fields.get("publisher"),
        author=fields.get("author"),
        published=_day(fields),
    )


def _fields(front: str) -> dict[str, str]:
    found = ((name.lower(), value.strip("\"'")) for name, value in _FIELD.findall(front))
    return {name: value for name, value in found if value}


def _day(fields: dict[str, str]) -> date | None:
    for name in _DAYS:
        try:
            return parse_day(fields[name])
        except (KeyError, ValueError):
            continue
    return None
