"""Elements, their oxides, and units of mass and grade."""
