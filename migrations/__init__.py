"""The steps that bring a database up to date, one module a step, in the order of their names."""
