"""The files of a page come from the package, whole, and cannot end their element early."""

import base64
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from geo_ree.errors import GeoReeError, UnsafeInput
from geo_ree.webmap import assets

ROOT = Path(__file__).parent.parent.parent
MANIFEST = json.loads((ROOT / "web" / "assets.json").read_text("utf-8"))
LOCK = json.loads((ROOT / "web" / "package-lock.json").read_text("utf-8"))


@pytest.fixture
def static(tmp_path):
    (tmp_path / "static").mkdir()
    return tmp_path / "static"


def test_each_npm_package_is_pinned_by_its_hash_and_names_no_server():
    packages = {name: pin for name, pin in LOCK["packages"].items() if name}
    assert all(pin["integrity"].startswith("sha512-") and "resolved" not in pin for pin in packages.values())
    assert all(pin == pin.strip("^~>=<") for pin in LOCK["packages"][""]["devDependencies"].values())


def test_a_build_installs_what_the_pages_carry_and_the_bundler_alone():
    needed = {name for name, pin in LOCK["packages"].items() if name and not (pin.get("dev") or pin.get("optional"))}
    ours = {"leaflet", "world-atlas", "@rollup/wasm-node", "@types/estree"}
    assert needed == {f"node_modules/{name}" for name in ours}
    assert not [name for name in needed if LOCK["packages"][name].get("hasInstallScript")]


def test_every_package_that_is_carried_brings_its_licence():
    licences = assets.licence_texts()
    assert set(licences) == {name.split("/")[0] for name in MANIFEST}
    assert "Redistribution and use in source and binary forms" in licences["leaflet"]


def test_leaflet_brings_its_licence_into_the_page():
    script = assets.inline_script("leaflet/leaflet.js")
    assert script.startswith("/*!\nBSD 2-Clause License")
    assert "1.9.4" in script
    assert all(line in script for line in assets.licence_texts()["leaflet"].splitlines())


def test_no_script_tells_developer_tools_to_fetch_a_source_map():
    assert b"sourceMappingURL" in assets.read_vendor("leaflet/leaflet.js")
    assert "sourceMappingURL" not in assets.inline_script("leaflet/leaflet.js")


def test_leaflets_images_are_inside_its_style_sheet():
    images = [address for address in re.findall(r"url\(([^)]*)\)", assets.leaflet_css()) if address[0] != "#"]
    assert len(images) == 3
    for image in images:
        kind, content = image.split(",")
        assert kind == "data:image/png;base64"
        assert base64.b64decode(content).startswith(b"\x89PNG")


@pytest.mark.parametrize("text", ["</script>", "x = '</SCRIPT >'", "</style>", "<!-- comment"])
def test_a_file_that_would_end_its_element_early_is_refused(static, text):
    (static / "own.css").write_text(text, "utf-8")
    with pytest.raises(UnsafeInput, match=r"own\.css holds .* end its element early"):
        assets.read_style("own.css", [static.parent])


def test_line_ends_are_those_that_a_browser_hashes(static):
    (static / "own.css").write_bytes(b"one();\r\ntwo();\r")
    assert assets.read_style("own.css", [static.parent]) == "one();\ntwo();\n"


def test_a_misspelt_style_sheet_is_answered_with_those_that_exist(static):
    (static / "page.css").write_text("", "utf-8")
    with pytest.raises(GeoReeError, match=r"no style sheet pgae\.css; there are: page\.css"):
        assets.read_style("pgae.css", [static.parent])


def test_importing_the_maps_reads_no_asset():
    code = """
import sys
opened = []
sys.addaudithook(lambda event, values: opened.append(str(values[0])) if event == "open" else None)
import geo_ree.webmap.assets, geo_ree.webmap.basemap, geo_ree.webmap.page
assets = geo_ree.webmap.assets
folders = (str(assets.VENDOR), str(assets.FOLDER / "static"), str(assets.FOLDER / "templates"))
read = [name for name in opened if name.startswith(folders)]
assets.leaflet_css()
watched = [name for name in opened if name.startswith(folders)]
sys.exit(str(read) if read else 0 if watched else "nothing was watched")
"""
    finished = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stderr
