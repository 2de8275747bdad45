"""What answers are made of: pages of lists, files and feeds, JSON-LD."""
