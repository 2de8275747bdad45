"""An article as it comes in: a text and what is known of where it appeared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from quotes.intake.addresses import tidy_address
from quotes.intake.page.claim_reviews import ClaimReview

# What tells the day on which an article appeared: whoever sent it, the page's metadata, the line under its
# heading, or its address.
Basis = Literal["given", "metadata", "byline", "address"]

LONGEST_LABEL = 1_000  # characters of a title, an author's or a publisher's name
LONGEST_URL = 4_000


@dataclass(frozen=True, slots=True)
class Article:
    """A text to read. `text` is kept exactly as given; all offsets count its code points.

    `url` is the address that it was found at; what is no address on the web is dropped. `canonical` is the
    address that the page itself gives as its own, on the same site. `modified` is the day of its last change;
    one before `published` cannot be right, and is dropped. `published_basis` tells where `published` is from,
    and `published_at` is the moment that the page gives, in ISO 8601, if it gives one: late in an American
    evening it is a day later in UTC. `lang` is the language of the text, None where it is not known;
    `truncated` tells that the page shows only the beginning of its article. `claim_reviews` are the reviews
    of claims that the page carries; None where no page was read, so that nothing is known of any.
    """

    text: str
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    modified: date | None = None
    canonical: str | None = None
    published_basis: Basis | None = None
    published_at: str | None = None
    lang: str | None = None
    truncated: bool = False
    claim_reviews: tuple[ClaimReview, ...] | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "url", tidy_address(self.url) if self.url else None)
        basis = (self.published_basis or "given") if self.published else None
        object.__setattr__(self, "published_basis", basis)
        if self.modified and self.published and self.modified < self.published:
            object.__setattr__(self, "modified", None)
