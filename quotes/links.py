"""The addresses of the service's pages, for links from outside, such as from a mail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote as percent_encoded
from urllib.parse import urlencode

if TYPE_CHECKING:
    from quotes.settings import Settings


# So many bytes of words are in an address, where each may become three characters.
LONGEST_ASKED = 700


@dataclass(frozen=True, slots=True)
class Links:
    """Links below the address of the service, which has no slash at its end."""

    base: str

    def quote(self, identifier: str) -> str:
        return f"{self.base}/quotes/{identifier}"

    def statement(self, identifier: str) -> str:
        return f"{self.base}/statements/{identifier}"

    def speaker(self, slug: str) -> str:
        return f"{self.base}/speakers/{percent_encoded(slug, safe='')}"

    def lookup(self, words: str, speaker: str | None) -> str:
        """The link to the verdict on some words; for very long ones, on their beginning."""
        asked = {"quote": beginning(words, LONGEST_ASKED), **({"speaker": speaker} if speaker else {})}
        return f"{self.base}/lookup?{urlencode(asked, quote_via=percent_encoded)}"

    def alerts(self) -> str:
        return f"{self.base}/alerts"

    def unsubscribe(self, signed: str) -> str:
        return f"{self.base}/alerts/unsubscribe/{signed}"


def beginning(words: str, most: int) -> str:
    """As many of the words, from their beginning, as are no more than so many bytes."""
    written = words.encode()
    if len(written) <= most:
        return words
    cut = written[:most].decode(errors="ignore")
    return cut.rpartition(" ")[0] or cut


def links_of(settings: Settings) -> Links | None:
    """The links of the service; None if QUOTES_PUBLIC_URL is not set."""
    return None if settings.public_url is None else Links(settings.public_url)
