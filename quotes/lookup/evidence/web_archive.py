"""The copy of a page in a web archive: one saved for us, or the one nearest to a day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

ARCHIVE = "https://web.archive.org"
NAME = "Internet Archive"


def archived_copy(article: Mapping[str, Any]) -> str | None:
    """The address of the archived copy of an article, given as a row with `url` and `published`.

    The `archived_copy` that was saved for us, if there is one. Otherwise the address at which the web archive
    shows the copy nearest to the day of publication, if it has any; nothing is fetched to find out.
    """
    return article.get("archived_copy") or copy_near(article["url"], article["published"])


def copy_near(url: str | None, day: str | None) -> str | None:
    """The address of the web archive's copy of a page that is nearest to a day, or of the latest one.

    None for any address but those of the web.
    """
    if url is None or not _is_of_the_web(url):
        return None
    when = (day or "").replace("-", "")[:8] or "2"
    return f"{ARCHIVE}/web/{when}/{url}"


def _is_of_the_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)
