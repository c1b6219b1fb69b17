"""A page runs the scripts that lie in the checkout, or none: a bundle older than its sources is refused."""

import json
import shutil

import pytest

from geo_ree.errors import GeoReeError
from geo_ree.webmap import bundles
from tools.web_assets import bundle_sources


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """Make a checkout with one script and its bundle."""
    for folder in ("web/src", "geo_ree/_bundles"):
        (tmp_path / folder).mkdir(parents=True)
    for name in ("hatch_build.py", "web/src/one.js", "web/package-lock.json", "web/rollup.config.js"):
        (tmp_path / name).write_text("//\n", "utf-8")
    folder = tmp_path / "geo_ree" / "_bundles"
    (folder / "atlas.js").write_text("var GR = 1;\n", "utf-8")
    (folder / "sources.json").write_text(json.dumps({"sources": bundle_sources(tmp_path)}), "utf-8")
    monkeypatch.setattr(bundles, "BUNDLES", folder)
    monkeypatch.setattr(bundles, "CHECKOUT", tmp_path)
    return tmp_path


def test_a_bundle_is_read_as_it_was_made(checkout):
    assert bundles.read_bundle("atlas") == "var GR = 1;\n"


@pytest.mark.parametrize("page", ["atlas", "comparison", "route"])
def test_the_bundle_of_each_page_is_fresh(page):
    assert bundles.read_bundle(page).startswith("var GR = (function (exports, L) {")


def test_a_bundle_older_than_a_changed_script_is_refused(checkout):
    (checkout / "web" / "src" / "one.js").write_text("changed();\n", "utf-8")
    with pytest.raises(GeoReeError, match=r"older than web/src/one\.js; make them with: python tools/web_assets\.py"):
        bundles.read_bundle("atlas")


def test_a_bundle_that_lacks_a_new_script_is_refused(checkout):
    (checkout / "web" / "src" / "two.js").write_text("two();\n", "utf-8")
    with pytest.raises(GeoReeError, match=r"older than web/src/two\.js"):
        bundles.read_bundle("atlas")


def test_a_bundle_that_holds_a_script_now_gone_is_refused(checkout):
    (checkout / "web" / "src" / "one.js").unlink()
    with pytest.raises(GeoReeError, match=r"older than web/src/one\.js"):
        bundles.read_bundle("atlas")


def test_a_bundle_made_by_another_bundler_is_refused(checkout):
    (checkout / "web" / "package-lock.json").write_text("{}", "utf-8")
    with pytest.raises(GeoReeError, match=r"older than web/package-lock\.json"):
        bundles.read_bundle("atlas")


def test_an_installed_package_has_no_sources_to_compare_with(checkout):
    (checkout / "hatch_build.py").unlink()
    shutil.rmtree(checkout / "web")
    assert bundles.read_bundle("atlas") == "var GR = 1;\n"


def test_a_missing_bundle_says_how_to_make_it(checkout):
    shutil.rmtree(checkout / "geo_ree" / "_bundles")
    with pytest.raises(GeoReeError, match=r"scripts of the page atlas are missing; install the package"):
        bundles.read_bundle("atlas")
