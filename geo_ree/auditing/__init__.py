"""Do the figures agree? Rules that find what cannot be true, and what must not be taken at its word."""
