"""The REST interface under /api: views that validate, call a service, and present."""
