"""The head of a comparison: where, how much, and why not to rank, in a handful of plain sentences."""

import re

import pytest

from geo_ree.comparison.comparison import compare
from geo_ree.text.figures import THOUSANDS_SPACE

SOUND = {
    "statement_type": "resource",
    "reporting_code": "JORC",
    "cp_signed": "yes",
    "treo_percent": "2",
    "treo_million_t": "0.02",
    "tonnage_basis": "ore",
    "treo_includes_y": "yes",
}


@pytest.fixture(scope="module")
def pair(atlas):
    return compare("beylikova", "bayan-obo", atlas=atlas)


def summary_of(atlas, *deposit_ids):
    return compare(*(deposit_ids or ("north", "south")), atlas=atlas).summary


def test_the_summary_is_a_handful_of_sentences_with_the_main_caveats(pair):
    assert 3 <= len(pair.summary) <= 5
    text = " ".join(pair.summary).replace(THOUSANDS_SPACE, "_")
    for words in ("6_401 km", "694 million t of material", "12.5 million t", "48 million t", "no reporting code"):
        assert words in text
    assert "must not be ranked against each other: kinds of statement differ" in text
    assert "in different materials" in text


def test_a_summary_of_sound_resources_says_that_they_may_be_compared(pair_of):
    summary = summary_of(pair_of(north=SOUND, south=SOUND))
    assert any("Nothing here stands against" in sentence for sentence in summary)
    assert any("not stated for North and South" in sentence for sentence in summary)
    assert not any("must not be ranked" in sentence for sentence in summary)


def test_what_is_to_be_kept_in_mind_stands_behind_what_may_be_compared(pair_of):
    summary = summary_of(pair_of(north=SOUND, south=SOUND | {"effective_date": "2020"}))
    (sentence,) = [sentence for sentence in summary if "Nothing here stands against" in sentence]
    assert "; keep in mind: " in sentence
    assert "dates differ" in sentence


def test_a_reason_not_to_rank_is_given_once_however_many_figures_it_is_about(pair_of):
    summary = summary_of(pair_of(north=SOUND | {"qualifier": "more_than"}, south=SOUND))
    (sentence,) = [sentence for sentence in summary if "must not be ranked" in sentence]
    reasons = sentence.rstrip(".").partition(": ")[2].split(", ")
    assert "a bound" in reasons
    assert len(set(reasons)) == len(reasons)


def test_a_deposit_without_a_statement_is_said_to_have_none(pair_of):
    assert "North: no statement of size." in summary_of(pair_of(north=None))


def test_a_sentence_gives_every_figure_with_its_qualifier_kind_date_and_code(pair_of):
    change = {"qualifier": "more_than", "qualifies": "treo_percent", "effective_date": "2030-01-05"}
    summary = summary_of(pair_of(north=SOUND | change, south=SOUND))
    assert summary[1] == (
        "North: 1 million t of material, 0.02 million t of contained rare-earth oxide (TREO), more than 2 % TREO; "
        "a resource of 5 January 2030, JORC."
    )


def test_a_figure_that_is_not_stated_is_left_out_and_never_shown_as_nought(pair_of):
    summary = summary_of(pair_of(north={"ore_million_t": "", "treo_percent": "3"}))
    assert summary[1].startswith("North: 3 % TREO; a claim of January 2030")


def test_a_statement_of_elements_is_not_called_one_of_oxide(pair_of):
    change = {"ore_million_t": "", "tree_percent": "5", "tree_million_t": "0.3"}
    sentence = summary_of(pair_of(north=change))[1]
    assert sentence.startswith(
        "North: 0.3 million t of rare-earth elements (not oxide), 5 % of rare-earth elements (not"
    )
    assert "TREO" not in sentence


def test_two_deposits_have_a_sentence_each_and_more_share_one(pair_of):
    atlas = pair_of(south=None)
    two, three = summary_of(atlas), summary_of(atlas, "north", "south", "beylikova")
    assert two[1:3] == ("North: 1 million t of material; a claim of January 2030, no reporting code.",
                        "South: no statement of size.")  # fmt: skip
    assert "; South: no statement of size; Beylikova: 694 million t" in three[1]
    assert len(three) == len(two) - 1


def test_distances_are_from_the_first_deposit_to_each_other_on_the_ellipsoid(pair_of):
    first = summary_of(pair_of(), "north", "south", "beylikova")[0]
    assert re.fullmatch(
        r"North lies [\d\u202f]+ km from South and [\d\u202f]+ km from Beylikova, measured on the ellipsoid\.", first
    )


def share(deposit_id, material, oxide, percent):
    return {
        "split_id": f"{deposit_id}-split",
        "deposit_id": deposit_id,
        "material": material,
        "material_detail": f"some {material}",
        "oxide": oxide,
        "share_percent": percent,
        "normalised_to": "TREO",
        "source_id": "usgs-pp1802",
    }


def magnet_sentence(pair_of, **materials):
    shares = [
        share(deposit_id, material, oxide, percent)
        for deposit_id, material in materials.items()
        for oxide, percent in (("Nd2O3", "16"), ("Pr6O11", "5"))
    ]
    return summary_of(pair_of(element_shares=shares))[-1]


def test_the_share_of_magnet_metals_says_where_it_is_known_and_where_not(pair_of):
    head = "The share of neodymium and praseodymium in the oxides analysed is "
    assert magnet_sentence(pair_of, north="ore") == f"{head}21.0 % for North, not published for South."
    assert magnet_sentence(pair_of, north="ore", south="ore") == f"{head}21.0 % for North and 21.0 % for South."


def test_shares_of_different_materials_are_said_to_be_so(pair_of):
    sentence = magnet_sentence(pair_of, north="ore", south="concentrate")
    assert sentence.endswith("21.0 % for North and 21.0 % for South, but in different materials.")
    assert "different materials" not in magnet_sentence(pair_of, north="mineral", south="mineral")


def test_every_sentence_ends_with_a_full_stop(pair):
    assert all(sentence.endswith(".") and sentence[0].isupper() for sentence in pair.summary)


def test_the_summary_shows_no_code_word_and_no_gap(pair):
    assert not any(re.search(r"[a-z]_[a-z]|None|\bnan\b|  |\.\.", sentence) for sentence in pair.summary)
