"""Folders of tables: what a table may hold, how its files are read, every fault of them at once."""
