from __future__ import annotations

import pytest
from click.testing import CliRunner

from quotes.known_settings import SETTINGS


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch, tmp_path):
    """Commands meet no setting but the language model's, and what they make lands in a folder of its own."""
    for setting in SETTINGS:
        if setting.name != "QUOTES_MODEL":
            monkeypatch.delenv(setting.name, raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def runner() -> CliRunner:
    return CliRunner()
