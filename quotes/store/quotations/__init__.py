"""Quotes: recorded, shown, and corrected by people."""
