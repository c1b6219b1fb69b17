"""Interactive maps, each one self-contained HTML file drawn by folium and Leaflet: the only room that imports folium.

* ``assets``: the files that a page is made of: Leaflet, its licence, our own styles
* ``basemap``: land, borders and towns that are drawn under the data without any network
* ``bundles``: the scripts of a page, bundled from ``web/src/`` when the package is built
* ``elements``: what a map is made of: the only elements of folium's tree that a page takes
* ``escaping``: data as text that is inert inside ``<script>`` and in a Jinja template
* ``overlays``: shapes on the ground, ready to draw: rings, circles, areas moved elsewhere
* ``page``: ``Page`` and ``build_page``: one self-contained HTML file from a template, maps and data
* ``policy_check``: refuses in a finished page what its content security policy would block in silence
* ``symbols``: the theme as CSS and as data for the page's scripts
* ``theme``: how things look: colours, symbols, sizes and type, as data only
* ``templates``: ``document.html``, which every page fills; ``static/`` holds shared styles
"""
