"""The form of every card."""

from geo_ree.pages.shared.citations import Bibliography
from geo_ree.pages.shared.facts import fact, plain_card, remarks


def test_a_fact_without_a_value_is_left_out(atlas):
    card = plain_card("A", "Port", [fact("One", ["1"]), fact("None", [])], [], Bibliography(atlas.rows.sources))
    assert card["facts"] == [{"label": "One", "value": ["1"]}]


def test_a_note_becomes_a_remark_with_its_citations(atlas):
    card = plain_card("A", "Port", [], ["Said (usgs-pp1802) and done."], Bibliography(atlas.rows.sources))
    assert card["remarks"] == [["Said", 1, " and done."]]


def test_no_text_is_no_remark():
    assert remarks([]) == []
    assert remarks(["a"]) == [["a"]]
