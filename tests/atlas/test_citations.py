"""The bibliography of an atlas can be read by those who read BibTeX and CSL-JSON."""

import json
import re

import pytest

from geo_ree.atlas.citations import to_bibtex, to_csl_json
from geo_ree.errors import UnknownId
from geo_ree.layers.codelists import NO_SOURCE

# CSL 1.0.2, csl-data.json: the types of an item, of which these are used here, and the forms of the members.
CSL_TYPES = {"article-journal", "report", "standard", "dataset", "webpage", "document"}
CSL_TEXTS = {"title", "publisher", "container-title", "DOI", "URL", "note"}
CSL_DATES = {"issued", "accessed"}


def parsed(text):
    """Return type, key and fields of every entry: a small reader that counts braces as BibTeX does."""
    entries, at = {}, 0
    while (head := re.compile(r"\s*@(\w+)\{([^,\s{}]+),").match(text, at)) is not None:
        fields, at = {}, head.end()
        while (name := re.compile(r"\s*(\w+)\s*=\s*\{").match(text, at)) is not None:
            depth, end = 1, name.end()
            while depth:
                depth += (text[end] == "{") - (text[end] == "}")
                end += 1
            assert name.group(1) not in fields
            fields[name.group(1)] = text[name.end() : end - 1]
            at = re.compile(r"\s*,?").match(text, end).end()
        at = re.compile(r"\s*\}").match(text, at).end()
        assert head.group(2) not in entries
        entries[head.group(2)] = (head.group(1), fields)
    assert not text[at:].strip()
    return entries


def test_every_source_that_was_read_is_an_entry(atlas):
    entries = parsed(to_bibtex(atlas=atlas))
    assert list(entries) == sorted(set(atlas.sources.index) - {NO_SOURCE})
    for source_id, (_, fields) in entries.items():
        source = atlas.sources.loc[source_id]
        assert fields["title"].startswith("{")
        assert fields.get("date") == source["date"]
        assert ("url" in fields) == (source["url"] is not None)


def test_every_source_that_was_read_is_an_item_with_what_the_schema_wants(atlas):
    items = json.loads(to_csl_json(atlas=atlas))
    assert [item["id"] for item in items] == sorted(set(atlas.sources.index) - {NO_SOURCE})
    for item in items:
        assert item["type"] in CSL_TYPES
        assert set(item) <= {"id", "type", "author"} | CSL_TEXTS | CSL_DATES
        assert all(isinstance(item[name], str) for name in CSL_TEXTS & set(item))
        assert all(set(name) == {"literal"} for name in item.get("author", ()))
        for name in CSL_DATES & set(item):
            ((year, *rest),) = item[name]["date-parts"]
            assert 1000 <= year <= 2100
            assert all(1 <= part <= 31 for part in rest)
            assert len(rest) <= 2


def test_the_order_is_that_of_the_ids_each_once(atlas):
    wanted = ["usgs-mcs-2025", "jorc-code-2012", "usgs-mcs-2025"]
    assert list(parsed(to_bibtex(wanted, atlas=atlas))) == ["usgs-mcs-2025", "jorc-code-2012"]
    assert [item["id"] for item in json.loads(to_csl_json(wanted))] == ["usgs-mcs-2025", "jorc-code-2012"]


def test_one_id_may_be_given_as_it_is(atlas):
    assert to_bibtex("jorc-code-2012") == atlas.cite("jorc-code-2012", style="bibtex") + "\n"


def test_no_sources_make_an_empty_file():
    assert to_bibtex([]) == ""
    assert json.loads(to_csl_json([])) == []


@pytest.mark.parametrize("write", [to_bibtex, to_csl_json])
def test_an_unknown_source_is_refused(write):
    with pytest.raises(UnknownId, match="did you mean jorc-code-2012"):
        write(["jorc-code"])


@pytest.mark.parametrize("write", [to_bibtex, to_csl_json])
def test_the_same_sources_make_the_same_bytes(write):
    assert write() == write()
