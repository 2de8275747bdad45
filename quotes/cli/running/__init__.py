"""Commands that start the service, and the processes that commands work in."""
