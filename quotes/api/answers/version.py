"""The version of the product that answers."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

try:
    VERSION = version("quotes")
except PackageNotFoundError:  # run from a checkout that is not installed
    VERSION = "0"
