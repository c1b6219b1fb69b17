"""What several pages show: cards, statements, citations, the world map."""
