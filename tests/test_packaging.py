"""What the distribution promises: its dependencies, its files, its version, the two lines of the README."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tarfile
import tomllib
from importlib import import_module
from pathlib import Path
from shutil import copy, which
from threading import Thread
from zipfile import ZipFile

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version
from waitress.server import create_server

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
        f"{install} -e '.[test]' && .venv/bin/pytest -n 2 --dist loadfile",
    ]


def test_the_tests_in_ci_are_the_line_of_the_readme():
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    assert "tests=$(grep -m 1 -F '.venv/bin/pytest' README.md)" in script
    assert 'bash -euo pipefail -c "$tests"' in script


def test_the_newest_version_of_the_changelog_is_the_one_that_is_cited_and_built():
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    version, day = re.search(r"^## (\d\S*) - (\d{4}-\d\d-\d\d)$", changelog, re.MULTILINE).groups()
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert (cited["version"], cited["date-released"]) == (version, day)
    assert PROJECT["version"] == version
    printed = re.findall(r'"version": "(.*?)"', (ROOT / "docs" / "api.md").read_text("utf-8"))
    assert set(printed) == {version}


def test_the_citation_has_what_its_format_requires():
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert cited["cff-version"] == "1.2.0"
    assert all(cited[field] for field in ("message", "title", "authors"))
    assert cited["license"] in PROJECT["license"].split()
    assert all(isinstance(cited[field], str) for field in ("version", "date-released"))
    assert all(author.keys() & {"name", "family-names", "alias"} for author in cited["authors"])


@pytest.fixture(scope="module")
def tracked() -> set[str]:
    """The files of the repository."""
    if which("git") is None or not (ROOT / ".git").exists():
        missing = pytest.fail if os.environ.get("CI") else pytest.skip
        missing("there is no git, or this is no clone, to compare with")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True)
    return {name for name in listed.stdout.split("\0") if (ROOT / name).is_file()}


STRAY = (
    "quotes.db", "quotes/store/news.db", "quotes/data/left.db-wal", ".env", ".venv/pyvenv.cfg",
    "dist/old.whl", "tests/web/node_modules/axe-core/axe.min.js", "training/runs/model.bin",
    "quotes/api/__pycache__/app.cpython-311.pyc", "build/lib/quotes/old.py", "notes.txt",
)  # fmt: skip


@pytest.fixture(scope="module")
def built(tracked: set[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel and the source distribution, built in a clone where tools have left things."""
    clone, to = tmp_path_factory.mktemp("clone"), tmp_path_factory.mktemp("dist")
    for name in tracked:
        (clone / name).parent.mkdir(parents=True, exist_ok=True)
        copy(ROOT / name, clone / name)
    for name in STRAY:
        (clone / name).parent.mkdir(parents=True, exist_ok=True)
        (clone / name).write_text("stray")
    build = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(to), str(clone)]
    done = subprocess.run(build, capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return to


def test_the_source_distribution_holds_the_repository(built, tracked):
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        names = {file.name.partition("/")[2] for file in opened if file.isfile()}
    made = {name for name in names if name.startswith("quotes.egg-info/")} | {"PKG-INFO", "setup.cfg"}
    assert names - made == tracked


def test_the_wheel_holds_the_package_its_data_and_its_migrations(built, tracked):
    (archive,) = built.glob("*.whl")
    names = {name for name in ZipFile(archive).namelist() if ".dist-info/" not in name}
    ours = {name for name in tracked if name.startswith("quotes/")}
    steps = {f"quotes/{name}" for name in tracked if name.startswith("migrations/")}
    assert names == ours | steps


def test_the_wheel_tells_other_programs_what_it_has_for_them(built):
    (archive,) = built.glob("*.whl")
    with ZipFile(archive) as opened:
        (listed,) = (name for name in opened.namelist() if name.endswith("/entry_points.txt"))
        told = opened.read(listed).decode()
    assert "[datasette]\nquotes = quotes.store.database.datasette_plugin\n" in told
    assert "[spacy_factories]\n" in told


DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")


def test_the_image_is_given_what_the_package_is_built_of_and_no_more():
    sources = re.findall(r"^COPY (?!--)(.*) \S+$", DOCKERFILE, re.MULTILINE)
    copied = {name for line in sources for name in line.split()}
    lines = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    assert "*" in lines
    assert {line[1:] for line in lines if line.startswith("!")} == copied
    assert all((ROOT / name).exists() for name in copied)


@pytest.fixture
def health_check() -> list[str]:
    """The command by which the image tells whether its service runs, with the Python of the tests."""
    (command,) = re.findall(r"^HEALTHCHECK .*\\\n +CMD (\[.*\])$", DOCKERFILE, re.MULTILINE)
    python, *rest = json.loads(command)
    assert python == "python"
    return [sys.executable, *rest]


def test_the_health_check_of_the_image_passes_while_the_service_answers(app, health_check):
    server = create_server(app, host="127.0.0.1", port=0, threads=1)
    environment = {**os.environ, "QUOTES_PORT": str(server.effective_port)}
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    assert subprocess.run(health_check, env=environment, check=False).returncode == 0
    server.close()
    thread.join(5)
    stopped = subprocess.run(health_check, env=environment, check=False, capture_output=True)
    assert stopped.returncode != 0


def test_the_migrations_travel_inside_the_package():
    step = import_module("quotes.migrations.m0001_articles_quotes_speakers_statements")
    assert step.migrations.name == "quotes"
