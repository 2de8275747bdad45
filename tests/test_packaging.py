"""What the distribution promises: its dependencies, their pinned versions, its two lines in the README."""

from __future__ import annotations

import tomllib
from importlib import import_module
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
REQUIREMENTS = [
    requirement
    for requirement in map(
        Requirement, PROJECT["dependencies"] + EXTRAS["archive"] + EXTRAS["test"] + EXTRAS["dev"]
    )
    if requirement.name != PROJECT["name"]
]


@pytest.fixture(scope="module")
def pinned() -> dict[str, Version]:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pairs = [line.split("==") for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(name): Version(version) for name, version in pairs}


@pytest.mark.parametrize("requirement", REQUIREMENTS, ids=lambda requirement: requirement.name)
def test_each_dependency_has_bounds_and_is_pinned_within_them(requirement, pinned):
    operators = {specifier.operator for specifier in requirement.specifier}
    assert operators == {">=", "<"}
    assert pinned[canonicalize_name(requirement.name)] in requirement.specifier


def test_the_two_lines_of_the_readme_use_the_pinned_versions():
    install = "python3 -m venv .venv && .venv/bin/pip install -q -c constraints.txt"
    lines = (ROOT / "README.md").read_text("utf-8").splitlines()
    assert [line for line in lines if "python3 -m venv" in line] == [
        f"{install} . && .venv/bin/quotes demo",
        f"{install} -e '.[test]' && .venv/bin/pytest",
    ]


def test_the_tests_in_ci_are_the_line_of_the_readme():
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    assert "tests=$(grep -m 1 -F '.venv/bin/pytest' README.md)" in script
    assert 'bash -euo pipefail -c "$tests"' in script


def test_the_migrations_travel_inside_the_package():
    step = import_module("quotes.migrations.m0001_articles_quotes_speakers_statements")
    assert step.migrations.name == "quotes"
