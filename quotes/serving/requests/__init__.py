"""What every request over HTTP has, whichever face answers it: a caller, a connection, bounds, and errors."""
