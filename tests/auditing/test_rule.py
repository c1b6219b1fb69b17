"""A finding is a value that says where it was seen."""

from geo_ree.auditing.rule import SEVERITIES, Finding, Found


def test_a_finding_names_each_file_once():
    rows = (("estimates", "a"), ("element_shares", "b/Nd2O3"), ("estimates", "c"))
    finding = Finding("a-rule", "note", "north", "A message.", rows, ("a-source",))
    assert finding.files == ("estimates.csv", "element_shares.csv")


def test_the_gravest_severity_comes_first():
    assert SEVERITIES == ("error", "warning", "note")


def test_what_is_found_names_each_row_and_source_once(atlas):
    rows = atlas.rows.element_shares[:2]
    one = Found.of("beylikova", "shares disagree", [*rows, *rows])
    assert one.message == "Shares disagree"
    assert one.rows == tuple(("element_shares", f"{row.split_id}/{row.oxide}") for row in rows)
    assert one.source_ids == (rows[0].source_id,)
