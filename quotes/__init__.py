"""Direct quotes and the people they belong to, out of news articles, dated, in SQLite."""

import os

# The language model's matrices are small: more threads than one only get in each other's way. The setting
# counts only when it stands before numpy is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
