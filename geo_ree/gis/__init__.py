"""Shapes and GeoJSON for any GeoDataFrame: nothing of rare earths is known here."""
