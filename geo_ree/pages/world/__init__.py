"""The world map that several pages show, and its legend.

* ``legend``: the legend of the world map: what each symbol and line means, and the layer it switches
* ``world_map``: the world map: deposits, plants, ports and proposed routes, continuous across 180°
"""
