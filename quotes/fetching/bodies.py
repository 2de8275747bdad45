"""Receives and decompresses response bodies up to a limit, so that a gzip bomb is never fully unpacked."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from quotes.fetching.errors import BadResponse, TooLarge

ACCEPTED = "gzip, deflate"
_GZIP = 16 + zlib.MAX_WBITS
_RAW = -zlib.MAX_WBITS


def received(chunks: Iterable[bytes], limit: int) -> bytes:
    """The body as it was sent. Raises TooLarge above `limit` bytes."""
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > limit:
            raise TooLarge(f"the answer is larger than the limit of {limit} bytes")
    return bytes(body)


def decoded(body: bytes, coding: str, limit: int) -> bytes:
    """The body without its Content-Encoding. Raises TooLarge and BadResponse."""
    coding = coding.strip().lower()
    if coding in ("", "identity") or not body:
        return body
    if coding in ("gzip", "x-gzip"):
        return _members(body, limit)
    if coding == "deflate":
        # HTTP's "deflate" is the zlib format, but some servers omit the zlib header.
        has_head = body[0] & 0x0F == 8 and int.from_bytes(body[:2], "big") % 31 == 0
        return _inflated(zlib.decompressobj(zlib.MAX_WBITS if has_head else _RAW), body, limit)[0]
    raise BadResponse(f"the answer has the encoding {coding[:40]!r}, which was not asked for")


def _members(body: bytes, limit: int) -> bytes:
    """All members of a gzip file, of which there may be several, without any data after them."""
    whole = bytearray()
    while body[:2] == b"\x1f\x8b" or not whole:
        part, body = _inflated(zlib.decompressobj(_GZIP), body, limit - len(whole))
        whole += part
        if not body:
            break
    return bytes(whole)


def _inflated(inflater: zlib._Decompress, body: bytes, limit: int) -> tuple[bytes, bytes]:
    """The content, and the data after its end."""
    try:
        content = inflater.decompress(body, max(limit, 0) + 1)
    except zlib.error as error:
        raise BadResponse("the answer cannot be decompressed") from error
    if len(content) > limit:
        raise TooLarge(f"the answer is larger than the limit of {limit} bytes when it is decompressed")
    if not inflater.eof:
        raise BadResponse("the answer is incomplete")
    return content, inflater.unused_data
