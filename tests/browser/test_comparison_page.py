import itertools
import re
import struct
import xml.etree.ElementTree

import pytest
from pyproj import Geod
from shapely.geometry import Polygon

ELLIPSOID = Geod(ellps="WGS84")
PANES = ("pane0", "pane1")
SVG = "{http://www.w3.org/2000/svg}"
BEYLIKOVA = "Beylikova (Kızılcaören)"


@pytest.fixture(params=["desktop", "phone"])
def page(open_page, comparison_file, request):
    return open_page(comparison_file, request.param)


@pytest.fixture
def desktop(open_page, comparison_file):
    return open_page(comparison_file)


@pytest.fixture
def phone(open_page, comparison_file):
    return open_page(comparison_file, "phone", has_touch=True, is_mobile=True)


def metres_per_pixel(page):
    return page.evaluate("['pane0', 'pane1'].map(name => GR.metresPerPixel(GR.maps[name]))")


def centre(page, name):
    return page.evaluate("name => { const c = GR.maps[name].getCenter(); return [c.lat, c.lng]; }", name)


def choose(page, mode):
    page.locator(f"input[name=mode][value={mode}]").check(force=True)


def go_home(page):
    page.locator(".pane").first.get_by_role("button", name="Back to the first view").click()


def zoom_and_pan(page, name, zoom, pixels):
    page.evaluate("([name, zoom]) => void GR.maps[name].setZoom(zoom)", [name, zoom])
    page.evaluate("([name, by]) => void GR.maps[name].panBy(by, {animate: false})", [name, pixels])


def marker(page, name):
    return page.locator(f'#world .gr-point[role="button"][aria-label^="{name}"]')


# --- the whole page ---------------------------------------------------------------------------------------------------


def test_no_content_reaches_past_the_side_of_the_screen(page):
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    wide = page.evaluate(
        "[...document.querySelectorAll('main *:not(.map *), footer *')]"
        ".filter(node => node.getBoundingClientRect().right > window.innerWidth + 1 && node.getClientRects().length)"
        ".map(node => node.className || node.tagName)"
    )
    assert wide == []


def test_every_caveat_is_seen(page, comparison):
    shown = page.locator(".caveat")
    assert shown.count() == len(comparison.caveat_list)
    assert all(shown.nth(place).is_visible() for place in range(shown.count()))


def test_each_table_row_figure_and_section_is_there(page, comparison, atlas):
    assert page.locator(".measures th[scope=row]").count() == len(comparison.measures)
    assert page.locator("table.evidence th[scope=row]").count() == len(comparison.evidence_rows)
    ours = atlas.estimates["deposit_id"].isin(comparison.deposit_ids).sum()
    assert page.locator("#estimates .statement").count() == ours
    assert page.locator("#estimates .is-preferred").count() == 2
    assert page.locator("[data-route]").count() == len(atlas.routes)
    assert page.locator(".events > li").count() > 10


def test_a_citation_leads_to_its_source(desktop):
    link = desktop.locator(".warning .cite").first
    number = link.inner_text()
    link.click()
    source = desktop.locator(f"#source-{number}")
    assert desktop.url.endswith(f"#source-{number}")
    assert source.is_visible()
    assert source.bounding_box()["y"] < 900


def test_the_skip_link_comes_first_and_leads_to_the_content(desktop):
    desktop.keyboard.press("Tab")
    assert desktop.evaluate("document.activeElement.textContent") == "Skip to the content"
    assert desktop.locator(".skip").first.bounding_box()["x"] >= 0
    desktop.keyboard.press("Enter")
    assert desktop.url.endswith("#content")


def test_whatever_is_touched_on_a_phone_is_large_enough(phone):
    small = phone.evaluate(
        "[...document.querySelectorAll('button, .masthead nav a, .legend label, .modes label')]"
        ".map(node => [node, node.getBoundingClientRect()])"
        ".filter(([, box]) => box.width && (box.height < 44 || box.width < 44))"
        ".map(([node]) => node.textContent || node.ariaLabel)"
    )
    assert small == []


def test_nothing_moves_by_itself(open_page, comparison_file):
    page = open_page(comparison_file, reduced_motion="reduce")
    moving = "[...document.querySelectorAll('*')].filter(node => node.getAnimations().length).length"
    assert page.evaluate(moving) == 0
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


# --- panes ------------------------------------------------------------------------------------------------------------


def test_both_panes_have_one_ground_scale_to_a_millionth(page):
    first, second = metres_per_pixel(page)
    assert first == pytest.approx(second, rel=1e-6)


def test_the_scale_stays_one_while_either_pane_is_zoomed_and_moved(page):
    for leader, mode in itertools.product(PANES, ["scale", "together"]):
        go_home(page)
        choose(page, mode)
        for zoom, pixels in ((8.3, [200, -300]), (12.7, [-90, 400]), (5.1, [30, 60])):
            zoom_and_pan(page, leader, zoom, pixels)
            first, second = metres_per_pixel(page)
            assert first == pytest.approx(second, rel=1e-6), (leader, mode, zoom)


def test_past_the_bounds_of_zoom_the_scale_is_still_one(desktop):
    for zoom in (0, 21):
        go_home(desktop)
        zoom_and_pan(desktop, "pane0", zoom, [1, 1])
        first, second = metres_per_pixel(desktop)
        assert first == pytest.approx(second, rel=1e-6), zoom


def test_panes_at_one_scale_move_alone(desktop):
    before = centre(desktop, "pane1")
    zoom_and_pan(desktop, "pane0", 10, [150, 100])
    assert centre(desktop, "pane1") == pytest.approx(before, abs=1e-6)


def test_panes_that_move_together_go_the_same_way_on_the_ground(desktop):
    choose(desktop, "together")
    homes = [centre(desktop, name) for name in PANES]
    desktop.evaluate("void GR.maps.pane0.panBy([240, -160], {animate: false})")
    ways = []
    for name, (latitude, longitude) in zip(PANES, homes, strict=True):
        to_latitude, to_longitude = centre(desktop, name)
        ways.append(ELLIPSOID.inv(longitude, latitude, to_longitude, to_latitude))
    assert ways[0][2] > 1000
    assert ways[0][2] == pytest.approx(ways[1][2], rel=5e-3)
    assert ways[0][0] == pytest.approx(ways[1][0], abs=0.5)


def test_independent_panes_keep_nothing(desktop):
    choose(desktop, "free")
    zoom_and_pan(desktop, "pane0", 7, [10, 10])
    first, second = metres_per_pixel(desktop)
    assert first > 2 * second
    choose(desktop, "scale")
    first, second = metres_per_pixel(desktop)
    assert first == pytest.approx(second, rel=1e-6)


def test_zoom_buttons_and_home_work(desktop):
    start = metres_per_pixel(desktop)[0]
    pane = desktop.locator(".pane").first
    pane.get_by_role("button", name="Zoom in").click()
    assert metres_per_pixel(desktop)[0] < start
    go_home(desktop)
    assert metres_per_pixel(desktop) == pytest.approx([start, start], rel=1e-6)


@pytest.mark.parametrize("name", PANES)
def test_a_scale_bar_is_as_long_as_it_says(page, name):
    said, width = page.evaluate(
        "name => { const bar = GR.maps[name].getContainer().querySelector('.gr-scale');"
        " return [bar.textContent, bar.querySelector('i').getBoundingClientRect().width]; }",
        name,
    )
    number, unit = said.replace("\u202f", "").split()
    metres = float(number) * {"km": 1000, "m": 1}[unit]
    assert width * metres_per_pixel(page)[0] == pytest.approx(metres, rel=0.01)


def drawn_polygon(page, name, style):
    places = page.evaluate(
        "([name, style]) => { const found = []; GR.maps[name].eachLayer(layer => {"
        " if (layer.grStyle === style) found.push(layer.getLatLngs()[0][0].map(place => [place.lng, place.lat])); });"
        " return found; }",
        [name, style],
    )
    assert len(places) == 1
    return Polygon(places[0])


def test_the_ghost_is_drawn_at_true_size_beside_the_own_outline(page):
    for here, there in (PANES, PANES[::-1]):
        ghost, outline = drawn_polygon(page, here, "ghost"), drawn_polygon(page, there, "outline")
        areas = [abs(ELLIPSOID.geometry_area_perimeter(shape)[0]) for shape in (ghost, outline)]
        assert areas[0] == pytest.approx(areas[1], rel=1e-4)


def test_an_outline_is_solid_and_a_ghost_dashed(desktop):
    dashes = desktop.evaluate(
        "['outline', 'ghost'].map(style => { let dash; GR.maps.pane0.eachLayer(layer => {"
        " if (layer.grStyle === style) dash = layer.getElement().getAttribute('stroke-dasharray'); }); return dash; })"
    )
    assert dashes[0] is None
    assert dashes[1]


def test_the_labels_of_areas_and_rings_are_shown_and_none_covers_another(desktop):
    shown = desktop.evaluate(
        "Object.values(GR.maps).flatMap(map => GR.labels(map).items.filter(item => item.shown)"
        ".map(item => ({map: map._leaflet_id, text: item.text, box: item.shown})))"
    )
    texts = {label["text"] for label in shown}
    assert {"5 km", "10 km", BEYLIKOVA, "Main", "West", "East"} <= texts
    assert any(text.startswith("Survey area") for text in texts)
    assert any(text.startswith("Host unit") for text in texts)
    assert any(text.startswith("Bayan Obo, at true size: Host unit") for text in texts)
    for place, one in enumerate(shown):
        for other in shown[place + 1 :]:
            a, b = one["box"], other["box"]
            apart = (
                a["right"] <= b["left"] or b["right"] <= a["left"] or a["bottom"] <= b["top"] or b["bottom"] <= a["top"]
            )
            assert apart or one["map"] != other["map"], f"{one['text']} covers {other['text']}"


@pytest.mark.parametrize("name", [*PANES, "world"])
def test_the_basemap_is_not_blank(page, name):
    pixels = basemap_pixels(page, name)
    filled = sum(alpha > 0 for alpha in pixels[3::4]) / (len(pixels) / 4)
    assert filled > (0.2 if name == "world" else 0.95)


@pytest.mark.parametrize("name", PANES)
def test_a_deposit_stands_on_land_and_not_in_the_sea(page, name):
    pixels = basemap_pixels(page, name)
    land = page.evaluate("GR.colour('land')").removeprefix("#")
    assert bytes(pixels[:3]).hex() == land


def test_a_pane_that_is_zoomed_far_out_shows_the_whole_world(desktop):
    choose(desktop, "free")
    for place, is_land in (([25, 28], True), ([34, 28], False), ([60, 100], True)):
        go_home(desktop)
        alpha = desktop.evaluate(
            "place => { const map = GR.maps.pane0; map.setView(place, 3, { animate: false });"
            " const canvas = map.getContainer().querySelector('canvas.gr-base');"
            " const copy = document.createElement('canvas').getContext('2d', { willReadFrequently: true });"
            " copy.drawImage(canvas, -canvas.width / 2, -canvas.height / 2);"
            " return copy.getImageData(3, 3, 1, 1).data[3]; }",
            place,
        )
        assert (alpha == 255) == is_land, place


def basemap_pixels(page, name):
    """Return red, green, blue and alpha of a part of a pane's basemap, from beside its middle on; read from a copy."""
    return page.evaluate(
        "name => { const canvas = GR.maps[name].getContainer().querySelector('canvas.gr-base');"
        " const copy = document.createElement('canvas').getContext('2d', { willReadFrequently: true });"
        " copy.canvas.width = copy.canvas.height = 80;"
        " copy.drawImage(canvas, -canvas.width / 2 - 6, -canvas.height / 2 - 6);"
        " return [...copy.getImageData(0, 0, 80, 80).data]; }",
        name,
    )


@pytest.mark.parametrize("name", PANES)
def test_the_locator_shows_land_and_sea(desktop, name):
    land, sea, all_pixels = desktop.evaluate(
        "name => { const globe = GR.maps[name].getContainer().querySelector('.gr-globe');"
        " const copy = document.createElement('canvas').getContext('2d', { willReadFrequently: true });"
        " copy.canvas.width = globe.width; copy.canvas.height = globe.height; copy.drawImage(globe, 0, 0);"
        " const pixels = copy.getImageData(0, 0, globe.width, globe.height).data;"
        " const count = colour => { let found = 0;"
        " const wanted = [1, 3, 5].map(i => parseInt(colour.slice(i, i + 2), 16));"
        " for (let i = 0; i < pixels.length; i += 4) found += wanted.every((value, k) => pixels[i + k] === value);"
        " return found; };"
        " return [count(GR.colour('globe-land')), count(GR.colour('sea')), pixels.length / 4]; }",
        name,
    )
    assert land > 0.1 * all_pixels
    assert sea > 0.1 * all_pixels


def test_the_wheel_scrolls_the_page_until_a_map_is_clicked(desktop):
    pane = desktop.locator(".pane .map").first
    pane.scroll_into_view_if_needed()
    box = pane.bounding_box()
    start, scrolled = metres_per_pixel(desktop)[0], desktop.evaluate("window.scrollY")
    desktop.mouse.move(box["x"] + 120, box["y"] + 60)
    desktop.mouse.wheel(0, 60)
    desktop.wait_for_timeout(300)
    assert metres_per_pixel(desktop)[0] == start
    assert desktop.evaluate("window.scrollY") > scrolled
    desktop.mouse.click(box["x"] + 120, box["y"] + 60)
    desktop.mouse.wheel(0, -120)
    desktop.wait_for_timeout(300)
    first, second = metres_per_pixel(desktop)
    assert first < start
    assert first == pytest.approx(second, rel=1e-6)


def test_a_drag_moves_one_pane_and_keeps_the_scale(desktop):
    pane = desktop.locator(".pane .map").nth(1)
    pane.scroll_into_view_if_needed()
    box = pane.bounding_box()
    before = centre(desktop, "pane1")
    desktop.mouse.move(box["x"] + 200, box["y"] + 300)
    desktop.mouse.down()
    desktop.mouse.move(box["x"] + 260, box["y"] + 120, steps=6)
    desktop.mouse.up()
    assert centre(desktop, "pane1") != pytest.approx(before, abs=1e-4)
    first, second = metres_per_pixel(desktop)
    assert first == pytest.approx(second, rel=1e-6)


# --- the world --------------------------------------------------------------------------------------------------------


def test_every_place_is_a_named_button(page, atlas):
    used = set(atlas.ports.index) & {stop for stops in atlas.routes["via_ids"] for stop in stops}
    used |= set(atlas.ports.index) & set(atlas.routes["destination_id"])
    expected = len(atlas.deposits) + len(atlas.facilities) + len(used)
    buttons = page.locator('#world .gr-point[role="button"]')
    assert buttons.count() == expected
    assert all(buttons.nth(place).get_attribute("aria-label") for place in range(expected))


def test_the_keyboard_opens_a_card_and_escape_gives_the_focus_back(page):
    button = marker(page, "Neo Silmet")
    button.focus()
    page.keyboard.press("Enter")
    card = page.locator(".gr-card")
    assert card.get_by_role("heading", level=3).inner_text() == "Neo Silmet, Sillamäe"
    assert page.evaluate("document.activeElement.tagName") == "H3"
    page.keyboard.press("Escape")
    assert card.count() == 0
    assert page.evaluate("document.activeElement.getAttribute('aria-label')").startswith("Neo Silmet")


def test_a_click_on_a_deposit_shows_every_estimate_with_citations(page, atlas):
    marker(page, "Bayan Obo").dispatch_event("click")
    card = page.locator(".gr-card")
    assert card.get_by_role("heading", level=3).inner_text() == "Bayan Obo"
    assert card.locator(".statement").count() == (atlas.estimates["deposit_id"] == "bayan-obo").sum()
    text = card.inner_text()
    for said in ("September 2014", "No reporting code", "Published study", "48", "million t TREO", "白云鄂博"):
        assert said in text
    assert card.locator('[lang="zh"]').count() >= 1
    assert card.locator(".cite").first.get_attribute("href").startswith("#source-")


def test_a_tap_near_a_place_means_that_place(desktop):
    desktop.locator("#world-map").scroll_into_view_if_needed()
    box = desktop.locator("#world-map").bounding_box()
    spot = desktop.evaluate(
        "(() => { const at = GR.maps.world.latLngToContainerPoint([-30.7942, 121.4085]); return [at.x, at.y]; })()"
    )
    desktop.mouse.click(box["x"] + spot[0] + 14, box["y"] + spot[1] + 12)
    assert desktop.locator(".gr-card h3").inner_text() == "Lynas Kalgoorlie"


def test_places_under_one_finger_are_offered_together(desktop):
    marker(desktop, "Bayan Obo").dispatch_event("click")
    choices = desktop.locator(".chooser button")
    names = choices.all_inner_texts()
    assert len(names) >= 2
    choices.nth(1).click()
    assert desktop.locator(".gr-card h3").inner_text() == names[1]


def test_the_list_lights_its_route_and_opens_its_card(desktop):
    item = desktop.locator('#routes [data-route="beylikova-baotou"]')
    item.focus()
    lines = "[...document.querySelectorAll('#world path.gr-route')]"
    lit = f"{lines}.map(path => Number(path.getAttribute('stroke-opacity')))"
    assert {0.22, 1} == set(desktop.evaluate(lit))
    item.press("Enter")
    card = desktop.locator(".gr-card")
    assert "Beylikova → Baotou" in card.locator("h3").inner_text()
    assert "Route computed over the networks" in card.inner_text()
    assert "No source names an export port for Beylikova" in card.inner_text()
    assert {0.22, 1} == set(desktop.evaluate(lit))
    desktop.keyboard.press("Escape")
    desktop.evaluate("document.activeElement.blur()")
    assert set(desktop.evaluate(lit)) == {1}


def test_routes_are_drawn_by_what_carries_the_cargo_and_repeat_with_the_world(desktop):
    lines = desktop.evaluate(
        "(() => { const found = []; GR.maps.world.eachLayer(layer => { if (/^route_/.test(layer.grStyle))"
        " found.push([layer.grStyle, layer.options.dashArray, layer.getLatLngs().length]); }); return found; })()"
    )
    dashes = {style: dash for style, dash, _ in lines}
    assert {"route_sea", "route_rail", "route_access"} <= set(dashes)
    assert len(set(dashes.values())) == len(dashes)
    assert all(copies % 3 == 0 for _, _, copies in lines)


def test_a_checkbox_takes_its_layer_off_the_map_and_brings_it_back(page):
    box = page.locator('#legend input[data-layer="refine"]')
    silmet = marker(page, "Neo Silmet")
    box.uncheck()
    assert silmet.count() == 0
    box.check()
    assert silmet.count() == 1


def test_routes_can_be_taken_off_the_map(page):
    lines = page.locator("#world path.gr-route")
    assert lines.count() > 0
    page.locator('#legend input[data-layer="routes"]').uncheck()
    assert lines.count() == 0


# --- theme, pictures, paper -------------------------------------------------------------------------------------------


def ground(page):
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


def test_the_theme_follows_the_system_and_the_switch(open_page, comparison_file):
    page = open_page(comparison_file, color_scheme="dark")
    dark = ground(page)
    page.get_by_role("button", name="Use light colours").click()
    assert ground(page) != dark
    assert page.evaluate("document.documentElement.dataset.theme") == "light"
    assert page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length") == 0


def test_the_switch_repaints_the_maps(desktop):
    light = basemap_pixels(desktop, "pane0")
    desktop.locator("#theme").click()
    assert basemap_pixels(desktop, "pane0") != light


def test_the_map_can_be_had_as_svg(desktop, tmp_path, atlas):
    with desktop.expect_download() as download:
        desktop.locator("#download-svg").click()
    assert download.value.suggested_filename == "beylikova-bayan-obo.svg"
    path = tmp_path / "map.svg"
    download.value.save_as(path)
    root = xml.etree.ElementTree.parse(path).getroot()
    texts = {node.text for node in root.iter(f"{SVG}text")}
    assert "Bayan Obo" in texts
    assert "Cracking, leaching, separation" in texts
    assert any("not for navigation" in (text or "") for text in texts)
    assert any("© OpenStreetMap contributors" in (text or "") for text in texts)
    assert any("no opinion" in (text or "") for text in texts)
    assert len(list(root.iter(f"{SVG}path"))) > len(atlas.facilities)
    assert "var(--" not in path.read_text("utf-8")


def test_the_map_can_be_had_as_png_at_twice_its_size(desktop, tmp_path):
    with desktop.expect_download() as download:
        desktop.locator("#download-png").click()
    path = tmp_path / "map.png"
    download.value.save_as(path)
    data = path.read_bytes()
    assert data.startswith(b"\x89PNG")
    width, _ = struct.unpack(">II", data[16:24])
    assert width == 2 * (desktop.evaluate("GR.maps.world.getSize().x") + 48)
    assert len(data) > 100_000


@pytest.mark.parametrize(
    ("kind", "fault"),
    [
        ("png", "HTMLCanvasElement.prototype.toBlob = (done) => done(null)"),
        ("png", "HTMLImageElement.prototype.decode = () => Promise.reject(new Error('too large'))"),
        ("svg", "XMLSerializer.prototype.serializeToString = () => { throw new Error('too long'); }"),
    ],
)
def test_a_picture_that_cannot_be_made_says_so(desktop, kind, fault):
    desktop.evaluate(f"() => {{ {fault} }}")
    desktop.locator(f"#download-{kind}").click()
    said = desktop.locator(".downloads [role=alert]")
    said.wait_for()
    assert f"beylikova-bayan-obo.{kind} could not be made" in said.inner_text()
    if kind == "png":
        with desktop.expect_download():
            desktop.locator("#download-svg").click()
        assert said.count() == 0


def test_on_paper_all_content_is_light_and_fits_the_sheet(open_page, comparison_file, comparison):
    page = open_page(comparison_file, color_scheme="dark")
    page.set_viewport_size({"width": 694, "height": 1000})
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert ground(page) == "rgb(255, 255, 255)"
    assert page.evaluate("document.documentElement.scrollWidth") <= 694
    assert not page.locator(".masthead").is_visible()
    shown = page.locator(".caveat")
    assert all(shown.nth(place).is_visible() for place in range(len(comparison.caveat_list)))
    assert page.locator("#world-map").bounding_box()["width"] == pytest.approx(692, abs=2)
    first, second = metres_per_pixel(page)
    assert first == pytest.approx(second, rel=1e-6)


def test_after_printing_the_page_is_as_before(desktop):
    before = desktop.evaluate("['pane0', 'world'].map(name => GR.maps[name].getSize().x)")
    sheets = len(re.findall(rb"/Type\s*/Page\b", desktop.pdf()))
    assert sheets > 5
    assert desktop.evaluate("['pane0', 'world'].map(name => GR.maps[name].getSize().x)") == before
    assert not desktop.evaluate("'printing' in document.documentElement.dataset")
