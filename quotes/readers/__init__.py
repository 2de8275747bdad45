"""Reading in processes of its own, so that no article can hold up or bring down what answers requests.

- `tasks`: what a process is asked to do: read a text, read a page
- `process`: the process: does one task after the other, and ends with the one that started it
- `worker`: its handle: a task is answered in time, or the process is killed
- `pool`: the processes, with turns for those who want to read, behind the protocol `ingestion.Reader`
- `direct`: the same behind a reader of this very process, for tests
"""

from quotes.readers.direct import Direct
from quotes.readers.errors import ReadingCutShort
from quotes.readers.pool import Pool

__all__ = ["Direct", "Pool", "ReadingCutShort"]
