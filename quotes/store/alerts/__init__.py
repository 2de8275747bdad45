"""Alerts in the file: what is followed, which quotes match, and the outbox of what is sent."""
