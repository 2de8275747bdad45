"""Commands that maintain the database, and commands for people's decisions."""
