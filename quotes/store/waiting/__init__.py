"""Queues: posted texts to read, watched sources, half-read archives, and turns at hosts."""
