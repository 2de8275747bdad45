"""Over TLS, the name in the address is sent, and its certificate asked for, whatever it resolves to."""

from __future__ import annotations

import ssl
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from shutil import which

import pytest

from quotes.fetching.errors import Unreachable
from quotes.fetching.fetcher import Fetcher, Limits

pytestmark = pytest.mark.skipif(which("openssl") is None, reason="makes a certificate with openssl")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory) -> Path:
    """The certificate of site.test and its key, in one file."""
    path = tmp_path_factory.mktemp("tls") / "site.pem"
    key = path.with_suffix(".key")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
         "-days", "2", "-subj", "/CN=site.test", "-addext", "subjectAltName=DNS:site.test",
         "-keyout", str(key), "-out", str(path)],
        check=True, capture_output=True,
    )  # fmt: skip
    path.write_bytes(path.read_bytes() + key.read_bytes())
    return path


@pytest.fixture
def names() -> list[tuple[str, str | None]]:
    """The name in each handshake, and the one in the request that followed it."""
    return []


@pytest.fixture
def port(certificate: Path, names: list) -> Iterator[int]:
    asked: list[str | None] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            names.append((asked[-1], self.headers["Host"]))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"words")

        def log_message(self, *_: object) -> None: ...

    class Server(HTTPServer):
        def handle_error(self, *_: object) -> None: ...

    server = Server(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    context.sni_callback = lambda _socket, name, _context: asked.append(name)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def fetcher(certificate: Path, hosts, clock) -> Fetcher:
    return Fetcher(
        hosts,
        "quotes/test",
        limits=Limits(seconds=2.0),
        clock=clock,
        resolve=lambda *_: ["127.0.0.1"],
        allows=lambda *_: True,
        trusted=ssl.create_default_context(cafile=str(certificate)),
    )


def test_the_name_is_sent_and_its_certificate_believed(port: int, names: list, fetcher: Fetcher) -> None:
    assert fetcher.fetch(f"https://site.test:{port}/page").content == b"words"
    assert set(names) == {("site.test", f"site.test:{port}")}


def test_the_certificate_of_another_name_is_not_believed(port: int, names: list, fetcher: Fetcher) -> None:
    with pytest.raises(Unreachable):
        fetcher.fetch(f"https://other.test:{port}/page")
    assert names == []


def test_an_unknown_authority_is_not_believed(port: int, hosts, clock) -> None:
    strict = Fetcher(hosts, "quotes", clock=clock, resolve=lambda *_: ["127.0.0.1"], allows=lambda *_: True)
    with pytest.raises(Unreachable):
        strict.fetch(f"https://site.test:{port}/page")
