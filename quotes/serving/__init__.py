"""Serving the application over HTTP with waitress, so that no client can hold up another.

- `channel`: a connection: how much of a body it takes, and whether its client keeps the pace
- `bounds`: how long, how many, how much: what every connection is held to
- `server`: bound to a port, run until it is told to stop, and stopped within a time
"""
