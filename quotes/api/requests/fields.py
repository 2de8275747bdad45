"""Types of request fields: storable texts, days, addresses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from marshmallow import ValidationError, fields

from quotes.intake import parse_day
from quotes.intake.article import LONGEST_URL

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class Text(fields.String):
    """A text that is not empty and has only valid characters."""

    def __init__(self, *, longest: int, **kwargs: Any) -> None:
        super().__init__(**_with_metadata(kwargs, minLength=1, maxLength=longest))
        self.longest = longest

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if not text.strip():
            raise ValidationError("Must not be empty.")
        if len(text) > self.longest:
            raise ValidationError(f"Longer than {self.longest} characters.")
        if _UNSTORABLE.search(text):
            raise ValidationError("Contains an invalid character: NUL or half of a surrogate pair.")
        return text


class Address(Text):
    """The address of a web page."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(longest=LONGEST_URL, **_with_metadata(kwargs, format="uri"))

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        url = super()._deserialize(value, attr, data, **kwargs).strip()
        try:
            parts = urlsplit(url)
            usable = parts.scheme in ("http", "https") and parts.hostname and not re.search(r"\s", url)
            _ = parts.port  # raises ValueError if it is not a number
        except ValueError:
            usable = False
        if not usable:
            raise ValidationError("Must be an address that starts with http:// or https://.")
        return url


class Day(fields.Field[date]):
    """A day in ISO 8601, or the day of a date-time as written."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**_with_metadata(kwargs, type="string", format="date"))

    def _deserialize(
        self,
        value: Any,
        attr: str | None,  # noqa: ARG002 - the base class's signature
        data: Mapping[str, Any] | None,  # noqa: ARG002
        **kwargs: Any,  # noqa: ARG002
    ) -> date:
        try:
            return parse_day(value)
        except (ValueError, TypeError, AttributeError, OverflowError):
            raise ValidationError("Must be a day such as 2021-10-03.") from None


def _with_metadata(kwargs: dict[str, Any], **metadata: Any) -> dict[str, Any]:
    return {**kwargs, "metadata": {**metadata, **kwargs.get("metadata", {})}}
