"""Errors of intake. Each message is one sentence for the person who sent the input."""

from __future__ import annotations


class IntakeError(ValueError):
    """No article can be read from this input."""


class NoArticle(IntakeError):  # noqa: N818 - named as the API and its users say it
    """The input has no text of an article."""


class ArticleTooLong(IntakeError):  # noqa: N818 - the same
    """The text is longer than the settings allow."""

    def __init__(self, chars: int, limit: int) -> None:
        super().__init__(f"the text has {chars} characters, more than the limit of {limit}")
        self.chars = chars
        self.limit = limit


class PageTooLarge(IntakeError):  # noqa: N818 - the same
    """A web page would take too long to read."""


class BadRecord(IntakeError):  # noqa: N818 - the same
    """A line of JSON Lines that is not an article."""
