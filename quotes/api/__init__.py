"""The REST API under /api: each view validates a request, calls a service and presents the result."""
