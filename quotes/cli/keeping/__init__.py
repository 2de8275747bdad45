"""Commands that look after the database, and those that people settle things with."""
