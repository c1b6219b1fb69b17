"""The page of one route."""
