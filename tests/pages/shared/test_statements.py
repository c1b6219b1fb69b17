"""Statements, events and evidence as the page shows them: bars only where they mean something, every reason said."""

import pytest

from geo_ree.atlas.atlas import load_atlas
from geo_ree.comparison.comparison import compare
from geo_ree.layers.codelists import CLAIM_STATUSES
from geo_ree.pages.shared.citations import Bibliography
from geo_ree.pages.shared.statements import event_rows, statements_of, status_chip
from geo_ree.text import labels
from geo_ree.text.labels import STATEMENT_TYPES

PAIR = ("beylikova", "bayan-obo")


@pytest.mark.parametrize("status", CLAIM_STATUSES)
def test_a_chip_has_its_words_its_bars_and_the_whole_phrase(status):
    chip = status_chip(status)
    assert (chip["text"], chip["bars"]) == labels.CLAIM_STATUS_CHIPS[status]
    assert chip["title"][0].isupper()
    assert "_" not in chip["title"]


def test_a_figure_without_a_weight_has_no_chip():
    assert status_chip(None) is None


# --- side by side -----------------------------------------------------------------------------------------------------


def test_every_estimate_is_shown_and_one_is_preferred_with_its_reason(comparison, atlas):
    for deposit_id in PAIR:
        statements = statements_of(atlas, deposit_id, Bibliography(atlas.rows.sources))
        assert len(statements) == (atlas.estimates["deposit_id"] == deposit_id).sum()
        assert [bool(row["why"]) for row in statements] == [True] + [False] * (len(statements) - 1)
        assert statements[0]["preferred"]


def test_an_estimate_that_the_reader_chose_says_so():
    chosen = load_atlas(prefer={"bayan-obo": "bayan-obo-2012-kynicky"})
    first = statements_of(chosen, "bayan-obo", Bibliography(chosen.rows.sources))[0]
    assert first["preferred"]
    assert "over the rule" in first["why"]


def shown(atlas, deposit_id="north"):
    return statements_of(atlas, deposit_id, Bibliography(atlas.rows.sources))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"orebody": "East"}, "it is for the whole deposit"),
        ({"part_of": "north-estimate"}, "it is for the whole deposit"),
        ({"superseded_by": "north-estimate"}, "no newer statement of the same party replaces it"),
        ({"verified": "no", "source_id": "unverified"}, "it was read in a source"),
        ({"statement_type": "historical"}, "a resource goes before a reserve, and both before a claim"),
        ({"publisher_kind": "media"}, "the claim weighs more"),
        ({"treo_percent": ""}, "it says how much oxide there is"),
        ({"effective_date": "2029"}, "it is the newer one"),
        ({}, "its id comes first"),
    ],
)
def test_the_preferred_estimate_says_what_it_has_before_the_next(pair_of, estimate_row, change, reason):
    grade = {"treo_percent": "2"}
    other = estimate_row(estimate_id="z-other", deposit_id="north") | grade | change
    rows = shown(pair_of(north=grade, more_estimates=[other]))
    assert [row["why"] for row in rows] == [f"Stands before the next one because {reason}.", ""]


def test_a_lone_estimate_and_none_at_all_are_said_plainly(pair_of):
    atlas = pair_of(south=None)
    (row,) = shown(atlas)
    assert row["why"] == "The only statement here that can stand for the deposit."
    assert shown(atlas, "south") == []


def test_samples_alone_are_shown_and_none_is_preferred(pair_of, estimate_row):
    sample = estimate_row(estimate_id="a-sample", deposit_id="north", statement_type="sample")
    rows = shown(pair_of(north=None, more_estimates=[sample]))
    assert [(row["kind"], row["preferred"], row["why"]) for row in rows] == [("Sample", False, "")]


@pytest.mark.parametrize("kind", STATEMENT_TYPES)
def test_every_kind_of_statement_is_shown_in_words(pair_of, kind):
    (row,) = shown(pair_of(north={"statement_type": kind}))
    assert row["kind"].casefold() == STATEMENT_TYPES[kind]
    assert row["kind"][0].isupper()


def test_every_figure_of_a_statement_is_shown_with_its_own_qualifier(pair_of):
    figures = {"treo_million_t": "0.02", "tree_percent": "1.7", "tree_million_t": "0.017"}
    (row,) = shown(pair_of(north={"qualifier": "more_than", "qualifies": "tree_percent"} | figures))
    assert row["figures"] == [
        {"text": "1", "label": "million t material"},
        {"text": "0.02", "label": "million t TREO"},
        {"text": "> 1.7", "label": "% TREE (elements, not oxide)"},
        {"text": "0.017", "label": "million t of elements, not oxide"},
    ]


@pytest.mark.parametrize(
    ("change", "computed"),
    [
        ({"ore_million_t": "3", "treo_percent": "1.8"}, ["0.0540"]),
        ({"ore_million_t": "3", "treo_percent": "1.8", "treo_million_t": "0.05"}, []),
        ({"ore_million_t": "3", "tree_percent": "1.8"}, []),
    ],
)
def test_oxide_is_computed_where_it_is_not_stated_and_says_so(pair_of, change, computed):
    (row,) = shown(pair_of(north=change))
    assert [figure["text"] for figure in row["figures"] if "computed here" in figure["label"]] == computed


def test_the_scope_of_a_statement_says_of_what_it_is(pair_of):
    scope = {
        "orebody": "East",
        "tonnage_basis": "dry ore",
        "resource_category": "measured_indicated",
        "cutoff_value": "0.5",
        "cutoff_unit": "% TREO",
        "equity_percent": "51",
    }
    (row,) = shown(pair_of(north=scope))
    assert row["scope"] == "East; dry ore; measured and indicated; cut-off 0.5 % TREO; the owner's share of 51 %"
    (bare,) = shown(pair_of(north={"resource_category": "undefined"}))
    assert bare["scope"] == ""


def test_an_estimate_that_a_newer_one_replaces_says_so(pair_of, estimate_row):
    old = estimate_row(estimate_id="an-old-one", deposit_id="north", superseded_by="north-estimate")
    assert [row["superseded"] for row in shown(pair_of(more_estimates=[old]))] == [False, True]


def test_a_statement_has_the_date_of_publication_where_no_other_is_stated(pair_of):
    (row,) = shown(pair_of(north={"effective_date": "", "published_date": "2031-02-03"}))
    assert row["date"] == "3 February 2031"
    assert (row["code"], row["status"]["text"]) == ("No reporting code", "Official claim")


# --- events -----------------------------------------------------------------------------------------------------------


def event(name, date, **changes):
    row = {
        "event_id": name,
        "date": date,
        "kind": "plan",
        "parties": "One;Two;Three",
        "subject": f"This is {name}.",
        "outcome": "in_talks",
        "verified": "yes",
        "source_id": "usgs-pp1802",
    }
    return row | changes


def happened(atlas, *deposit_ids):
    found = compare(*(deposit_ids or ("north", "south")), atlas=atlas)
    return {row["subject"]: row for row in event_rows(found, Bibliography(atlas.rows.sources))}


def test_events_come_oldest_first_those_of_other_deposits_left_out(pair_of):
    events = [
        event("b-later", "2031", deposit_id="south"),
        event("elsewhere", "2000", deposit_id="beylikova"),
        event("earlier", "2030-05", deposit_id="north"),
        event("a-later", "2031", deposit_id="north"),
        event("for-all", "2032"),
    ]
    rows = happened(pair_of(events=events))
    ours = {subject: row["deposit"] for subject, row in rows.items() if subject.startswith("This is")}
    assert ours == {
        "This is earlier.": "North",
        "This is a-later.": "North",
        "This is b-later.": "South",
        "This is for-all.": "",
    }
    assert list(ours) == ["This is earlier.", "This is a-later.", "This is b-later.", "This is for-all."]
    assert rows["This is b-later."]["colour"] == "deposit-2"
    assert rows["This is for-all."]["colour"] == "soft"


def test_an_event_says_who_took_part_how_it_ended_and_for_how_long(pair_of):
    change = {"date_end": "2031-02", "outcome": "no_result", "verified": "no", "source_id": "unverified"}
    (row,) = [
        row
        for subject, row in happened(pair_of(events=[event("it", "2030", deposit_id="north", **change)])).items()
        if subject == "This is it."
    ]
    assert row["parties"] == "One, Two and Three"
    assert (row["outcome"], row["tone"]) == ("No result", "stopped")
    assert row["date"] == "2030 – February 2031"
    assert row["unverified"]
    assert row["refining_place"] == ""


def test_every_outcome_of_the_built_in_events_has_words_and_a_tone(comparison):
    rows = event_rows(comparison, Bibliography(comparison.atlas.rows.sources))
    assert rows
    assert {row["tone"] for row in rows} <= {"settled", "open", "stopped"}
    assert not any("_" in row["outcome"] for row in rows)
    assert all(row["cites"] for row in rows)
