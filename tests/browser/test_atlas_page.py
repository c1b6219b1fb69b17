"""The atlas page in a browser: search, filters, sorting, the address, cards; by mouse, keyboard and finger."""

import math
import re

import pytest

from geo_ree.pages.atlas.page import draw_atlas

OF_BAYAN_OBO = "deposit-bayan-obo"
OF_BEYLIKOVA = "deposit-beylikova"
NAMES = {
    "Kızılcaören": OF_BEYLIKOVA,
    "kizilcaoren": OF_BEYLIKOVA,
    "KIZILCAÖREN": OF_BEYLIKOVA,
    "白云鄂博": OF_BAYAN_OBO,
    "白雲鄂博": OF_BAYAN_OBO,
    "Баян-Овоо": OF_BAYAN_OBO,
    "bayan obo": OF_BAYAN_OBO,
    "BayanObo": OF_BAYAN_OBO,
    "obo bayan": OF_BAYAN_OBO,
    "eti maden": OF_BEYLIKOVA,
    "turkiye": OF_BEYLIKOVA,
    "Turkey": OF_BEYLIKOVA,
    "中国": OF_BAYAN_OBO,
    "Turkiye KIZIL": OF_BEYLIKOVA,
}
# Cards of the places that are shown, in the list and on the map.
LISTED = (
    "[...document.querySelectorAll('#places li[data-card]')].filter(item => item.getClientRects().length)"
    ".map(item => item.dataset.card)"
)
DRAWN = "GR.views.atlas.points.filter(point => GR.maps.atlas.hasLayer(point.marker)).map(point => point.card)"


@pytest.fixture(params=["desktop", "phone"])
def page(open_page, atlas_file, request):
    return open_page(atlas_file, request.param)


@pytest.fixture
def desktop(open_page, atlas_file):
    return open_page(atlas_file)


@pytest.fixture
def phone(open_page, atlas_file):
    return open_page(atlas_file, "phone", has_touch=True, is_mobile=True)


def shown(page):
    """Return the cards of the places shown; the list and the map never disagree."""
    listed, drawn = page.evaluate(LISTED), page.evaluate(DRAWN)
    assert sorted(listed) == sorted(drawn)
    return listed


def go_to(page, address):
    page.evaluate("address => { location.hash = address; }", address)
    page.wait_for_function("address => decodeURIComponent(location.hash.slice(1)) === address", arg=address)
    page.evaluate("() => new Promise(done => setTimeout(done, 50))")


def address(page):
    return page.evaluate("decodeURIComponent(location.hash.slice(1))")


def open_facet(page, key):
    if page.locator("#more").is_visible() and page.locator("#more").get_attribute("aria-expanded") == "false":
        page.locator("#more").click()
    page.locator(f'.facet[data-facet="{key}"] > button').click()
    return page.locator(f"#facet-{key}")


# --- the whole page ---------------------------------------------------------------------------------------------------


def test_no_content_reaches_past_the_side_of_the_screen(page):
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    wide = page.evaluate(
        "[...document.querySelectorAll('main *:not(.map *), footer *')]"
        ".filter(node => node.getBoundingClientRect().right > window.innerWidth + 1 && node.getClientRects().length)"
        ".map(node => node.className || node.tagName)"
    )
    assert wide == []


def test_every_place_is_listed_drawn_and_a_named_button(page, atlas):
    count = len(atlas.deposits) + len(atlas.facilities) + len(atlas.ports)
    assert len(shown(page)) == count
    buttons = page.locator('#atlas-map .gr-point[role="button"]')
    assert buttons.count() == count
    assert all(page.evaluate("[...document.querySelectorAll('#atlas-map .gr-point')].map(node => node.ariaLabel)"))


def test_the_basemap_and_the_key_are_drawn(page):
    filled = page.evaluate(
        "(() => { const canvas = GR.maps.atlas.getContainer().querySelector('canvas.gr-base');"
        " const copy = document.createElement('canvas').getContext('2d', { willReadFrequently: true });"
        " copy.canvas.width = copy.canvas.height = 200; copy.drawImage(canvas, -canvas.width / 2, -canvas.height / 3);"
        " const data = copy.getImageData(0, 0, 200, 200).data; let some = 0;"
        " for (let i = 3; i < data.length; i += 4) some += data[i] > 0; return some / 40000; })()"
    )
    assert filled > 0.2
    assert page.locator("#size-key svg circle").count() == 3


def test_whatever_is_touched_on_a_phone_is_large_enough(phone):
    phone.locator("#more").tap()
    open_facet(phone, "status")
    small = phone.evaluate(
        "[...document.querySelectorAll('button, select, [type=search], .masthead nav a, .options label, .kinds label')]"
        ".map(node => [node, node.getBoundingClientRect()])"
        ".filter(([, box]) => box.width && (box.height < 44 || box.width < 44))"
        ".map(([node]) => node.textContent || node.ariaLabel)"
    )
    assert small == []


def test_dark_and_light_change_every_circle(desktop):
    colour = "getComputedStyle(document.querySelector('#atlas-map .gr-point circle:nth-of-type(2)')).stroke"
    light = desktop.evaluate("GR.colour('deposit-1')"), desktop.evaluate(colour)
    desktop.locator("#theme").click()
    assert (desktop.evaluate("GR.colour('deposit-1')"), desktop.evaluate(colour)) != light


# --- sizes ------------------------------------------------------------------------------------------------------------


def test_the_area_of_every_circle_is_in_proportion_to_its_amount(page, atlas):
    radii = page.evaluate(
        "GR.views.atlas.points.filter(point => point.symbol.root).map(point => [point.id, point.sort.treo,"
        " Number(point.marker.getElement().querySelectorAll('circle')[2].getAttribute('r'))])"
    )
    per_million_t = {round(math.pi * radius**2 / amount, 3) for _, amount, radius in radii if amount > 0.01}
    assert len(radii) > 1
    assert max(per_million_t) / min(per_million_t) < 1.01


def test_small_circles_lie_on_large_ones(desktop):
    heights = desktop.evaluate(
        "GR.views.atlas.points.filter(point => point.symbol.root)"
        ".map(point => [point.symbol.root, Number(getComputedStyle(point.marker.getElement()).zIndex)])"
    )
    ordered = sorted(heights, reverse=True)
    assert [height for _, height in ordered] == sorted(height for _, height in heights)


# --- search -----------------------------------------------------------------------------------------------------------


def test_a_place_is_found_by_any_name_however_it_is_written(desktop):
    everything = shown(desktop)
    found = {}
    for words in NAMES:
        desktop.locator("#search").fill(words)
        found[words] = shown(desktop)
        desktop.locator("#search").fill("")
        assert shown(desktop) == everything
    assert [words for words, card in NAMES.items() if card not in found[words]] == []
    assert [words for words in NAMES if len(found[words]) >= 60] == []


def test_a_search_that_finds_nothing_says_so_and_clear_all_brings_everything_back(page):
    everything = shown(page)
    page.locator("#search").fill("zzzz")
    assert shown(page) == []
    assert page.locator("#nothing").is_visible()
    assert page.locator("#found").inner_text() == "No place matches"
    if page.locator("#more").is_visible():
        page.locator("#more").click()
    page.locator("#clear").click()
    assert shown(page) == everything
    assert page.locator("#clear").is_disabled()
    assert page.evaluate("document.activeElement.id") == "search"


# --- filters ----------------------------------------------------------------------------------------------------------


def test_a_filter_shows_what_it_promises_and_leaves_other_kinds_alone(page, atlas):
    panel = open_facet(page, "claim")
    label = panel.locator('label:has(input[value="official_claim"])')
    promised = int(label.locator(".tally").inner_text())
    label.locator("input").check()
    found = [card for card in shown(page) if card.startswith("deposit-")]
    assert len(found) == promised == (atlas.deposits["claim_status"] == "official_claim").sum()
    assert sum(card.startswith("facility-") for card in shown(page)) == len(atlas.facilities)
    assert page.locator('.facet[data-facet="claim"] .badge').inner_text() == "1"


def test_filters_together_leave_only_what_passes_all(desktop, atlas):
    go_to(desktop, "kinds=facility&stage=separate&country=CN")
    plants = atlas.facilities
    expected = {
        f"facility-{plant}"
        for plant, row in plants.iterrows()
        if "separate" in row["stages"] and row["country"] == "CN"
    }
    assert expected
    assert set(shown(desktop)) == expected


def test_the_counts_of_a_filter_follow_the_other_filters(desktop, atlas):
    go_to(desktop, "kinds=deposit&country=TR")
    panel = open_facet(desktop, "status")
    tallies = desktop.evaluate(
        "Object.fromEntries([...document.querySelectorAll('#facet-status label')].map(label =>"
        " [label.querySelector('input').value, Number(label.querySelector('.tally').textContent)]))"
    )
    turkish = atlas.deposits[atlas.deposits["country"] == "TR"]
    assert {status: count for status, count in tallies.items() if count} == turkish["status"].value_counts().to_dict()
    assert panel.is_visible()


def test_the_result_is_announced_and_counts_places_only(page, atlas):
    found = page.locator("#found")
    assert found.get_attribute("aria-live") == "polite"
    verified = (atlas.deposits["claim_status"] != "unverified").sum()
    assert f"{verified} deposits" in found.inner_text().replace("\u00a0", " ")
    assert " t" not in found.inner_text().replace("\u00a0", " ").replace(" that", "")


def test_unverified_places_are_hollow_uncounted_and_can_be_left_out(open_page, pair_of, tmp_path):
    atlas = pair_of({"treo_million_t": "4", "verified": "no", "source_id": "unverified"})
    page = open_page(draw_atlas(atlas).save(tmp_path / "unverified.html"))
    page.locator("#search").fill("North")
    assert "deposit-north" in shown(page)
    assert "not counted: 1\u00a0deposit that nobody has verified" in page.locator("#found").inner_text()
    circle = "GR.views.atlas.byCard.get('deposit-north').marker.getElement().querySelectorAll('circle')[2]"
    assert page.evaluate(f"{circle}.getAttribute('fill-opacity')") == "0"
    assert page.evaluate(f"{circle}.getAttribute('stroke-dasharray')")
    page.locator("#unverified").uncheck()
    assert "deposit-north" not in shown(page)
    assert "unverified=no" in address(page)


def test_a_panel_closes_with_escape_and_gives_the_focus_back(desktop):
    panel = open_facet(desktop, "country")
    panel.locator("input").first.focus()
    desktop.keyboard.press("Escape")
    assert panel.is_hidden()
    assert desktop.evaluate("document.activeElement.textContent.trim()") == "Country"
    open_facet(desktop, "status")
    open_facet(desktop, "type")
    assert desktop.locator("#facet-status").is_hidden()
    desktop.locator("h1").click()
    assert desktop.locator("#facet-type").is_hidden()


# --- sorting ----------------------------------------------------------------------------------------------------------


def test_the_list_is_sorted_and_what_has_no_figure_comes_last(desktop):
    for sort in ("treo", "grade", "date"):
        desktop.locator("#sort").select_option("name")
        desktop.locator("#sort").select_option(sort)
        values = desktop.evaluate(
            "sort => [...document.querySelectorAll('#places [data-kind=deposit] li')]"
            ".map(item => GR.views.atlas.byCard.get(item.dataset.card).sort[sort])",
            sort,
        )
        known = [value for value in values if value is not None]
        assert values == known + [None] * (len(values) - len(known)), sort
        assert known == sorted(known, reverse=True), sort
        assert len(known) > 1, sort


def test_sorting_gives_no_rank_numbers(desktop):
    desktop.locator("#sort").select_option("treo")
    first = desktop.locator("#places li button").first
    assert not re.match(r"\s*#?\d", first.inner_text())
    assert desktop.evaluate("getComputedStyle(document.querySelector('#places ol')).listStyleType") == "none"


# --- the address ------------------------------------------------------------------------------------------------------


def test_the_address_keeps_the_view_and_gives_it_back(open_page, atlas_file, desktop):
    desktop.locator("#search").fill("China")
    desktop.locator("#sort").select_option("date")
    open_facet(desktop, "status").locator('input[value="operating"]').check()
    kept = desktop.evaluate("location.hash")
    before = shown(desktop)
    other = open_page(atlas_file)
    go_to(other, desktop.evaluate("decodeURIComponent(location.hash.slice(1))"))
    assert shown(other) == before
    assert other.locator("#search").input_value() == "China"
    assert other.locator('.facet[data-facet="status"] .badge').inner_text() == "1"
    assert kept.startswith("#q=China")


def test_an_address_of_nonsense_shows_everything(desktop):
    everything = len(shown(desktop))
    go_to(desktop, "status=<img>&sort=zzz&country=ZZ&place=deposit-nowhere&x=1")
    assert len(shown(desktop)) == everything
    assert desktop.locator(".gr-card").count() == 0


def test_an_address_may_ask_for_what_every_object_inherits(desktop):
    for inherited in ("__proto__", "constructor", "toString"):
        go_to(desktop, f"place={inherited}")
        assert desktop.locator(".gr-card").count() == 0, inherited
        assert len(shown(desktop)) > 1, inherited
        desktop.locator("#search").fill("Bayan Obo")
        assert shown(desktop) == [OF_BAYAN_OBO], inherited


def test_a_link_to_a_place_opens_its_card(open_page, atlas_file, desktop):
    go_to(desktop, f"place={OF_BAYAN_OBO}")
    assert desktop.locator(".gr-card h3").inner_text() == "Bayan Obo"
    desktop.keyboard.press("Escape")
    assert address(desktop) == ""


def test_a_citation_leads_to_its_source_and_the_filters_stay(desktop):
    go_to(desktop, f"country=CN&place={OF_BAYAN_OBO}")
    before = shown(desktop)
    link = desktop.locator(".gr-card .statement .cite").first
    number = link.inner_text()
    link.click()
    assert desktop.locator(f"#source-{number}").is_visible()
    assert shown(desktop) == before


# --- cards ------------------------------------------------------------------------------------------------------------


def open_listed(page, card):
    page.locator(f'#places li[data-card="{card}"] button').click()
    return page.locator(".gr-card")


def test_the_list_opens_a_card_with_every_statement_the_preferred_one_marked(page, atlas):
    card = open_listed(page, OF_BEYLIKOVA)
    assert card.locator(".statement").count() == (atlas.estimates["deposit_id"] == "beylikova").sum()
    assert card.locator(".statement em", has_text="Preferred").count() == 1
    assert card.locator(".why").inner_text()
    assert card.locator(".finding").count() > 0
    assert card.locator(".shares li").count() > 5
    assert "Official claim" in card.locator(".headline").inner_text()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.closest('li').dataset.card") == OF_BEYLIKOVA


def test_on_a_phone_an_open_card_reaches_the_lower_edge_and_nothing_lies_on_it(phone):
    open_listed(phone, OF_BEYLIKOVA)
    for scrolled in (0, 300, 900):
        phone.evaluate("y => window.scrollTo(0, y)", scrolled)
        hit = phone.evaluate(
            "[0.05, 0.3, 0.6, 0.97].map(part => document.elementFromPoint(innerWidth * part, innerHeight - 6))"
            ".map(node => Boolean(node && node.closest('.gr-card')))"
        )
        assert hit == [True] * 4


def test_a_superseded_statement_is_dimmed_and_says_so(open_page, pair_of, estimate_row, tmp_path):
    older = estimate_row(estimate_id="older", deposit_id="north", effective_date="2001", superseded_by="north-estimate")
    page = open_page(draw_atlas(pair_of(more_estimates=[older])).save(tmp_path / "superseded.html"))
    card = open_listed(page, "deposit-north")
    assert card.locator(".statement.is-superseded em").inner_text() == "Superseded"
    # Dimmed by its colour: to make it transparent would leave too little contrast.
    style = "(name) => getComputedStyle(document.querySelector('.gr-card .is-superseded .figure b'))[name]"
    assert page.evaluate(style, "color") == page.evaluate(
        "getComputedStyle(document.querySelector('.gr-card .kind')).color"
    )
    assert page.evaluate("Number(getComputedStyle(document.querySelector('.gr-card .is-superseded')).opacity)") == 1


def test_a_selected_deposit_shows_other_coordinates_with_their_distance(desktop):
    open_listed(desktop, OF_BAYAN_OBO)
    coordinates = desktop.evaluate(
        f"GR.views.atlas.byCard.get('{OF_BAYAN_OBO}').around.marks.filter(mark => mark.kind === 'coordinate').length"
    )
    assert coordinates > 3
    assert desktop.locator("#atlas-map .gr-cross").count() >= coordinates
    assert re.search(r"66\d km away", desktop.locator(".gr-card").inner_text())
    desktop.keyboard.press("Escape")
    assert desktop.locator("#atlas-map .gr-cross").count() == 0


def test_one_can_zoom_to_a_place_and_sees_how_well_its_point_is_known(desktop):
    open_listed(desktop, OF_BEYLIKOVA)
    desktop.locator(".card-zoom").click()
    assert desktop.evaluate("GR.maps.atlas.getZoom()") > 7
    spot = desktop.evaluate(
        f"(() => {{ const at = GR.maps.atlas.latLngToContainerPoint(GR.views.atlas.byCard.get('{OF_BEYLIKOVA}')"
        ".marker.getLatLng()); const size = GR.maps.atlas.getSize(); return [at.x / size.x, at.y / size.y]; })()"
    )
    assert 0 < spot[0] < 0.65
    assert 0 < spot[1] < 1
    ring = desktop.evaluate(
        "(() => { let found = null; GR.maps.atlas.eachLayer(layer => { if (layer.grStyle === 'uncertainty')"
        " found = layer.getLatLngs()[0].map(place => [place.lng, place.lat]); }); return found; })()"
    )
    assert len(ring) > 60


def test_the_keyboard_opens_a_card_from_the_map_and_escape_gives_the_focus_back(desktop):
    marker = desktop.locator('#atlas-map .gr-point[aria-label^="Bayan Obo, deposit"]')
    marker.focus()
    assert desktop.locator(".gr-tip b").inner_text() == "Bayan Obo"
    desktop.keyboard.press("Enter")
    assert desktop.locator(".gr-card h3").inner_text() == "Bayan Obo"
    assert desktop.locator('#places button[aria-current="true"] .name').inner_text() == "Bayan Obo"
    desktop.keyboard.press("Escape")
    assert desktop.evaluate("document.activeElement.getAttribute('aria-label')").startswith("Bayan Obo")


def test_pointing_at_the_list_names_the_place_on_the_map(desktop):
    desktop.locator(f'#places li[data-card="{OF_BAYAN_OBO}"]').hover()
    tip = desktop.locator(".gr-tip")
    assert tip.is_visible()
    assert "Bayan Obo" in tip.inner_text()


# --- pictures and paper -----------------------------------------------------------------------------------------------


def test_the_map_can_be_saved_as_a_drawing_with_its_key_and_its_notes(desktop, tmp_path):
    with desktop.expect_download() as download:
        desktop.locator("#download-svg").click()
    download.value.save_as(tmp_path / "atlas.svg")
    text = (tmp_path / "atlas.svg").read_text("utf-8")
    for words in (
        "The rare-earth atlas",
        "no ranking",
        "Area: contained TREO",
        "50 million t",
        "Not verified",
        "How to cite",
    ):
        assert words in text
    assert "var(--" not in text


def test_the_picture_holds_what_is_drawn_around_an_open_place(desktop, tmp_path):
    plain = desktop.evaluate("GR.drawing(GR.views.atlas).querySelectorAll('path[stroke-linecap]').length")
    open_listed(desktop, OF_BAYAN_OBO)
    drawn = desktop.evaluate(
        "[...GR.drawing(GR.views.atlas).querySelectorAll('path[stroke-linecap]')].map(path => path.getAttribute('d'))"
    )
    assert len(drawn) > plain
    assert all("NaN" not in path for path in drawn)


def test_no_words_of_the_picture_reach_past_its_side(page):
    reach = page.evaluate(
        "(() => { const root = GR.drawing(GR.views.atlas); document.body.append(root);"
        " const side = root.getBoundingClientRect().right;"
        " const ends = [...root.querySelectorAll(':scope > g:not([transform]) > text')]"
        ".map(node => node.getBoundingClientRect().right - side); root.remove(); return ends; })()"
    )
    assert len(reach) > 4
    assert max(reach) <= 0


def test_on_paper_stands_the_list_and_nothing_that_only_a_screen_can_use(desktop):
    desktop.emulate_media(media="print")
    desktop.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    for hidden in ("#search", ".facets", "#sort", "#download-png"):
        assert not desktop.locator(hidden).first.is_visible()
    assert desktop.locator("#places li").last.is_visible()
    assert desktop.evaluate("document.querySelector('#atlas-map').getBoundingClientRect().width") <= 694
    desktop.evaluate("window.dispatchEvent(new Event('afterprint'))")
