"""Every figure of the two articles that this project began with stands in the layers, cited to its article.

The list was made by reading the articles line by line. Each entry says in which table a figure must be, and what the
row must hold; figures that the articles share are asked for twice, because each row cites one source.
"""

import pandas
import pytest

UNITED_STATES_ARTICLE = "turkey-weighs-us-partnership-2025"
TOP_FIVE_ARTICLE = "turkiye-top-five-ree-2025"

ESTIMATES = [
    (
        "the ore holds more than 1 % rare-earth oxide by weight",
        UNITED_STATES_ARTICLE,
        {
            "deposit_id": "beylikova",
            "treo_percent": 1,
            "qualifier": "more_than",
            "unit_as_printed": "rare-earth oxide by weight",
        },
    ),
    (
        "resources of 694 million t, barite and fluorite included",
        TOP_FIVE_ARTICLE,
        {
            "deposit_id": "beylikova",
            "ore_million_t": 694,
            "value_as_printed": "694 million tons; about 12.5 million tons",
        },
    ),
    (
        "about 12.5 million t of rare-earth oxides",
        TOP_FIVE_ARTICLE,
        {"deposit_id": "beylikova", "treo_million_t": 12.5, "qualifier": "about", "qualifies": ("treo_million_t",)},
    ),
]

# what it means, article, subject, attribute, value, unit, qualifier
FIGURES = [
    (
        "China has more than 80 % of production and refining",
        UNITED_STATES_ARTICLE,
        "cn",
        "share_of_production_and_refining_percent",
        80,
        "% of world production and refining",
        "more_than",
    ),
    ("around 125,000 m drilled", TOP_FIVE_ARTICLE, "beylikova", "drilling_m", 125000, "m", "about"),
    ("310 locations drilled", TOP_FIVE_ARTICLE, "beylikova", "drilling_locations", 310, "locations", None),
    ("10 of the 17 elements", TOP_FIVE_ARTICLE, "beylikova", "elements_present", 10, "of 17 rare earths", None),
    ("second globally, after Bayan Obo", TOP_FIVE_ARTICLE, "beylikova", "world_rank", 2, "rank among deposits", None),
    ("seven elements first", TOP_FIVE_ARTICLE, "beylikova", "elements_produced_first", 7, "rare earths", None),
    (
        "among the top five producers",
        TOP_FIVE_ARTICLE,
        "tr",
        "producer_rank_target",
        5,
        "in rank among producers, or better",
        None,
    ),
    (
        "1,200 t of ore a year in the pilot plant",
        TOP_FIVE_ARTICLE,
        "beylikova-pilot-plant",
        "pilot_throughput_t_ore_per_year",
        1200,
        "t ore/year",
        None,
    ),
    (
        "570,000 t a year in the industrial plant",
        TOP_FIVE_ARTICLE,
        "beylikova",
        "industrial_throughput_t_ore_per_year",
        570000,
        "t ore/year",
        None,
    ),
    (
        "around 220 million USD of revenue a year",
        TOP_FIVE_ARTICLE,
        "beylikova",
        "industrial_revenue_million_usd_per_year",
        220,
        "million USD/year",
        "about",
    ),
    ("China has 69 % of output", TOP_FIVE_ARTICLE, "cn", "share_of_output_percent", 69, "% of world output", None),
    (
        "China has 85 % of processing capacity",
        TOP_FIVE_ARTICLE,
        "cn",
        "share_of_processing_percent",
        85,
        "% of world processing capacity",
        None,
    ),
    (
        "raw materials: about 7 billion USD",
        TOP_FIVE_ARTICLE,
        "world",
        "market_raw_materials_billion_usd",
        7,
        "billion USD",
        "about",
    ),
    ("magnets: 40 billion USD", TOP_FIVE_ARTICLE, "world", "market_magnets_billion_usd", 40, "billion USD", None),
    (
        "components: 400 billion USD",
        TOP_FIVE_ARTICLE,
        "world",
        "market_components_billion_usd",
        400,
        "billion USD",
        None,
    ),
    (
        "final products: as much as 4 trillion USD",
        TOP_FIVE_ARTICLE,
        "world",
        "market_final_products_billion_usd",
        4000,
        "billion USD",
        "up_to",
    ),
]
FEET_PER_METRE = 1 / 0.3048


def meaning(case):
    return case[0] if isinstance(case, tuple) else None


def rows_with(frame: pandas.DataFrame, article: str, wanted: dict) -> list[dict]:
    """Return the rows that cite an article and hold all that is wanted."""
    rows = frame[frame["source_id"] == article].to_dict("records")
    return [row for row in rows if all(row[name] == value for name, value in wanted.items())]


@pytest.mark.parametrize("case", ESTIMATES, ids=meaning)
def test_a_statement_of_size_or_grade_in_an_article_is_an_estimate_that_cites_it(atlas, case):
    _, article, wanted = case
    assert len(rows_with(atlas.estimates, article, wanted)) == 1


@pytest.mark.parametrize("case", FIGURES, ids=meaning)
def test_any_other_figure_in_an_article_is_a_figure_that_cites_it(atlas, case):
    _, article, subject, attribute, value, unit, qualifier = case
    wanted = {"subject_id": subject, "attribute": attribute, "value": value, "unit": unit, "qualifier": qualifier}
    assert len(rows_with(atlas.figures, article, wanted)) == 1


def test_the_drilled_feet_of_the_article_are_kept_as_printed_and_agree_with_the_metres(atlas):
    row = rows_with(atlas.figures, TOP_FIVE_ARTICLE, {"attribute": "drilling_m"})[0]
    assert "410,105 feet" in row["value_as_printed"]
    assert round(row["value"] * FEET_PER_METRE) == 410105


def test_the_seven_elements_that_the_article_names_are_named_in_the_row(atlas):
    row = rows_with(atlas.figures, TOP_FIVE_ARTICLE, {"attribute": "elements_produced_first"})[0]
    named = ("lanthanum", "cerium", "praseodymium", "neodymium", "samarium", "europium", "gadolinium")
    assert [element for element in named if element not in row["note"]] == []


def test_the_provisional_deal_of_october_2024_is_an_event_that_cites_the_article(atlas):
    deals = rows_with(
        atlas.events, UNITED_STATES_ARTICLE, {"date": "2024-10", "kind": "agreement", "outcome": "stalled"}
    )
    assert ["China" in deal["parties"] and deal["refining_place"] for deal in deals] == ["China"]


def test_the_meeting_of_the_month_before_the_article_is_an_event(atlas):
    published = atlas.sources.loc[UNITED_STATES_ARTICLE, "date"]
    meetings = [row for row in atlas.events.to_dict("records") if "White House" in row["subject"]]
    assert published.startswith("2025-10")
    assert [row["date"][:7] for row in meetings] == ["2025-09"]


def test_neither_article_makes_oxide_of_the_694_million_t(atlas):
    cited = atlas.estimates[atlas.estimates["source_id"].isin((UNITED_STATES_ARTICLE, TOP_FIVE_ARTICLE))]
    assert not (cited["treo_million_t"] >= 694).any()


@pytest.mark.parametrize("article", [UNITED_STATES_ARTICLE, TOP_FIVE_ARTICLE])
def test_an_article_has_a_title_a_publisher_and_an_address(atlas, article):
    source = atlas.sources.loc[article]
    assert all(source[name] for name in ("title", "publisher", "url", "date"))
    assert source["url"].startswith("https://")
