"""The preferred estimate is a rule that anyone can repeat, on the hard cases too."""

import pandas
import pytest

from geo_ree.atlas import load_atlas
from geo_ree.errors import UnknownId
from geo_ree.estimates import claim_status, in_order_of_preference, with_derived_columns
from geo_ree.tables import TABLES
from geo_ree.vocabulary import CRIRSCO_CODES, PUBLISHER_KINDS

BLANK = {column.name: None for column in TABLES["estimates"].columns}
PLAIN = {
    "deposit_id": "it",
    "statement_type": "claim",
    "effective_date": "2020",
    "reporting_code": "none",
    "publisher_kind": "media",
    "verified": True,
    "ore_million_t": 1.0,
    "treo_percent": 1.0,
}


def frame_of(**estimates):
    rows = [BLANK | PLAIN | {"estimate_id": name} | changes for name, changes in estimates.items()]
    frame = pandas.DataFrame(rows, dtype=object).set_index("estimate_id")
    numbers = ["ore_million_t", "treo_percent", "treo_million_t"]
    return frame.astype(dict.fromkeys(numbers, "float64"))


def preferred(**estimates):
    derived = with_derived_columns(frame_of(**estimates), {})
    (chosen,) = derived.index[derived["is_preferred"]]
    return chosen


@pytest.mark.parametrize("code", CRIRSCO_CODES)
def test_a_code_weighs_only_with_a_named_persons_report(code):
    row = {"verified": True, "reporting_code": code, "publisher_kind": "operator"}
    assert claim_status(row | {"cp_signed": True}) == "code_compliant"
    assert claim_status(row | {"cp_signed": False}) == "official_claim"
    assert claim_status(row | {"cp_signed": None}) == "official_claim"


@pytest.mark.parametrize("code", ["CN", "RU"])
def test_a_state_classification_is_not_a_crirsco_code(code):
    row = {"verified": True, "reporting_code": code, "cp_signed": True, "publisher_kind": "government"}
    assert claim_status(row) == "official_claim"


def test_what_nobody_read_is_unverified_whatever_it_claims():
    row = {"verified": False, "reporting_code": "JORC", "cp_signed": True, "publisher_kind": "survey"}
    assert claim_status(row) == "unverified"


@pytest.mark.parametrize("publisher", PUBLISHER_KINDS)
def test_every_publisher_kind_has_a_weight(publisher):
    assert claim_status({"verified": True, "reporting_code": "none", "publisher_kind": publisher}) in {
        "published",
        "official_claim",
        "media",
    }


def test_resource_before_reserve_before_claim():
    kinds = {"a": "claim", "b": "reserve", "c": "resource"}
    assert preferred(**{name: {"statement_type": kind} for name, kind in kinds.items()}) == "c"
    assert preferred(a={}, b={"statement_type": "reserve"}) == "b"


def test_a_newer_claim_does_not_beat_an_older_reserve():
    assert (
        preferred(old={"statement_type": "reserve", "effective_date": "2001"}, new={"effective_date": "2025"}) == "old"
    )


def test_weight_comes_before_date():
    assert (
        preferred(old={"publisher_kind": "peer_reviewed", "effective_date": "2001"}, new={"effective_date": "2025"})
        == "old"
    )


def test_a_fuller_statement_comes_before_a_newer_one():
    assert preferred(full={}, newer={"effective_date": "2025", "treo_percent": None}) == "full"
    assert (
        preferred(contained={"ore_million_t": None, "treo_million_t": 3.0, "effective_date": "2021"}, full={})
        == "contained"
    )


def test_the_newest_wins_between_equals_and_precision_of_dates_does_not_matter():
    assert preferred(a={"effective_date": "2024"}, b={"effective_date": "2024-02"}) == "b"
    assert preferred(a={"effective_date": "2023-12-31"}, b={"effective_date": "2024"}) == "b"
    assert preferred(a={"effective_date": None, "published_date": "2025"}, b={}) == "a"


def test_a_tie_goes_to_the_lower_id_whatever_the_order_of_rows():
    assert preferred(b={}, a={}) == "a"


def test_a_superseded_statement_is_never_preferred_over_a_living_one():
    assert preferred(old={"statement_type": "resource", "superseded_by": "new"}, new={}) == "new"


def test_a_part_is_never_preferred_over_a_total():
    assert preferred(total={}, part={"part_of": "total", "statement_type": "resource"}) == "total"
    assert preferred(total={}, sector={"orebody": "East", "statement_type": "resource"}) == "total"


def test_what_nobody_read_is_preferred_only_when_there_is_nothing_else():
    assert preferred(read={}, unread={"verified": False, "statement_type": "resource"}) == "read"
    assert preferred(unread={"verified": False}) == "unread"


def test_a_sample_or_an_exploration_target_is_never_the_headline():
    derived = with_derived_columns(
        frame_of(a={"statement_type": "sample"}, b={"statement_type": "exploration_target"}), {}
    )
    assert not derived["is_preferred"].any()


def test_computed_oxide_needs_tonnage_and_grade_of_one_statement():
    derived = with_derived_columns(
        frame_of(a={"ore_million_t": 200.0, "treo_percent": 5.0}, b={"treo_percent": None}), {}
    )
    assert derived.loc["a", "treo_million_t_computed"] == 10.0
    assert pandas.isna(derived.loc["b", "treo_million_t_computed"])


def test_the_order_of_preference_holds_every_row_once():
    derived = with_derived_columns(frame_of(a={}, b={"part_of": "a"}, c={"verified": False}), {})
    assert sorted(in_order_of_preference(derived).index) == ["a", "b", "c"]


def test_the_rule_can_be_overridden_and_the_others_stay(atlas):
    other = atlas.estimates_of("beylikova").index[-1]
    changed = load_atlas(prefer={"beylikova": other})
    assert changed.deposits.loc["beylikova", "estimate_id"] == other
    assert len(changed.estimates) == len(atlas.estimates)
    assert atlas.deposits.loc["beylikova", "estimate_id"] != other


@pytest.mark.parametrize("prefer", [{"beylikow": "x"}, {"beylikova": "x"}], ids=["unknown deposit", "unknown estimate"])
def test_an_override_of_something_unknown_is_refused(prefer):
    with pytest.raises(UnknownId):
        load_atlas(prefer=prefer)
