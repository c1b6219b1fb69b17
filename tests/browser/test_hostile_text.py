"""Hostile text in every field that people type: nothing runs, in Python or in the page, and the text shows as typed."""

import os

import pytest
from hostile_layers import ENVIRONMENT_MARK, PAYLOADS, make_hostile

from geo_ree.atlas.atlas import load_atlas
from geo_ree.comparison.comparison import compare
from geo_ree.layers.folder import check_layers
from geo_ree.pages.atlas.page import draw_atlas
from geo_ree.pages.comparison.page import draw_comparison

# Whatever a payload calls is noted before any script of the page runs.
NOTE_CALLS = "window.ran = []; window.hostile = what => window.ran.push(what);"
# Everything a reader can reach: the page itself, the words for screen readers, and each card when it is open.
READ_ALL = """() => {
  const shown = [document.title, document.body.textContent];
  for (const node of document.querySelectorAll("[aria-label], [alt], [title]"))
    shown.push(node.getAttribute("aria-label") || node.getAttribute("alt") || node.getAttribute("title"));
  return shown.join("\\n");
}"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """Return the atlas of hostile layers, its page, and the texts as typed."""
    folder = tmp_path_factory.mktemp("hostile")
    typed = make_hostile(folder)
    atlas = load_atlas(folder)
    page = draw_comparison(compare("beylikova", "bayan-obo", atlas=atlas))
    return atlas, page, page.save(folder / "page.html"), typed


@pytest.fixture
def opened(open_page, hostile):
    return open_page(hostile[2], init_script=NOTE_CALLS)


@pytest.fixture(scope="module")
def atlas_file(hostile, tmp_path_factory):
    """Return the atlas page of the hostile layers."""
    return draw_atlas(hostile[0]).save(tmp_path_factory.mktemp("hostile-atlas") / "atlas.html")


@pytest.fixture
def opened_atlas(open_page, atlas_file):
    return open_page(atlas_file, init_script=NOTE_CALLS)


def open_card(page, marker):
    """Open the card of a symbol as the keyboard does, which no other symbol can cover."""
    marker.focus()
    page.keyboard.press("Enter")
    page.locator(".gr-card").wait_for()


def test_the_hostile_layers_keep_the_contract_so_that_nothing_stops_them_at_the_door(hostile):
    assert len(hostile[3]) > 1000


def test_nothing_ran_in_python_while_the_page_was_made(hostile):
    assert ENVIRONMENT_MARK not in os.environ


def test_the_watch_would_see_a_payload_that_runs(open_page, tmp_path):
    path = tmp_path / "unguarded.html"
    path.write_text(f'<html data-ready="1"><body>{PAYLOADS[1]}<i title="{PAYLOADS[7]}', "utf-8")
    page = open_page(path, init_script=NOTE_CALLS)
    page.wait_for_function("window.ran.length === 2")
    assert sorted(page.evaluate("window.ran")) == ["script", "svg"]


def test_nothing_runs_in_the_page_though_every_card_is_opened(opened):
    markers = opened.locator('#world .gr-point[role="button"]')
    assert markers.count() > 20
    for place in range(markers.count()):
        open_card(opened, markers.nth(place))
    for route in opened.locator("#world .routes button").all():
        route.click()
    assert opened.evaluate("window.ran") == []
    assert opened.locator("main script, main img, main iframe, main svg[onload]").count() == 0


def test_nothing_runs_in_the_atlas_though_every_card_is_opened_and_everything_is_searched(opened_atlas):
    cards = opened_atlas.evaluate("GR.views.atlas.points.map(point => point.card)")
    assert len(cards) > 80
    for card in cards:
        opened_atlas.evaluate("card => GR.chooser.open(card)", card)
        opened_atlas.evaluate("card => GR.hovered.emit(GR.views.atlas.byCard.get(card))", card)
    for payload in PAYLOADS[:-1]:
        opened_atlas.locator("#search").fill(payload[:200])
    opened_atlas.evaluate("GR.toSvg(GR.views.atlas).length")
    assert opened_atlas.evaluate("window.ran") == []
    assert opened_atlas.locator("main script, main img, main iframe, main svg[onload]").count() == 0


def test_an_address_with_code_in_it_does_not_run(opened_atlas):
    for payload in PAYLOADS[:-1]:
        opened_atlas.evaluate(
            "text => { location.hash = `q=${encodeURIComponent(text)}&place=${encodeURIComponent(text)}`; }", payload
        )
    opened_atlas.evaluate("() => new Promise(done => setTimeout(done, 100))")
    assert opened_atlas.evaluate("window.ran") == []


def test_the_atlas_shows_text_as_it_was_typed(opened_atlas, hostile):
    atlas = hostile[0]
    shown = opened_atlas.evaluate(READ_ALL)
    names = [*atlas.deposits["name"], *atlas.facilities["name"], *atlas.ports["name"]]
    assert [name[:80] for name in names if name not in shown] == []
    opened_atlas.evaluate("GR.chooser.open('deposit-bayan-obo')")
    card = opened_atlas.locator(".gr-card").text_content()
    ours = atlas.estimates[atlas.estimates["deposit_id"] == "bayan-obo"]
    places = atlas.places[atlas.places["subject_id"] == "bayan-obo"]
    notes = atlas.notes[atlas.notes["subject_id"] == "bayan-obo"]
    texts = [*ours["note"].dropna(), *places["value"], *notes["topic"], *notes["text"]]
    assert len(texts) > 30
    assert [text[:80] for text in texts if text not in card] == []


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_a_word_as_long_as_a_cell_may_be_does_not_widen_the_atlas(open_page, atlas_file, size):
    page = open_page(atlas_file, size, init_script=NOTE_CALLS)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_no_address_of_another_kind_than_the_webs_became_a_link(opened):
    kinds = opened.evaluate("[...new Set([...document.links].map(link => link.protocol))].sort()")
    assert set(kinds) <= {"file:", "http:", "https:"}


def test_text_shows_as_it_was_typed(opened, hostile):
    atlas = hostile[0]
    shown = opened.evaluate(READ_ALL)
    names = [*atlas.deposits["name"], *atlas.routes["name"]]
    ours, areas, events = (
        table[table["deposit_id"].isin(["beylikova", "bayan-obo"])]
        for table in (atlas.estimates, atlas.footprints, atlas.events)
    )
    texts = [*names, *areas["label"], *ours["note"].dropna(), *ours["value_as_printed"].dropna()]
    texts += [*events["subject"], *events["note"].dropna(), *atlas.facilities["name"]]
    assert len(texts) > 150
    missing = [text[:80] for text in texts if text not in shown]
    assert missing == []


def test_a_card_shows_its_text_as_typed(opened, hostile):
    facility = hostile[0].facilities.loc["neo-silmet"]
    labels = opened.locator('#world .gr-point[role="button"]').evaluate_all(
        "nodes => nodes.map(node => node.getAttribute('aria-label'))"
    )
    place = next(place for place, label in enumerate(labels) if facility["name"] in label)
    open_card(opened, opened.locator('#world .gr-point[role="button"]').nth(place))
    text = opened.locator(".gr-card").text_content()
    assert facility["name"] in text
    assert facility["operator"] in text


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_a_word_as_long_as_a_cell_may_be_does_not_widen_the_page(open_page, hostile, size):
    page = open_page(hostile[2], size, init_script=NOTE_CALLS)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_nul_is_refused_at_the_door_with_its_row_and_column(layers_of, estimate_row):
    faults = check_layers(layers_of(estimates=[estimate_row(note="a\x00b")]))
    assert [(row.row, row.column) for row in faults.itertuples()] == [(2, "note")]


@pytest.mark.deep
def test_hostile_text_gives_the_same_bytes_twice(hostile):
    assert draw_comparison(compare("beylikova", "bayan-obo", atlas=hostile[0])).html == hostile[1].html
