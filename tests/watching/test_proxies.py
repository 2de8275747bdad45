"""Whose request it is, behind proxies that are trusted and behind others."""

from __future__ import annotations

import pytest

from quotes.watching.proxies import ClientAddress, networks


def resolved(trusted: str, peer: str, forwarded: str | None, scheme: str | None = None) -> tuple[str, str]:
    """The address and the scheme that an application is shown."""
    shown = {}

    def app(environ, _start_response):
        shown.update(environ)
        return []

    environ = {"REMOTE_ADDR": peer, "wsgi.url_scheme": "http"}
    if forwarded is not None:
        environ["HTTP_X_FORWARDED_FOR"] = forwarded
    if scheme is not None:
        environ["HTTP_X_FORWARDED_PROTO"] = scheme
    ClientAddress(app, trusted)(environ, lambda *_: lambda _: None)
    return shown["REMOTE_ADDR"], shown["wsgi.url_scheme"]


@pytest.mark.parametrize(
    ("trusted", "peer", "forwarded", "client"),
    [
        ("", "127.0.0.1", "192.0.2.1", "127.0.0.1"),  # nobody is trusted
        ("127.0.0.1", "127.0.0.1", "192.0.2.1", "192.0.2.1"),
        ("127.0.0.1", "127.0.0.1", None, "127.0.0.1"),
        ("127.0.0.1", "198.51.100.1", "192.0.2.1", "198.51.100.1"),  # a client that plays the proxy
        ("127.0.0.1", "127.0.0.1", "203.0.113.9, 192.0.2.1", "192.0.2.1"),  # the client wrote the first
        ("127.0.0.1, 10.0.0.0/8", "127.0.0.1", "203.0.113.9, 192.0.2.1, 10.1.2.3", "192.0.2.1"),
        ("127.0.0.1, 10.0.0.0/8", "127.0.0.1", "10.1.2.4, 10.1.2.3", "10.1.2.4"),
        ("127.0.0.1", "127.0.0.1", "nonsense", "127.0.0.1"),
        ("10.0.0.0/8", "10.0.0.1", "192.0.2.1, nonsense, 10.0.0.2", "10.0.0.2"),
        ("127.0.0.1", "127.0.0.1", "192.0.2.1:4711", "192.0.2.1"),
        ("::1", "::1", "[2001:db8::1]:4711", "2001:db8::1"),
        ("::1", "::1", "2001:db8::1", "2001:db8::1"),
        ("127.0.0.1", "::ffff:127.0.0.1", "192.0.2.1", "192.0.2.1"),
        ("unix", "", "192.0.2.1", "192.0.2.1"),
        ("unix", "localhost", "192.0.2.1", "192.0.2.1"),
        ("unix", "127.0.0.1", "192.0.2.1", "127.0.0.1"),
        ("127.0.0.1", "", "192.0.2.1", ""),
    ],
)
def test_the_client_is_the_last_who_is_no_trusted_proxy(trusted, peer, forwarded, client):
    assert resolved(trusted, peer, forwarded)[0] == client


@pytest.mark.parametrize(
    ("peer", "told", "scheme"),
    [
        ("127.0.0.1", "https", "https"),
        ("127.0.0.1", "http, https", "https"),
        ("127.0.0.1", "javascript", "http"),
        ("192.0.2.1", "https", "http"),
    ],
)
def test_only_a_trusted_proxy_tells_the_scheme(peer, told, scheme):
    assert resolved("127.0.0.1", peer, "192.0.2.1", told)[1] == scheme


def test_what_is_no_address_is_refused():
    assert networks("unix, 127.0.0.1,::1, 10.0.0.0/8,")
    for wrong in ("localhost", "10.0.0.1/8", "300.1.1.1", "*"):
        with pytest.raises(ValueError, match=r"does not appear|has host bits"):
            networks(wrong)
