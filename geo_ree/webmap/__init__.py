"""Interactive maps, each one self-contained HTML file drawn by folium and Leaflet.

Nothing outside this folder imports folium.
"""
