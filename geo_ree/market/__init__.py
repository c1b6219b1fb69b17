"""What a kilogram of oxides would fetch, and which countries share a market."""
