"""What of an atlas is written to GIS files, with its provenance."""
