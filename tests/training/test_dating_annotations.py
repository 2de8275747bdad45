"""The dates that people gave to quotes, from which the weights of dating are made."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

ANNOTATIONS = Path(__file__).parents[2] / "training" / "dating" / "annotations.jsonl"


@pytest.fixture(scope="module")
def annotated() -> list[dict[str, Any]]:
    return [json.loads(line) for line in ANNOTATIONS.read_text(encoding="utf-8").splitlines()]


def test_each_article_is_annotated_once(annotated: list[dict[str, Any]]) -> None:
    identifiers = [article["id"] for article in annotated]
    assert identifiers == sorted(set(identifiers))


def test_passages_come_in_order_and_do_not_overlap(annotated: list[dict[str, Any]]) -> None:
    for article in annotated:
        edges = [edge for start, end, _, _ in article["said"] for edge in (start, end)]
        assert edges == sorted(edges), article["id"]
        assert all(0 <= start < end for start, end, _, _ in article["said"]), article["id"]


def test_a_day_is_an_iso_date_that_words_tell(annotated: list[dict[str, Any]]) -> None:
    days = [(words, day) for article in annotated for _, _, words, day in article["said"] if day is not None]
    assert days
    assert all(words and date.fromisoformat(day).isoformat() == day for words, day in days)


def test_words_are_a_date_and_no_sentence(annotated: list[dict[str, Any]]) -> None:
    said = [words for article in annotated for _, _, words, _ in article["said"] if words is not None]
    assert said
    assert all(1 <= len(words.split()) <= 6 for words in said)
