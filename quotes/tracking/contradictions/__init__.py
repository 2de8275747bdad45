"""Find where a speaker contradicts what they said before."""
