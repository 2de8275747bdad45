"""The channels that send digests: a mail server and webhooks, each only if the settings turn it on."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from ipaddress import ip_address

from quotes.alerts.digest import Digest
from quotes.alerts.hooks import Hooks
from quotes.alerts.mail import Mail
from quotes.collecting.pages import agent
from quotes.fetching.addresses import IP, Allows, is_public
from quotes.fetching.sending import Sender
from quotes.links import Links, links_of
from quotes.settings import Settings
from quotes.store.listing import Row

EMAIL = "email"
HOOKS = ("webhook", "slack", "teams")
CHANNELS = (EMAIL, *HOOKS)


@dataclass(frozen=True, slots=True)
class Channels:
    """The channels that are on. All need the public address of the service, because digests link to it."""

    links: Links | None = None
    mail: Mail | None = None
    hooks: Hooks | None = None

    @property
    def on(self) -> tuple[str, ...]:
        """The names of the channels that are on."""
        if self.links is None:
            return ()
        return (*([EMAIL] if self.mail else []), *(HOOKS if self.hooks else ()))

    def send(self, delivery: Row, digest: Digest, unsubscribe: str) -> None:
        """Send a digest to a delivery's destination. Raises NotDelivered."""
        if delivery["channel"] == EMAIL:
            assert self.mail is not None
            self.mail.send(delivery["id"], delivery["target"], digest, unsubscribe)
        else:
            assert self.hooks is not None
            self.hooks.send(delivery, digest)


def channels(settings: Settings, trusted: ssl.SSLContext | None = None) -> Channels:
    """The channels that the settings turn on. `trusted` is for tests, whose servers have made-up names."""
    links = links_of(settings)
    if links is None:
        return Channels()
    mail = None
    if settings.smtp_url is not None and settings.mail_from is not None:
        mail = Mail(settings.smtp_url, settings.mail_from, trusted)
    hooks = None
    if settings.alert_hooks != "off":
        sender = Sender(agent(settings.fetch_contact), allows=allowed(settings), trusted=trusted)
        hooks = Hooks(sender, plain_http=settings.alert_hooks == "loopback")
    return Channels(links, mail, hooks)


def allowed(settings: Settings) -> Allows:
    """The addresses that hooks may have."""
    return _is_public_or_loopback if settings.alert_hooks == "loopback" else is_public


def why_off(settings: Settings, channel: str) -> str | None:
    """Why a channel is off with these settings; None if it is on."""
    if settings.public_url is None:
        return "the setting QUOTES_PUBLIC_URL, the address that digests lead to, is not given"
    if channel == EMAIL and (settings.smtp_url is None or settings.mail_from is None):
        return "no mail is sent; the settings QUOTES_SMTP_URL and QUOTES_MAIL_FROM turn it on"
    if channel in HOOKS and settings.alert_hooks == "off":
        return "no hooks are called; the setting QUOTES_ALERT_HOOKS=public turns them on"
    return None


def _is_public_or_loopback(address: IP, port: int) -> bool:
    mapped = getattr(address, "ipv4_mapped", None)
    return is_public(address, port) or ip_address(str(mapped or address)).is_loopback
