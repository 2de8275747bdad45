"""What waits to be read: posted texts, watched sources, half-read archives, and whose turn it is."""
