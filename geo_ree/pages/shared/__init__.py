"""What several pages show: cards, statements, citations, the world map.

* ``amounts``: the amount of oxide that sizes a deposit's circle on maps, and how it was found
* ``cards``: the card of a place: what is known of it, with citations, as data for the page's scripts
* ``citations``: numbered citations: each source gets the number of its first use on the page
* ``details``: what a card tells beyond statements: analyses, by-products, other points, notes
* ``facts``: the form that every card has, so that a card says only what it adds to it
* ``findings``: what the audit finds: on the card of whom it touches, and in a section of its own
* ``route_cards``: the card of a route: its stretches, terms and rates
* ``route_groups``: proposed routes by destination: list, choice of port, table, and what the map draws
* ``route_lines``: lines of routes for a map: what several share is drawn once, simplified
* ``sites``: the deposits that a page draws, each with its colour and areas
* ``statements``: every estimate and event, ready for templates; the chips of claim statuses
* ``surroundings``: what is drawn around a selected deposit: precision, other points, areas
* ``templates``: what templates of several pages include, in ``parts/``; ``static/`` holds shared styles
"""
