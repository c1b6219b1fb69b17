"""The preferred estimate is a rule that anyone can repeat, on the hard cases too."""

import itertools
import re
from pathlib import Path

import pandas
import pytest

from geo_ree.atlas.atlas import load_atlas
from geo_ree.atlas.preference import (
    BROAD_CATEGORIES,
    SINGLE_CATEGORIES,
    claim_status,
    in_order_of_preference,
    overrides_of,
    with_derived_columns,
)
from geo_ree.errors import UnknownId
from geo_ree.layers.codelists import CLAIM_STATUSES, CRIRSCO_CODES, PUBLISHER_KINDS, RESOURCE_CATEGORIES
from geo_ree.layers.tables.registry import TABLES

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
    numbers += [f"{name}_max" for name in numbers]
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


# --- hard cases ---------------------------------------------------------------------------------------------------


def test_a_small_reserve_under_a_code_comes_before_the_largest_claim():
    claim = {"publisher_kind": "government", "ore_million_t": 694.0, "treo_million_t": 12.5, "effective_date": "2025"}
    reserve = {"statement_type": "reserve", "reporting_code": "JORC", "cp_signed": True, "ore_million_t": 5.0}
    assert preferred(claim=claim, reserve=reserve) == "reserve"


def test_a_resource_that_a_newer_claim_is_said_to_replace_gives_way_to_it():
    assert preferred(resource={"statement_type": "resource", "superseded_by": "claim"}, claim={}) == "claim"


def test_where_every_statement_is_superseded_the_rule_goes_on_among_them():
    chain = {"a": {"superseded_by": "b"}, "b": {"superseded_by": "a", "effective_date": "2025"}}
    assert preferred(**chain) == "b"


def test_a_living_part_does_not_stand_for_the_superseded_whole():
    assert preferred(whole={"superseded_by": "part"}, part={"part_of": "whole"}) == "whole"


def test_a_read_claim_comes_before_an_unread_reserve_under_a_code():
    unread = {"statement_type": "reserve", "reporting_code": "JORC", "cp_signed": True, "verified": False}
    assert preferred(claim={}, unread=unread) == "claim"


def test_a_superseded_statement_that_was_read_gives_way_to_a_living_one_that_was_not():
    assert preferred(old={"superseded_by": "new"}, new={"verified": False}) == "new"


def test_an_unsigned_code_weighs_as_its_publisher_and_loses_to_a_survey():
    unsigned = {"reporting_code": "UMREK", "cp_signed": False, "publisher_kind": "operator", "effective_date": "2025"}
    assert preferred(unsigned=unsigned, survey={"publisher_kind": "survey", "effective_date": "1977"}) == "survey"


def test_the_inclusive_resource_comes_before_the_reserve_of_the_same_report():
    signed = {"reporting_code": "NI43-101", "cp_signed": True}
    both = {
        "reserve": signed | {"statement_type": "reserve", "treo_percent": 5.0},
        "resource": signed | {"statement_type": "resource", "treo_percent": 3.0, "inclusive_of_reserves": True},
    }
    assert preferred(**both) == "resource"


def test_statements_of_one_day_that_differ_only_in_size_go_to_the_lower_id_not_to_the_larger_figure():
    assert preferred(b={"ore_million_t": 900.0}, a={"ore_million_t": 1.0}) == "a"


@pytest.mark.parametrize("kind", ["sample", "exploration_target"])
def test_a_sample_or_a_target_may_be_preferred_by_hand_only(kind):
    frame = frame_of(a={"statement_type": kind}, b={})
    assert not with_derived_columns(frame, {}).loc["a", "is_preferred"]
    by_hand = with_derived_columns(frame, {"it": "a"})
    assert by_hand["is_preferred"].to_dict() == {"a": True, "b": False}


@pytest.mark.parametrize(
    "changes", [{"verified": False}, {"superseded_by": "b"}, {"part_of": "b"}, {"orebody": "East"}], ids=str
)
def test_an_override_holds_against_every_step_of_the_rule(changes):
    derived = with_derived_columns(frame_of(a=changes, b={"statement_type": "resource"}), {"it": "a"})
    assert list(derived.index[derived["is_preferred"]]) == ["a"]


def test_overrides_are_found_again_and_what_the_rule_chose_is_none():
    frame = frame_of(a={}, b={"statement_type": "resource"})
    assert overrides_of(with_derived_columns(frame, {})) == {}
    assert overrides_of(with_derived_columns(frame, {"it": "b"})) == {}
    assert overrides_of(with_derived_columns(frame, {"it": "a"})) == {"it": "a"}


@pytest.mark.deep
def test_the_order_of_rows_never_matters():
    cases = {
        "a": {"verified": False, "statement_type": "resource"},
        "b": {"superseded_by": "c", "statement_type": "resource"},
        "c": {"treo_percent": None, "effective_date": "2026"},
        "d": {"part_of": "c", "publisher_kind": "survey"},
        "e": {"publisher_kind": "government"},
    }
    chosen = {preferred(**{name: cases[name] for name in order}) for order in itertools.permutations(cases)}
    assert chosen == {"e"}


def test_oxide_computed_from_ranges_has_an_upper_end():
    derived = with_derived_columns(
        frame_of(
            a={"ore_million_t": 50.0, "ore_million_t_max": 60.0, "treo_percent": 2.0, "treo_percent_max": 3.0},
            b={"ore_million_t": 50.0, "treo_percent": 2.0, "treo_percent_max": 3.0},
            c={"ore_million_t": 50.0, "treo_percent": 2.0},
        ),
        {},
    )
    assert derived["treo_million_t_computed"].tolist() == [1.0, 1.0, 1.0]
    assert derived["treo_million_t_computed_max"].tolist()[:2] == [1.8, 1.5]
    assert pandas.isna(derived.loc["c", "treo_million_t_computed_max"])


def test_the_page_on_the_rule_tells_the_steps_and_its_example_as_they_are(atlas):
    text = (Path(__file__).parent.parent.parent / "docs" / "estimates.md").read_text("utf-8")
    for words in ("resource", "reserve", "claim", "national_statistic", "historical", *CLAIM_STATUSES):
        assert f"`{words}`" in text
    shown = re.findall(r"^\| (\d+) \| `([\w-]+)` \|", text, re.MULTILINE)
    ordered = list(atlas.estimates_of("beylikova").index)
    places = [ordered.index(name) for _, name in shown]
    assert places == sorted(places)
    assert places[0] == 0
    assert [int(number) for number, _ in shown] == [place + 1 for place in places]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("measured_indicated", "inferred"),
        ("measured_indicated_inferred", "measured_indicated"),
        ("measured_indicated", "measured"),
        ("proved_probable", "probable"),
        ("inferred", "undefined"),
    ],
)
def test_of_categories_without_their_total_the_broader_stands_first(layers_of, estimate_row, first, second):
    rows = [
        estimate_row(estimate_id="beylikova-a", resource_category=second, effective_date="2031", ore_million_t="900"),
        estimate_row(estimate_id="beylikova-b", resource_category=first, effective_date="2031"),
    ]
    atlas = load_atlas(layers_of(estimates=[row | {"statement_type": "resource"} for row in rows]))
    assert list(atlas.estimates_of("beylikova").index[:2]) == ["beylikova-b", "beylikova-a"]


def test_of_single_categories_the_one_that_holds_most_stands_first(layers_of, estimate_row):
    held = {"measured": "7", "indicated": "381", "inferred": "99"}
    rows = [
        estimate_row(
            estimate_id=f"beylikova-{category}",
            resource_category=category,
            effective_date="2031",
            statement_type="resource",
            ore_million_t=tonnage,
        )
        for category, tonnage in held.items()
    ]
    first = load_atlas(layers_of(estimates=rows)).estimates_of("beylikova").index[:3]
    assert list(first) == ["beylikova-indicated", "beylikova-inferred", "beylikova-measured"]


def test_a_tie_of_statements_without_categories_is_not_broken_by_size(layers_of, estimate_row):
    rows = [
        estimate_row(estimate_id="beylikova-b", effective_date="2031", statement_type="resource", ore_million_t="900"),
        estimate_row(estimate_id="beylikova-a", effective_date="2031", statement_type="resource", ore_million_t="1"),
    ]
    assert load_atlas(layers_of(estimates=rows)).estimates_of("beylikova").index[0] == "beylikova-a"


def test_every_category_is_broad_single_or_of_no_order():
    ordered = {*BROAD_CATEGORIES, *SINGLE_CATEGORIES}
    assert set(RESOURCE_CATEGORIES) - ordered == {"national_class", "undefined"}
