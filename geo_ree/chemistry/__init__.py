"""Elements, their oxides, and units of mass and grade.

* ``elements``: the 17 rare-earth elements and thorium: their oxides, mass conversions and groups
* ``units``: conversions of masses, grades and prices, and between ways of counting oxides
"""
