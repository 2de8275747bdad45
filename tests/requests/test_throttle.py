"""Wrong tokens are slowed down, by client and all together."""

from __future__ import annotations

import time

import pytest

from quotes.requests.throttle import Throttle


def tries(throttle: Throttle, client: str, number: int) -> list[bool]:
    return [throttle.note_wrong(client) == 0 for _ in range(number)]


def test_a_client_has_so_many_tries() -> None:
    throttle = Throttle("3/minute", "100/minute")
    assert tries(throttle, "192.0.2.1", 5) == [True, True, True, False, False]
    assert 50 < throttle.wait("192.0.2.1") <= 60
    assert throttle.wait("192.0.2.2") == 0


def test_waiting_as_long_as_told_is_enough() -> None:
    throttle = Throttle("2/second", "100/minute")
    assert tries(throttle, "192.0.2.1", 3) == [True, True, False]
    time.sleep(throttle.wait("192.0.2.1"))
    assert tries(throttle, "192.0.2.1", 3) == [True, True, False]


def test_many_clients_share_a_limit() -> None:
    throttle = Throttle("3/minute", "5/minute")
    assert [throttle.note_wrong(f"192.0.2.{n}") == 0 for n in range(7)] == [True] * 5 + [False] * 2
    assert throttle.wait("198.51.100.1") > 0


def test_what_is_remembered_is_bounded_by_the_common_limit_and_forgotten_in_time() -> None:
    throttle = Throttle("3/second", "50/second")
    storage = throttle._limiter.storage
    for n in range(1000):
        throttle.note_wrong(f"192.0.{n // 256}.{n % 256}")
    assert len(storage.storage) == 51  # each by client, and all together
    time.sleep(1.1)
    throttle.note_wrong("198.51.100.1")
    storage.timer.join()
    assert len(storage.storage) == len(storage.locks) == 2


@pytest.mark.parametrize(
    ("other", "same"), [("2001:db8:0:1::ffff", True), ("2001:db8:0:2::1", False), ("192.0.2.1", False)]
)
def test_the_addresses_of_one_ipv6_customer_count_together(other: str, same: bool) -> None:
    throttle = Throttle("2/minute", "100/minute")
    tries(throttle, "2001:db8:0:1::1", 2)
    assert (throttle.wait(other) > 0) is same
