"""How long attacks go on: some seconds, or with --long-attacks as long as it takes to trust the result."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="session")
def long(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--long-attacks"))
