"""The migrations that bring a file up to date: those in the top-level folder, in the order of their names."""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

from sqlite_utils import Database, Migrations

# Where the migrations are in a checkout that is not installed.
BESIDE_THE_PACKAGE = Path(__file__).parents[3] / "migrations"
# The name under which sqlite-utils records them in the database.
SET = "quotes"


@cache
def steps() -> tuple[Migrations, ...]:
    """The migrations of every file."""
    package = _package()
    files = sorted(found.name for found in pkgutil.iter_modules(package.__path__))
    modules = (importlib.import_module(f"{package.__name__}.{file}") for file in files)
    return tuple(module.migrations for module in modules)


@cache
def names() -> frozenset[str]:
    """The names of all migrations that this program knows."""
    nothing_applied = Database(memory=True)
    try:
        return frozenset(one.name for step in steps() for one in step.pending(nothing_applied))
    finally:
        nothing_applied.close()


def _package() -> ModuleType:
    """The module of migrations, from the installed package or from the folder beside it."""
    name = "quotes.migrations"
    if importlib.util.find_spec(name) is None:
        spec = importlib.util.spec_from_file_location(
            name, BESIDE_THE_PACKAGE / "__init__.py", submodule_search_locations=[str(BESIDE_THE_PACKAGE)]
        )
        assert spec is not None
        assert spec.loader is not None
        package = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(package)
        sys.modules[name] = package
        return package
    return importlib.import_module(name)
