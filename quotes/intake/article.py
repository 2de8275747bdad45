"""An article at intake: a text, and what is known about its publication."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypedDict

from quotes.intake.addresses import tidy_address
from quotes.intake.page.claim_reviews import ClaimReview

# Where the day of publication comes from: the sender, the page's metadata, the line under its heading, or its
# address.
Basis = Literal["given", "metadata", "byline", "address"]

LONGEST_LABEL = 1_000  # characters of a title, or of an author's or publisher's name
LONGEST_URL = 4_000


class Details(TypedDict, total=False):
    """What a sender may know about an article besides its text; it overrides what a page says.

    `lang` is the language of the text, if it should not be detected.
    """

    url: str | None
    title: str | None
    publisher: str | None
    author: str | None
    published: date | None
    modified: date | None
    lang: str | None


DETAILS = tuple(Details.__annotations__)


@dataclass(frozen=True, slots=True)
class Article:
    """A text to read. `text` is kept exactly as given; all offsets count its code points.

    `url` is the address where it was found; it is dropped if it is not a web address. `canonical` is the
    address that the page declares, on the same site. `modified` is the day of its last change; a day before
    `published` is wrong and is dropped. `published_basis` says where `published` comes from, and
    `published_at` is the time that the page gives, in ISO 8601, if any; its day in UTC may be the next one
    after a late evening in America. `lang` is the language of the text, None if unknown; `truncated` says
    that the page shows only the beginning of its article. `claim_reviews` are the reviews of claims that the
    page carries; None where no page was read, so that nothing is known of any.
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
