"""Show the errors of attribution: the passages of a bench file, by what went wrong.

    quotes extract < GOLD.jsonl > PREDICTIONS.jsonl
    python training/attribution/confusion.py GOLD.jsonl PREDICTIONS.jsonl

Every gold passage falls into one row. "Wrong source" means that neither the mention nor the name is the gold
source's; "right source, wrong name" that the mention was found but resolved wrongly or not at all.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import Any

from gold import TITLES, articles, same_passage, source_words, trimmed, words_of

PRONOUNS = frozenset({"he", "she", "they", "it", "i", "we", "who", "which", "his", "her"})


def main() -> None:
    """Print a table of causes with their counts and shares."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("predictions", type=Path)
    arguments = parser.parse_args()
    predicted = {record["id"]: record["quotes"] for record in articles(arguments.predictions)}
    causes: Counter[str] = Counter()
    for article in articles(arguments.gold):
        causes.update(causes_of(article, predicted[article["id"]]))
    total = sum(count for cause, count in causes.items() if cause != FALSE_ALARM)
    print("| what became of a passage | passages | share |\n|---|---:|---:|")
    for cause, count in causes.most_common():
        print(f"| {cause} | {count} | {100 * count / total:.1f} % |")


FALSE_ALARM = "*beside them: reported, though nobody is quoted*"


def causes_of(article: dict[str, Any], quotes: list[dict[str, Any]]) -> Counter[str]:
    """The outcome of each gold passage of an article, and of other passages that were reported."""
    text = article["text"]
    spans = [
        (trimmed(text, span["start"], span["end"]), quote) for quote in quotes for span in quote["spans"]
    ]
    causes: Counter[str] = Counter()
    gold_spans = []
    for passage in article["quotes"]:
        if passage.get("kind") == "none" or not passage.get("direct", True):
            continue
        where = trimmed(text, passage["start"], passage["end"])
        gold_spans.append(where)
        found = next((quote for span, quote in spans if same_passage(span, where)), None)
        causes[_cause(text, passage, found)] += 1
    open_spans = [trimmed(text, *span) for span in article.get("ignore", [])]
    for span, _ in spans:
        if not any(same_passage(span, known) for known in [*gold_spans, *open_spans]):
            causes[FALSE_ALARM] += 1
    return causes


def _cause(text: str, passage: dict[str, Any], found: dict[str, Any] | None) -> str:
    if found is None:
        return "missed: taken for nobody's words, or cut differently"
    named = passage.get("speaker") if passage.get("kind") in ("person", "organization") else None
    name_is_right = bool(named) and _same_name(found["speaker"], named)
    if name_is_right:
        return "right, by name"
    mention = found["mention"]
    overlaps = mention is not None and any(
        mention["start"] < end and start < mention["end"] for start, end in passage["source"]
    )
    last = words_of(found["speaker"] or "")[-1:]
    if not overlaps and passage["source"] and not set(last) & source_words(text, passage["source"]):
        return f"wrong source: {_place(text, passage, mention)}"
    if named:
        return f"right source, wrong name: {_kind(passage.get('source_text') or '')}"
    return "right source (its name is not in the gold)"


def _same_name(predicted: str | None, gold: str | None) -> bool:
    ours = [word for word in words_of(predicted or "") if word not in TITLES]
    theirs = [word for word in words_of(gold or "") if word not in TITLES]
    return bool(ours and theirs) and (ours[-1] == theirs[-1] or "".join(ours) == "".join(theirs))


def _place(text: str, passage: dict[str, Any], mention: dict[str, Any] | None) -> str:
    if mention is None:
        return "none found"
    start, end = sorted((mention["start"], passage["source"][0][0]))
    return "another of the same paragraph" if "\n" not in text[start:end] else "one of another paragraph"


def _kind(source: str) -> str:
    if source.lower() in PRONOUNS:
        return "a pronoun"
    return "a name" if source[:1].isupper() and len(source.split()) < 5 else "a description"


if __name__ == "__main__":
    main()
