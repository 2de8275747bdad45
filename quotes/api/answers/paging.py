"""Answers with one page of a list, and a Link header to the next page."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import request

from quotes.store.listing import Page


def answer(page: Page) -> tuple[Page, int, dict[str, str]]:
    """The page with its status and headers."""
    if page.next_cursor is None:
        return page, 200, {}
    query = urlencode({**request.args, "cursor": page.next_cursor})
    return page, 200, {"Link": f'<{request.base_url}?{query}>; rel="next"'}
