"""How things are said: figures with their units and dates, the words of the tables, the names of countries."""
