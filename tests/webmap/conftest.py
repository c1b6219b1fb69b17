"""A small page that the tests of this folder build."""

import pytest
from page_parts import world

from geo_ree.webmap import bundles
from geo_ree.webmap.page import build_page


@pytest.fixture
def build(tmp_path, monkeypatch):
    """Return a function that builds a page with a template, a style sheet and a bundle of the tests' own."""
    for folder in ("templates", "static", "bundles"):
        (tmp_path / folder).mkdir()
    body = "<h1>{{ title }}</h1>{% for slot in slots.values() %}{{ slot }}{% endfor %}{{ note | default('') }}"
    (tmp_path / "templates" / "test.html").write_text(
        '{% extends "document.html" %}{% block body %}' + body + "{% endblock %}", "utf-8"
    )
    (tmp_path / "static" / "own.css").write_text("h1 { margin: 0 }\n", "utf-8")
    (tmp_path / "bundles" / "own.js").write_text("window.GR = {};\n", "utf-8")
    (tmp_path / "bundles" / "sources.json").write_text('{"sources": {}}', "utf-8")
    monkeypatch.setattr(bundles, "BUNDLES", tmp_path / "bundles")
    monkeypatch.setattr(bundles, "CHECKOUT", tmp_path)

    def make(maps=None, **changes):
        arguments = {
            "folders": [tmp_path],
            "context": {"title": "Two deposits"},
            "maps": {"world": world()} if maps is None else maps,
            "data": {"places": ["Beylikova"]},
            "bundle": "own",
            "script": "maps.world.setZoom(3);",
            "styles": ["own.css"],
        }
        return build_page("test.html", **(arguments | changes))

    return make
