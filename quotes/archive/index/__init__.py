"""Indexes beside an archive's Parquet files, so that lookups are answered without loading anything.

- `columns`: tables of numbers in sorted columns, searched where they lie, written and merged in little memory
- `tables`: which tables an index has, and the numbers that speakers, names and outlets have in them
- `building`: the rows of shards made into tables
- `manifest`: which shards are in the index, in which of its segments, and which are not
- `indexing`: brings an index up to date, shard by shard
- `reading`: rows of the Parquet files as the tracker shows quotes and statements
- `corpus`: what a lookup asks of an archive

An index is a few segments, each of which holds some shards. New shards become a new segment, and segments
are merged so that each is much larger than the next: a lookup asks a handful, however many shards there are.
"""
