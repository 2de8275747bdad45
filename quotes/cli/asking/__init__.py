"""Commands that ask what is stored."""
