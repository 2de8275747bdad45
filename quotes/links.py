"""The addresses of the pages of the service, for what leads to them from outside, such as a mail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote as percent_encoded
from urllib.parse import urlencode

if TYPE_CHECKING:
    from quotes.settings import Settings


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses under that of the service, which ends without a slash."""

    base: str

    def quote(self, identifier: str) -> str:
        return f"{self.base}/quotes/{identifier}"

    def statement(self, identifier: str) -> str:
        return f"{self.base}/statements/{identifier}"

    def speaker(self, slug: str) -> str:
        return f"{self.base}/speakers/{percent_encoded(slug, safe='')}"

    def lookup(self, words: str, speaker: str | None) -> str:
        """Where the verdict on some words is; of very long ones, on their beginning."""
        asked = {"quote": words[:1_000], **({"speaker": speaker} if speaker else {})}
        return f"{self.base}/lookup?{urlencode(asked, quote_via=percent_encoded)}"

    def alerts(self) -> str:
        return f"{self.base}/alerts"

    def unsubscribe(self, signed: str) -> str:
        return f"{self.base}/alerts/unsubscribe/{signed}"


def links_of(settings: Settings) -> Links | None:
    """The addresses of the service; None where its own is not told, by QUOTES_PUBLIC_URL."""
    return None if settings.public_url is None else Links(settings.public_url)
