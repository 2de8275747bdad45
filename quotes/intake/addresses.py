"""Addresses of pages: which are one page, which are on one site, and which is the best to show.

An address is kept as given, except for parts that certainly make no difference. It may only work with http,
or only with its exact host, so other parts that make no difference are removed only for comparison: `page_of`
is not an address that could be opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files
from urllib.parse import SplitResult, parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from courlan import extract_domain, normalize_url
from courlan.clean import decode_punycode

# Increase this when the rules for one page change, so that existing files are updated.
PAGES_VERSION = 1

_DEFAULT_PORTS = {"http": 80, "https": 443}
# Labels of hosts that show the same pages of a site, as in m.example.org.
_DRESSES = frozenset(("www", "m", "mobile", "amp"))
_AMP_PATH = re.compile(r"(?:/amp|\.amp)(?=/*$|\.html$)")
_AMP_PARAMETERS = frozenset((("amp", ""), ("amp", "1"), ("amp", "true"), ("outputtype", "amp")))
_LONGEST = 4_000
_SPACE = re.compile(r"\s")
_ESCAPE = re.compile("%[0-9a-f]{2}", re.IGNORECASE)


def tidy_address(url: str) -> str | None:
    """An address in a normal form: without a default port, fragment and trackers, host in lower case.

    None if it is not a web address, as pages sometimes give for their own.
    """
    parts = _parts(url)
    if parts is None:
        return None
    query = "&".join(field for field in parts.query.split("&") if field and not _tracks(field))
    return urlunsplit((parts.scheme.lower(), _place(parts), parts.path or "/", query, ""))


@lru_cache(maxsize=1 << 12)
def page_of(url: str) -> str:
    """The key that all addresses of one page share: host, path and query without variants such as AMP.

    `url` is an address as `tidy_address` returns it.
    """
    parts = urlsplit(url)
    host, path, query = _undressed(_host(parts)), parts.path, _fields(parts.query)
    path = _ESCAPE.sub(lambda escape: escape[0].upper(), _escaped(path))
    path = _AMP_PATH.sub("", path).rstrip("/")
    port = _port(parts)
    place = host if port is None else f"{host}:{port}"
    return f"{place}{path or '/'}{'?' if query else ''}{urlencode(query)}"


@lru_cache(maxsize=1 << 12)
def page_at(url: str) -> str | None:
    """`page_of` for any address; None if it is not a web address."""
    tidy = tidy_address(url)
    return None if tidy is None else page_of(tidy)


def site_of(url: str) -> str:
    """The site of an address: its registrable domain, by the public suffix list.

    On shared hosts it is the publisher's part: ann.substack.com, medium.com/@ann.
    """
    parts = urlsplit(url)
    host = _undressed(_host(parts))
    domain = _registrable(host)
    if host in _shared("carriers"):
        return host
    first = parts.path.strip("/").split("/")[0].lower()
    if host != domain and domain in _shared("subdomains"):
        return ".".join(host.split(".")[-domain.count(".") - 2 :])
    return f"{domain}/{first}" if domain in _shared("paths") and first else domain


def carries_others(site: str) -> bool:
    """Whether a site republishes articles of other outlets, so that it does not show who published a page."""
    return site in _shared("carriers")


def site_named(name: str, found_on: str | None = None) -> str | None:
    """The site of a name that is a host, such as "Metro.co.uk"; None for other names.

    A host has a public suffix, or belongs to the site on which the name was found.
    """
    host = name.strip().lower()
    if " " in host or "." not in host or "/" in host:
        return None
    address = tidy_address(f"https://{host}")
    if address is None:
        return None
    site = site_of(address)
    return site if site == found_on or extract_domain(address) is not None else None


def canonical_among(declared: Iterable[str], url: str | None) -> str | None:
    """The first of a page's declared addresses that is plausible: on the same site as `url`.

    The front page is not plausible for other pages, though many give it by mistake. `url` is where the page
    was found, if known.
    """
    for given in declared:
        address = _joined(url, given)
        if address is None or (url is not None and site_of(address) != site_of(url)):
            continue
        if page_of(address).partition("/")[2] or (url is not None and page_of(url) == page_of(address)):
            return address
    return None


def best_address(addresses: Iterable[tuple[str, bool]]) -> str:
    """The best address to show, of those of one page, each with whether the page declares it."""

    def rank(one: tuple[str, bool]) -> tuple[bool, bool, bool, int, str]:
        url, declared = one
        parts = urlsplit(url)
        plain = _undressed(_host(parts)) == _host(parts).removeprefix("www.")
        amp = bool(_AMP_PATH.search(parts.path)) or _fields(parts.query) != _fields(parts.query, amp=True)
        return not declared, amp or not plain, parts.scheme != "https", len(url), url

    return min(addresses, key=rank)[0]


def _joined(url: str | None, given: str) -> str | None:
    """An address of a page, which may be relative to `url`, made absolute; None if it is invalid."""
    if len(given) > _LONGEST or _SPACE.search(given.strip()):
        return None
    try:
        return tidy_address(urljoin(url or "", given.strip()))
    except ValueError:
        return None


def _parts(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url.strip())
        _ = parts.port  # raises ValueError if it is not a number
    except ValueError:
        return None
    return parts if parts.scheme in _DEFAULT_PORTS and parts.hostname else None


def _host(parts: SplitResult) -> str:
    return decode_punycode((parts.hostname or "").rstrip("."))


def _port(parts: SplitResult) -> int | None:
    return None if parts.port == _DEFAULT_PORTS[parts.scheme] else parts.port


def _place(parts: SplitResult) -> str:
    """Host and port in lower case, without a default port."""
    place = parts.netloc.rpartition("@")[2].lower()
    return place if _port(parts) is not None else re.sub(r":\d*$", "", place)


def _undressed(host: str) -> str:
    """The host without labels such as m, amp and www, as long as a domain is left."""
    domain = _registrable(host)
    while host != domain and host.partition(".")[0] in _DRESSES:
        host = host.partition(".")[2]
    return host


def _registrable(host: str) -> str:
    """The registered domain; without a public suffix the last two labels; an IP address as a whole."""
    known = extract_domain(f"https://{host}/")
    if known is not None and (host == known or host.endswith(f".{known}")):
        return known
    return host if ":" in host or host.replace(".", "").isdigit() else ".".join(host.split(".")[-2:])


def _escaped(path: str) -> str:
    """The path in escaped form, without empty parts."""
    return urlsplit(normalize_url(SplitResult("https", "host", path, "", ""))).path


def _fields(query: str, *, amp: bool = False) -> list[tuple[str, str]]:
    """The fields of a query that identify the page, sorted by name."""
    fields = parse_qsl(query, keep_blank_values=True)
    return sorted(
        (name, value) for name, value in fields if amp or (name.lower(), value.lower()) not in _AMP_PARAMETERS
    )


def _tracks(field: str) -> bool:
    name = field.partition("=")[0].lower()
    exact, beginnings = _trackers()
    return name in exact or name.startswith(beginnings)


@cache
def _trackers() -> tuple[frozenset[str], tuple[str, ...]]:
    names = list(_lines("tracking_parameters"))
    exact = frozenset(name for name in names if not name.endswith("*"))
    return exact, tuple(name.removesuffix("*") for name in names if name.endswith("*"))


@cache
def _shared(kind: str) -> frozenset[str]:
    lines = (line.partition(":") for line in _lines("shared_hosts"))
    return frozenset(host for label, _, hosts in lines if label == kind for host in hosts.split())


def _lines(name: str) -> Iterator[str]:
    text = (files("quotes.intake") / "data" / f"{name}.txt").read_text("utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))
