"""The page that compares deposits."""
