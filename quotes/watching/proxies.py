"""The address of the client if there are reverse proxies in front of the service."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

# Stands for the peers of a Unix socket, which have no address.
UNIX = "unix"
# The REMOTE_ADDR of such a peer: empty in gunicorn, "localhost" in waitress.
UNIX_PEERS = ("", "localhost")

Network = IPv4Network | IPv6Network


def networks(told: str) -> tuple[Network, ...]:
    """The networks in the value of `QUOTES_TRUSTED_PROXIES`.

    Raises ValueError for anything but an address, a network or "unix".
    """
    return tuple(ip_network(name) for name in _names(told) if name != UNIX)


class ClientAddress:
    """WSGI middleware that sets `REMOTE_ADDR` and the scheme to the client's, as given by trusted proxies.

    `X-Forwarded-For` lists the client first and then each proxy. A client can write anything into it, so it
    is read from its end: the first address that is not a trusted proxy's is the client's.
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
        """The last address of the list that is not a trusted proxy's; the first one if all are."""
        client = None
        for told in reversed(way):
            address = _address(told)
            if address is None:  # everything before this was written by an unknown party
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
    # A dual-stack socket shows an IPv4 client as ::ffff:192.0.2.1.
    return getattr(address, "ipv4_mapped", None) or address
