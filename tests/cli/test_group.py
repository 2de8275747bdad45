from __future__ import annotations

import subprocess
import sys

import pytest

from quotes.cli import main
from quotes.cli.group import COMMANDS

HELP_AND_MODULES = """
import sys
from quotes.cli import main
main(["--help"], standalone_mode=False)
print(sorted({"spacy", "flask"} & sys.modules.keys()))
"""


@pytest.mark.parametrize("command", [*COMMANDS, "token create", "speakers import", "speakers export"])
def test_each_command_shows_an_example_in_its_help(runner, command):
    result = runner.invoke(main, [*command.split(), "--help"])
    assert result.exit_code == 0
    assert "Example" in result.output
    assert f"quotes {command.split()[0]}" in result.output.partition("Example")[2]


def test_the_help_lists_every_command(runner):
    output = runner.invoke(main, ["--help"]).output
    assert [name for name in COMMANDS if f"\n  {name} " not in output] == []


def test_the_help_answers_without_loading_the_language_model():
    told = subprocess.run(
        [sys.executable, "-c", HELP_AND_MODULES],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.splitlines()[-1] == "[]"


def test_an_unknown_command_is_named(runner):
    result = runner.invoke(main, ["fetch"])
    assert result.exit_code == 2
    assert "No such command 'fetch'" in result.output


def test_a_wrong_setting_is_told_in_one_sentence(runner, monkeypatch):
    monkeypatch.setenv("QUOTES_PORT", "eighty")
    result = runner.invoke(main, ["migrate"])
    assert result.exit_code == 1
    assert result.output == "Error: QUOTES_PORT must be a whole number from 0 to 65535, not 'eighty'.\n"


def test_a_missing_model_is_told_in_one_sentence(runner):
    result = runner.invoke(main, ["extract", "--model", "en_nowhere_lg"], input='{"text": "“Yes.”"}')
    assert result.exit_code == 1
    assert result.output.startswith("Error: ")
    assert "en_nowhere_lg" in result.output
    assert len(result.output.splitlines()) == 1
