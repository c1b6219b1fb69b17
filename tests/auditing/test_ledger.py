"""The ledger holds every row once, knows names and citations, and says where a finding was seen."""

from geo_ree.auditing.ledger import cited_list, entries, found, grouped, is_current_total, ledger_of, sources_of


def test_the_ledger_of_an_atlas_is_made_once(atlas):
    assert ledger_of(atlas) is ledger_of(atlas)


def test_every_row_of_every_table_is_in_it_without_gaps_of_any_kind(atlas):
    ledger = ledger_of(atlas)
    assert {name: len(rows) for name, rows in ledger.rows.items()} == {
        name: len(frame) for name, frame in atlas.tables().items()
    }
    assert all(value == value for row in ledger.rows["estimates"] for value in row.values())  # no NaN


def test_subjects_are_called_by_their_names(atlas):
    ledger = ledger_of(atlas)
    names = [ledger.name(subject) for subject in ("bayan-obo", "neo-silmet", "USORF", "tr", "world")]
    assert names == ["Bayan Obo", "Neo Silmet, Sillamäe", "Norfolk", "Türkiye", "world"]


def test_parts_replaced_and_unread_statements_are_not_current_totals(atlas):
    whole = {"part_of": None, "orebody": None, "superseded_by": None, "verified": True}
    assert is_current_total(whole)
    changes = ({"part_of": "a"}, {"orebody": "A"}, {"superseded_by": "b"}, {"verified": False})
    assert not any(is_current_total(whole | change) for change in changes)
    assert {row["estimate_id"] for row in ledger_of(atlas).whole("beylikova")} >= {"beylikova-2025-10-15-president"}


def test_a_finding_names_each_row_and_source_once(atlas):
    rows = ledger_of(atlas).rows["element_shares"][:2]
    one = found("beylikova", "shares disagree", entries("element_shares", [*rows, *rows]))
    assert one.message == "Shares disagree"
    assert one.rows == tuple(("element_shares", f"{row['split_id']}/{row['oxide']}") for row in rows)
    assert len(one.source_ids) == 1


def test_a_plant_answers_with_the_source_of_its_capacity_first():
    assert sources_of({"capacity_source_id": "b", "source_ids": ("a", "b")}) == ("b", "a")
    assert sources_of({"source_id": "c", "source_ids": ("a",)}) == ("c",)


def test_rows_are_grouped_by_several_columns_in_their_order():
    rows = [{"a": 1, "b": None}, {"a": 2, "b": "x"}, {"a": 1, "b": None}]
    assert [len(group) for group in grouped(rows, "a", "b").values()] == [2, 1]


def test_citations_are_parted_by_semicolons_and_told_once(atlas):
    ledger = ledger_of(atlas)
    rows = [row for row in ledger.rows["estimates"] if row["deposit_id"] == "beylikova"][:1] * 2
    assert ";" not in cited_list(ledger, rows)
