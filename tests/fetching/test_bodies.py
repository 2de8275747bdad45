"""Bodies are decompressed without ever holding much more than the limit."""

from __future__ import annotations

import gzip
import tracemalloc

import pytest

from quotes.fetching.bodies import decoded
from quotes.fetching.errors import TooLarge


def test_a_bomb_takes_no_more_memory_than_the_limit() -> None:
    bomb = gzip.compress(bytes(300_000_000), 1)
    tracemalloc.start()
    try:
        with pytest.raises(TooLarge):
            decoded(bomb, "gzip", 100_000)
        assert tracemalloc.get_traced_memory()[1] < 2_000_000
    finally:
        tracemalloc.stop()


def test_what_follows_a_gzip_file_is_no_part_of_it() -> None:
    assert decoded(gzip.compress(b"words") + b"\0\0\0", "gzip", 100) == b"words"
