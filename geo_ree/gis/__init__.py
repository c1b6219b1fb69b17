"""Shapes and GeoJSON for any GeoDataFrame: nothing of rare earths is known here.

* ``antimeridian``: cutting at the 180th meridian what crosses it
* ``borders``: in which country a place lies, and how far from a country it is
* ``boxes``: bounding boxes, which may lie across the 180th meridian
* ``checks``: what RFC 7946 asks of a text, a subject a file
* ``geodesy``: distances, bearings, lengths and areas over the WGS 84 ellipsoid
* ``geojson``: ``to_geojson``, ``write_geojson``: frames as RFC 7946 GeoJSON, columns as properties
* ``geojson_text``: features as text: geometries, positions and bounding boxes
* ``json_values``: cells of a frame as JSON values: the numbers and texts of the properties
* ``rounding``: how precisely coordinates are written; a sound area stays sound
* ``topojson``: polygons from TopoJSON, as world-atlas writes it
* ``unwrapping``: longitudes that run on where a line or ring passes the 180th meridian
* ``validation``: ``validate_geojson``: every problem of a text, each with the place where it stands
* ``vendor_files``: third-party files that the build brings in: Leaflet, its licence, the borders of the world
"""
