"""The schemas of requests and answers, which are also their documentation."""
