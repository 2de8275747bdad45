"""Archives larger than one machine: articles in shards, their quotes in Parquet, beside the tracker.

- `extra`: the packages of the extra `quotes[archive]`, imported when they are first needed
- `files`: addresses of files, here or in object storage
- `inputs`: what a file holds, piece by piece: JSON Lines, Parquet, WARC, pages and texts
- `shards`: how inputs are cut into shards, each with a name that follows from its input
- `reading`: reads articles in a process of its own, so that none can end the work on its shard
- `tables`: the columns of what is written, and the way back to articles and quotes
- `extraction`: `extract_shard(paths, out)`: one shard, whole or not at all, without any engine
- `running`: all shards of some inputs, one after the other or on a Dask cluster, and the summary
- `loading`, `report`: from an archive into the tracker, and what an archive holds
- `index`: indexes by which words are looked up in an archive where it lies

Of all this the rooms of the tracker import nothing but the errors, unless they are told of an archive. No
package of the extra is imported before it is used.
"""
