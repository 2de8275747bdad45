"""Parts of requests: types of fields, filters, and decisions."""
