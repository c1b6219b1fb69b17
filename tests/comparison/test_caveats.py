"""Each rule speaks when it must and is silent when it need not, whatever the deposits are called."""

import re

import pytest

from geo_ree.comparison.caveats import BETWEEN_DEPOSITS, WITHIN_DEPOSIT
from geo_ree.comparison.comparison import compare
from geo_ree.comparison.headline_cells import HEADLINE_FIGURES
from geo_ree.text.figures import THOUSANDS_SPACE

# A resource under a code, complete and dated: nothing to say against comparing two of these.
SOUND = {
    "statement_type": "resource",
    "reporting_code": "JORC",
    "cp_signed": "yes",
    "ore_million_t": "100",
    "tonnage_basis": "ore",
    "treo_percent": "2",
    "treo_million_t": "2",
    "treo_includes_y": "yes",
    "publisher_kind": "operator",
}


def caveats(atlas, *deposit_ids):
    return compare(*(deposit_ids or ("north", "south")), atlas=atlas).caveat_list


def about(found, topic):
    return [caveat for caveat in found if caveat.topic == topic]


def size_caveats(found):
    return {caveat.topic for caveat in found if set(caveat.measures) & set(HEADLINE_FIGURES)} - {"tonnage is not oxide"}


def test_two_sound_resources_may_be_compared(pair_of):
    found = caveats(pair_of(north=SOUND, south=SOUND | {"ore_million_t": "50", "treo_million_t": "1"}))
    assert size_caveats(found) == set()


def test_deposits_whose_short_names_are_alike_are_told_apart_by_their_brackets(pair_of, new_feature):
    features = [new_feature("tardiff", 20.0, 50.0), new_feature("upper", 21.0, 50.0)]
    for feature in features:
        feature["properties"]["name"] = f"Lake ({feature['id'].title()})"
    rows = {"tardiff": SOUND, "upper": SOUND | {"statement_type": "reserve"}}
    estimates = [
        {"estimate_id": f"{name}-1", "deposit_id": name, "effective_date": "2030", "verified": "yes"}
        | {"source_id": "jorc-code-2012"}
        | row
        for name, row in rows.items()
    ]
    atlas = pair_of(more_deposits=features, more_estimates=estimates)
    (caveat,) = about(caveats(atlas, "tardiff", "upper"), "kinds of statement differ")
    assert "Lake (Tardiff) has a resource and Lake (Upper) has a reserve" in caveat.message


@pytest.mark.parametrize("change", [{"treo_million_t": "0"}, {"treo_percent": "0"}, {"ore_million_t": "0"}])
def test_a_figure_of_zero_divides_nothing(pair_of, change):
    assert caveats(pair_of(north=SOUND | change, south=SOUND))


@pytest.mark.parametrize(
    ("change", "topic"),
    [
        ({"reporting_code": "none", "cp_signed": ""}, "no reporting code"),
        ({"reporting_code": "CN", "cp_signed": ""}, "reporting systems differ"),
        ({"cp_signed": ""}, "not all signed"),
        ({"resource_category": "inferred"}, "confidence categories differ"),
        ({"cutoff_value": "1", "cutoff_unit": "% TREO"}, "cut-offs differ"),
        ({"qualifier": "range"}, "a bound, not a figure"),
        ({"statement_type": "reserve"}, "kinds of statement differ"),
        ({"statement_type": "national_statistic"}, "not for the whole deposit"),
        ({"equity_percent": "51"}, "not for the whole deposit"),
        ({"tonnage_basis": "total material"}, "tonnages of different things"),
        ({"qualifier": "more_than"}, "a bound, not a figure"),
        ({"qualifier": "up_to", "qualifies": "treo_percent"}, "a bound, not a figure"),
        ({"verified": "no", "source_id": "unverified"}, "not verified"),
        ({"treo_percent": ""}, "figure missing"),
    ],
)
def test_what_forbids_a_common_scale_is_said_and_obeyed(pair_of, change, topic):
    atlas = pair_of(north=SOUND, south=SOUND | change)
    comparison = compare("north", "south", atlas=atlas)
    found = [caveat for caveat in about(comparison.caveat_list, topic) if set(caveat.measures) & set(HEADLINE_FIGURES)]
    assert found
    assert all(caveat.forbids_bars and caveat.deposit_ids for caveat in found)
    for caveat in found:
        for measure in set(caveat.measures) & set(HEADLINE_FIGURES):
            assert not comparison.measure(measure).comparable
            assert topic in comparison.measure(measure).caveat


@pytest.mark.parametrize(
    ("change", "topic"),
    [
        ({"effective_date": "2020"}, "dates differ"),
        ({"treo_includes_y": ""}, "TREO not defined"),
        ({"treo_includes_y": "no"}, "TREO defined differently"),
    ],
)
def test_what_is_to_be_kept_in_mind_forbids_nothing(pair_of, change, topic):
    comparison = compare("north", "south", atlas=pair_of(north=SOUND, south=SOUND | change))
    (caveat,) = about(comparison.caveat_list, topic)
    assert not caveat.forbids_bars
    assert comparison.measure("treo_percent").comparable
    assert comparison.measure("treo_percent").caveat.startswith("Keep in mind")


def test_dates_within_a_few_years_are_no_matter(pair_of):
    found = caveats(pair_of(north=SOUND, south=SOUND | {"effective_date": "2027"}))
    assert not about(found, "dates differ")


def test_a_figure_for_one_part_is_not_that_of_the_deposit(pair_of):
    found = caveats(pair_of(north=SOUND, south=SOUND | {"orebody": "East"}))
    (caveat,) = about(found, "not for the whole deposit")
    assert "East" in caveat.message
    assert caveat.deposit_ids == ("south",)


def test_a_missing_figure_is_named_once_for_the_same_deposits(pair_of):
    found = about(caveats(pair_of(north=SOUND, south=SOUND)), "figure missing")
    (both,) = [caveat for caveat in found if caveat.deposit_ids == ("north", "south")]
    assert {"ndpr_percent", "drilling_m", "planned_ore_t_per_year"} <= set(both.measures)


def share(split_id, deposit_id, material, oxide, percent):
    return {
        "split_id": split_id,
        "deposit_id": deposit_id,
        "material": material,
        "material_detail": f"some {material}",
        "oxide": oxide,
        "share_percent": percent,
        "normalised_to": "TREO",
        "source_id": "usgs-pp1802",
    }


def analyses(**materials):
    return [
        share(f"{deposit_id}-split", deposit_id, material, oxide, percent)
        for deposit_id, material in materials.items()
        for oxide, percent in (("Nd2O3", "16"), ("Pr6O11", "5"))
    ]


@pytest.mark.parametrize(
    ("north", "south", "topic", "comparable"),
    [
        ("ore", "ore", None, True),
        ("concentrate", "mineral", "different materials analysed", False),
        ("ore", "concentrate", "different materials analysed", False),
        ("mineral", "mineral", "not an analysis of ore", True),
    ],
)
def test_shares_compare_in_one_material_only(pair_of, north, south, topic, comparable):
    atlas = pair_of(north=SOUND, south=SOUND, element_shares=analyses(north=north, south=south))
    comparison = compare("north", "south", atlas=atlas)
    topics = [caveat.topic for caveat in comparison.caveat_list if "ndpr_percent" in caveat.measures]
    assert topics == ([topic] if topic else [])
    assert comparison.measure("ndpr_percent").comparable is comparable


def test_statements_that_differ_are_listed_with_their_sources(pair_of, estimate_row):
    other = estimate_row(
        estimate_id="another", deposit_id="north", ore_million_t="80", source_id="usgs-mcs-2025", published_date="2029"
    )
    found = caveats(pair_of(north=SOUND, south=SOUND, more_estimates=[other]))
    (caveat,) = about(found, "statements differ")
    assert "80 million t" in caveat.message
    assert "100 million t" in caveat.message
    assert set(caveat.source_ids) == {"jorc-code-2012", "usgs-mcs-2025"}


def test_statements_that_agree_within_rounding_are_no_matter(pair_of, estimate_row):
    other = estimate_row(estimate_id="another", deposit_id="north", ore_million_t="100.5")
    assert not about(caveats(pair_of(north=SOUND, south=SOUND, more_estimates=[other])), "statements differ")


@pytest.mark.parametrize(("grade", "closes"), [("2", True), ("2.01", True), ("2.1", False), ("1.9", False)])
def test_oxide_over_tonnage_must_close_on_the_grade(pair_of, grade, closes):
    found = about(caveats(pair_of(north=SOUND | {"treo_percent": grade}, south=SOUND)), "figures do not close")
    assert bool(found) is not closes
    assert closes or "implies a grade of 2.00 %" in found[0].message


def test_a_grade_that_is_only_a_bound_closes_with_nothing(pair_of):
    bound = {"treo_percent": "1", "qualifier": "more_than", "qualifies": "treo_percent"}
    assert not about(caveats(pair_of(north=SOUND | bound, south=SOUND)), "figures do not close")


def plan(ore, product):
    figures = (
        ("industrial_throughput_t_ore_per_year", ore, "t ore/year"),
        ("industrial_output_treo_t_per_year", product, "t REO/year"),
    )
    return [
        {
            "figure_id": attribute.replace("_", "-"),
            "subject_id": "north",
            "attribute": attribute,
            "value": value,
            "unit": unit,
            "published_date": "2030",
            "publisher_kind": "operator",
            "verified": "yes",
            "source_id": "usgs-pp1802",
        }
        for attribute, value, unit in figures
    ]


@pytest.mark.parametrize(("product", "warned"), [("20000", True), ("18500", True), ("12000", False), ("21000", True)])
def test_a_plan_must_leave_room_for_losses(pair_of, product, warned):
    atlas = pair_of(north=SOUND, south=SOUND, figures=plan("1000000", product))
    found = about(caveats(atlas), "plan without losses")
    assert bool(found) is warned
    assert not warned or ("no room" in found[0].message) is (float(product) >= 20000)


def test_samples_are_told_apart_from_statements(pair_of, estimate_row):
    sample = estimate_row(
        estimate_id="a-sample", deposit_id="south", statement_type="sample", treo_percent="9", ore_million_t=""
    )
    found = caveats(pair_of(north=SOUND, south=SOUND, more_estimates=[sample]))
    (caveat,) = about(found, "samples, not a resource")
    assert "9 %" in caveat.message
    assert not about(found, "statements differ")


# --- on the built-in deposits -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def found(atlas):
    return caveats(atlas, "beylikova", "bayan-obo")


@pytest.mark.parametrize(
    ("topic", "words"),
    [
        ("figures do not close", ["1.80 %", "1.75 %"]),
        ("plan without losses", ["1.754 %", "10_000 t REO", "570_000 t"]),
        ("tonnage is not oxide", ["694 million t", "12.5 million t", "barite"]),
        ("thorium figures conflict", ["350_000 t", "380_000 t"]),
        ("rank depends on its basis", ["number 2 among deposits", "number 3 among countries"]),
        ("a code certifies nothing", ["JORC", "certifies nothing"]),
        ("samples, not a resource", ["4.44 % TREE", "2.9 % TREE"]),
        ("kinds of statement differ", ["Beylikova has a claim", "Bayan Obo has a reserve"]),
        ("different materials analysed", ["concentrate", "bastnäsite of Bayan Obo"]),
    ],
)
def test_what_is_known_to_be_wrong_with_the_pair_is_said(found, topic, words):
    (caveat,) = about(found, topic)
    message = caveat.message.replace(THOUSANDS_SPACE, "_")
    assert [word for word in words if word not in message] == []


def test_competing_oxide_figures_are_all_there(found):
    messages = [caveat.message for caveat in about(found, "statements differ") if "treo_million_t" in caveat.measures]
    (bayan_obo,) = [message for message in messages if "Bayan Obo" in message]
    assert "48 million t" in bayan_obo
    assert "more than 120 million t" in bayan_obo
    assert "57.4" not in bayan_obo, "nobody has read this figure in a source"


def test_every_caveat_names_its_deposits_and_existing_sources(found, atlas):
    for caveat in found:
        assert caveat.deposit_ids
        assert set(caveat.source_ids) <= set(atlas.sources.index)
        assert caveat.source_ids or caveat.topic == "figure missing"


def test_every_message_is_whole_sentences_in_plain_words(found):
    for caveat in found:
        assert caveat.message.endswith(".")
        assert caveat.message[0].isupper() or caveat.message[0].isdigit()
        assert not re.search(r"[a-z]_[a-z]|None|nan", caveat.message)


def test_nothing_is_said_of_how_long_a_mine_would_last(found):
    assert not any(re.search(r"mine life|years of (mining|production)|last \d", caveat.message) for caveat in found)


def test_caveats_that_forbid_a_common_scale_come_first(found):
    forbids = [caveat.forbids_bars for caveat in found]
    assert forbids == sorted(forbids, reverse=True)


def test_each_rule_stands_once_in_the_tables():
    rules = [*BETWEEN_DEPOSITS, *WITHIN_DEPOSIT]
    assert len(set(rules)) == len(rules)
    assert all(rule.__doc__ for rule in rules)
