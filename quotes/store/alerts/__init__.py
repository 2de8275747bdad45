"""Alerts in the database: what is followed, which quotes match, and the outbox of digests."""
