"""Routes between many places at once."""
