"""Routes in the browser: the strip, the choice of port, lines that open cards, credits that are seen."""

import pytest

from geo_ree.pages.route.page import draw_route

COPYRIGHT = 'a[href="https://www.openstreetmap.org/copyright"]'
SILLAMAE = "beylikova-sillamae"
# Routes whose lines the map shows: those of every line that is on it and is meant to be seen.
DRAWN = (
    "name => { const found = new Set(); const { routes } = GR.views[name];"
    " routes.shown.forEach(place => found.add(routes.routes[place].id)); return [...found].sort(); }"
)
OVERFLOW = "document.documentElement.scrollWidth - window.innerWidth"


@pytest.fixture(params=["desktop", "phone"])
def page(open_page, comparison_file, request):
    return open_page(comparison_file, request.param)


@pytest.fixture
def desktop(open_page, comparison_file):
    return open_page(comparison_file)


@pytest.fixture(scope="module")
def route(routes):
    return next(route for route in routes if route.route_id == SILLAMAE)


@pytest.fixture(scope="module")
def route_file(route, atlas, tmp_path_factory):
    return draw_route(route, atlas=atlas).save(tmp_path_factory.mktemp("route") / "route.html")


@pytest.fixture(params=["desktop", "phone"])
def route_shown(open_page, route_file, request):
    return open_page(route_file, request.param)


def item(page, route_id):
    return page.locator(f'#routes [data-route="{route_id}"]')


def seen_inside(page, inner, outer):
    """Return whether a box lies within another across the page."""
    boxes = [page.locator(each).first.bounding_box() for each in (inner, outer)]
    left, right = ((box["x"], box["x"] + box["width"]) for box in boxes)
    return left[0] >= right[0] - 1 and left[1] <= right[1] + 1


# --- the card ---------------------------------------------------------------------------------------------------------


def test_the_card_of_a_route_has_a_strip_a_table_and_its_rates(page, route):
    item(page, SILLAMAE).click()
    card = page.locator(".gr-card")
    stretches = route.course_legs
    parts = card.locator(".strip li")
    assert parts.count() == len(stretches)
    assert all(parts.nth(place).is_visible() for place in range(len(stretches)))
    widths = parts.evaluate_all("parts => parts.map(part => part.getBoundingClientRect().width)")
    assert min(widths) >= 44
    longest = max(range(len(stretches)), key=lambda place: stretches[place].distance_km)
    assert widths[longest] == max(widths)
    assert card.locator("table.stretches tbody tr").count() == len(stretches)
    assert card.locator(".rates .cite").count() >= len(route.rates.source_ids)
    text = card.inner_text()
    for said in ("Our assumption", "the choice of port is ours", "Not counted", "Kiel Canal", "not for navigation"):
        assert said in text


def test_strip_and_table_fit_their_card(page):
    item(page, SILLAMAE).click()
    assert page.evaluate(OVERFLOW) <= 0
    assert seen_inside(page, ".gr-card .strip", ".gr-card .card-body")
    assert seen_inside(page, ".gr-card table.stretches", ".gr-card .card-body")
    body = page.locator(".gr-card .card-body")
    assert body.evaluate("node => node.scrollWidth <= node.clientWidth")


def test_the_table_of_stretches_is_a_table_to_those_who_hear_it(desktop, route):
    item(desktop, SILLAMAE).click()
    table = desktop.locator(".gr-card").get_by_role("table", name="Stretches of the route")
    assert table.get_by_role("row").count() == len(route.course_legs) + 2
    assert table.get_by_role("columnheader").all_inner_texts() == ["Stretch", "km", "hours", "kg CO2e/t"]


def test_a_line_on_the_map_opens_the_cards_of_the_routes_along_it(desktop):
    spot = desktop.evaluate(
        "(() => { const { routes, map } = GR.views.world; const shared = routes.lines.filter(line => line.parts"
        " && line.style === 'sea').sort((a, b) => b.routes.length - a.routes.length)[0];"
        " shared.parts[2].fire('click', { latlng: map.getCenter(), originalEvent: new MouseEvent('click') });"
        " return routes.through(shared).length; })()"
    )
    card = desktop.locator(".gr-card")
    assert "→" in card.locator("h3").inner_text()
    assert spot > 1
    assert card.locator(".chooser button").count() == spot
    other = card.locator(".chooser button").nth(1)
    name = other.inner_text()
    other.click()
    assert desktop.locator(".gr-card h3").inner_text() == name


def test_a_card_can_bring_the_map_to_its_route(desktop):
    item(desktop, "bayan-obo-los-angeles").click()
    desktop.get_by_role("button", name="Zoom to this route").click()
    inside = desktop.evaluate(
        "(({ routes, map }) => map.getBounds().contains(routes.bounds(routes.opened)))(GR.views.world)"
    )
    assert inside


# --- the choice of port -----------------------------------------------------------------------------------------------


def test_one_route_to_each_destination_is_drawn_at_first(page, atlas):
    drawn = page.evaluate(DRAWN, "world")
    ends = atlas.routes.loc[drawn, ["origin_id", "destination_id"]]
    assert not ends.duplicated().any()
    assert len(ends) == len(atlas.routes[["origin_id", "destination_id"]].drop_duplicates())


def test_the_choice_of_port_draws_the_routes_by_it_or_all(page, atlas):
    choice = page.locator(".ports input")
    names = choice.evaluate_all("inputs => inputs.map(input => input.value)")
    assert names == ["TRDRC", "TRBDM", "TRIZM", "TRMER", "all"]
    page.locator('.ports input[value="TRMER"]').check(force=True)
    drawn = page.evaluate(DRAWN, "world")
    ours = [name for name in drawn if name.startswith("beylikova")]
    assert ours
    assert all("TRMER" in atlas.routes.at[name, "via_ids"] for name in ours)
    assert any(name.startswith("bayan-obo") for name in drawn)
    page.locator('.ports input[value="all"]').check(force=True)
    assert page.evaluate(DRAWN, "world") == sorted(atlas.routes.index)


def test_a_route_that_is_not_drawn_is_drawn_while_its_card_is_open(desktop):
    lines = desktop.locator("#world path.gr-route")
    before = lines.count()
    item(desktop, "beylikova-sillamae-by-mersin").click()
    assert lines.count() > before
    desktop.keyboard.press("Escape")
    desktop.evaluate("document.activeElement.blur()")
    assert lines.count() == before


# --- credits, tables, the other pages ---------------------------------------------------------------------------------


def test_whose_lines_these_are_is_seen_on_the_map_and_the_link_asks_nothing(page):
    credit = page.locator(f"#world-map {COPYRIGHT}")
    assert credit.is_visible()
    assert "OpenStreetMap contributors" in credit.inner_text()
    assert seen_inside(page, "#world-map .map-credit", "#world-map")


def test_routes_stand_side_by_side_in_a_table_with_the_least_marked(page, atlas):
    table = page.locator("table.compared")
    assert table.get_by_role("rowheader").count() == len(atlas.routes)
    assert table.locator(".is-least").count() >= 3
    assert "the least" in table.locator(".is-least").first.text_content()
    assert page.evaluate(OVERFLOW) <= 0


def test_the_atlas_shows_its_routes_when_asked_and_its_address_keeps_that(open_page, atlas_file):
    page = open_page(atlas_file)
    lines = page.locator("#atlas-map path.gr-route")
    assert lines.count() == 0
    assert not page.locator("#atlas-map .map-credit").is_visible()
    page.locator("#show-routes").check(force=True)
    assert lines.count() > 0
    assert page.locator(f"#atlas-map {COPYRIGHT}").is_visible()
    item(page, SILLAMAE).click()
    assert page.locator(".gr-card .strip li").count() == 5
    assert page.url.endswith("#routes=yes&place=route-beylikova-sillamae")
    page.keyboard.press("Escape")
    page.locator("#clear").click()
    assert lines.count() == 0


def test_an_address_opens_the_card_of_a_route_in_the_atlas(open_page, atlas_file):
    page = open_page(atlas_file)
    page.evaluate("() => { location.hash = 'place=route-beylikova-kuantan'; }")
    page.wait_for_selector(".gr-card")
    assert "Kuantan" in page.locator(".gr-card h3").inner_text()
    assert page.locator("#show-routes").is_checked()


def test_on_a_phone_the_atlas_lists_its_routes_without_growing_wide(open_page, atlas_file):
    page = open_page(atlas_file, "phone")
    page.locator("#show-routes").check(force=True)
    item(page, SILLAMAE).click()
    assert page.evaluate(OVERFLOW) <= 0


def test_the_page_of_a_route_shows_its_map_strip_table_and_credit(route_shown, route):
    assert route_shown.locator("#route-map path.gr-route").count() > 0
    assert route_shown.locator(".strip li").count() == len(route.course_legs)
    assert route_shown.locator("table.stretches tbody tr").count() == len(route.course_legs)
    assert route_shown.locator(f"#route-map {COPYRIGHT}").is_visible()
    assert route_shown.evaluate(OVERFLOW) <= 0


def test_the_map_of_a_route_holds_all_of_it(open_page, route_file):
    page = open_page(route_file)
    assert page.evaluate("GR.maps.route.getBounds().contains(GR.views.route.data.bounds)")
    page.get_by_role("button", name="Zoom in").click()
    page.get_by_role("button", name="Back to the first view").click()
    assert page.evaluate("GR.maps.route.getBounds().contains(GR.views.route.data.bounds)")
    assert "OpenStreetMap" in page.evaluate("GR.toSvg(GR.views.route)")


def test_a_picture_credits_the_lines_it_shows_and_no_others(desktop):
    assert "OpenStreetMap" in desktop.evaluate("GR.toSvg(GR.views.world)")
    desktop.locator('#legend input[data-layer="routes"]').uncheck()
    assert "OpenStreetMap" not in desktop.evaluate("GR.toSvg(GR.views.world)")


def test_lines_keep_their_weight_when_the_colours_change(desktop):
    weights = "[...document.querySelectorAll('#world path.gr-route')].map(path => path.getAttribute('stroke-width'))"
    before = desktop.evaluate(weights)
    desktop.locator("#theme").click()
    desktop.evaluate("() => new Promise(done => setTimeout(done, 50))")
    assert sorted(desktop.evaluate(weights)) == sorted(before)
