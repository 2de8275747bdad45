"""Addresses of pages: which of them are one page, which lie on one site, and which is the best to show.

An address is kept as it was given, but for what surely makes no difference. It may still only work with http,
or only with the host that it names, so what else makes no difference is left out for comparison alone:
`page_of` is no address that could be opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files
from urllib.parse import SplitResult, parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from courlan import extract_domain, normalize_url
from courlan.clean import decode_punycode

# Raised with every change of what makes two addresses one page, so that files made before are brought up to
# date.
PAGES_VERSION = 1

_DEFAULT_PORTS = {"http": 80, "https": 443}
# Hosts that show a site's pages in another dress.
_DRESSES = frozenset(("www", "m", "mobile", "amp"))
_AMP_PATH = re.compile(r"(?:/amp|\.amp)(?=/*$|\.html$)")
_AMP_PARAMETERS = frozenset((("amp", ""), ("amp", "1"), ("amp", "true"), ("outputtype", "amp")))
_LONGEST = 4_000
_SPACE = re.compile(r"\s")
_ESCAPE = re.compile("%[0-9a-f]{2}", re.IGNORECASE)


def tidy_address(url: str) -> str | None:
    """An address without what leads nowhere else: case of scheme and host, default port, fragment, trackers.

    None for what is no address on the web, as pages sometimes give for their own.
    """
    parts = _parts(url)
    if parts is None:
        return None
    query = "&".join(field for field in parts.query.split("&") if field and not _tracks(field))
    return urlunsplit((parts.scheme.lower(), _place(parts), parts.path or "/", query, ""))


@lru_cache(maxsize=1 << 12)
def page_of(url: str) -> str:
    """What all addresses of one page share: host, path and query without the dress they come in.

    `url` is an address as `tidy_address` gives it.
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
    """The page at an address in whatever dress; None for what is no address on the web."""
    tidy = tidy_address(url)
    return None if tidy is None else page_of(tidy)


def site_of(url: str) -> str:
    """The site that an address lies on: its registrable domain, by the public suffix list.

    Of a host that many publish on, the part of it that is one publisher's: ann.substack.com, medium.com/@ann.
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
    """Whether a site prints what other outlets wrote, so that it does not tell who published a page."""
    return site in _shared("carriers")


def site_named(name: str, found_on: str | None = None) -> str | None:
    """The site of a name that is a host, as in "Metro.co.uk"; None where it is none.

    A host has a public suffix, unless it is of the very site that the name was found on.
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
    """The first address that a page gives as its own and that can be: on the site that it was found on.

    The front page is nobody's address but its own, though many pages give it by mistake. `url` is where the
    page was found, if that is known.
    """
    for given in declared:
        address = _joined(url, given)
        if address is None or (url is not None and site_of(address) != site_of(url)):
            continue
        if page_of(address).partition("/")[2] or (url is not None and page_of(url) == page_of(address)):
            return address
    return None


def best_address(addresses: Iterable[tuple[str, bool]]) -> str:
    """Of the addresses of one page, each with whether the page gives it as its own, the one to show."""

    def rank(one: tuple[str, bool]) -> tuple[bool, bool, bool, int, str]:
        url, declared = one
        parts = urlsplit(url)
        plain = _undressed(_host(parts)) == _host(parts).removeprefix("www.")
        amp = bool(_AMP_PATH.search(parts.path)) or _fields(parts.query) != _fields(parts.query, amp=True)
        return not declared, amp or not plain, parts.scheme != "https", len(url), url

    return min(addresses, key=rank)[0]


def _joined(url: str | None, given: str) -> str | None:
    """An address as a page gives it, which may leave out what it shares with `url`; None for no address."""
    if len(given) > _LONGEST or _SPACE.search(given.strip()):
        return None
    try:
        return tidy_address(urljoin(url or "", given.strip()))
    except ValueError:
        return None


def _parts(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url.strip())
        _ = parts.port  # raises ValueError where it is no number
    except ValueError:
        return None
    return parts if parts.scheme in _DEFAULT_PORTS and parts.hostname else None


def _host(parts: SplitResult) -> str:
    return decode_punycode((parts.hostname or "").rstrip("."))


def _port(parts: SplitResult) -> int | None:
    return None if parts.port == _DEFAULT_PORTS[parts.scheme] else parts.port


def _place(parts: SplitResult) -> str:
    """Host and port as they are written, in lower case, without a default port."""
    place = parts.netloc.rpartition("@")[2].lower()
    return place if _port(parts) is not None else re.sub(r":\d*$", "", place)


def _undressed(host: str) -> str:
    """The host without the labels of its mobile, AMP and www dresses, as long as a domain is left."""
    domain = _registrable(host)
    while host != domain and host.partition(".")[0] in _DRESSES:
        host = host.partition(".")[2]
    return host


def _registrable(host: str) -> str:
    """The domain that was registered; without a public suffix the last two labels, of an IP address all."""
    known = extract_domain(f"https://{host}/")
    if known is not None and (host == known or host.endswith(f".{known}")):
        return known
    return host if ":" in host or host.replace(".", "").isdigit() else ".".join(host.split(".")[-2:])


def _escaped(path: str) -> str:
    """The path with all its escapes, and no empty parts."""
    return urlsplit(normalize_url(SplitResult("https", "host", path, "", ""))).path


def _fields(query: str, *, amp: bool = False) -> list[tuple[str, str]]:
    """The fields of a query that tell which page it is, in the order of their names."""
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
