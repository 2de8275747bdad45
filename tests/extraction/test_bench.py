"""The measured quality of extraction on development data: figures that no change may fall below.

The data are read from the folder that QUOTES_SHARED names, `../shared` beside the repository when unset.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from quotes.extraction import Reading

BENCH = Path(os.environ.get("QUOTES_SHARED") or Path(__file__).parents[3] / "shared") / "bench"
LEAST = {
    "polnear_dev": {"span_f1": 0.96, "e2e_f1": 0.935, "named_f1": 0.845, "kind": 0.95, "said_p": 0.85},
    "worldwide_dev": {"span_f1": 0.965, "e2e_f1": 0.92, "named_f1": 0.88, "kind": 0.92, "said_p": 0.9},
    "modern_dev": {"span_f1": 0.945, "e2e_f1": 0.9, "named_f1": 0.87, "kind": 0.93},
}
MOST_ECE = 0.06  # of the confidence against the right name; modern_dev has 140 passages only

pytestmark = pytest.mark.skipif(not (BENCH / "score.py").exists(), reason=f"there is no scorer in {BENCH}")


@pytest.mark.parametrize("name", LEAST)
def test_figures_on_development_data_do_not_fall(name, extractor, tmp_path):
    gold = BENCH / f"{name}.jsonl"
    if not gold.exists():
        pytest.skip(f"{gold} is missing")
    articles = [json.loads(line) for line in gold.read_text("utf-8").splitlines()]
    readings = [
        Reading(article["text"], date.fromisoformat(article["published"]) if article["published"] else None)
        for article in articles
    ]
    predictions = tmp_path / "predictions.jsonl"
    with predictions.open("w", encoding="utf-8") as out:
        for article, quotes in zip(articles, extractor.extract_many(readings), strict=True):
            record = {"id": article["id"], "quotes": [quote.as_record() for quote in quotes]}
            print(json.dumps(record), file=out)
    scored = subprocess.run(
        [sys.executable, BENCH / "score.py", gold, predictions, "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert scored.returncode == 0, scored.stderr
    figures = json.loads(scored.stdout)
    assert {key: figures[key] for key, least in LEAST[name].items() if figures[key] < least} == {}
    assert figures["ece_named"] <= MOST_ECE
