"""The SQLite file: all SQL of the program, one module for each idea."""
