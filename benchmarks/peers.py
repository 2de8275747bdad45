"""Extract quotes from the same articles with a peer, textacy's direct quotations, on the same language model.

    python benchmarks/peers.py ARTICLES [--model PATH] > predictions.jsonl

ARTICLES are JSON Lines with `id` and `text`. The output has the format of `quotes extract`, as far as textacy
provides the fields, so that one script can score both. textacy is not a dependency of this product: install
it in an environment of its own, with the version of spaCy that the model was trained with.

textacy refuses articles with an odd number of quotation marks. They get no quotes; their number is printed on
standard error.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import Doc, Token

_SHIPPED = Path(__file__).resolve().parents[1] / "quotes" / "extraction" / "language" / "model"


def main() -> int:
    """Write textacy's quotes of the articles. Returns 1 if textacy is not installed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("path", type=Path, metavar="ARTICLES")
    parser.add_argument("--model", type=Path, default=_SHIPPED)
    arguments = parser.parse_args()
    if importlib.util.find_spec("textacy") is None:
        print("textacy is not installed here", file=sys.stderr)
        return 1
    direct_quotations = importlib.import_module("textacy.extract").direct_quotations
    nlp = spacy.load(arguments.model)
    refused = 0
    for line in arguments.path.read_text("utf-8").splitlines():
        article = json.loads(line)
        try:
            quotes = _quotes(nlp(article["text"]), direct_quotations)
        except ValueError:
            quotes = []
            refused += 1
        print(json.dumps({"id": article["id"], "quotes": quotes}, ensure_ascii=False))
    print(f"{refused} articles refused", file=sys.stderr)
    return 0


def _quotes(doc: Doc, direct_quotations: Callable[[Doc], Iterable[Any]]) -> list[dict[str, Any]]:
    return [
        {
            "spans": [{"start": found.content.start_char, "end": found.content.end_char}],
            "speaker": " ".join(token.text for token in found.speaker) or None,
            "mention": _range(doc, found.speaker),
            "cue": _range(doc, found.cue),
        }
        for found in direct_quotations(doc)
    ]


def _range(doc: Doc, tokens: list[Token]) -> dict[str, Any] | None:
    """From the first to the last of some tokens, as text and character offsets."""
    if not tokens:
        return None
    span = doc[tokens[0].i : tokens[-1].i + 1]
    return {"text": span.text, "start": span.start_char, "end": span.end_char}


if __name__ == "__main__":
    sys.exit(main())
