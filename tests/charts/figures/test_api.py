"""The public plots cite, warn, save the same bytes twice, and refuse clearly."""

import inspect
import io
import re
import subprocess
import sys

import pytest

import geo_ree
from geo_ree.charts.figures import api as drawing
from geo_ree.errors import InvalidOption, MissingLibrary, NoFigures, UnknownId, UnknownOption

PAIR = ("beylikova", "bayan-obo")


def words(figure):
    return " ".join(text.get_text() for text in figure.texts)


PLOTS = {
    "estimates": drawing.plot_estimates,
    "grade_tonnage": drawing.plot_grade_tonnage,
    "patterns": drawing.plot_patterns,
    "ndpr": drawing.plot_ndpr,
    "rank": drawing.plot_rank,
    "plan": drawing.plot_plan,
    "revenue": drawing.plot_revenue,
    "comparison": drawing.plot_comparison,
}
# Both have all that any plot needs.
FULL = ("nolans", "lofdal")


@pytest.fixture(scope="module")
def full(atlas):
    return geo_ree.compare(*FULL, atlas=atlas)


@pytest.mark.parametrize("name", PLOTS)
@pytest.mark.deep
def test_every_plot_names_its_sources_with_the_ids_that_cite_takes(atlas, name):
    foot = words(PLOTS[name](*FULL, atlas=atlas)).split("Sources: ")[1]
    assert any(f"({source_id})" in foot for source_id in atlas.sources.index)
    assert "Drawn with geo_ree" in foot


@pytest.mark.parametrize("name", PLOTS)
@pytest.mark.deep
def test_every_plot_takes_ids_names_or_a_comparison_alike(atlas, full, name):
    by_name = PLOTS[name]("Nolans Bore", "LOFDAL", atlas=atlas)
    by_comparison = PLOTS[name](full)
    assert words(by_name) == words(by_comparison)
    assert len(by_name.axes) == len(by_comparison.axes) > 0


@pytest.mark.parametrize("name", PLOTS)
def test_every_plot_takes_one_deposit_a_width_and_a_palette(atlas, name):
    figure = PLOTS[name]("nolans", atlas=atlas, width=85, palette="grey")
    assert figure.get_size_inches()[0] * 25.4 == pytest.approx(85)
    assert figure.get_facecolor() == (1, 1, 1, 1)


@pytest.mark.parametrize("name", PLOTS)
def test_every_plot_has_one_calling_convention(name):
    kinds = {one.name: one.kind for one in inspect.signature(PLOTS[name]).parameters.values()}
    assert kinds.pop("deposits") == inspect.Parameter.VAR_POSITIONAL
    assert set(kinds.values()) == {inspect.Parameter.KEYWORD_ONLY}
    assert {"atlas", "width", "palette"} <= set(kinds)
    assert ("ax" in kinds) == (name != "comparison")


def test_every_public_plot_is_tried_here():
    assert {f"plot_{name}" for name in PLOTS} == {name for name in geo_ree.__all__ if name.startswith("plot_")}


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ({"width": 20}, InvalidOption, "in millimetres, from 70 to 1000, given: 20"),
        ({"width": float("nan")}, InvalidOption, "in millimetres"),
        ({"width": 85, "ax": object()}, InvalidOption, "either ax= or width="),
        ({"palette": "sepia"}, UnknownOption, "light, dark, print, grey"),
        ({"ax": "axes"}, InvalidOption, "ax= takes axes of matplotlib, given: str"),
    ],
)
def test_a_wrong_option_is_one_clear_error(atlas, options, error, words):
    with pytest.raises(error, match=re.escape(words)):
        drawing.plot_ndpr(*PAIR, atlas=atlas, **options)


def test_a_comparison_comes_alone(atlas, full, pair_of):
    with pytest.raises(InvalidOption, match="one comparison alone"):
        drawing.plot_ndpr(full, "beylikova")
    with pytest.raises(InvalidOption, match="leave atlas= out"):
        drawing.plot_ndpr(full, atlas=pair_of(north=None))
    with pytest.raises(InvalidOption, match="plot_comparison needs"):
        drawing.plot_comparison(atlas=atlas)


def test_plans_of_several_deposits_stand_on_one_sheet_and_those_without_are_named(atlas):
    text = words(drawing.plot_plan("beylikova", "bayan-obo", "nolans", atlas=atlas))
    assert "The plan of Beylikova, from ore to oxide" in text
    assert "The plan of Nolans" in text
    assert "Not drawn of Bayan Obo: no plan" in text


def test_the_rank_says_where_beylikova_stands_on_each_basis(atlas):
    text = words(drawing.plot_rank("beylikova", atlas=atlas))
    assert "number 6 of" in text
    assert "number 3 of" in text
    assert text.count("not among the") == 2
    assert "Beylikova is called number 2 of the world's deposits" in text


@pytest.mark.deep
def test_a_wide_sheet_of_all_charts_has_several_columns(atlas):
    places = {
        width: {round(text.get_position()[0], 3) for text in figure.texts if text.get_fontsize() > 10.5}
        for width in (120, 260)
        for figure in [drawing.plot_comparison(*PAIR, atlas=atlas, width=width)]
    }
    assert [len(places[width]) for width in (120, 260)] == [1, 2]


@pytest.mark.parametrize("kind", ["svg", pytest.param("pdf", marks=pytest.mark.deep), "png"])
def test_two_plots_of_the_same_data_are_the_same_bytes(atlas, kind):
    files = [io.BytesIO(), io.BytesIO()]
    for file in files:
        drawing.plot_plan("beylikova", atlas=atlas).savefig(file, format=kind, dpi=50)
    assert files[0].getvalue() == files[1].getvalue()


def test_the_estimates_show_both_quantities_apart(atlas):
    figure = drawing.plot_estimates(*PAIR, atlas=atlas)
    text = words(figure)
    assert "Contained rare-earth oxide (TREO), million t" in text
    assert "Material or ore, million t" in text
    assert "694 million t" in text
    assert len(figure.axes) == 4


def test_no_bar_stands_in_the_plot_of_estimates(atlas):
    assert not any(axes.patches for axes in drawing.plot_estimates(*PAIR, atlas=atlas).axes)


def test_the_plot_of_ndpr_prints_its_caveat(atlas):
    assert "the split is of another material than what is stated" in words(drawing.plot_ndpr("beylikova", atlas=atlas))


def test_a_deposit_is_found_by_any_name(atlas):
    assert words(drawing.plot_plan("Kızılcaören", atlas=atlas)) == words(drawing.plot_plan("beylikova", atlas=atlas))


@pytest.mark.deep
def test_grade_against_tonnage_takes_all_deposits_if_none_is_named(pair_of):
    atlas = pair_of(north={"ore_million_t": "100", "treo_percent": "2"})
    names = {text.get_text() for axes in drawing.plot_grade_tonnage(atlas=atlas).axes for text in axes.texts}
    assert "North 2030" in names


@pytest.mark.parametrize(
    ("plot", "what"),
    [
        (drawing.plot_estimates, "no statement gives a size"),
        (drawing.plot_grade_tonnage, "no statement gives both"),
        (drawing.plot_patterns, "no analysis"),
        (drawing.plot_ndpr, "no deposit with both"),
        (drawing.plot_rank, "no statement for a whole deposit"),
        (drawing.plot_plan, "no plan"),
        (drawing.plot_revenue, "no planned product"),
    ],
)
def test_without_figures_a_plot_is_refused_and_says_what_is_missing(pair_of, plot, what):
    with pytest.raises(NoFigures, match=what):
        plot("north", atlas=pair_of(north=None))


def test_an_unknown_deposit_is_named_with_its_neighbours(atlas):
    with pytest.raises(UnknownId, match="did you mean beylikova"):
        drawing.plot_estimates("beylikovo", atlas=atlas)


@pytest.mark.deep
def test_a_comparison_is_one_sheet_with_the_main_caveats_at_its_head(atlas):
    pair = geo_ree.compare(*PAIR, atlas=atlas)
    text = words(drawing.plot_comparison(pair))
    main = [caveat.message for caveat in pair.caveat_list if caveat.forbids_bars]
    assert main
    assert all(message in text for message in main)
    assert "Every statement of size, by date" in text
    assert "Rare-earth patterns" in text


def test_what_a_comparison_cannot_draw_is_said(pair_of):
    pair = geo_ree.compare("north", "south", atlas=pair_of(north={"treo_million_t": "3"}))
    text = words(drawing.plot_comparison(pair))
    assert "Rare-earth patterns is not drawn: no analysis gives enough rare-earth oxides." in text


def test_a_comparison_without_any_figure_is_refused(pair_of):
    with pytest.raises(NoFigures, match="no chart can be drawn"):
        drawing.plot_comparison(geo_ree.compare("north", "south", atlas=pair_of(north=None, south=None)))


def test_without_matplotlib_the_error_names_the_extra():
    code = (
        "import sys; sys.modules['matplotlib'] = None\n"
        "import geo_ree\n"
        "try: geo_ree.plot_estimates('beylikova')\n"
        "except geo_ree.GeoReeError as problem: print(type(problem).__name__, problem)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (
        done.stdout.strip()
        == "MissingLibrary this needs matplotlib, which is not installed: pip install 'geo_ree[plots]'"
    )
    assert issubclass(MissingLibrary, ImportError)


def test_another_missing_library_is_not_taken_for_matplotlib(monkeypatch):
    def fail(name):
        raise ModuleNotFoundError("no module", name="something_else")

    monkeypatch.setattr(drawing, "import_module", fail)
    with pytest.raises(ModuleNotFoundError, match="no module"):
        drawing.plot_estimates("beylikova")


def test_matplotlib_is_loaded_only_when_a_plot_is_drawn():
    code = "import geo_ree.charts.figures.api, sys; print('matplotlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
