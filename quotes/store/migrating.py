"""Bringing a file up to date: the steps in the top-level migrations folder, in the order of their names."""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
import sys
from contextlib import closing
from pathlib import Path
from types import ModuleType

from sqlite_utils import Database, Migrations

from quotes.store import derived
from quotes.store.connection import reading, transaction, writing
from quotes.store.progress import Progress, silent

# Where the steps lie beside a checkout that is not installed.
BESIDE_THE_PACKAGE = Path(__file__).parents[2] / "migrations"


def migrate(path: Path, progress: Progress = silent) -> list[str]:
    """Apply what is pending, making the file where there is none; the names of the applied steps.

    Where rules have changed by which quotes are grouped, all quotes wait to be grouped anew afterwards.

    A file that is up to date is only read, so that nobody who is writing to it makes this wait. Several
    processes may migrate at once: one applies the steps, the others wait and find them applied.
    """
    if path.exists() and path.stat().st_size:
        with reading(path) as db:
            if not pending(db) and derived.is_current(db):
                return []
    with writing(path) as db, transaction(db):
        applied: list[str] = []
        for step in _steps():
            applied.extend(one.name for one in step.pending(db))
            step.apply(db)
        derived.renew(db, progress)
        return applied


def pending(db: Database) -> list[str]:
    """The names of the steps that this file still lacks."""
    return [one.name for step in _steps() for one in step.pending(db)]


def known() -> set[str]:
    """The names of all steps of this program."""
    with closing(Database(memory=True)) as empty:
        return set(pending(empty))


def _steps() -> list[Migrations]:
    package = _package()
    names = sorted(found.name for found in pkgutil.iter_modules(package.__path__))
    modules = (importlib.import_module(f"{package.__name__}.{name}") for name in names)
    return [module.migrations for module in modules]


def _package() -> ModuleType:
    """The migrations, from the installed package or from the folder beside it."""
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
