"""Why an address could not be fetched; each message is the end of a sentence for the person who gave it."""

from __future__ import annotations


class FetchError(Exception):
    """Nothing came from this address."""


class BadAddress(FetchError):  # noqa: N818 - named as the API and its users say it
    """The address is none of a page on the public internet, or its redirects lead nowhere."""


class Disallowed(FetchError):  # noqa: N818 - the same
    """The site's robots.txt asks programs like this one to stay away from the address."""


class Unreachable(FetchError):  # noqa: N818 - the same
    """The name has no address, or nobody answers there."""


class TooSlow(FetchError):  # noqa: N818 - the same
    """The whole answer did not come in time."""


class TooLarge(FetchError):  # noqa: N818 - the same
    """The answer is larger than the limit, before or after it is decompressed."""


class BadResponse(FetchError):  # noqa: N818 - the same
    """What came is no HTTP, ends too early, or is encoded in a way that was not asked for."""


class BadStatus(FetchError):  # noqa: N818 - the same
    """The server answered, but not with what stands at the address.

    `retry_after` is how many seconds it asks to be left alone; None where it does not say.
    """

    def __init__(self, status: int, retry_after: float | None = None) -> None:
        super().__init__(f"the server answered with the status {status}")
        self.status = status
        self.retry_after = retry_after


class NotYet(FetchError):  # noqa: N818 - the same
    """The host must not be asked again for `seconds`: its crawl delay, or another fetch is under way."""

    def __init__(self, host: str, seconds: float) -> None:
        super().__init__(f"{host} must not be asked again for {max(1, round(seconds))} seconds")
        self.seconds = seconds


class NotKept(FetchError):  # noqa: N818 - the same
    """The response came and could not be kept as evidence, as the settings ask."""
