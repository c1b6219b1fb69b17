"""Interactive maps, each one self-contained HTML file drawn by folium and Leaflet: the only room that imports folium.

* ``assets``: the files that a page is made of: Leaflet, its licence, our own styles. Read when asked for
* ``basemap``: land, borders and towns that are drawn under the data without any network
* ``bundles``: the scripts of a page, bundled from ``web/src/`` when the package is built
* ``elements``: what a map is made of: the only elements of folium's tree that a page takes
* ``escaping``: data as text that is inert inside ``<script>`` and in a Jinja template
* ``overlays``: shapes on the ground, computed on the WGS 84 ellipsoid and ready to draw: rings, circles, areas moved
  elsewhere
* ``page``: one self-contained HTML file from maps, data and a template: nothing is fetched, and no text from data
  becomes code
* ``policy_check``: refuse in a finished page what its content security policy would block in silence
* ``symbols``: the theme as CSS and as data for the page's scripts
* ``theme``: how things look: colours, symbols, sizes and type. Data only, nothing is drawn here
"""
