"""What several pages show: cards, statements, citations, the world map.

* ``amounts``: how much rare-earth oxide a deposit is said to hold: the one figure that sizes its circle, and how it
  was come by
* ``cards``: cards: what is known of one place or route, with citations, as data that the page's scripts show
* ``citations``: numbered citations: each source gets the number of its first use on the page
* ``details``: what a deposit's card tells beyond its statements: splits with their material, by-products, other
  points, notes
* ``facts``: the form that every card has, so that a card says only what it adds to it
* ``findings``: what the audit finds, as pages show it: on the card of whom it touches, and in a section of its own
* ``route_cards``: the card of a route: a strip of its stretches, a table of them, its terms, and by which rates it is
  computed
* ``route_groups``: proposed routes by destination: their list beside a map, the choice of port, their table, and what
  the map draws
* ``route_lines``: lines of routes for a map: what several routes share is drawn once, simplified, and in few
  characters
* ``sites``: the deposits that a page draws, each with its colour and areas; how coordinates and lengths are said
* ``statements``: published statements, events, figures and evidence as the page shows them: words and numbers, no
  layout
* ``surroundings``: what is drawn around a deposit when it is selected: how well its point is known, other points,
  areas
"""
