"""Metrics for Prometheus, at /metrics.

Counters belong to the process, so they are global here. Several worker processes each count for themselves;
if `PROMETHEUS_MULTIPROC_DIR` names a folder, prometheus_client adds the counts up there. `Gauges`, whose
values are read on demand, belong to an application.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable

from prometheus_client import (
    CONTENT_TYPE_PLAIN_0_0_4,
    CollectorRegistry,
    Counter,
    Histogram,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from quotes.store.database import connection
from quotes.watching.requests import Seen

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4
COUNTED = CollectorRegistry()

# The labels are bounded: a rule of the application, a method, and the first digit of the status.
REQUESTS = Histogram(
    "quotes_request_seconds",
    "Time from a request's arrival until its whole answer was passed on.",
    ["route", "method", "status"],
    registry=COUNTED,
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60),
)
LOCK_WAITS = Histogram(
    "quotes_write_lock_wait_seconds",
    "Time that a writing transaction waited for the database's write lock.",
    registry=COUNTED,
    buckets=(0.001, 0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15),
)
WRONG_TOKENS = Counter(
    "quotes_wrong_tokens",
    "Requests with an unknown token, including throttled ones.",
    registry=COUNTED,
)
# For addresses without a rule, since clients must not be able to make up labels.
NO_ROUTE = "none"


def observe_request(seen: Seen) -> None:
    """Count a finished request."""
    status = f"{seen.status // 100}xx"
    REQUESTS.labels(seen.route or NO_ROUTE, seen.method, status).observe(seen.seconds)


def watch_lock_waits() -> None:
    """Measure how long this process's transactions wait."""
    connection.observe_lock_waits(LOCK_WAITS.observe)


class Gauges(Collector):
    """Values that are computed when /metrics is read; their names begin with `quotes_`.

    `read` must be quick and safe to call from any thread. If it returns None, the gauge is left out.
    """

    def __init__(self) -> None:
        self._gauges: dict[str, tuple[str, Callable[[], float | None]]] = {}

    def register(self, name: str, told: str, read: Callable[[], float | None]) -> None:
        """Show the value of `read` as the gauge `quotes_{name}`, described by the sentence `told`."""
        self._gauges[f"quotes_{name}"] = (told, read)

    def register_readings(self, under_way: Callable[[], int], waiting: Callable[[], int]) -> None:
        """Add gauges for the readings of texts, which take far longer than any other request."""
        self.register("readings_under_way", "Texts that are being read now.", under_way)
        self.register("readings_waiting", "Texts that wait to be read.", waiting)

    def collect(self) -> Iterable[Metric]:
        for name, (told, read) in self._gauges.items():
            value = read()
            if value is not None:
                yield GaugeMetricFamily(name, told, value)


def exposition(gauges: Gauges) -> str:
    """All metrics, in the text format of Prometheus."""
    return generate_latest(_Together(_counted(), gauges, ProcessCollector(registry=None))).decode()


class _Together(Collector):
    """Several collectors as one."""

    def __init__(self, *collectors: Collector) -> None:
        self._collectors = collectors

    def collect(self) -> Iterable[Metric]:
        for collector in self._collectors:
            yield from collector.collect()


def _counted() -> Collector:
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        return MultiProcessCollector(None)  # type: ignore[no-untyped-call] # has no types
    return COUNTED
