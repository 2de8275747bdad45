"""The settings of the service, read from the environment and `.env` and checked at start."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from environs import Env

from quotes.known_settings import SETTINGS, SettingsError


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of the service, one field for each row of `SETTINGS`."""

    database: Path = Path("quotes.db")
    token: str | None = None
    host: str = "127.0.0.1"
    port: int = 8000
    model: str | None = None
    max_article_chars: int = 1_000_000
    max_lookup_chars: int = 100_000
    readers: int = 2
    reading_seconds: int = 120
    reading_megabytes: int = 600
    read_token_required: bool = False
    trusted_proxies: str | None = None
    log: str = "json"
    metrics: str = "token"
    min_free_mb: int = 100
    synchronous: Literal["normal", "full"] = "normal"
    allow_network_file_system: bool = False
    archive: str | None = None
    fetch: bool = False
    fetch_contact: str | None = None
    fetch_evidence: Path | None = None
    public_url: str | None = None
    smtp_url: str | None = None
    mail_from: str | None = None
    alert_hooks: str = "off"
    digest_hour: int = 6
    save_pages: bool = False

    @classmethod
    def from_environment(cls, env_file: Path = Path(".env")) -> Settings:
        """The settings of this process: the environment first, then `env_file`, then the defaults.

        Raises SettingsError, whose message names the first wrong setting.
        """
        env = Env()
        env.read_env(env_file, recurse=False)
        values = {setting.field: setting.read(env) for setting in SETTINGS}
        values["database"] = Path(values["database"]).expanduser()
        # An empty value means "none": containers often pass on a variable that nobody has set.
        for name in (
            "token", "model", "trusted_proxies", "archive", "fetch_contact", "fetch_evidence", "public_url",
            "smtp_url", "mail_from",
        ):  # fmt: skip
            values[name] = values[name] or None
        if values["fetch_evidence"] is not None:
            values["fetch_evidence"] = Path(values["fetch_evidence"]).expanduser()
        if values["public_url"] is not None:
            values["public_url"] = values["public_url"].rstrip("/")
        if values["save_pages"] and not values["fetch"]:
            raise SettingsError("QUOTES_SAVE_PAGES=on needs QUOTES_FETCH=on.")
        return cls(**values)
