"""What was published: articles and their texts, the pages they were found on, and their outlets."""
