"""How pages show things: words for dates and verdicts, marked texts, timelines."""
