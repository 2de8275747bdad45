"""What every HTTP request needs, for API and pages alike: caller, connection, limits and errors."""
