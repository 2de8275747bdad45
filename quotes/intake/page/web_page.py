"""Reads the article on a web page: main text, title, author, publisher and dates."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import TYPE_CHECKING, Unpack

from trafilatura import bare_extraction
from trafilatura.settings import Document, use_config

from quotes.intake.addresses import canonical_among, tidy_address
from quotes.intake.article import LONGEST_LABEL, LONGEST_URL, Article, Details
from quotes.intake.characters import storable
from quotes.intake.errors import NoArticle
from quotes.intake.languages import declared_language, language_of
from quotes.intake.page.authors import find_authors
from quotes.intake.page.body.credits import without_credits
from quotes.intake.page.body.live_posts import with_times_of_posts
from quotes.intake.page.body.lost_paragraphs import with_article_body, with_lost_blocks
from quotes.intake.page.body.pull_quotes import drop_pull_quotes
from quotes.intake.page.body.quotation_elements import mark_quotations
from quotes.intake.page.body.side_boxes import drop_side_boxes
from quotes.intake.page.body.surroundings import clear_surroundings
from quotes.intake.page.body.truncation import is_truncated
from quotes.intake.page.claim_reviews import find_claim_reviews
from quotes.intake.page.declared_addresses import declared_addresses
from quotes.intake.page.headlines import find_heading, with_headline
from quotes.intake.page.linked_data import own_articles
from quotes.intake.page.modification_day import find_modified
from quotes.intake.page.publication_day import Published, find_published
from quotes.intake.page.titles import find_title
from quotes.intake.page.tree import parse_page

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

_INLINE = frozenset({"hi", "ref", "del", "lb", "graphic"})  # every other element of the body is a block
_LOOKED_AT = 50  # characters in which trafilatura must find "html" to accept a text as a page

# Trafilatura's slow search for a date is off, since `publication_day` finds the day.
_DATES = {"extensive_search": False}

_LITTLE = 500  # characters

# With fewer characters, trafilatura returns all words of the page, including captions, as one paragraph.
_CONFIG = use_config()
_CONFIG["DEFAULT"]["MIN_EXTRACTED_SIZE"] = "150"


def read_html(html: str, **known: Unpack[Details]) -> Article:
    """The article on a page. What the caller knows about it overrides what the page says.

    Only the page's canonical address overrides the one where it was found, if both are on one site. The
    paragraphs of the text are separated by blank lines. Raises NoArticle if there is no main text, and
    PageTooLarge.
    """
    tree = _tree(html)
    changed = find_modified(tree)  # before the tree is reduced to its main part
    url = known.get("url")
    address = tidy_address(url) if url else None
    canonical = canonical_among(declared_addresses(tree), address)
    published = known.get("published")
    own = canonical or address
    appeared = Published(published, "given") if published else find_published(tree, own)
    nodes = own_articles(tree, own)
    reviews = find_claim_reviews(tree, own)
    whole = deepcopy(tree)
    heading = find_heading(whole)
    drop_side_boxes(tree)
    clear_surroundings(tree, own)
    drop_pull_quotes(tree)
    mark_quotations(tree)
    found = _main_part(tree, url)
    paragraphs = with_lost_blocks(list(_paragraphs(found.body)), tree)
    paragraphs = with_article_body(paragraphs, nodes, whole, tree)
    author = known.get("author") or _label(
        find_authors(found.author, nodes, tree, found.sitename, paragraphs)
    )
    paragraphs = with_headline(without_credits(paragraphs, author), heading, nodes)
    paragraphs = with_times_of_posts(paragraphs, nodes)
    truncated = is_truncated(paragraphs, whole, nodes)
    text = storable("\n\n".join(paragraphs))
    if not text:
        raise NoArticle("the page has no main text")
    return Article(
        text=text,
        url=address or _short_address(canonical),
        canonical=_short_address(canonical),
        title=known.get("title") or _label(find_title(found.title, nodes, tree, found.sitename, own)),
        publisher=known.get("publisher") or _label(found.sitename),
        author=author,
        published=appeared.day,
        published_basis=appeared.basis,
        published_at=appeared.at,
        modified=known.get("modified") or changed,
        lang=known.get("lang") or language_of(text, declared_language(tree, nodes)),
        truncated=truncated,
        claim_reviews=reviews,
    )


def _short_address(found: str | None) -> str | None:
    """The address that a page declares, unless it is invalid or too long to store."""
    return found if found is not None and len(found) <= LONGEST_URL else None


def _label(found: str | None) -> str | None:
    """The site's name as the page gives it, cut to the maximum length."""
    if found is None or len(found) <= LONGEST_LABEL:
        return found
    return f"{found[: LONGEST_LABEL - 1].rsplit(' ', 1)[0]}…"


def _tree(html: str) -> HtmlElement:
    page = storable(html)
    if "html" not in page[:_LOOKED_AT].lower():
        page = f"<html><body>{page}</body></html>"
    return parse_page(page)


def _main_part(tree: HtmlElement, url: str | None) -> Document:
    """What trafilatura's own extractor finds, without its fallbacks, which add text beside the article.

    The fallbacks are better only for pages with little text.
    """
    found = _extracted(tree, url, fast=True)
    if found is None or sum(map(len, found.body.itertext())) < _LITTLE:
        found = _extracted(tree, url, fast=False)
    if found is None:
        raise NoArticle("the page has no main text")
    return found


def _extracted(tree: HtmlElement, url: str | None, *, fast: bool) -> Document | None:
    found = bare_extraction(
        deepcopy(tree),  # whose text is taken from it
        url=url,
        with_metadata=True,
        include_comments=False,
        date_extraction_params=_DATES,
        config=_CONFIG,
        fast=fast,
    )
    return found if isinstance(found, Document) else None


def _paragraphs(body: _Element) -> Iterator[str]:
    """The text of each block, with white space as a browser would show it."""
    pieces: list[str] = []
    for piece in _pieces(body):
        if piece is not None:
            pieces.append(piece)
            continue
        paragraph = "\n".join(" ".join(line.split()) for line in "".join(pieces).split("\v"))
        yield from filter(None, (part.strip() for part in paragraph.split("\n\n")))
        pieces = []


def _pieces(element: _Element) -> Iterator[str | None]:
    """The texts under an element in reading order; a vertical tab for a line break, None at block ends."""
    block = element.tag not in _INLINE
    if block:
        yield None
    yield "\v" if element.tag == "lb" else (element.text or "").replace("\v", " ")
    for child in element:
        yield from _pieces(child)
        yield (child.tail or "").replace("\v", " ")
    if block:
        yield None
