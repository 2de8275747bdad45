"""The shapes that several schemas share."""
