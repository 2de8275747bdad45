"""Archives larger than one machine: articles in shards, their quotes in Parquet, beside the tracker.

- `extra`: the packages of the extra `quotes[archive]`, imported when they are first needed
- `files`: files by address, here or in object storage
- `inputs`: the contents of a file, piece by piece: JSON Lines, Parquet, WARC, pages and texts
- `shards`: how inputs are divided into shards, each with a name derived from its input
- `reading`: reads articles in a separate process, so that no article can end the work on its shard
- `tables`: the columns of the output, and the conversion back to articles and quotes
- `extraction`: `extract_shard(paths, out)`: one shard, completely or not at all, without any engine
- `running`: all shards of some inputs, one after the other or on a Dask cluster, and the summary
- `loading`, `report`: load an archive into the tracker, and report what an archive contains
- `index`: indexes with which words are looked up in an archive without loading it

The rooms of the tracker import only the errors from here, unless they are given an archive. No package of the
extra is imported before it is used.
"""
