"""Why a digest was not delivered."""

from __future__ import annotations


class NotDelivered(Exception):  # noqa: N818 - reads as a sentence
    """A digest was not accepted. The message completes a sentence for the person who waits for it.

    `lasting` if trying again is of no use. `gone` if the receiver wants nothing more, ever. `retry_after` is
    how many seconds the receiver asks to wait. `for_all` if the whole channel has failed, so that it would
    accept nothing else for now.
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
