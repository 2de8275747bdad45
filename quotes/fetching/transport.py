"""Certificates, addresses and errors of httpcore, as this room has them."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import httpcore
import httpx

from quotes.fetching.errors import BadResponse, TooSlow, Unreachable


@cache
def authorities() -> ssl.SSLContext:
    """The trusted certificate authorities, cached since reading them is slow."""
    return httpx.create_ssl_context(trust_env=False)


def core_url(url: httpx.URL) -> httpcore.URL:
    """The address as httpcore has it."""
    return httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)


@contextmanager
def told() -> Iterator[None]:
    """Turn errors of connections into FetchErrors."""
    try:
        yield
    except httpcore.TimeoutException as error:
        raise TooSlow("it took too long") from error
    except (httpcore.ConnectError, httpcore.NetworkError) as error:
        raise Unreachable("the server cannot be reached, or closed the connection") from error
    except (httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
        raise BadResponse("the answer is not HTTP, or is incomplete") from error
