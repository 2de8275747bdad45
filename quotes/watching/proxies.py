"""Whose request it is, where reverse proxies stand before the service."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

# What stands for the peers of a Unix socket, which have no address of their own.
UNIX = "unix"
# What servers tell of such a peer: gunicorn nothing, waitress the name of the machine itself.
UNIX_PEERS = ("", "localhost")

Network = IPv4Network | IPv6Network


def networks(told: str) -> tuple[Network, ...]:
    """The networks in the value of `QUOTES_TRUSTED_PROXIES`.

    Raises ValueError for what is neither an address, nor a network, nor "unix".
    """
    return tuple(ip_network(name) for name in _names(told) if name != UNIX)


class ClientAddress:
    """WSGI middleware: `REMOTE_ADDR` and the scheme become the client's where a trusted proxy tells them.

    `X-Forwarded-For` lists the client first and then each proxy on the way. A client can write anything into
    it, so it is read from its end, and the first address that is not a trusted proxy's is the client's.
    """

    def __init__(self, app: WSGIApplication, trusted: str) -> None:
        self._app = app
        self._networks = networks(trusted)
        self._unix = UNIX in _names(trusted)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if self._trusts(environ.get("REMOTE_ADDR", "")):
            client = self._client(_names(environ.get("HTTP_X_FORWARDED_FOR", "")))
            if client is not None:
                environ["REMOTE_ADDR"] = client
            scheme = environ.get("HTTP_X_FORWARDED_PROTO", "").rpartition(",")[2].strip().lower()
            if scheme in ("http", "https"):
                environ["wsgi.url_scheme"] = scheme
        return self._app(environ, start_response)

    def _client(self, way: list[str]) -> str | None:
        """The last address on the way that is not a trusted proxy's; the first if all are."""
        client = None
        for told in reversed(way):
            address = _address(told)
            if address is None:  # whatever stands before this was written by somebody unknown
                break
            client = str(address)
            if not self._trusts(client):
                break
        return client

    def _trusts(self, peer: str) -> bool:
        if peer in UNIX_PEERS:
            return self._unix
        address = _address(peer)
        return address is not None and any(address in network for network in self._networks)


def _names(told: str) -> list[str]:
    return [name.strip() for name in told.split(",") if name.strip()]


def _address(told: str) -> IPv4Address | IPv6Address | None:
    """An address as proxies write it, some with a port: 192.0.2.1, 192.0.2.1:5000, [2001:db8::1]:5000."""
    if told.startswith("["):
        told = told[1:].partition("]")[0]
    elif told.count(":") == 1:
        told = told.partition(":")[0]
    try:
        address = ip_address(told)
    except ValueError:
        return None
    # A socket that takes both kinds shows an IPv4 client as ::ffff:192.0.2.1.
    return getattr(address, "ipv4_mapped", None) or address
