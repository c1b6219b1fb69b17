"""A page runs its own scripts and nothing else, is the same every time, and is saved whole or not at all."""

import base64
import copy
import hashlib
import html
import pickle
import re

import pytest
from page_parts import Scripts, world

from geo_ree.errors import GeoReeError, UnsafeInput, UnsupportedFormat
from geo_ree.webmap import assets
from geo_ree.webmap.elements import Script
from geo_ree.webmap.page import Page


def test_the_same_input_makes_the_same_bytes_and_no_random_id(build):
    def make():
        target = world()
        Script("GR.points", "places").add_to(target)
        return build({"world": target}).html

    assert make() == make()
    assert 'id="map_g0"' in make()
    assert re.search("(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])", make()) is None


def test_data_that_looks_like_an_id_is_left_alone(build):
    lookalike = "0123456789abcdef" * 2
    target = world()
    Script("GR.points", lookalike).add_to(target)
    assert f'GR.points(map_g0, "{lookalike}");' in build({"world": target}).html


def test_the_policy_allows_exactly_the_scripts_of_the_page(build):
    text = build().html
    policy = html.unescape(re.search('http-equiv="Content-Security-Policy" content="(.*?)"', text).group(1))
    directives = {part.split()[0]: part.split()[1:] for part in policy.split(";")}
    hashes = [base64.b64encode(hashlib.sha256(code.encode()).digest()).decode() for code in Scripts(text).code]
    assert directives == {
        "default-src": ["'none'"],
        "script-src": [f"'sha256-{value}'" for value in hashes],
        "style-src": ["'unsafe-inline'"],
        "img-src": ["data:", "blob:"],
        "font-src": ["data:"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    assert text.index("Content-Security-Policy") < text.index("<style>") < text.index("<script")


def test_leaflet_comes_before_our_runtime_and_the_maps_before_the_pages_script(build):
    code = Scripts(build().html).code
    assert len(code) == 3
    assert "Leaflet 1.9.4" in code[0]
    assert code[1] == "window.GR = {};\n"
    assert code[2].startswith('"use strict";\nvar map_g0 = L.map(')
    assert code[2].endswith("var maps = {world: map_g0};\nmaps.world.setZoom(3);\n")


def test_a_page_has_a_language_a_title_and_can_be_zoomed(build):
    text = build(context={"title": "Beylikova & <Bayan Obo>"}).html
    assert text.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert "<title>Beylikova &amp; &lt;Bayan Obo&gt;</title>" in text
    viewport = re.search('name="viewport" content="(.*?)"', text).group(1)
    assert "user-scalable" not in viewport
    assert "maximum-scale" not in viewport


def test_a_page_names_no_server_but_in_leaflets_own_text(build):
    text = build().html
    for leaflet in (assets.inline_script("leaflet/leaflet.js"), assets.leaflet_css()):
        assert leaflet in text
        text = text.replace(leaflet, "")
    assert "//" not in text


def test_the_themes_rules_come_between_leaflets_and_ours(build):
    styles = re.findall("<style>(.*?)</style>", build(css=":root { --sea: #dde8ee }").html, re.DOTALL)
    assert [style[:10] for style in styles] == ["/* require", ":root { --", "h1 { margi"]


def test_values_of_the_context_are_escaped(build):
    assert "<p>&lt;b&gt;" not in build(context={"title": "t", "note": "<b>"}).html
    assert "&lt;b&gt;" in build(context={"title": "t", "note": "<b>"}).html


@pytest.mark.parametrize("name", ["slots", "document"])
def test_what_build_page_fills_cannot_be_given(name, build):
    with pytest.raises(ValueError, match=f"build_page itself fills {name}"):
        build(context={"title": "t", name: "mine"})


def test_a_page_without_a_title_is_refused(build):
    with pytest.raises(ValueError, match="needs a title"):
        build(context={})


@pytest.mark.parametrize("part", ["script", "css"])
def test_own_code_that_would_end_its_element_is_refused(part, build):
    with pytest.raises(UnsafeInput, match=f"the page's {part} holds text that would end its element"):
        build(**{part: "'</script></style>'"})


def test_a_template_that_the_policy_would_block_is_refused(tmp_path, build):
    (tmp_path / "templates" / "test.html").write_text(
        '{% extends "document.html" %}{% block body %}<img src="https://example.org/a.png">{% endblock %}', "utf-8"
    )
    with pytest.raises(UnsafeInput, match="would fetch something"):
        build()


@pytest.mark.parametrize("name", ["left-map", "1", "a b", ""])
def test_an_odd_name_of_a_map_is_refused(name, build):
    with pytest.raises(UnsafeInput, match="cannot be the name of a map"):
        build({name: world()})


def test_a_page_is_saved_as_it_is(tmp_path, build):
    made = build(data={"names": ["Kızılcaören", "白云鄂博", "a\r\nb"]})
    path = made.save(tmp_path / "page.html")
    assert path == tmp_path / "page.html"
    assert path.read_bytes() == made.html.encode("utf-8")


def test_a_page_that_cannot_be_saved_leaves_nothing_behind(tmp_path, build):
    with pytest.raises(GeoReeError, match="cannot write"):
        build().save(tmp_path / "missing" / "page.html")
    assert not (tmp_path / "missing").exists()


def test_a_notebook_shows_the_page_in_a_frame_that_cannot_reach_it():
    frame = Page('<p class="a">Kızılcaören & more</p>')._repr_html_()
    assert html.unescape(re.search('srcdoc="(.*?)"', frame).group(1)) == '<p class="a">Kızılcaören & more</p>'
    assert "allow-scripts" in frame
    assert "allow-same-origin" not in frame


@pytest.mark.parametrize("name", ["page.gpkg", "page.geojson", "page"])
def test_a_page_is_not_saved_under_a_name_of_another_format(tmp_path, name):
    (tmp_path / name).write_bytes(b"six layers")
    with pytest.raises(UnsupportedFormat, match=r"ends in \.html or \.htm"):
        Page("<!doctype html>").save(tmp_path / name)
    assert (tmp_path / name).read_bytes() == b"six layers"
    assert Page("<!doctype html>").save(tmp_path / "page.HTM").exists()


def test_a_page_pickles_and_copies(build):
    made = build()
    assert pickle.loads(pickle.dumps(made)) == copy.deepcopy(made) == made


def test_a_page_is_shown_by_its_title_and_size():
    assert (
        repr(Page("<title>Beylikova &amp; Bayan Obo</title>" + "x" * 1_999_960))
        == "<Page Beylikova & Bayan Obo: 2,000 kB>"
    )
    assert repr(Page("")) == "<Page 0 kB>"


def test_a_page_finds_templates_and_styles_in_its_own_folders_first(tmp_path, build):
    (tmp_path / "static" / "page.css").write_text("h2 { margin: 0 }", "utf-8")
    assert "h2 { margin: 0 }" in build(styles=["page.css"]).html
    (tmp_path / "static" / "page.css").unlink()
    assert "h2 { margin: 0 }" not in build(styles=["page.css"]).html
