"""The door for users' files: bytes, text, rows, cells, each step refusing what it alone can see.

* ``fault_log``: faults as they are found: kept up to a number, and counted beyond it
* ``features``: how a GeoJSON text becomes features: bounded in depth and number of values, no member named twice
* ``files``: read users' files safely: limits before parsing, raw rows out, every structural fault named
* ``geometries``: how the geometry of a feature is read: its type, its positions, and whether it is a shape on the globe
* ``typed_rows``: how the rows of a file become typed rows: each cell by its column, then the row by its rules
"""
