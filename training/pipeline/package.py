"""Copy an assembled pipeline and its licence to where the package ships it from."""

import argparse
import shutil
import sys
import warnings
from pathlib import Path

import spacy

MOST_BYTES = 25_000_000
NEEDED = {"PERSON", "ORG", "NORP", "LOC", "DATE"}


def check(pipeline: Path) -> None:
    """Raise SystemExit, saying why, for a pipeline that must not be shipped."""
    size = sum(file.stat().st_size for file in pipeline.rglob("*") if file.is_file())
    if size > MOST_BYTES:
        sys.exit(f"{pipeline} has {size} bytes, more than {MOST_BYTES}")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        nlp = spacy.load(pipeline)
    missing = NEEDED.difference(nlp.pipe_labels["ner"])
    if missing:
        sys.exit(f"{pipeline} does not know {', '.join(sorted(missing))}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pipeline", type=Path)
    parser.add_argument("licence", type=Path)
    parser.add_argument("target", type=Path)
    options = parser.parse_args()
    check(options.pipeline)
    if options.target.exists():
        shutil.rmtree(options.target)
    shutil.copytree(options.pipeline, options.target)
    shutil.copy(options.licence, options.target / "LICENSE")
    print(f"{options.target}: {len(list(options.target.rglob('*')))} files")


if __name__ == "__main__":
    main()
