"""Indexes beside an archive's Parquet files, so that lookups need not load the archive.

- `columns`: tables of numbers in sorted columns, searched in place, written and merged in little memory
- `tables`: the tables of an index, and the numbers for speakers, names and outlets in them
- `building`: builds tables from the rows of shards
- `manifest`: which shards are in the index, in which of its segments, and which are not
- `indexing`: updates an index, shard by shard
- `reading`: reads rows of the Parquet files in the form in which the tracker shows quotes and statements
- `corpus`: what a lookup asks of an archive

An index consists of a few segments, each of which covers some shards. New shards become a new segment, and
segments are merged so that each is much larger than the next: a lookup searches a handful of segments,
however many shards there are.
"""
