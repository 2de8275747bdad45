"""The shapes of requests and answers, which are their documentation too."""
