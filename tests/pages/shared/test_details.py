"""What a card adds to the statements: splits with their material, by-products with their basis, notes with sources."""

import pytest

from geo_ree.pages.shared.citations import Bibliography
from geo_ree.pages.shared.details import byproduct_rows, note_rows, split_rows


def share(oxide, percent, **changes):
    row = {
        "split_id": "north-ore",
        "deposit_id": "north",
        "material": "ore",
        "material_detail": "a bulk sample",
        "oxide": oxide,
        "share_percent": percent,
        "normalised_to": "total oxide",
        "method": "ICP-MS",
        "as_of": "2020-03",
        "source_id": "usgs-pp1802",
    }
    return row | changes


def byproduct(**changes):
    row = {
        "byproduct_id": "north-thorium",
        "deposit_id": "north",
        "commodity": "thorium",
        "chemical_basis": "ThO2",
        "in_situ_or_product": "in_situ",
        "verified": "yes",
        "source_id": "usgs-pp1802",
    }
    return row | changes


def test_a_split_names_its_material_its_total_and_its_method(pair_of):
    atlas = pair_of(element_shares=[share("Nd2O3", "12.5", qualifier="about"), share("La2O3", "30", note="One digit.")])
    (split,) = split_rows(atlas, "north", Bibliography(atlas.rows.sources))
    assert split["material"] == "Ore"
    assert split["detail"] == ["a bulk sample", 1]
    assert (split["of"], split["method"], split["date"]) == ("total oxide", "ICP-MS", "March 2020")
    assert split["shares"] == [["La2O3", "30"], ["Nd2O3", "about 12.5"]]
    assert split["notes"] == [["One digit."]]


def test_analyses_are_never_mixed(pair_of):
    atlas = pair_of(element_shares=[share("La2O3", "30"), share("La2O3", "50", split_id="north-mineral")])
    assert [split["shares"] for split in split_rows(atlas, "north", Bibliography(atlas.rows.sources))] == [
        [["La2O3", "30"]],
        [["La2O3", "50"]],
    ]
    assert split_rows(atlas, "south", Bibliography(atlas.rows.sources)) == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"quantity": "1200", "unit": "t"}, "1\u202f200 t ThO2, in the ground"),
        ({"quantity": "1200", "unit": "t ThO2"}, "1\u202f200 t ThO2, in the ground"),
        ({"grade_percent": "0.2", "qualifier": "less_than"}, "< 0.2 % ThO2, in the ground"),
        ({"in_situ_or_product": "product", "product_spec": "nitrate"}, "nitrate, as a product"),
    ],
)
def test_a_byproduct_says_how_much_of_what_and_where(pair_of, changes, words):
    atlas = pair_of(byproducts=[byproduct(**changes)])
    (row,) = byproduct_rows(atlas, "north", Bibliography(atlas.rows.sources))
    assert row["commodity"] == "Thorium"
    assert row["text"] == [words, 1]


def test_an_unread_byproduct_says_so(pair_of):
    atlas = pair_of(byproducts=[byproduct(verified="no", source_id="unverified")])
    assert byproduct_rows(atlas, "north", Bibliography(atlas.rows.sources))[0]["unverified"]


def test_notes_on_a_place_carry_their_sources(pair_of):
    note = {"note_id": "north-doubt", "subject_id": "north", "topic": "A doubt", "text": "Two lists differ."}
    atlas = pair_of(notes=[note | {"source_ids": "usgs-pp1802"}])
    assert note_rows(atlas, "north", Bibliography(atlas.rows.sources)) == [
        {"topic": "A doubt", "text": ["Two lists differ.", 1]}
    ]
    assert note_rows(atlas, "south", Bibliography(atlas.rows.sources)) == []
