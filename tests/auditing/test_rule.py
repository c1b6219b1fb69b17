"""A finding is a value that says where it was seen."""

from geo_ree.auditing.rule import SEVERITIES, Finding


def test_a_finding_names_each_file_once():
    rows = (("estimates", "a"), ("element_shares", "b/Nd2O3"), ("estimates", "c"))
    finding = Finding("a-rule", "note", "north", "A message.", rows, ("a-source",))
    assert finding.files == ("estimates.csv", "element_shares.csv")


def test_the_gravest_severity_comes_first():
    assert SEVERITIES == ("error", "warning", "note")
