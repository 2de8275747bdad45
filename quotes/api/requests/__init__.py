"""What views ask of a request: fields, filters, and who decides."""
