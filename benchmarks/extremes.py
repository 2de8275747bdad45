"""Measure extraction on texts that no newspaper prints, each of a megabyte or of 100,000 words.

    python benchmarks/extremes.py [--size CHARACTERS] [--model NAME] [WORDS_OF_A_NAME...]

Prints the processor seconds of one process for each text, and for a text of an eighth of its size. If the
ratio is much more than eight, time grows faster than the text.
"""

from __future__ import annotations

import argparse
import sys
import time
from datetime import date

from quotes.extraction import Extractor

# What is repeated, what comes before it, what after.
_TEXTS = {
    "straight marks": ('"', "", ""),
    "straight marks with spaces": ('" ', "", ""),
    "pairs of curly marks": ("“”", "", ""),
    "single marks with spaces": ("’ ‘ ", "", ""),
    "opening marks with a word each": ("“a ", "", ""),
    "one word": ("a", "", ""),
    "a word of apostrophes": ("a'", "", ""),
    "one sentence": ("the mayor and ", "Ada Brun said ", "left."),
    "one quoted sentence": ("we stay and you go and ", "“", "that is all,” said Ada Brun."),
    "one sentence of fragments": ("called it “firm” and “fair” and ", "Ada Brun ", "left."),
    "quotes in one paragraph": ("“No, we will not,” said Ada Brun. ", "", ""),
    "quotes in paragraphs": ("“No, we will not,” she said on Sunday.\n", "Ada Brun spoke.\n", ""),
    "empty lines": ("\n", "“We stay,” said Ada Brun.", ""),
}


def main() -> None:
    """Time every text, or those whose name contains one of the words."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("words", nargs="*", metavar="WORDS_OF_A_NAME")
    parser.add_argument("--size", type=int, default=1_000_000, help="characters")
    parser.add_argument("--model", help="another pipeline than the one shipped")
    arguments = parser.parse_args()
    extractor = Extractor(arguments.model)
    extractor.extract("“We stay,” said Ada Brun on Sunday.", date(2024, 5, 3))
    print(f"{'':32}{'characters':>12}{'quotes':>8}{'seconds':>9}{'an eighth':>11}")
    for name, (part, before, after) in _TEXTS.items():
        if arguments.words and not any(word in name for word in arguments.words):
            continue
        text = before + part * (arguments.size // len(part)) + after
        eighth = before + part * (arguments.size // len(part) // 8) + after
        _, less = _time(extractor, eighth)
        found, seconds = _time(extractor, text)
        print(f"{name:32}{len(text):12,}{found:8}{seconds:9.1f}{less:11.1f}")
        sys.stdout.flush()


def _time(extractor: Extractor, text: str) -> tuple[int, float]:
    begin = time.process_time()
    found = len(extractor.extract(text, date(2024, 5, 3)))
    return found, time.process_time() - begin


if __name__ == "__main__":
    main()
