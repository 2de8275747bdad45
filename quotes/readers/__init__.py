"""Reading in separate processes, so that no article can delay or crash the one that answers requests.

- `tasks`: what a process can be asked to do: read a text, read a page
- `process`: the process: does one task after the other, and ends with the process that started it
- `worker`: its handle: a task is done in time, or the process is killed
- `pool`: the processes and the turns of callers, as an `ingestion.Reader`
- `direct`: the same interface for a reader in this process, for tests
"""

from quotes.readers.direct import Direct
from quotes.readers.errors import ReadingCutShort
from quotes.readers.pool import Pool

__all__ = ["Direct", "Pool", "ReadingCutShort"]
