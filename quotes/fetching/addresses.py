"""Which addresses may be asked: names resolved once, and only what is on the public internet.

A name is resolved here and the connection made to the very address that was checked, so that a name which
resolves differently a moment later leads nowhere else. Any way of writing an address (127.1, 0x7f000001,
2130706433) is resolved first, too, and judged by what it means.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from threading import Thread

import httpx

from quotes.fetching.errors import BadAddress, TooSlow, Unreachable

IP = IPv4Address | IPv6Address
# The addresses that a name and port stand for, in the order in which they should be tried.
Resolve = Callable[[str, int], list[str]]
# Whether the address and port may be connected to.
Allows = Callable[[IP, int], bool]

LONGEST = 4_000
# Where web servers are. Other ports are of no use to a reader, but of some to an attacker.
PORTS = frozenset({80, 443, 8000, 8080, 8443})

_GLOBAL_UNICAST = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")
# Their addresses hold an IPv4 address that a relay would connect to.
_TUNNELS = (IPv6Network("2001::/32"), IPv6Network("2002::/16"))
_NO_ADDRESSES = "the host's name has no address"


def parse(url: str, base: httpx.URL | None = None) -> httpx.URL:
    """The address, without its fragment. Raises BadAddress for any that is not of a page on the web."""
    if len(url) > LONGEST:
        raise BadAddress(f"the address is longer than {LONGEST} characters")
    try:
        found = httpx.URL(url.strip()) if base is None else base.join(url.strip())
        found = found.copy_with(fragment=None)
        host = found.raw_host.decode("ascii")
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise BadAddress("it is no address that can be read") from error
    if found.scheme not in ("http", "https"):
        raise BadAddress("only http and https are fetched")
    if found.port is not None and not 0 < found.port < 65536:
        raise BadAddress("the port is none")
    if not host:
        raise BadAddress("the address has no host")
    if found.userinfo:
        raise BadAddress("the address holds a user name or password")
    return found


def port_of(url: httpx.URL) -> int:
    return url.port or (443 if url.scheme == "https" else 80)


def origin_of(url: httpx.URL) -> str:
    """Scheme, host and port: what a robots.txt is for."""
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


def is_public(address: IP, port: int) -> bool:
    """Whether this is a place on the public internet where web servers are."""
    return port in PORTS and _is_public(address)


def _is_public(address: IP) -> bool:
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return _is_public(address.ipv4_mapped)
        if address in _NAT64:
            return _is_public(IPv4Address(int(address) & 0xFFFF_FFFF))
        if address not in _GLOBAL_UNICAST or any(address in tunnel for tunnel in _TUNNELS):
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def checked(host: str, port: int, resolve: Resolve, allows: Allows) -> list[str]:
    """The addresses of a host, all of which may be connected to.

    A name that has a forbidden address among others is refused: no honest site has one. The message does
    not tell the address, which may be a secret of this network. Raises BadAddress, Unreachable and TooSlow.
    """
    found = resolve(host, port)
    if not found:
        raise Unreachable(_NO_ADDRESSES)
    for address in found:
        try:
            allowed = allows(ip_address(address), port)
        except ValueError:
            allowed = False
        if not allowed:
            raise BadAddress(
                f"{host} is not on the public internet, or port {port} is not one of a web server"
            )
    return found


def resolve_within(seconds: float, host: str, port: int) -> list[str]:
    """What the system's resolver knows, which cannot be told how long it may take.

    Raises Unreachable and TooSlow.
    """
    answers: list[list[str] | OSError | UnicodeError] = []

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.append(list(dict.fromkeys(str(one[4][0]) for one in found)))
        except (OSError, UnicodeError) as error:
            answers.append(error)

    asking = Thread(target=ask, daemon=True)  # one that hangs must not keep the process from ending
    asking.start()
    asking.join(seconds)
    if not answers:
        raise TooSlow("the host's name was not resolved in time")
    (answer,) = answers
    if isinstance(answer, Exception):
        raise Unreachable(_NO_ADDRESSES) from answer
    return answer
