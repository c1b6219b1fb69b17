"""The page of all deposits."""
