"""Posts of social networks embedded in a page: their words, who wrote them, and the day.

Networks provide them as a block quotation: the words in paragraphs, followed by a dash, the name, the handle
and the day.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_POSTS = frozenset({"twitter-tweet", "twitter-video", "bluesky-embed", "mastodon-embed", "instagram-media"})
_SHORTENED = re.compile(r"(?:https?://)?(?:pic\.twitter\.com|pic\.x\.com|t\.co)/\w+")
_DASHES = ("—", "–", "―", "-")
# Emoji in a name, and the characters that join several into one; they are removed.
_PICTURES = frozenset({"So", "Sk", "Cf", "Cn", "Co", "Me"})
_VARIANTS = re.compile("[\ufe00-\ufe0f\U000e0000-\U000e007f]")


def is_post(element: HtmlElement) -> bool:
    """Whether an element embeds a post of a social network."""
    return not _POSTS.isdisjoint(element.get("class", "").split())


def tidy_posts(page: HtmlElement) -> None:
    """Make the credit of each post a paragraph, and remove the links that the network added."""
    for post in filter(is_post, list(page.iter("blockquote"))):
        for link in list(post.iter("a")):
            if _SHORTENED.fullmatch(link.text_content().strip()):
                link.drop_tree()
        words = post.findall("p")
        if words:
            _part_credit(post, words[-1])


def _part_credit(post: HtmlElement, last: HtmlElement) -> None:
    """Move what follows the words of a post into a paragraph of its own."""
    behind = list(last.itersiblings())
    if last.text_content().strip().startswith(_DASHES):
        behind.insert(0, last)
        text = ""
    else:
        text, last.tail = last.tail or "", None
    for element in behind:
        text += element.text_content() + (element.tail or "")
        post.remove(element)
    credit = post.makeelement("p")
    credit.text = _without_pictures(text)
    if credit.text:
        post.append(credit)


def _without_pictures(text: str) -> str:
    kept = (sign for sign in _VARIANTS.sub("", text) if unicodedata.category(sign) not in _PICTURES)
    return " ".join("".join(kept).split())
