"""Interactive maps: one self-contained HTML file each, drawn by folium and Leaflet. The only folder that imports folium."""
