"""Schemas that several others share."""
