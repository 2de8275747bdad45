"""Digests by mail: plain text and HTML, one-click unsubscribe, one Message-ID for all attempts."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from ipaddress import ip_address
from urllib.parse import SplitResult, unquote, urlsplit

from quotes.alerts import rendering
from quotes.alerts.digest import Digest
from quotes.alerts.errors import NotDelivered

# The kinds of connection to a mail server: TLS from the start, STARTTLS, or no encryption.
PORTS = {"smtps": 465, "smtp": 587, "smtp+plain": 25}
SECONDS = 30.0
# A longer address would be folded in the header, and no mail reader puts the parts together again; RFC 5322
# allows lines of 998 characters.
_POLICY = policy.SMTP.clone(max_line_length=998)


class Mail:
    """Sends mail through the server at an address such as smtp://user:password@mail.example.org:587.

    smtps:// starts with TLS. smtp:// requires STARTTLS and refuses to continue without it, unless the server
    is on this machine. smtp+plain:// uses no encryption.
    """

    def __init__(self, server: str, sender: str, trusted: ssl.SSLContext | None = None) -> None:
        self._server = urlsplit(server)
        self._name, self._sender = parseaddr(sender)
        self._trusted = trusted

    def send(self, identifier: str, to: str, digest: Digest, unsubscribe: str) -> None:
        """Pass a digest to the mail server. Raises NotDelivered."""
        message = self.message(identifier, to, digest, unsubscribe)
        with _told():
            server = self._connected()
            try:
                server.send_message(message, from_addr=self._sender, to_addrs=[to])
                # The mail was accepted and will be sent, even if closing the connection fails.
                with suppress(smtplib.SMTPException, OSError):
                    server.quit()
            finally:
                server.close()

    def message(self, identifier: str, to: str, digest: Digest, unsubscribe: str) -> EmailMessage:
        """The mail message. Its date is the current time; all else is the same for every attempt."""
        domain = self._sender.rpartition("@")[2]
        message = EmailMessage(_POLICY)
        message["From"] = Address(self._name, addr_spec=self._sender)
        message["To"] = Address(addr_spec=to)
        message["Subject"] = digest.subject
        message["Date"] = format_datetime(datetime.now(UTC))
        message["Message-ID"] = f"<{identifier}@{domain}>"
        message["Auto-Submitted"] = "auto-generated"
        message["List-Unsubscribe"] = f"<{unsubscribe}>"
        if unsubscribe.startswith("https:"):  # required by RFC 8058 for one-click unsubscribe
            message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        # Texts contain letters of all scripts, and not every server accepts those unencoded.
        message.set_content(rendering.plain(digest, unsubscribe), cte="quoted-printable")
        message.add_alternative(rendering.html(digest, unsubscribe), subtype="html", cte="quoted-printable")
        return message

    def _connected(self) -> smtplib.SMTP:
        url = self._server
        host, port = url.hostname or "", url.port or PORTS[url.scheme]
        if url.scheme == "smtps":
            return self._signed_in(smtplib.SMTP_SSL(host, port, timeout=SECONDS, context=self._context()))
        return self._signed_in(smtplib.SMTP(host, port, timeout=SECONDS))

    def _signed_in(self, server: smtplib.SMTP) -> smtplib.SMTP:
        try:
            if self._server.scheme == "smtp" and not is_this_machine(self._server):
                server.starttls(context=self._context())
            if self._server.username:
                server.login(unquote(self._server.username), unquote(self._server.password or ""))
        except BaseException:
            server.close()
            raise
        return server

    def _context(self) -> ssl.SSLContext:
        return self._trusted or ssl.create_default_context()


def is_this_machine(url: SplitResult) -> bool:
    """Whether an address is on the loopback interface, where nobody can eavesdrop."""
    try:
        return url.hostname == "localhost" or ip_address(url.hostname or "").is_loopback
    except ValueError:
        return False


@contextmanager
def _told() -> Iterator[None]:
    """Translate the errors of a mail server into NotDelivered; 5xx is lasting."""
    try:
        yield
    except smtplib.SMTPRecipientsRefused as error:
        code, words = next(iter(error.recipients.values()))
        raise NotDelivered(
            f"the mail server refuses the address: {_words(code, words)}", lasting=code >= 500
        ) from error
    except smtplib.SMTPAuthenticationError as error:
        raise NotDelivered("the mail server does not know the user or the password", for_all=True) from error
    except smtplib.SMTPSenderRefused as error:
        raise NotDelivered(
            f"the mail server refuses the sender: {_words(error.smtp_code, error.smtp_error)}"
        ) from error
    except smtplib.SMTPDataError as error:
        raise NotDelivered(
            f"the mail server refuses the mail: {_words(error.smtp_code, error.smtp_error)}",
            lasting=error.smtp_code >= 500,
        ) from error
    except smtplib.SMTPException as error:
        told = f"the mail server gave an unexpected answer: {str(error)[:200]}"
        raise NotDelivered(told, for_all=True) from error
    except (OSError, UnicodeError) as error:  # UnicodeError if the host cannot be a name
        raise NotDelivered("the mail server cannot be reached", for_all=True) from error


def _words(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return f"{code} {' '.join(text.split())[:200]}"
