"""Checks of addresses: names are resolved once, and only the public internet is allowed.

A name is resolved here, and the connection goes to the IP address that was checked. So a name that resolves
differently a moment later does no harm. Other spellings of an IP address (127.1, 0x7f000001, 2130706433) are
resolved too and checked by their meaning.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from threading import Thread

import httpx

from quotes.fetching.errors import BadAddress, TooSlow, Unreachable

IP = IPv4Address | IPv6Address
# Resolves a name and port to addresses, in the order in which to try them.
Resolve = Callable[[str, int], list[str]]
# Whether connections to the address and port are allowed.
Allows = Callable[[IP, int], bool]

LONGEST = 4_000
# The ports of web servers. Other ports are useful to attackers only.
PORTS = frozenset({80, 443, 8000, 8080, 8443})

_GLOBAL_UNICAST = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")
# Their addresses contain an IPv4 address, to which a relay would connect.
_TUNNELS = (IPv6Network("2001::/32"), IPv6Network("2002::/16"))
_NO_ADDRESSES = "the host's name has no address"


def parse(url: str, base: httpx.URL | None = None) -> httpx.URL:
    """The parsed address, without its fragment. Raises BadAddress if it is not of a web page."""
    if len(url) > LONGEST:
        raise BadAddress(f"the address is longer than {LONGEST} characters")
    try:
        found = httpx.URL(url.strip()) if base is None else base.join(url.strip())
        found = found.copy_with(fragment=None)
        host = found.raw_host.decode("ascii")
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise BadAddress("it is not a valid address") from error
    if found.scheme not in ("http", "https"):
        raise BadAddress("only http and https are fetched")
    if found.port is not None and not 0 < found.port < 65536:
        raise BadAddress("the port is invalid")
    if not host:
        raise BadAddress("the address has no host")
    if found.userinfo:
        raise BadAddress("the address contains a user name or password")
    return found


def port_of(url: httpx.URL) -> int:
    return url.port or (443 if url.scheme == "https" else 80)


def origin_of(url: httpx.URL) -> str:
    """Scheme, host and port, for which a robots.txt is valid."""
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


def is_public(address: IP, port: int) -> bool:
    """Whether this is on the public internet, with a web server's port."""
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
    """The addresses of a host, if connections to all of them are allowed.

    A name with a forbidden address among others is refused, since no honest site has one. The message does
    not contain the address, which may be a secret of this network. Raises BadAddress, Unreachable and
    TooSlow.
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
    """Ask the system's resolver, which has no time limit of its own, within `seconds`.

    Raises Unreachable and TooSlow.
    """
    answers: list[list[str] | OSError | UnicodeError] = []

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.append(list(dict.fromkeys(str(one[4][0]) for one in found)))
        except (OSError, UnicodeError) as error:
            answers.append(error)

    asking = Thread(target=ask, daemon=True)  # a hanging resolver must not keep the process from ending
    asking.start()
    asking.join(seconds)
    if not answers:
        raise TooSlow("the host's name was not resolved in time")
    (answer,) = answers
    if isinstance(answer, Exception):
        raise Unreachable(_NO_ADDRESSES) from answer
    return answer
