from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.request import urlopen

import pytest

from quotes.serving.server import CannotListen, Server, bind


def unbounded(_authorization):
    return 1_000_000_000


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000"),
        ("0.0.0.0", "http://127.0.0.1:8000"),
        ("::", "http://[::1]:8000"),
        ("localhost", "http://localhost:8000"),
    ],
)
def test_the_address_can_be_reached_from_this_machine(host, address):
    assert Server(host, 8000, {}, None).address == address


def test_a_taken_port_is_told(app):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CannotListen) as raised:
            bind(app, "127.0.0.1", port, most_bytes=unbounded)
    assert raised.value.taken
    assert raised.value.message == f"Port {port} of 127.0.0.1 is in use; choose another with --port."


def test_an_address_of_another_machine_is_told(app):
    with pytest.raises(CannotListen) as raised:
        bind(app, "192.0.2.1", 0, most_bytes=unbounded)
    assert not raised.value.taken
    assert raised.value.message.startswith("Cannot listen on 192.0.2.1, port 0: ")


SLOW = """
import time
from flask import Flask
from quotes.serving.server import bind

app = Flask("slow")
app.add_url_rule("/", view_func=lambda: (time.sleep(1.5), "late but whole")[1])
server = bind(app, "127.0.0.1", 0, most_bytes=lambda _: 1_000)
print(server.address, flush=True)
server.run()
"""


def test_a_request_under_way_is_answered_before_the_service_stops():
    with subprocess.Popen([sys.executable, "-c", SLOW], stdout=subprocess.PIPE, text=True) as process:
        address = process.stdout.readline().strip()
        with ThreadPoolExecutor(1) as pool:
            answer = pool.submit(lambda: urlopen(address, timeout=30).read())
            time.sleep(0.5)
            process.send_signal(signal.SIGTERM)
            assert answer.result() == b"late but whole"
        assert process.wait(timeout=30) == 0
