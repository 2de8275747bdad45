"""Publications: articles with their texts, the pages they were found on, and their outlets."""
