"""Which addresses are fetched from: those of the public internet, however others are written."""

from __future__ import annotations

import socket
from ipaddress import ip_address

import pytest

from quotes.fetching.addresses import LONGEST, checked, is_public, parse, resolve_within
from quotes.fetching.errors import BadAddress, Unreachable


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
        "169.254.169.254", "100.64.0.1", "0.0.0.0", "0.1.2.3", "224.0.0.1", "239.255.255.255", "240.0.0.1",
        "192.0.2.1", "198.51.100.1", "203.0.113.1", "198.18.0.1", "192.0.0.1", "255.255.255.255",
        "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12:3456::1", "ff02::1", "2001:db8::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "fec0::1",
        "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::808:808",
        "2002:7f00:1::", "2002:808:808::1", "2001:0:7f00:1::", "100::1", "5f00::1",
    ],
)  # fmt: skip
def test_what_is_not_on_the_public_internet_is_not_asked(address: str) -> None:
    assert not is_public(ip_address(address), 80)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "151.101.1.140", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_what_is_public_is_asked_at_ports_of_web_servers(address: str) -> None:
    assert is_public(ip_address(address), 80)
    assert is_public(ip_address(address), 443)
    assert not is_public(ip_address(address), 22)
    assert not is_public(ip_address(address), 6379)


@pytest.mark.parametrize(
    "written", ["2130706433", "0x7f000001", "0177.0.0.1", "127.1", "0x7f.1", "017700000001", "127.0.0.1"]
)
def test_other_ways_of_writing_an_address_are_judged_by_what_they_mean(written: str) -> None:
    with pytest.raises(BadAddress, match="not on the public internet"):
        checked(written, 80, lambda host, port: resolve_within(5, host, port), is_public)


def test_localhost_is_this_machine_whatever_it_is_called() -> None:
    for name in ("localhost", "LOCALHOST"):
        with pytest.raises(BadAddress):
            checked(name, 80, lambda host, port: resolve_within(5, host, port), is_public)


def test_a_name_with_a_private_address_among_public_ones_is_refused() -> None:
    with pytest.raises(BadAddress) as refused:
        checked("half.test", 80, lambda *_: ["8.8.8.8", "10.0.0.1"], is_public)
    assert "10.0.0.1" not in str(refused.value)


def test_a_name_without_addresses_is_unreachable(monkeypatch) -> None:
    with pytest.raises(Unreachable):
        checked("none.test", 80, lambda *_: [], is_public)

    def no_such_name(*_: object, **__: object) -> None:
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", no_such_name)
    with pytest.raises(Unreachable):
        resolve_within(5, "none.test", 80)


@pytest.mark.parametrize(
    "url",
    [
        "", "page", "/page", "//site.test/page", "ftp://site.test/", "file:///etc/passwd", "gopher://site.test/",
        "javascript:alert(1)", "http://", "http:///page", "http://user:secret@site.test/", "http://user@site.test/",
        "http://site.test:99999/", "http://site.test:port/", "http://[::1/", "http://a\x00b.test/",
        "http://site.test/" + "a" * LONGEST, "http://" + "a" * 70 + "…..test/",
    ],
)  # fmt: skip
def test_what_is_no_address_of_a_page_is_refused(url: str) -> None:
    with pytest.raises(BadAddress):
        parse(url)


def test_an_address_is_read_without_its_fragment_and_a_redirect_from_where_it_was_given() -> None:
    assert str(parse(" https://Site.test/a?b=1#c ")) == "https://site.test/a?b=1"
    assert str(parse("../x", parse("https://site.test/a/b/c"))) == "https://site.test/a/x"
    assert parse("http://bücher.test/").raw_host == b"xn--bcher-kva.test"
