"""The day of publication that a page gives for its article, and where the page gives it.

A page has many dates: of its pictures, of other articles, of the time at which it was saved. Only dates of
the article itself count, and if one place has two different days, neither is used.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import dateparser

from quotes.intake.article import Basis
from quotes.intake.page.linked_data import ARTICLES, own_articles

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NAMES = frozenset(
    """article:published_time article:published og:article:published_time og:published_time og:pubdate
    datepublished date_published publishdate publish-date publish_date published-date published_date pubdate
    publication_date article_date_original article.published parsely-pub-date sailthru.date dc.date
    dc.date.issued dc.date.created dcterms.issued dcterms.created dcterms.date citation_publication_date
    cxenseparse:recs:publishtime originalpublicationdate date""".split()  # noqa: SIM905 - a list to be read
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_WRITTEN = re.compile(
    rf"\b(?:\d{{4}}-\d{{2}}-\d{{2}}|{_DAY}\s+{_MONTH},?\s+\d{{4}}|{_MONTH}\s+{_DAY},?\s+\d{{4}})",
    re.IGNORECASE,
)
_STAMP = re.compile(rf"^\d{{4}}[-/]\d{{2}}[-/]|^(?:19|20)\d{{6}}|{_MONTH}", re.IGNORECASE)
_LONGEST_STAMP = 60
_CHANGED = re.compile(r"\b(?:updated|modified|edited|changed)\b[^\n]*", re.IGNORECASE)
_IN_PATH = re.compile(r"/((?:19|20)\d{2})[/-](\d{1,2}|[a-z]{3})[/-](\d{1,2})(?=[/-]|$)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# At these hours in UTC it is still the day before in Hawaii, or already the next day in Auckland.
_LAST_EVENING = 10
_FIRST_MORNING = 11
# A byline ends where the text begins: at a paragraph with at least this many characters.
_OF_TEXT = 80
_LONGEST_BYLINE = 600
# Text under a picture is left out, since it gives the day of the picture.
_FOLLOWING = "following::*[not(ancestor-or-self::figure or self::script or self::style)]"


@dataclass(frozen=True, slots=True)
class Published:
    """A day and where it comes from; both are None if there is no certain day.

    `at` is the time in the metadata from which the day comes, in ISO 8601, if it has a time of day.
    """

    day: date | None = None
    basis: Basis | None = None
    at: str | None = field(default=None, compare=False)


def find_published(tree: HtmlElement, url: str | None) -> Published:
    """The day of publication of a page's article; `url` is the page's own address, if known."""
    written = _only(_byline_days(tree))
    for stamps in (list(_of_linked_data(tree, url)), list(_of_items(tree)), list(_of_meta(tree))):
        moments = [moment for moment in map(_moment, stamps) if moment is not None]
        day = _only({_local(moment, tree, written) for moment in moments})
        if day is not None:
            moment = moments[0]
            return Published(day, "metadata", moment.isoformat() if moment.time() != time() else None)
    if written is not None:
        return Published(written, "byline")
    day = _day_in_path(urlsplit(url).path) if url is not None else None
    return Published(day, "address") if day is not None else Published()


def _only(days: Iterable[date]) -> date | None:
    found = set(days)
    return found.pop() if len(found) == 1 else None


def _moment(stamp: str) -> datetime | None:
    """The time of a stamp, with a time zone if it has one; None if ambiguous, such as 03/04/2025."""
    stamp = stamp.strip()[:_LONGEST_STAMP]
    if not _STAMP.search(stamp):
        return None
    try:
        return datetime.fromisoformat(stamp)
    except ValueError:
        settings = {"STRICT_PARSING": True, "RETURN_AS_TIMEZONE_AWARE": False}
        found = dateparser.parse(stamp, languages=["en"], settings=settings)
        return found if isinstance(found, datetime) else None


def _local(moment: datetime, tree: HtmlElement, written: date | None) -> date:
    """The local day of a time where the page was made: a late American evening is the next day in UTC."""
    if moment.utcoffset() != timedelta(0):
        return moment.date()
    for element in tree.iterfind(".//time[@datetime]"):
        other = _moment(element.get("datetime", ""))
        if other is not None and other.utcoffset() and abs(other - moment) < timedelta(minutes=1):
            return other.date()
    apart = (written - moment.date()).days if written is not None else 0
    elsewhere = (apart == -1 and moment.hour <= _LAST_EVENING) or (
        apart == 1 and moment.hour >= _FIRST_MORNING
    )
    return written if elsewhere and written is not None else moment.date()


def _of_linked_data(tree: HtmlElement, url: str | None) -> Iterator[str]:
    for node in own_articles(tree, url):
        published = node.get("datePublished")
        if isinstance(published, str):
            yield published


def _of_items(tree: HtmlElement) -> Iterator[str]:
    """The marked days of publication of an article, not those of pictures or videos in it."""
    for element in tree.iterfind(".//*[@itemprop]"):
        if "datePublished" not in element.get("itemprop", "").split():
            continue
        scope = next((one for one in element.iterancestors() if one.get("itemscope") is not None), None)
        if scope is None or not scope.get("itemtype") or scope.get("itemtype", "").endswith(ARTICLES):
            yield element.get("datetime") or element.get("content") or element.text_content()


def _of_meta(tree: HtmlElement) -> Iterator[str]:
    for meta in tree.iterfind(".//meta[@content]"):
        names = {meta.get("property", "").lower(), meta.get("name", "").lower()}
        if names & _NAMES:
            yield meta.get("content", "")


def _byline_days(tree: HtmlElement) -> Iterator[date]:
    """The days between the heading and the text, except those of changes."""
    for line in _byline(tree):
        for stamp in _WRITTEN.findall(_CHANGED.sub("", line)):
            moment = _moment(stamp)
            if moment is not None:
                yield moment.date()


def _byline(tree: HtmlElement) -> Iterator[str]:
    headings = tree.findall(".//h1")
    if len(headings) != 1:
        return
    length = 0
    for element in headings[0].xpath(_FOLLOWING):
        text = " ".join(" ".join(element.itertext()).split())
        if len(text) > _OF_TEXT and element.tag == "p":
            return
        if len(element) == 0 or element.tag in ("p", "time", "span"):
            length += len(text)
            yield text
        if length > _LONGEST_BYLINE:
            return


def _day_in_path(path: str) -> date | None:
    """The day in an address such as /2024/05/03/ or /2024/feb/24/."""
    found = _IN_PATH.search(path.lower())
    if found is None:
        return None
    year, month, day = found.groups()
    number = int(month) if month.isdigit() else _MONTHS.index(month) + 1 if month in _MONTHS else 0
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None
