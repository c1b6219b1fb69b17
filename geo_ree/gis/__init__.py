"""Shapes and GeoJSON for any GeoDataFrame: nothing of rare earths is known here.

* ``antimeridian``: the 180th meridian: cutting there what crosses it
* ``borders``: in which country a place lies, and how far from a country it is
* ``boxes``: bounding boxes, which may lie across the 180th meridian
* ``checks``: what RFC 7946 asks of a text, a subject a file
* ``geodesy``: distances, bearings, lengths and areas over the WGS 84 ellipsoid: the one place that knows the shape
  of the earth
* ``geojson``: write frames as RFC 7946 GeoJSON. Knows GeoDataFrames only
* ``geojson_text``: features as text: geometries, positions and boxes
* ``json_values``: cells of a table as JSON values: what pandas, NumPy and Python hold, in the few kinds that JSON
  knows
* ``rounding``: how precisely coordinates are written; a sound area stays sound
* ``topojson``: topoJSON, as world-atlas writes it: lines ("arcs") that neighbours share, put together again into
  polygons
* ``unwrapping``: how longitudes are read: step by step, so that a line or ring runs on where it passes the 180th
  meridian
* ``validation``: is a text RFC 7946 GeoJSON? Every problem at once, each with the JSON pointer to where it stands
* ``vendor_files``: third-party files that the build brings in: Leaflet, its licence, the borders of the world. Read
  when asked for
"""
