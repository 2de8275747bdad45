"""Make an archive of invented quotes, of any size, without reading any articles.

    python benchmarks/archive_quotes.py --quotes 10000000 --to /var/tmp/quotes-bench/archive

Words, speakers and days are distributed as in `invented/database.py`: a few words and speakers are frequent,
most are rare, and every article has a second report of all its quotes, half the archive away.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from invented.database import (
    COMMON_WORDS,
    DAYS,
    FIRST_DAY,
    QUOTES_PER_ARTICLE,
    SPEAKERS,
    VOCABULARY,
    name_of,
    word,
)

from quotes.archive.extraction import ROWS, Counts, Done
from quotes.archive.tables import ARTICLES, QUOTES, schemas
from quotes.intake.addresses import page_of
from quotes.store.ids import article_id, quote_id

QUOTES_PER_SHARD = 50_000
WORDS = [*COMMON_WORDS, *(word(number) for number in range(len(COMMON_WORDS) + 1, VOCABULARY + 1))]


def main() -> None:
    """Make the missing shards."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--quotes", type=int, required=True)
    parser.add_argument("--to", type=Path, required=True)
    given = parser.parse_args()
    for kind in (ARTICLES, QUOTES):
        (given.to / kind).mkdir(parents=True, exist_ok=True)
    names = [name_of(pk) for pk in range(1, SPEAKERS + 1)]
    shards = max(2, given.quotes // QUOTES_PER_SHARD)
    for number in range(shards):
        if not (given.to / QUOTES / f"{name_of_shard(number)}.parquet").exists():
            write_shard(given.to, number, shards, names)


def name_of_shard(number: int) -> str:
    return f"invented-{number:06d}"


def write_shard(folder: Path, number: int, shards: int, names: list[str]) -> None:
    """Write one shard. Its quotes are those of the shard half the archive earlier, in other articles."""
    half = shards // 2
    said = invented(number % half, half)
    articles: list[dict[str, Any]] = []
    quotes: list[dict[str, Any]] = []
    for first in range(0, len(said), QUOTES_PER_ARTICLE):
        add_article(articles, quotes, number, said[first : first + QUOTES_PER_ARTICLE], names)
    done = Done(
        name_of_shard(number),
        Counts(len(articles), 0, len(quotes), 0, 0),
        "bench",
        str(number),
        str(number),
        (),
    )
    of_articles, of_quotes = schemas()
    metadata = {b"quotes": json.dumps(asdict(done)).encode()}
    tables = (
        (ARTICLES, articles, of_articles, ROWS // QUOTES_PER_ARTICLE),
        (QUOTES, quotes, of_quotes.with_metadata(metadata), ROWS),
    )
    for kind, rows, schema, size in tables:
        path = folder / kind / f"{done.name}.parquet"
        table = pa.Table.from_pylist(rows, schema)
        pq.write_table(table, path.with_suffix(".making"), compression="zstd", row_group_size=size)
        path.with_suffix(".making").rename(path)


def invented(number: int, half: int) -> list[tuple[int, str, int]]:
    """The quotes of a shard: the speaker, the words, and the day as a number."""
    chance = np.random.default_rng(number)
    lengths = 8 + np.arange(QUOTES_PER_SHARD) % 30
    ranks = np.minimum(chance.pareto(0.7, lengths.sum()) + 1, VOCABULARY).astype(int) - 1
    speakers = np.minimum(chance.pareto(0.6, QUOTES_PER_SHARD) + 1, SPEAKERS).astype(int)
    ends = np.cumsum(lengths)
    said = []
    for at, (start, end) in enumerate(zip(ends - lengths, ends, strict=True)):
        words = [WORDS[rank] for rank in ranks[start:end]]
        if at % 20 == 0:
            words[:3] = ["we", "will", "not"]
        day = (number * QUOTES_PER_SHARD + at) * DAYS // (half * QUOTES_PER_SHARD)
        said.append((int(speakers[at]), " ".join(words), day))
    return said


def add_article(
    articles: list[dict[str, Any]],
    quotes: list[dict[str, Any]],
    shard: int,
    said: list[tuple[int, str, int]],
    names: list[str],
) -> None:
    """Add the rows of an article and of its quotes."""
    number = shard * QUOTES_PER_SHARD // QUOTES_PER_ARTICLE + len(articles)
    outlet = f"paper{number % 200}.example"
    url = f"https://{outlet}/{number}"
    published = FIRST_DAY + timedelta(days=said[0][2])
    text = "\n".join(f'"{words}" says {names[speaker - 1]}' for speaker, words, _ in said)
    shared = {
        "article": article_id(page_of(url), None, text),
        "url": url,
        "publisher": f"Paper {number % 200}",
        "outlet": outlet,
        "published": published,
        "extractor": "bench",
    }
    articles.append({**shared, "text": text, "words": len(text.split()), "quotes": len(said)})
    start = 0
    for at, (speaker, words, _) in enumerate(said):
        end = start + len(words) + 2
        quotes.append(
            {
                **shared,
                "quote": quote_id(shared["article"], 1, start),
                "number": at,
                "text": words,
                "spans": [{"start": start, "end": end}],
                "form": "sentence",
                "speaker": names[speaker - 1],
                "speaker_kind": "person",
                "said_on": published,
                "said_precision": "day",
                "said_basis": "published",
                "about": [],
                "factuality": "said",
                "confidence": 0.9,
            }
        )
        start = end + len(f" says {names[speaker - 1]}\n")


if __name__ == "__main__":
    main()
