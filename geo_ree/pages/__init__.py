"""The pages: comparison, atlas and route."""
