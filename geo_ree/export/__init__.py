"""What of an atlas is written to GIS files, with its provenance.

* ``frames``: the frames of ``geo-ree export``: each figure with its date, code, status and source
"""
