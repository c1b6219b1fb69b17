"""All charts that data allow, in one order; the others with the reason why they are not there."""

from geo_ree.charts.collection import HEADINGS, NEEDS, collect_charts


def test_a_deposit_with_everything_has_every_chart(plan_of):
    collection = collect_charts(plan_of(), ("north", "south"))
    assert [kind for kind, _ in collection.charts] == list(NEEDS)
    assert collection.absent == ()


def test_what_data_do_not_allow_is_absent_with_its_reason(pair_of):
    collection = collect_charts(pair_of(north={"ore_million_t": "5"}), ("north",))
    assert [kind for kind, _ in collection.charts] == ["estimates"]
    assert ("Rare-earth patterns", "no analysis gives enough rare-earth oxides") in collection.absent
    assert len(collection.absent) == len(NEEDS) - 1


def test_a_deposit_without_data_has_no_chart(pair_of):
    assert collect_charts(pair_of(north=None), ("north",)).charts == ()


def test_every_chart_has_words_caveats_and_sources(plan_of):
    atlas = plan_of()
    for kind, chart in collect_charts(atlas, ("north", "south")).charts:
        assert chart.title, kind
        assert chart.says.endswith("."), kind
        assert chart.caveats or kind == "patterns", kind
        assert set(chart.source_ids) <= set(atlas.sources.index), kind
        assert chart.source_ids, kind


def test_a_plan_takes_the_colour_of_its_deposit(plan_of):
    charts = dict(collect_charts(plan_of(), ("south", "north")).charts)
    assert charts["plan"].panels[0].groups[0].position == 1
    assert charts["revenue"].panels[0].groups[0].position == 1


def test_every_kind_has_a_heading_and_a_need():
    assert list(HEADINGS) == list(NEEDS)
