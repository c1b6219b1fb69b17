"""The door for users' files: bytes, text, rows, cells, each step refusing what it alone can see.

* ``fault_log``: faults as they are found: kept up to a number, and counted beyond it
* ``features``: a GeoJSON text as features: bounded in depth and number of values, no member named twice
* ``files``: bytes of a CSV or GeoJSON file as raw rows of text, with every fault of the file's form
* ``geometries``: the geometry of a feature: its type, its positions, and whether it is a shape on the globe
* ``typed_rows``: raw rows as typed rows: each cell by its column, then the row by its rules
"""
