"""The picture of docs/architecture.md is drawn by its script, and shows what there is."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from quotes.extraction.pipeline import STAGES

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "docs"))

import draw_architecture  # noqa: E402  a script beside the page


def test_the_picture_is_the_one_that_the_script_draws():
    assert draw_architecture.PICTURE.read_text("utf-8") == draw_architecture.drawn()


@pytest.mark.parametrize("room", [*(name for name, *_ in draw_architecture.ROOMS), "api", "cli"])
def test_every_room_of_the_picture_is_a_package(room):
    assert (ROOT / "quotes" / room / "__init__.py").is_file()


@pytest.mark.parametrize("stage", [name for name, _ in draw_architecture.STAGES])
def test_every_stage_of_the_picture_is_a_package_of_extraction(stage):
    assert (ROOT / "quotes" / "extraction" / stage / "__init__.py").is_file()


def test_the_picture_has_the_stages_of_the_pipeline_in_their_order():
    packages = {"quotation_marks": "quotation", "annotation": "language"}
    drawn = [name for name, _ in draw_architecture.STAGES]
    assert drawn == [packages.get(stage, stage) for stage in STAGES]
