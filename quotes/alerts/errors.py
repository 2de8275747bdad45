"""Why a digest has not arrived."""

from __future__ import annotations


class NotDelivered(Exception):  # noqa: N818 - said as it is told
    """A digest was not taken. The message is the end of a sentence for the person who waits for it.

    `lasting` where trying again is of no use. `gone` where the receiver wants nothing more, ever.
    `retry_after` is how many seconds it asks to be left alone. `for_all` where nothing else would be taken by
    the same channel for now, since what stands between has failed.
    """

    def __init__(
        self,
        why: str,
        *,
        lasting: bool = False,
        gone: bool = False,
        retry_after: float | None = None,
        for_all: bool = False,
    ) -> None:
        super().__init__(why)
        self.lasting = lasting
        self.gone = gone
        self.retry_after = retry_after
        self.for_all = for_all
