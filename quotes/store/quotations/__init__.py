"""Quotes: as they are recorded, shown, and corrected by people."""
