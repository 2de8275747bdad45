from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from quotes.known_settings import SETTINGS, SettingsError
from quotes.settings import Settings

OPERATING = Path(__file__).parents[1] / "docs" / "operating.md"


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch, tmp_path):
    for setting in SETTINGS:
        monkeypatch.delenv(setting.name, raising=False)
    monkeypatch.chdir(tmp_path)


def test_an_empty_environment_gives_the_defaults_of_the_table():
    settings = Settings.from_environment()
    assert settings == Settings()
    for setting in SETTINGS:
        value = getattr(settings, setting.field)
        assert (str(value) if isinstance(value, Path) else value) == setting.default


def test_the_table_and_the_dataclass_name_the_same_settings():
    assert [setting.field for setting in SETTINGS] == [field.name for field in fields(Settings)]


def test_values_are_cast(monkeypatch):
    monkeypatch.setenv("QUOTES_DATABASE", "~/kept.db")
    monkeypatch.setenv("QUOTES_PORT", "9001")
    monkeypatch.setenv("QUOTES_READ_TOKEN_REQUIRED", "yes")
    monkeypatch.setenv("QUOTES_MAX_ARTICLE_CHARS", "500")
    settings = Settings.from_environment()
    assert settings.database == Path.home() / "kept.db"
    assert settings.port == 9001
    assert settings.read_token_required is True
    assert settings.max_article_chars == 500


def test_the_env_file_is_read_and_the_environment_wins(monkeypatch, tmp_path):
    (tmp_path / ".env").write_text("QUOTES_PORT=9002\nQUOTES_HOST=0.0.0.0\n")
    monkeypatch.setenv("QUOTES_PORT", "9003")
    settings = Settings.from_environment()
    assert (settings.host, settings.port) == ("0.0.0.0", 9003)


def test_an_empty_token_or_model_means_none(monkeypatch):
    monkeypatch.setenv("QUOTES_TOKEN", "")
    monkeypatch.setenv("QUOTES_MODEL", "")
    settings = Settings.from_environment()
    assert settings.token is None
    assert settings.model is None


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("QUOTES_PORT", "eighty", "QUOTES_PORT must be a whole number from 0 to 65535, not 'eighty'."),
        ("QUOTES_PORT", "65536", "QUOTES_PORT must be a whole number from 0 to 65535, not '65536'."),
        ("QUOTES_DATABASE", "", "QUOTES_DATABASE must be the path of a file, not ''."),
        ("QUOTES_DATABASE", "data/", "QUOTES_DATABASE must be the path of a file, not 'data/'."),
        ("QUOTES_HOST", "http://x", "QUOTES_HOST must be a host name or an IP address, not 'http://x'."),
        (
            "QUOTES_MAX_ARTICLE_CHARS",
            "0",
            "QUOTES_MAX_ARTICLE_CHARS must be a whole number from 1 to 100000000, not '0'.",
        ),
        (
            "QUOTES_READ_TOKEN_REQUIRED",
            "perhaps",
            "QUOTES_READ_TOKEN_REQUIRED must be true or false, not 'perhaps'.",
        ),
    ],
)
def test_a_wrong_value_is_named_in_one_sentence(monkeypatch, name, value, sentence):
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as raised:
        Settings.from_environment()
    assert str(raised.value) == sentence


def test_a_wrong_token_is_not_repeated(monkeypatch):
    monkeypatch.setenv("QUOTES_TOKEN", "two words")
    with pytest.raises(SettingsError) as raised:
        Settings.from_environment()
    assert str(raised.value) == "QUOTES_TOKEN must be printable ASCII characters without spaces."


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_each_setting_is_documented_with_its_default(setting):
    lines = [
        line for line in OPERATING.read_text(encoding="utf-8").splitlines() if f"`{setting.name}`" in line
    ]
    assert lines, f"{setting.name} is missing from docs/operating.md"
    if setting.default is not None:
        shown = str(setting.default).lower() if isinstance(setting.default, bool) else str(setting.default)
        assert any(f"`{shown}`" in line for line in lines)


def test_pages_are_saved_only_where_anything_may_be_fetched(monkeypatch):
    monkeypatch.setenv("QUOTES_SAVE_PAGES", "on")
    with pytest.raises(SettingsError, match="QUOTES_SAVE_PAGES=on needs QUOTES_FETCH=on"):
        Settings.from_environment()
    monkeypatch.setenv("QUOTES_FETCH", "on")
    assert Settings.from_environment().save_pages
