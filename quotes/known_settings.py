"""All settings: the environment variable, the default, and the allowed values of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from environs import Env, EnvError
from marshmallow import ValidationError
from marshmallow.validate import OneOf, Range, Regexp

from quotes.watching.proxies import networks

# The kinds of connection to a mail server: TLS from the start, STARTTLS, or no encryption.
MAIL_SERVER = r"(?:smtps|smtp|smtp\+plain)://(?:[^\s/@:]+(?::[^\s/@]*)?@)?[^\s/@:]+(?::[0-9]{1,5})?/?\Z|\Z"


class SettingsError(ValueError):
    """A setting has an unusable value; the message is one sentence that names it."""


def proxies_are_addresses(value: str) -> None:
    """Raises ValidationError unless the value is a list of addresses."""
    try:
        networks(value)
    except ValueError as error:
        raise ValidationError(str(error)) from error


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable.

    `kind` is the `environs` parser that casts the value, `must` completes the sentence "NAME must be ...",
    and a `secret` value is never repeated in a message.
    """

    name: str
    kind: str
    default: Any
    help: str
    must: str
    validate: Callable[[Any], Any] | None = None
    secret: bool = False

    @property
    def field(self) -> str:
        """The name of this setting as a field of `Settings`."""
        return self.name.removeprefix("QUOTES_").lower()

    def read(self, env: Env) -> Any:
        """The value in the environment, cast and checked, or the default.

        Raises SettingsError.
        """
        try:
            return getattr(env, self.kind)(self.name, self.default, validate=self.validate)
        except EnvError as error:
            given = "" if self.secret else f", not {env.str(self.name)!r}"
            raise SettingsError(f"{self.name} must be {self.must}{given}.") from error


SETTINGS = (
    Setting(
        name="QUOTES_DATABASE",
        kind="str",
        default="quotes.db",
        help="The SQLite file that everything is kept in.",
        must="the path of a file",
        validate=Regexp(r"[^\0]*[^\0/]\Z"),
    ),
    Setting(
        name="QUOTES_TOKEN",
        kind="str",
        default=None,
        help="A fixed token for writing, for containers and scripts. Without it the service makes one and"
        " prints it the first time it starts.",
        must="printable ASCII characters without spaces",
        validate=Regexp(r"[!-~]*\Z"),
        secret=True,
    ),
    Setting(
        name="QUOTES_HOST",
        kind="str",
        default="127.0.0.1",
        help="The address the service listens at; 0.0.0.0 is every address of the machine.",
        must="a host name or an IP address",
        validate=Regexp(r"[^\s/]+\Z"),
    ),
    Setting(
        name="QUOTES_PORT",
        kind="int",
        default=8000,
        help="The port the service listens at; 0 takes any free one.",
        must="a whole number from 0 to 65535",
        validate=Range(0, 65535),
    ),
    Setting(
        name="QUOTES_MODEL",
        kind="str",
        default=None,
        help="Another spaCy pipeline to read with, an installed package's name or a path. The default is the"
        " pipeline inside the package.",
        must="the name or the path of a spaCy pipeline",
    ),
    Setting(
        name="QUOTES_MAX_ARTICLE_CHARS",
        kind="int",
        default=1_000_000,
        help="The longest article that is read, in characters; a longer one is refused.",
        must="a whole number from 1 to 100000000",
        validate=Range(1, 100_000_000),
    ),
    Setting(
        name="QUOTES_MAX_LOOKUP_CHARS",
        kind="int",
        default=100_000,
        help="The longest text that is looked up for a client without a token, in characters; with one, it is"
        " the longest article.",
        must="a whole number from 1 to 100000000",
        validate=Range(1, 100_000_000),
    ),
    Setting(
        name="QUOTES_READERS",
        kind="int",
        default=2,
        help="How many processes of the service read texts at once.",
        must="a whole number from 1 to 64",
        validate=Range(1, 64),
    ),
    Setting(
        name="QUOTES_READING_SECONDS",
        kind="int",
        default=120,
        help="How long one text may be read; then the reading is stopped.",
        must="a whole number from 1 to 86400",
        validate=Range(1, 86_400),
    ),
    Setting(
        name="QUOTES_READING_MEGABYTES",
        kind="int",
        default=600,
        help="How much memory a process that reads may take; one that needs more is stopped.",
        must="a whole number from 300 to 1000000",
        validate=Range(300, 1_000_000),
    ),
    Setting(
        name="QUOTES_READ_TOKEN_REQUIRED",
        kind="bool",
        default=False,
        help="Whether reading needs a token too.",
        must="true or false",
    ),
    Setting(
        name="QUOTES_TRUSTED_PROXIES",
        kind="str",
        default=None,
        help="The addresses of reverse proxies whose X-Forwarded-For and X-Forwarded-Proto headers are"
        " believed, separated by commas: 127.0.0.1, 10.0.0.0/8; unix is any peer of a Unix socket.",
        must="IP addresses or networks, separated by commas",
        validate=proxies_are_addresses,
    ),
    Setting(
        name="QUOTES_LOG",
        kind="str",
        default="json",
        help="How requests are logged on standard error: json is one JSON object a line, plain is for"
        " reading, off leaves only warnings and errors.",
        must="json, plain or off",
        validate=OneOf(("json", "plain", "off")),
    ),
    Setting(
        name="QUOTES_METRICS",
        kind="str",
        default="token",
        help="Who may read /metrics: token needs one with the scope read, open is anybody, off is nobody.",
        must="token, open or off",
        validate=OneOf(("token", "open", "off")),
    ),
    Setting(
        name="QUOTES_MIN_FREE_MB",
        kind="int",
        default=100,
        help="The megabytes that must be free on the database's disk for /readyz to say ready.",
        must="a whole number from 0 to 1000000000",
        validate=Range(0, 1_000_000_000),
    ),
    Setting(
        name="QUOTES_SYNCHRONOUS",
        kind="str",
        default="normal",
        help="When an article counts as stored: with normal, when it survives the end of the process; with"
        " full, when it survives a power cut too, which is slower.",
        must="normal or full",
        validate=OneOf(["normal", "full"]),
    ),
    Setting(
        name="QUOTES_ALLOW_NETWORK_FILE_SYSTEM",
        kind="bool",
        default=False,
        help="Whether the database may lie on a network file system, which one machine alone may then use.",
        must="true or false",
    ),
    Setting(
        name="QUOTES_ARCHIVE",
        kind="str",
        default=None,
        help="An archive, indexed with quotes archive index, that lookups search besides the database.",
        must="the path of a folder",
        validate=Regexp(r"[^\0]*\Z"),
    ),
    Setting(
        name="QUOTES_FETCH",
        kind="bool",
        default=False,
        help="Whether articles and feeds may be fetched from the web: on or off.",
        must="on or off",
    ),
    Setting(
        name="QUOTES_FETCH_CONTACT",
        kind="str",
        default=None,
        help="A page or mail address, sent to sites, at which they can reach whoever runs this service.",
        must="an address such as https://example.org/about or mailto:desk@example.org",
        validate=Regexp(r"[!-'*-~]*\Z"),
    ),
    Setting(
        name="QUOTES_FETCH_EVIDENCE",
        kind="str",
        default=None,
        help="A folder in which every response that became an article is kept, in WARC files.",
        must="the path of a folder",
        validate=Regexp(r"[^\0]*\Z"),
    ),
    Setting(
        name="QUOTES_PUBLIC_URL",
        kind="str",
        default=None,
        help="The address at which people reach this service, which alerts lead to; none is sent without it.",
        must="an address such as https://quotes.example.org",
        validate=Regexp(r"https?://[^\s/?#]+(?:/[^\s?#]*)?\Z|\Z"),
    ),
    Setting(
        name="QUOTES_SMTP_URL",
        kind="str",
        default=None,
        help="The mail server for alerts: smtp:// with STARTTLS, smtps:// with TLS, smtp+plain:// without.",
        must="an address such as smtp://user:password@mail.example.org:587",
        validate=Regexp(MAIL_SERVER),
        secret=True,
    ),
    Setting(
        name="QUOTES_MAIL_FROM",
        kind="str",
        default=None,
        help="The sender of alerts by mail.",
        must="a mail address such as Quotes <alerts@example.org>",
        validate=Regexp(r"(?:[^<>\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)\Z|\Z"),
    ),
    Setting(
        name="QUOTES_ALERT_HOOKS",
        kind="str",
        default="off",
        help="Whether alerts may call webhooks, Slack and Teams: public is those on the public internet,"
        " loopback also those on this machine, for tests.",
        must="off, public or loopback",
        validate=OneOf(("off", "public", "loopback")),
    ),
    Setting(
        name="QUOTES_DIGEST_HOUR",
        kind="int",
        default=6,
        help="The hour of the day, in UTC, at which daily digests are sent, and weekly ones on Mondays.",
        must="a whole number from 0 to 23",
        validate=Range(0, 23),
    ),
    Setting(
        name="QUOTES_SAVE_PAGES",
        kind="bool",
        default=False,
        help="Whether the Internet Archive is asked to save the page of each article that is posted: on or"
        " off. On needs QUOTES_FETCH=on.",
        must="on or off",
    ),
)
