"""What an operator sees of the running service: its request log, its metrics, and whether it is ready."""
