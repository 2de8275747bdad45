"""Three short articles about invented people and places, by two invented outlets, to try things with.

Both outlets report one statement of the mayor's, in different words.
"""

from __future__ import annotations

from importlib.resources import files

from quotes.intake.article import Article
from quotes.intake.formats.records import read_records

_LONGEST = 10_000  # characters


def sample_articles() -> list[Article]:
    """The articles, the earliest first."""
    lines = files(__name__).joinpath("articles.jsonl").read_bytes().splitlines()
    return [one.article for one in read_records(lines, _LONGEST) if one.article is not None]
