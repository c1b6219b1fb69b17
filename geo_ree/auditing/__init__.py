"""Rules that find figures which cannot be true."""
