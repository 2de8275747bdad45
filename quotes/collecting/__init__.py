"""What stands on the web into the database: pages that somebody names, and what sources announce."""
