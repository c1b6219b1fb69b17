"""Each source has one number on a page, that of its first use; what is not a source stays text."""

import time

import pytest

from geo_ree.pages.shared.citations import NAMED_SOURCE, Bibliography, web_address

FIRST, SECOND = "usgs-pp1802", "jorc-code-2012"


@pytest.fixture
def bibliography(atlas):
    return Bibliography(atlas.rows.sources)


# --- numbers ----------------------------------------------------------------------------------------------------------


def test_a_source_keeps_the_number_of_its_first_use(bibliography):
    assert bibliography.numbers([FIRST]) == [1]
    assert bibliography.numbers([SECOND, FIRST]) == [2, 1]
    assert [entry["number"] for entry in bibliography.entries()] == [1, 2]


def test_a_source_named_twice_at_once_is_cited_once(bibliography):
    assert bibliography.numbers([FIRST, FIRST, SECOND, FIRST]) == [1, 2]


def test_what_is_no_source_takes_no_number(bibliography):
    assert bibliography.numbers(["at-all", FIRST]) == [1]
    assert len(bibliography.entries()) == 1


def test_the_first_ids_take_the_first_numbers_whether_or_not_they_are_cited(atlas):
    bibliography = Bibliography(atlas.rows.sources, [SECOND, "at-all", FIRST])
    assert bibliography.numbers([FIRST]) == [2]
    assert [entry["line"] for entry in bibliography.entries()] == [atlas.cite(SECOND), atlas.cite(FIRST)]


def test_two_pages_do_not_share_their_numbers(atlas):
    assert Bibliography(atlas.rows.sources, [SECOND]).numbers([SECOND]) == [1]
    assert Bibliography(atlas.rows.sources).numbers([FIRST, SECOND]) == [1, 2]


# --- sources named in a text ------------------------------------------------------------------------------------------


def test_a_source_that_a_note_names_becomes_its_number(atlas):
    bibliography = Bibliography(atlas.rows.sources, ["usgs-pp1802"])
    assert bibliography.rich("As printed (usgs-pp1802), twice.") == ["As printed", 1, ", twice."]
    assert bibliography.rich("Not a source (at-all).") == ["Not a source (at-all)."]


def test_several_sources_of_a_text_are_numbered_in_reading_order(bibliography):
    text = f"One ({SECOND}), another ({FIRST}), the first again ({SECOND})"
    assert bibliography.rich(text) == ["One", 1, ", another", 2, ", the first again", 1]


def test_sources_of_the_row_stand_behind_its_text(bibliography):
    assert bibliography.rich("As printed.", [SECOND, FIRST]) == ["As printed.", 1, 2]
    assert bibliography.rich(f"A note ({FIRST}) on it.", [SECOND]) == ["A note", 2, " on it.", 1]


@pytest.mark.parametrize("text", [None, ""])
def test_no_text_is_no_words_and_its_sources_alone(bibliography, text):
    assert bibliography.rich(text) == []
    assert bibliography.rich(text, [FIRST]) == [1]


@pytest.mark.parametrize("text", [f"({FIRST.upper()})", f"see {FIRST}", f"({FIRST}; p. 3)", "(Main)", "(", "f(x)"])
def test_brackets_that_hold_no_source_stay_in_the_text(bibliography, text):
    assert bibliography.rich(text) == [text]
    assert bibliography.entries() == []


def test_no_built_in_note_shows_an_id_that_should_have_been_a_number(atlas):
    bibliography = Bibliography(atlas.rows.sources)
    frames = atlas.tables().values()
    texts = [text for frame in frames for name in {"note", "text"} & set(frame) for text in frame[name] if text]
    shown = [part for text in texts for part in bibliography.rich(text) if isinstance(part, str)]
    assert shown
    assert [(source_id, part) for part in shown for source_id in atlas.sources.index if f"({source_id}" in part] == []


# --- the list of sources ----------------------------------------------------------------------------------------------


@pytest.fixture
def entry_of(new_deposit):
    """Return a function that makes the entry of one source, from what differs from a bare one."""

    def make(**changes):
        row = {"source_id": "my-source", "title": "A title", "kind": "media"} | changes
        (entry,) = Bibliography(new_deposit(sources=[row]).rows.sources, ["my-source"]).entries()
        return entry

    return make


def test_a_bare_source_says_what_is_not_stated(entry_of):
    entry = entry_of()
    assert (entry["publisher"], entry["date"], entry["title"]) == ("Publisher not stated", "undated", "A title")
    assert {entry[name] for name in ("url", "relays", "licence", "accessed", "note")} == {""}
    assert entry["line"] == "Publisher not stated (no date). A title"


def test_a_full_source_shows_everything_in_words(entry_of):
    given = {
        "publisher": "Survey",
        "date": "2019-05",
        "url": "https://example.org/a",
        "licence": "CC BY 4.0",
        "accessed": "2026-11-22",
        "relays": "A newspaper",
        "note": "Read in print.",
    }
    entry = entry_of(**given)
    assert (entry["date"], entry["accessed"]) == ("May 2019", "22 November 2026")
    assert {name: entry[name] for name in ("publisher", "url", "licence", "relays", "note")} == {
        name: given[name] for name in ("publisher", "url", "licence", "relays", "note")
    }
    assert entry["line"].startswith("Survey (2019-05). A title. Relays A newspaper")


def test_every_built_in_source_has_its_entry(atlas):
    entries = Bibliography(atlas.rows.sources, atlas.sources.index).entries()
    assert [entry["number"] for entry in entries] == list(range(1, len(atlas.sources) + 1))
    assert all(entry["title"] and entry["publisher"] and entry["date"] and entry["line"] for entry in entries)
    assert [entry["url"] for entry in entries] == [url or "" for url in atlas.sources["url"]]


# --- addresses --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["https://example.org/a?b=1#c", "http://example.org"])
def test_an_address_of_the_web_is_kept_as_it_is(address):
    assert web_address(address) == address


@pytest.mark.parametrize(
    "text",
    ["javascript:alert(1)", "https://", "http://[", "data:text/html,x", "//example.org", "example.org", "", None],
)
def test_nothing_else_becomes_a_link(text):
    assert web_address(text) == ""


def seconds_to_search(text):
    begin = time.process_time()
    assert NAMED_SOURCE.search(text) is None
    return time.process_time() - begin


@pytest.mark.parametrize("part", [" ", " (", "(a", "(a-"])
def test_a_text_eight_times_as_long_takes_about_eight_times_as_long_to_read(part):
    short, long = (min(seconds_to_search(part * count) for _ in range(3)) for count in (20_000, 160_000))
    assert long < 30 * max(short, 1e-4)  # from each character to the end it would be 64 times


def test_white_space_before_a_source_goes_with_it():
    assert NAMED_SOURCE.sub("[1]", "so  (jorc-code-2012), and (a)") == "so[1], and[1]"
