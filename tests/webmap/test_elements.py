"""Maps and scripts: what a page takes, what it refuses by name, and the code they become."""

import html
import json
import os
import re

import branca.element
import folium
import folium.plugins
import pytest
from page_parts import PAYLOADS, Scripts, world

from geo_ree.errors import UnsafeInput
from geo_ree.webmap.elements import OfflineMap, Script


def test_nothing_in_a_payload_runs_on_its_way_into_a_page(monkeypatch, build):
    monkeypatch.delenv("GEO_REE_ATTACKED", raising=False)
    attack = "{{ cycler.__init__.__globals__.os.environ.setdefault('GEO_REE_ATTACKED', 'yes') }}"
    target = OfflineMap((0, 0), label=attack, options={"attribution": attack})
    Script("GR.points", attack, {attack: attack}).add_to(target)
    text = build({"world": target}, data={"attack": attack}, context={"title": attack}).html
    assert "GEO_REE_ATTACKED" not in os.environ
    assert Scripts(text).data == {"attack": attack}
    assert html.unescape(re.search("<title>(.*?)</title>", text).group(1)) == attack
    assert html.unescape(re.search('aria-label="(.*?)"', text).group(1)) == attack


def test_the_arguments_of_a_call_reach_the_runtime_as_they_were(build):
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


def test_a_map_can_stand_on_two_pages_and_still_refuses_to_be_saved_alone(tmp_path, build):
    target = world()
    assert build({"world": target}) == build({"world": target})
    with pytest.raises(UnsafeInput, match="give it to build_page"):
        target.save(tmp_path / "map.html")
    assert not (tmp_path / "map.html").exists()


def test_links_added_to_one_map_stay_with_it(build):
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
def test_an_element_that_is_not_ours_is_refused_by_name(element, reason, build):
    target = world()
    target.add_child(element)
    with pytest.raises(UnsafeInput, match=f"map 'world': .*{reason}"):
        build({"world": target})


def test_a_plain_folium_map_is_refused(build):
    with pytest.raises(UnsafeInput, match=r"folium\.folium\.Map would load https://"):
        build({"world": folium.Map(tiles=None)})


def test_scripts_run_in_the_order_they_were_added_and_know_each_other(build):
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


def test_a_name_can_be_given_once_a_page(build):
    left, right = OfflineMap((0, 0), label="Left"), OfflineMap((0, 0), label="Right")
    for target in (left, right):
        Script("GR.points", name="ports").add_to(target)
    with pytest.raises(ValueError, match="'ports' is used twice"):
        build({"left": left, "right": right})


def test_one_map_cannot_fill_two_places(build):
    target = world()
    with pytest.raises(ValueError, match="used twice on one page"):
        build({"left": target, "right": target})


def test_a_call_without_a_map_or_to_a_nameless_result_is_refused():
    with pytest.raises(UnsafeInput, match="has to be added to an OfflineMap"):
        Script("GR.points").code()
    with pytest.raises(UnsafeInput, match="needs a name"):
        Script("GR.link", Script("GR.points")).add_to(world()).code()


@pytest.mark.parametrize("part", ["header", "html", "script", "root"])
def test_an_element_on_the_root_of_a_map_is_refused_and_not_lost(part, build):
    target = world()
    root = target.get_root()
    added = branca.element.Element("<h3>Title</h3>")
    (root if part == "root" else getattr(root, part)).add_child(added)
    with pytest.raises(UnsafeInput, match=r"map 'world': branca\.element\.Element was put on the root of the map"):
        build({"world": target})


def test_maps_may_lie_on_one_root(build):
    root = branca.element.Figure()
    left, right = world(), world()
    root.add_child(left).add_child(right)
    assert "map_g1" in build({"left": left, "right": right}, script="").html
