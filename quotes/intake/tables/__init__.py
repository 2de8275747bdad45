"""Tables that people keep in spreadsheets."""
