"""What of an atlas is written to GIS files, with its provenance.

* ``frames``: what of an atlas is written to a file: frames in which each figure travels with its date, code, status
  and source
"""
