"""Elements, their oxides, and units of mass and grade.

* ``elements``: the 17 rare-earth elements, and thorium beside them: oxides as traded, mass conversions, groups
* ``units``: conversions of masses, grades and prices, and of shares between the ways in which oxides are counted
"""
