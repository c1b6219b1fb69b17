"""A source says the same as a line, as an entry and as an item, whatever characters it holds."""

import json
import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_ree import __version__
from geo_ree.atlas.citation_formats import (
    FORMS,
    HOW_TO_CITE,
    LICENCE,
    PUBLISHER_FIELDS,
    STYLES,
    bibtex_entry,
    citation,
    csl_item,
    format_source,
)
from geo_ree.errors import UnknownOption
from geo_ree.layers.codelists import SOURCE_KINDS

ROOT = Path(__file__).parent.parent.parent
PLAIN = {
    "title": "Nadir toprak",
    "publisher": "MTA",
    "kind": "survey",
    "date": "2022-07",
    "url": "https://example.org/a",
    "licence": None,
    "accessed": "2026-11-22",
    "relays": None,
    "note": None,
}


def test_a_citation_is_one_line_whatever_the_cells_hold():
    row = PLAIN | {"title": "Two\nlines\r\nand\u2028more", "publisher": " MTA\t"}
    assert citation(row) == "MTA (2022-07). Two lines and more. https://example.org/a"


# Text as a cell may hold it: no control characters but white space.
texts = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1).filter(str.strip)


def field(entry, name):
    (value,) = re.findall(rf"^  {name} = \{{(.*)\}},$", entry, re.MULTILINE)
    return value


def test_every_kind_of_source_has_a_form_and_every_entry_a_field_for_its_publisher():
    assert set(FORMS) == set(SOURCE_KINDS)
    assert {form.entry for form in FORMS.values()} == set(PUBLISHER_FIELDS)


def test_a_body_is_the_author_of_its_report_and_a_journal_is_not():
    assert field(bibtex_entry("it", PLAIN), "author") == "{MTA}"
    assert csl_item("it", PLAIN)["author"] == [{"literal": "MTA"}]
    article = PLAIN | {"kind": "peer_reviewed", "publisher": "Minerals"}
    assert "author" not in csl_item("it", article)
    assert field(bibtex_entry("it", article), "journaltitle") == "Minerals"


def test_letters_of_every_script_stay_as_they_are():
    entry = bibtex_entry("it", PLAIN | {"title": "Kızılcaören 白云鄂博 Sillamäe"})
    assert field(entry, "title") == "{Kızılcaören 白云鄂博 Sillamäe}"


def test_the_characters_of_latex_are_escaped():
    entry = bibtex_entry("it", PLAIN | {"title": r"5 % & $3 #1 a_b {x} y^2 ~ \z"})
    assert field(entry, "title") == (
        r"{5 \% \& \$3 \#1 a\_b \textbraceleft{}x\textbraceright{} y\textasciicircum{}2 "
        r"\textasciitilde{} \textbackslash{}z}"
    )


def test_an_address_is_verbatim_but_for_what_would_end_the_field():
    address = "https://example.org/a_b%20c?x=1&y={z}#f"
    assert field(bibtex_entry("it", PLAIN | {"url": address}), "url") == ("https://example.org/a_b%20c?x=1&y=%7Bz%7D#f")
    assert csl_item("it", PLAIN | {"url": address})["URL"] == address


@pytest.mark.parametrize(
    ("url", "doi"),
    [
        ("https://doi.org/10.3390/min12040426", "10.3390/min12040426"),
        ("http://dx.doi.org/10.1016/0009-2541%2894%2900140-4", "10.1016/0009-2541(94)00140-4"),
        ("https://example.org/doi.org/10.1", None),
        (None, None),
    ],
)
def test_a_doi_is_read_from_its_address(url, doi):
    assert csl_item("it", PLAIN | {"url": url}).get("DOI") == doi
    assert ("doi = {" in bibtex_entry("it", PLAIN | {"url": url})) == (doi is not None)


@pytest.mark.parametrize(("date", "parts"), [("2022", [2022]), ("2022-07", [2022, 7]), ("2022-07-01", [2022, 7, 1])])
def test_a_date_keeps_its_precision(date, parts):
    assert csl_item("it", PLAIN | {"date": date})["issued"] == {"date-parts": [parts]}
    assert field(bibtex_entry("it", PLAIN | {"date": date}), "date") == date


def test_what_is_not_stated_is_left_out():
    blank = dict.fromkeys(PLAIN) | {"title": "It", "kind": "media"}
    assert bibtex_entry("it", blank) == "@online{it,\n  title = {{It}},\n}"
    assert csl_item("it", blank) == {"id": "it", "type": "webpage", "title": "It"}


def test_a_relay_says_whom_it_relays_in_every_style():
    relay = PLAIN | {"relays": "Anadolu Agency", "note": "Read in a repost."}
    assert "Relays Anadolu Agency" in citation(relay)
    assert field(bibtex_entry("it", relay), "note") == "Relays Anadolu Agency. Read in a repost"
    assert csl_item("it", relay)["note"] == "Relays Anadolu Agency. Read in a repost"


@settings(deadline=None)
@given(title=texts, publisher=texts, note=texts.filter(lambda text: text.rstrip(".")))
def test_no_text_breaks_an_entry(title, publisher, note):
    entry = bibtex_entry("it", PLAIN | {"title": title, "publisher": publisher, "note": note})
    # BibTeX counts braces without regard to backslashes.
    depth = 0
    for character in entry:
        depth += (character == "{") - (character == "}")
        assert depth >= 0
    assert depth == 0
    assert not re.search(r"(?<!\\)[%#&$_]", "".join(field(entry, name) for name in ("title", "institution", "note")))


@pytest.mark.parametrize("style", STYLES)
def test_a_source_has_every_style(style):
    assert "Nadir toprak" in format_source("it", PLAIN, style)


def test_the_json_of_one_source_is_its_item():
    assert json.loads(format_source("it", PLAIN, "csl-json")) == csl_item("it", PLAIN)


def test_an_unknown_style_is_refused_with_the_known_ones():
    with pytest.raises(UnknownOption, match="did you mean bibtex"):
        format_source("it", PLAIN, "bibtext")


def test_how_to_cite_agrees_with_the_citation_file_and_the_licence_of_the_layers():
    citation_file = (ROOT / "CITATION.cff").read_text("utf-8")
    assert f"version: {__version__}\n" in citation_file
    (title,) = re.findall(r'^title: "geo_ree: (.*)"$', citation_file, re.MULTILINE)
    assert title in HOW_TO_CITE
    assert f"geo_ree {__version__}" in HOW_TO_CITE
    credit = re.search(r"^> (.*?);", (ROOT / "layers" / "LICENSE-DATA.md").read_text("utf-8"), re.MULTILINE)
    assert credit.group(1) == "geo_ree contributors, layers of geo_ree, CC BY 4.0"
    assert "layers of geo_ree, CC BY 4.0" in HOW_TO_CITE
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert LICENCE in project["license"]
