"""Commands that start the service, and the processes in which commands work."""
