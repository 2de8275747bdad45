"""Serving the application over HTTP with waitress, so that no client can hold up another.

- `channel`: a connection: the largest body it accepts, and whether its client is too slow
- `bounds`: the limits of every connection: how long, how many, how much
- `server`: binds to a port, runs until it is told to stop, and then stops within a time limit
"""
