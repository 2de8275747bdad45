"""Errors of fetching. Each message is the end of a sentence for the person who gave the address."""

from __future__ import annotations


class FetchError(Exception):
    """The address could not be fetched."""


class BadAddress(FetchError):  # noqa: N818 - named as the API and its users say it
    """The address is not of a page on the public internet, or its redirects are invalid."""


class Disallowed(FetchError):  # noqa: N818 - the same
    """The site's robots.txt does not allow programs like this one to fetch the address."""


class Unreachable(FetchError):  # noqa: N818 - the same
    """The name has no address, or no server answers there."""


class TooSlow(FetchError):  # noqa: N818 - the same
    """The whole answer did not arrive in time."""


class TooLarge(FetchError):  # noqa: N818 - the same
    """The answer is larger than the limit, before or after decompression."""


class BadResponse(FetchError):  # noqa: N818 - the same
    """The answer is not HTTP, is incomplete, or has an encoding that was not requested."""


class BadStatus(FetchError):  # noqa: N818 - the same
    """The server answered with an error status.

    `retry_after` is the number of seconds for which it asks not to be asked again; None if it does not say.
    """

    def __init__(self, status: int, retry_after: float | None = None) -> None:
        super().__init__(f"the server answered with the status {status}")
        self.status = status
        self.retry_after = retry_after


class NotYet(FetchError):  # noqa: N818 - the same
    """The host must not be asked again for `seconds`, because of its crawl delay or another running fetch."""

    def __init__(self, host: str, seconds: float) -> None:
        super().__init__(f"{host} must not be asked again for {max(1, round(seconds))} seconds")
        self.seconds = seconds


class NotKept(FetchError):  # noqa: N818 - the same
    """The response arrived, but could not be kept as evidence, as the settings require."""
