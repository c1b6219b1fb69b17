"""The tables together: look up, prefer, cite, compare versions."""
