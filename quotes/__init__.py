"""Extract direct quotes and their speakers from news articles, and keep them, dated, in SQLite."""

import os

# The language model's matrices are small, so that several threads only get in each other's way. The setting
# works only if it is made before numpy is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
