"""A route in words: as plain text, as HTML, in a line, and every reason said."""

from html.parser import HTMLParser
from types import SimpleNamespace

from geo_ree.routing.options import ROUTE_MODES
from geo_ree.routing.passages import PASSAGE_IDS, Closures
from geo_ree.routing.route import find_route
from geo_ree.routing.segments import SEGMENT_BASES
from geo_ree.routing.wording import (
    BASIS_WORDS,
    MODE_WORDS,
    access_words,
    closure_words,
    days_words,
    route_as_html,
    route_as_text,
    route_in_words,
    transfer_ports,
)


def by_id(routes, route_id):
    return next(route for route in routes if route.route_id == route_id)


def test_every_mode_and_every_basis_has_words():
    assert set(MODE_WORDS) == set(ROUTE_MODES)
    assert set(BASIS_WORDS) == set(SEGMENT_BASES)


def test_the_ports_of_change_are_those_between_land_and_sea(routes):
    assert transfer_ports(by_id(routes, "beylikova-la-rochelle")) == ("TRDRC", "FRLPE")
    assert transfer_ports(by_id(routes, "bayan-obo-houston")) == ("CNTXG",)


def test_a_passage_is_closed_for_one_reason_each(atlas):
    route = find_route("CNTXG", "NLRTM", modes=["sea"], closed=["suez"], ship="capesize", atlas=atlas)
    reasons = vars(route.closures)
    assert reasons["asked"] == ("suez",)
    assert "panama" in reasons["ship"]
    assert reasons["default"] == ("northwest", "northeast")
    assert sorted(passage for closed in reasons.values() for passage in closed) == sorted(route.closed)
    words = closure_words(route)
    assert "Suez Canal (as asked)" in words
    assert "too small for a capesize" in words


def test_nothing_is_said_where_nothing_was_closed():
    assert closure_words(SimpleNamespace(closures=Closures(), ship="handysize")) == ""


def test_how_far_off_a_stop_lies_is_said_once_and_not_of_ports(routes):
    words = access_words(by_id(routes, "bayan-obo-houston"))
    assert len(words) == len(set(words)) == 2
    assert words[0].startswith("Bayan Obo: ")
    assert words[0].endswith(" km to the railway")
    assert not any("Tianjin" in text or "Houston" in text for text in words)


def test_days_are_told_to_a_tenth():
    assert days_words(36) == "1.5 days"


def test_the_plain_table_has_a_line_for_each_leg_and_the_total(routes):
    route = by_id(routes, "beylikova-sillamae")
    title, head, *lines = route_as_text(route).splitlines()
    assert title == "Beylikova (Kızılcaören) → Neo Silmet, Sillamäe"
    assert head.split() == ["from", "→", "to", "km", "hours", "handling", "kg", "CO2e/t", "passages", "basis"]
    legs = route.course_legs
    assert [line.split()[0] for line in lines[: len(legs)]] == [MODE_WORDS[each.mode] for each in legs]
    total = lines[len(legs)]
    assert total.startswith("Total")
    assert f"{route.distance_km:.1f}" in total
    assert f"{route.co2e_kg_per_t:.2f}" in total
    said_below = "\n".join(lines[len(legs) + 1 :])
    for said in ("Minimised: CO2e a tonne", "handysize", "Kiel Canal", "Not counted", "OpenStreetMap", "searoute"):
        assert said in said_below


def test_passages_are_named_by_their_ids_in_the_plain_table(routes):
    text = route_as_text(by_id(routes, "bayan-obo-rotterdam"))
    assert all(passage in text for passage in by_id(routes, "bayan-obo-rotterdam").passages)
    assert "suez" in PASSAGE_IDS


# --- at a glance --------------------------------------------------------------------------------------------------


def test_a_route_is_said_in_a_line(atlas):
    route = find_route("beylikova", "bayan-obo", via=["TRDRC", "CNTXG"], atlas=atlas)
    said = f"{route.distance_km:,.0f} km, {route.hours / 24:,.0f} days, {route.co2e_kg_per_t:,.0f} kg CO2e/t"
    assert repr(route) == f"<Route Beylikova → Bayan Obo: {said}; rail, sea, rail by Derince and Tianjin>"
    assert str(route) == repr(route)


def test_a_short_route_is_said_in_hours(atlas):
    route = find_route("TRDRC", "TRIZM", modes=["sea"], atlas=atlas)
    assert f", {route.hours:,.0f} hours, " in route_in_words(route)
    assert " by " not in route_in_words(route)


class Reader(HTMLParser):
    """Follows elements, each of which must be closed in its turn."""

    def __init__(self):
        super().__init__()
        self.open, self.texts, self.rows = [], [], 0

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        self.rows += tag == "tr"

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts.append(data)


def read(html):
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader


def test_a_notebook_shows_the_legs_as_a_table(atlas):
    route = find_route("beylikova", "neo-silmet", atlas=atlas)
    reader = read(route._repr_html_())
    assert reader.rows == len(route.legs) + 2
    assert {"Beylikova (Kızılcaören)", "Neo Silmet, Sillamäe", "Ship", "Total"} <= set(reader.texts)


def test_names_are_escaped_in_the_table(pair_of, layers_of):
    feature = {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [31.365, 39.617]},
        "properties": {
            "deposit_id": "hostile",
            "name": "<script>&\"'",
            "country": "TR",
            "status": "exploration",
            "location_source_id": "usgs-pp1802",
            "source_ids": ["usgs-pp1802"],
        },
    }
    atlas = pair_of(more_deposits=[feature])
    html = route_as_html(find_route("hostile", "TRDRC", atlas=atlas))
    assert "<script" not in html
    assert any("<script>" in text for text in read(html).texts)
