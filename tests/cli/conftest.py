from __future__ import annotations

import pytest
from click.testing import CliRunner

from quotes.settings import SETTINGS


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch, tmp_path):
    """No setting of the developer's own reaches a command, and what it makes lands in a folder of its own."""
    for setting in SETTINGS:
        monkeypatch.delenv(setting.name, raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def runner() -> CliRunner:
    return CliRunner()
