"""The SQLite file: every SQL statement there is, one module an idea."""
