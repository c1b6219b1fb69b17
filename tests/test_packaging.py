"""The package is whole however it is installed, the same bytes each time, and needs npm for its first build only."""

import hashlib
import importlib.util
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
VENDOR = Path("geo_ree", "_vendor")
LOOK_AROUND = """
import geo_ree, geo_ree.layers.folder, geo_ree.webmap.assets, geo_ree.webmap.basemap
print(geo_ree.layers.folder.layers_folder())
assert len(geo_ree.layers.folder.load_tables()["deposits"]) > 0
assert len(geo_ree.webmap.basemap.world_basemap()["land"]) > 100
assert geo_ree.webmap.assets.licence_texts()["leaflet"]
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


@pytest.fixture
def project(tmp_path, hook, monkeypatch):
    """Make a project with two assets, and an npm that brings them without a network."""
    contents = {"one.js": b"one();\n", "images/dot.png": b"\x89PNG"}
    pins = {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}
    manifest = {name: {"from": f"package/dist/{name}", "sha256": pin} for name, pin in pins.items()}
    (tmp_path / "web").mkdir()
    (tmp_path / "web" / "assets.json").write_text(hook.json.dumps(manifest), "utf-8")
    for name in hook.NPM_INPUTS:
        (tmp_path / "web" / name).write_text("{}", "utf-8")
    npm = "import pathlib\n" + "".join(
        f"path = pathlib.Path('node_modules/package/dist/{name}'); path.parent.mkdir(parents=True, exist_ok=True); "
        f"path.write_bytes({content!r})\n"
        for name, content in contents.items()
    )
    monkeypatch.setattr(hook, "_npm_command", lambda: [sys.executable, "-c", npm])
    return tmp_path


def names_in(wheel):
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


# --- what is built -----------------------------------------------------------------------------------------------


def test_a_build_makes_the_same_bytes_twice(from_sdist, from_checkout):
    assert from_sdist[1].read_bytes() == from_checkout[1].read_bytes()


def test_the_wheel_is_the_same_from_the_checkout_and_from_the_sdist(from_sdist, from_checkout):
    assert from_sdist[0].name == from_checkout[0].name
    assert from_sdist[0].read_bytes() == from_checkout[0].read_bytes()


def test_every_file_of_the_layers_is_in_the_wheel(from_sdist):
    with zipfile.ZipFile(from_sdist[0]) as archive:
        packed = {
            name.removeprefix("geo_ree/_layers/"): archive.read(name)
            for name in archive.namelist()
            if name.startswith("geo_ree/_layers/")
        }
    files = [path for path in (ROOT / "layers").rglob("*") if path.is_file()]
    assert packed == {path.relative_to(ROOT / "layers").as_posix(): path.read_bytes() for path in files}


def test_the_wheel_holds_the_assets_their_licences_and_our_templates(from_sdist, hook):
    names = names_in(from_sdist[0])
    assert {(VENDOR / name).as_posix() for name in hook.read_manifest(ROOT)} <= names
    for folder in ("templates", "static"):
        files = [path for path in (ROOT / "geo_ree" / "maps" / folder).rglob("*") if path.is_file()]
        assert files
        assert {path.relative_to(ROOT).as_posix() for path in files} <= names
    assert "geo_ree/py.typed" in names


def test_the_wheel_holds_nothing_but_the_package(from_sdist):
    tops = {name.split("/")[0] for name in names_in(from_sdist[0])}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"geo_ree"}


def test_the_sdist_holds_what_a_build_and_the_tests_need(from_sdist, hook):
    with tarfile.open(from_sdist[1]) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"pyproject.toml", "hatch_build.py", "layers/deposits.geojson", "tests/test_packaging.py"} <= names
    assert {"web/package.json", "web/package-lock.json", "web/assets.json", "tools/build_towns.py"} <= names
    assert {(VENDOR / name).as_posix() for name in hook.read_manifest(ROOT)} <= names
    assert not [name for name in names if name.startswith((".venv/", "out/", ".git/")) or "__pycache__" in name]


# --- what is installed -------------------------------------------------------------------------------------------


def test_an_installed_wheel_finds_its_layers_and_assets(from_sdist, tmp_path):
    site = tmp_path / "site"
    install = ("-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--no-compile", "--target", site)
    run(sys.executable, *install, from_sdist[0])
    found = run(sys.executable, "-c", LOOK_AROUND, cwd=tmp_path, environment={"PYTHONPATH": str(site)})
    assert Path(found.strip()) == site / "geo_ree" / "_layers"


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


def test_assets_are_brought_in_once_and_then_found(hook, project):
    assert not hook.is_fresh(project)
    hook.bring_in(project)
    assert (project / VENDOR / "images" / "dot.png").read_bytes() == b"\x89PNG"
    assert hook.is_fresh(project)


@pytest.mark.parametrize("change", ["altered", "missing", "left over"])
def test_a_vendor_folder_that_differs_is_made_anew(hook, project, change):
    hook.bring_in(project)
    script = project / VENDOR / "one.js"
    if change == "altered":
        script.write_bytes(b"other();\n")
    elif change == "missing":
        script.unlink()
    else:
        (project / VENDOR / "old.js").write_bytes(b"old();\n")
    assert not hook.is_fresh(project)
    hook.bring_in(project)
    assert hook.is_fresh(project)


def test_nodejs_is_asked_for_only_when_it_is_needed(hook, project, monkeypatch):
    monkeypatch.setattr(hook.shutil, "which", lambda name: None)
    assert dependencies_of(hook, project) == [hook.NODE_REQUIREMENT]
    monkeypatch.setattr(hook.shutil, "which", lambda name: "/usr/bin/npm")
    assert dependencies_of(hook, project) == []
    hook.bring_in(project)
    monkeypatch.setattr(hook.shutil, "which", lambda name: None)
    assert dependencies_of(hook, project) == []


def test_a_fresh_build_does_not_run_npm(hook, project, monkeypatch):
    hook.bring_in(project)
    monkeypatch.setattr(hook, "_npm_command", lambda: pytest.fail("npm ran"))
    build_data = {"force_include": {}}
    hook.WebAssetsHook(str(project), {}, None, None, str(project), "sdist").initialize("standard", build_data)
    assert build_data == {"force_include": {}}


def test_a_file_with_another_checksum_stops_the_build_and_keeps_the_old_assets(hook, project):
    hook.bring_in(project)
    manifest = hook.read_manifest(project)
    manifest["one.js"]["sha256"] = "0" * 64
    (project / "web" / "assets.json").write_text(hook.json.dumps(manifest), "utf-8")
    with pytest.raises(hook.WebAssetsError, match=r"one\.js is not the file that web/assets\.json pins"):
        hook.bring_in(project)
    assert (project / VENDOR / "one.js").is_file()


def test_a_file_that_the_package_lacks_stops_the_build(hook, project):
    manifest = {"two.js": {"from": "package/dist/two.js", "sha256": "0" * 64}}
    (project / "web" / "assets.json").write_text(hook.json.dumps(manifest), "utf-8")
    with pytest.raises(hook.WebAssetsError, match=r"names two\.js, but the npm package does not hold it"):
        hook.bring_in(project)


def test_npms_own_words_are_shown_when_it_fails(hook, project, monkeypatch):
    npm = [sys.executable, "-c", "import sys; sys.exit('network unreachable')"]
    monkeypatch.setattr(hook, "_npm_command", lambda: npm)
    with pytest.raises(hook.WebAssetsError, match=r"(?s)Check the network.*source distribution.*network unreachable"):
        hook.bring_in(project)


def test_an_npm_that_cannot_start_is_reported(hook, project, monkeypatch):
    monkeypatch.setattr(hook, "_npm_command", lambda: [str(project / "no-such-npm")])
    with pytest.raises(hook.WebAssetsError, match="npm did not run"):
        hook.bring_in(project)
