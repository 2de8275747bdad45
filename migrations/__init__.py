"""The migrations of the database, one module per step, in the order of their names."""
