"""Monitoring of the running service: its request log, its metrics and its readiness."""
