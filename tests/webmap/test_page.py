"""A page runs its own scripts and nothing else, is the same every time, and is saved whole or not at all."""

import base64
import hashlib
import html
import json
import os
import re
from html.parser import HTMLParser

import branca.element
import folium
import folium.plugins
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_ree.errors import GeoReeError, UnsafeInput, UnsupportedFormat
from geo_ree.webmap import assets, page
from geo_ree.webmap.page import OfflineMap, Page, Script, build_page, data_script, safe_json

PAYLOADS = [
    "{{ 7 * 7 }}",
    "{% for x in [1] %}ran{% endfor %}",
    "{# gone #}",
    "{{{ 7 }}}",
    "{{% raw %}}",
    "{{{{#",
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "]]>",
    "`${alert(1)}`",
    "\\1 \\u0041 \\",
    "line\u2028and\u2029paragraph",
    "Kızılcaören, 白云鄂博, \U0001f5fa",
    "\ud800 alone",
    "\r\n\t\0",
]
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda values: st.lists(values) | st.dictionaries(st.text(), values),
)
# Text made of the very pieces that open something in Jinja, HTML or JSON.
HOSTILE_TEXT = st.lists(
    st.sampled_from(["{", "%", "#", "}", "<", "!--", "/script>", "&", "\\", '"', "\u2028", "a"])
).map("".join)


class Scripts(HTMLParser):
    """Collects the scripts of a page as a browser sees them."""

    def __init__(self, text):
        super().__init__()
        self.code, self.data, self.inside = [], {}, None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.inside = dict(attrs) if tag == "script" else None

    def handle_data(self, data):
        if self.inside is None:
            return
        if self.inside.get("type") == "application/json":
            self.data[self.inside["id"]] = json.loads(data)
        else:
            self.code.append(data)

    def handle_endtag(self, tag):
        self.inside = None


@pytest.fixture(autouse=True)
def workshop(monkeypatch, tmp_path):
    """Put a template and a runtime of the tests' own around the real document.html."""
    document = (page.TEMPLATES / "document.html").read_text("utf-8")
    (tmp_path / "document.html").write_text(document, "utf-8")
    body = "<h1>{{ title }}</h1>{% for slot in slots.values() %}{{ slot }}{% endfor %}{{ note | default('') }}"
    (tmp_path / "test.html").write_text(
        '{% extends "document.html" %}{% block body %}' + body + "{% endblock %}", "utf-8"
    )
    (tmp_path / "own.js").write_text("window.GR = {};\n", "utf-8")
    (tmp_path / "own.css").write_text("h1 { margin: 0 }\n", "utf-8")
    monkeypatch.setattr(page, "TEMPLATES", tmp_path)
    monkeypatch.setattr(assets, "STATIC", tmp_path)
    return tmp_path


def world():
    return OfflineMap((20, 10), label="The world")


def build(maps=None, **changes):
    arguments = {
        "context": {"title": "Two deposits"},
        "maps": {"world": world()} if maps is None else maps,
        "data": {"places": ["Beylikova"]},
        "script": "maps.world.setZoom(3);",
        "runtime": ["own.js"],
        "styles": ["own.css"],
    }
    return build_page("test.html", **(arguments | changes))


# --- safe_json ---------------------------------------------------------------------------------------------------


def rendered_twice(text):
    """Do what branca does with a rendered script: read it as a template once more."""
    return branca.element.Element(text).render()


def test_branca_does_run_what_is_not_escaped():
    assert rendered_twice(json.dumps(["{{ 7 * 7 }}"])) == '["49"]'


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_comes_through_brancas_second_pass_unchanged(payload):
    assert json.loads(rendered_twice(safe_json({payload: [payload]}))) == {payload: [payload]}


@given(JSON_VALUES | HOSTILE_TEXT)
def test_any_value_comes_through_brancas_second_pass_unchanged(value):
    assert json.loads(rendered_twice(safe_json(value))) == value


@given(JSON_VALUES | HOSTILE_TEXT)
def test_safe_json_holds_nothing_that_html_javascript_or_jinja_reads(value):
    assert re.search("[&<>\u2028\u2029\ud800-\udfff]|\\{[{%#]", safe_json(value)) is None


@pytest.mark.parametrize("value", [float("nan"), float("inf"), [-float("inf")], {"a": {1, 2}}, {(1, 2): 3}])
def test_what_has_no_json_form_is_refused(value):
    with pytest.raises(UnsafeInput, match=r"no JSON form.*write None"):
        safe_json(value)


def test_a_data_element_holds_its_value_as_it_was():
    found = Scripts(data_script("names", PAYLOADS)).data
    assert found == {"names": PAYLOADS}


@pytest.mark.parametrize("element_id", ["", "1st", 'a" onload="x', "a b", "{{ 1 }}"])
def test_an_odd_element_id_is_refused(element_id):
    with pytest.raises(UnsafeInput, match="cannot be an id"):
        data_script(element_id, [])


# --- maps and scripts --------------------------------------------------------------------------------------------


def test_nothing_in_a_payload_runs_on_its_way_into_a_page(monkeypatch):
    monkeypatch.delenv("GEO_REE_ATTACKED", raising=False)
    attack = "{{ cycler.__init__.__globals__.os.environ.setdefault('GEO_REE_ATTACKED', 'yes') }}"
    target = OfflineMap((0, 0), label=attack, options={"attribution": attack})
    Script("GR.points", attack, {attack: attack}).add_to(target)
    text = build({"world": target}, data={"attack": attack}, context={"title": attack}).html
    assert "GEO_REE_ATTACKED" not in os.environ
    assert Scripts(text).data == {"attack": attack}
    assert html.unescape(re.search("<title>(.*?)</title>", text).group(1)) == attack
    assert html.unescape(re.search('aria-label="(.*?)"', text).group(1)) == attack


def test_the_arguments_of_a_call_reach_the_runtime_as_they_were():
    target = world()
    Script("GR.points", *PAYLOADS).add_to(target)
    code = Scripts(build({"world": target}).html).code[-1]
    call = re.search(r"^GR\.points\(map_g0, (.*)\);$", code, re.MULTILINE).group(1)
    assert json.loads(f"[{call}]") == PAYLOADS


def test_latitude_comes_first_as_everywhere_in_folium():
    code = OfflineMap((39.617, 31.365), label="Beylikova", zoom=10.5, max_zoom=14).code()
    options = json.loads(re.search(r"\{.*\}", code).group())
    assert options["center"] == [39.617, 31.365]
    assert (options["zoom"], options["maxZoom"]) == (10.5, 14)


@pytest.mark.parametrize("leave", ["save", "show", "render"])
def test_a_map_outside_a_page_refuses_to_become_a_blank_file(tmp_path, leave):
    actions = {
        "save": lambda: world().save(tmp_path / "map.html"),
        "show": lambda: world()._repr_html_(),
        "render": lambda: world().get_root().render(),
    }
    with pytest.raises(UnsafeInput, match="give it to build_page"):
        actions[leave]()


def test_a_map_can_stand_on_two_pages_and_still_refuses_to_be_saved_alone(tmp_path):
    target = world()
    assert build({"world": target}) == build({"world": target})
    with pytest.raises(UnsafeInput, match="give it to build_page"):
        target.save(tmp_path / "map.html")
    assert not (tmp_path / "map.html").exists()


def test_links_added_to_one_map_stay_with_it():
    tainted = world()
    tainted.add_js_link("plot", "https://example.org/plot.js")
    assert world().default_js == []
    with pytest.raises(UnsafeInput, match=r"OfflineMap would load https://example\.org/plot\.js"):
        build({"world": tainted})


@pytest.mark.parametrize(
    ("element", "reason"),
    [
        (folium.TileLayer("OpenStreetMap"), r"TileLayer would load https://tile\.openstreetmap\.org"),
        (folium.plugins.MarkerCluster(), r"MarkerCluster would load https://"),
        (folium.Marker((0, 0), popup="{{ 7 * 7 }}"), "Marker pastes text into code"),
        (folium.PolyLine([(0, 0), (1, 1)]), "PolyLine pastes text into code"),
        (folium.Popup("<img src=x onerror=alert(1)>"), "Popup pastes text into code"),
        (branca.element.MacroElement(), "MacroElement pastes text into code"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_an_element_that_is_not_ours_is_refused_by_name(element, reason):
    target = world()
    target.add_child(element)
    with pytest.raises(UnsafeInput, match=f"map 'world': .*{reason}"):
        build({"world": target})


def test_a_plain_folium_map_is_refused():
    with pytest.raises(UnsafeInput, match=r"folium\.folium\.Map would load https://"):
        build({"world": folium.Map(tiles=None)})


def test_scripts_run_in_the_order_they_were_added_and_know_each_other():
    left, right = OfflineMap((0, 0), label="Left"), OfflineMap((0, 0), label="Right")
    ports = Script("GR.points", "ports", name="ports")
    ports.add_to(left)
    Script("GR.link", right, ports).add_to(left)
    code = Scripts(build({"left": left, "right": right}, script="").html).code[-1]
    assert code.splitlines()[2:] == [
        'var ports = GR.points(map_g0, "ports");',
        "GR.link(map_g0, map_g3, ports);",
        code.splitlines()[4],
        "var maps = {left: map_g0, right: map_g3};",
        "",
    ]


@pytest.mark.parametrize("function", ["", "GR.", "alert(1);x", "GR points", "GR['points']"])
def test_only_the_name_of_a_function_can_be_called(function):
    with pytest.raises(UnsafeInput, match="not the name of a function"):
        Script(function)


@pytest.mark.parametrize("name", ["", "2nd", "a.b", "x = alert", "maps", "GR"])
def test_only_a_free_name_can_become_a_variable(name):
    with pytest.raises(UnsafeInput, match="cannot be the name of a variable"):
        Script("GR.points", name=name)


def test_a_name_can_be_given_once_a_page():
    left, right = OfflineMap((0, 0), label="Left"), OfflineMap((0, 0), label="Right")
    for target in (left, right):
        Script("GR.points", name="ports").add_to(target)
    with pytest.raises(ValueError, match="'ports' is used twice"):
        build({"left": left, "right": right})


def test_one_map_cannot_fill_two_places():
    target = world()
    with pytest.raises(ValueError, match="used twice on one page"):
        build({"left": target, "right": target})


def test_a_call_without_a_map_or_to_a_nameless_result_is_refused():
    with pytest.raises(UnsafeInput, match="has to be added to an OfflineMap"):
        Script("GR.points").code()
    with pytest.raises(UnsafeInput, match="needs a name"):
        Script("GR.link", Script("GR.points")).add_to(world()).code()


# --- the page ----------------------------------------------------------------------------------------------------


def test_the_same_input_makes_the_same_bytes_and_no_random_id():
    def make():
        target = world()
        Script("GR.points", "places").add_to(target)
        return build({"world": target}).html

    assert make() == make()
    assert 'id="map_g0"' in make()
    assert re.search("(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])", make()) is None


def test_data_that_looks_like_an_id_is_left_alone():
    lookalike = "0123456789abcdef" * 2
    target = world()
    Script("GR.points", lookalike).add_to(target)
    assert f'GR.points(map_g0, "{lookalike}");' in build({"world": target}).html


def test_the_policy_allows_exactly_the_scripts_of_the_page():
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


def test_leaflet_comes_before_our_runtime_and_the_maps_before_the_pages_script():
    code = Scripts(build().html).code
    assert len(code) == 3
    assert "Leaflet 1.9.4" in code[0]
    assert code[1] == "window.GR = {};\n"
    assert code[2].startswith('"use strict";\nvar map_g0 = L.map(')
    assert code[2].endswith("var maps = {world: map_g0};\nmaps.world.setZoom(3);\n")


def test_a_page_has_a_language_a_title_and_can_be_zoomed():
    text = build(context={"title": "Beylikova & <Bayan Obo>"}).html
    assert text.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert "<title>Beylikova &amp; &lt;Bayan Obo&gt;</title>" in text
    viewport = re.search('name="viewport" content="(.*?)"', text).group(1)
    assert "user-scalable" not in viewport
    assert "maximum-scale" not in viewport


def test_a_page_names_no_server_but_in_leaflets_own_text():
    text = build().html
    for leaflet in (assets.inline_script("leaflet/leaflet.js"), assets.leaflet_css()):
        assert leaflet in text
        text = text.replace(leaflet, "")
    assert "//" not in text


def test_the_themes_rules_come_between_leaflets_and_ours():
    styles = re.findall("<style>(.*?)</style>", build(css=":root { --sea: #dde8ee }").html, re.DOTALL)
    assert [style[:10] for style in styles] == ["/* require", ":root { --", "h1 { margi"]


def test_values_of_the_context_are_escaped():
    assert "<p>&lt;b&gt;" not in build(context={"title": "t", "note": "<b>"}).html
    assert "&lt;b&gt;" in build(context={"title": "t", "note": "<b>"}).html


@pytest.mark.parametrize("name", ["slots", "document"])
def test_what_build_page_fills_cannot_be_given(name):
    with pytest.raises(ValueError, match=f"build_page itself fills {name}"):
        build(context={"title": "t", name: "mine"})


def test_a_page_without_a_title_is_refused():
    with pytest.raises(ValueError, match="needs a title"):
        build(context={})


@pytest.mark.parametrize("part", ["script", "css"])
def test_own_code_that_would_end_its_element_is_refused(part):
    with pytest.raises(UnsafeInput, match=f"the page's {part} holds text that would end its element"):
        build(**{part: "'</script></style>'"})


def test_a_template_that_the_policy_would_block_is_refused(workshop):
    (workshop / "test.html").write_text(
        '{% extends "document.html" %}{% block body %}<img src="https://example.org/a.png">{% endblock %}', "utf-8"
    )
    with pytest.raises(UnsafeInput, match="would fetch something"):
        build()


@pytest.mark.parametrize("name", ["left-map", "1", "a b", ""])
def test_an_odd_name_of_a_map_is_refused(name):
    with pytest.raises(UnsafeInput, match="cannot be the name of a map"):
        build({name: world()})


def test_a_page_is_saved_as_it_is(tmp_path):
    made = build(data={"names": ["Kızılcaören", "白云鄂博", "a\r\nb"]})
    path = made.save(tmp_path / "page.html")
    assert path == tmp_path / "page.html"
    assert path.read_bytes() == made.html.encode("utf-8")


def test_a_page_that_cannot_be_saved_leaves_nothing_behind(tmp_path):
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
