"""The version of the service."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

try:
    VERSION = version("quotes")
except PackageNotFoundError:  # a checkout that is not installed
    VERSION = "0"
