"""Shapes and GeoJSON for any GeoDataFrame: nothing of rare earths is known here.

* ``antimeridian``: the 180th meridian: reading what crosses it, cutting there, and the boxes of what was cut
* ``borders``: in which country a place lies, and how far from a country it is
* ``geodesy``: distances, bearings, lengths and areas over the WGS 84 ellipsoid: the one place that knows the shape
  of the earth
* ``geojson``: write frames as RFC 7946 GeoJSON. Knows GeoDataFrames only
* ``json_values``: cells of a table as JSON values: what pandas, NumPy and Python hold, in the few kinds that JSON
  knows
* ``topojson``: topoJSON, as world-atlas writes it: lines ("arcs") that neighbours share, put together again into
  polygons
* ``validation``: is a text RFC 7946 GeoJSON? Every problem at once, each with the JSON pointer to where it stands
* ``vendor_files``: third-party files that the build brings in: Leaflet, its licence, the borders of the world. Read
  when asked for
"""
