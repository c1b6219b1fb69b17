"""The world map that several pages show, and its legend.

* ``legend``: the legend of the world map, from the theme: what each symbol and line means, and the layer it switches
* ``world_map``: the world map: deposits, plants by stage, the ports and the proposed routes, continuous across 180°
"""
