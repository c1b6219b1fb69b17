"""The public plots: each returns a matplotlib Figure that cites its sources and prints its caveats.

matplotlib is imported when a plot is drawn, so that geo_ree works without it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Any

from geo_ree import __version__
from geo_ree.atlas.atlas import Atlas, built_in_atlas
from geo_ree.charts.collection import NEEDS, Chart, collect_charts
from geo_ree.charts.estimates import estimate_ladder
from geo_ree.charts.grade_tonnage import GradeTonnage, grade_tonnage
from geo_ree.charts.ndpr import ndpr_range
from geo_ree.charts.patterns import RarePatterns, rare_patterns
from geo_ree.charts.plan import plan_waterfall
from geo_ree.charts.revenue import revenue_mix
from geo_ree.charts.rows import who_states
from geo_ree.comparison.comparison import Comparison
from geo_ree.errors import MissingLibrary, NoFigures
from geo_ree.text.figures import format_date, join_words

if TYPE_CHECKING:
    from matplotlib.figure import Figure

LIBRARY, EXTRA = "matplotlib", "plots"


def plot_estimates(*deposit_ids: str, atlas: Atlas | None = None) -> Figure:
    """Plot every statement on the size of some deposits by date, oxide and material each on a scale of its own.

    Parameters
    ----------
    *deposit_ids : str
        Deposits, by id or by name.
    atlas : Atlas, optional
        The built-in one if not given.

    Returns
    -------
    matplotlib.figure.Figure
        ``.savefig("estimates.svg")`` (or ``.pdf``, ``.png``) writes the same bytes each time.

    Raises
    ------
    UnknownId
        Where a deposit does not exist; with the nearest ids.
    NoFigures
        Where no statement gives a size.
    MissingLibrary
        Where matplotlib is not installed; with the extra that brings it.

    Examples
    --------
    >>> import geo_ree
    >>> figure = geo_ree.plot_estimates("beylikova", "bayan-obo")
    >>> any("694 million t" in text.get_text() for text in figure.texts)
    True
    """
    atlas, ids = _asked(deposit_ids, atlas)
    return _plot("estimates", estimate_ladder(atlas, ids), atlas)


def plot_grade_tonnage(*deposit_ids: str, atlas: Atlas | None = None) -> Figure:
    """Plot grade against tonnage with lines of equal contained oxide, a field for each kind of statement.

    Parameters
    ----------
    *deposit_ids : str
        Deposits, by id or by name; all of the atlas if none is given.
    atlas : Atlas, optional
        The built-in one if not given.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    UnknownId, MissingLibrary
        As for :func:`plot_estimates`.
    NoFigures
        Where no statement gives both tonnage and grade, from one source.
    """
    atlas, ids = _asked(deposit_ids, atlas)
    return _plot("grade_tonnage", grade_tonnage(atlas, ids), atlas)


def plot_patterns(*deposit_ids: str, atlas: Atlas | None = None) -> Figure:
    """Plot chondrite-normalised rare-earth patterns, each analysis with its material.

    Parameters
    ----------
    *deposit_ids : str
        Deposits, by id or by name.
    atlas : Atlas, optional
        The built-in one if not given.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    UnknownId, MissingLibrary
        As for :func:`plot_estimates`.
    NoFigures
        Where no analysis gives enough oxides.

    Examples
    --------
    >>> import geo_ree
    >>> any("bastnäsite" in text.get_text() for text in geo_ree.plot_patterns("bayan-obo").texts)
    True
    """
    atlas, ids = _asked(deposit_ids, atlas)
    return _plot("patterns", rare_patterns(atlas, ids), atlas)


def plot_ndpr(*deposit_ids: str, atlas: Atlas | None = None) -> Figure:
    """Plot contained Nd2O3 + Pr6O11 as ranges: each statement of oxide times the shares that analyses give.

    Parameters
    ----------
    *deposit_ids : str
        Deposits, by id or by name.
    atlas : Atlas, optional
        The built-in one if not given.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    UnknownId, MissingLibrary
        As for :func:`plot_estimates`.
    NoFigures
        Where no deposit has both a statement of oxide and an analysis of Nd and Pr.
    """
    atlas, ids = _asked(deposit_ids, atlas)
    return _plot("ndpr", ndpr_range(atlas, ids), atlas)


def plot_plan(deposit_id: str, *, atlas: Atlas | None = None) -> Figure:
    """Plot a deposit's plan: what the ore of a year holds, what is planned, what laboratory tests would leave.

    Parameters
    ----------
    deposit_id : str
        The deposit, by id or by name.
    atlas : Atlas, optional
        The built-in one if not given.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    UnknownId, MissingLibrary
        As for :func:`plot_estimates`.
    NoFigures
        Where no yearly throughput of ore or no grade is stated, or neither a product nor a recovery.

    Examples
    --------
    >>> import geo_ree
    >>> any("Planned product" in text.get_text() for text in geo_ree.plot_plan("beylikova").texts)
    True
    """
    atlas, ids = _asked((deposit_id,), atlas)
    return _plot("plan", plan_waterfall(atlas, ids[0]), atlas)


def plot_revenue(
    deposit_id: str, *, year: int | None = None, place: str | None = None, atlas: Atlas | None = None
) -> Figure:
    """Plot what the planned products of a deposit would fetch at dated prices, beside the announced revenue.

    Parameters
    ----------
    deposit_id : str
        The deposit, by id or by name.
    year : int, optional
        The year of the prices; without it, the newest whose yearly averages cover most of the oxides.
    place : str, optional
        Where the prices of oxides hold; without it, the place that prices most of them.
    atlas : Atlas, optional
        The built-in one if not given.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    UnknownId, MissingLibrary
        As for :func:`plot_estimates`.
    NoFigures
        Where no planned product, no split by oxide, or no price of that year and place is listed.
    """
    atlas, ids = _asked((deposit_id,), atlas)
    return _plot("revenue", revenue_mix(atlas, ids[0], year=year, place=place), atlas)


def plot_comparison(comparison: Comparison) -> Figure:
    """Plot every chart that the data of a comparison allow on one sheet, its main caveats at the head.

    Parameters
    ----------
    comparison : Comparison
        Two or more deposits, from ``geo_ree.compare``.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    NoFigures
        Where the data allow no chart at all.
    MissingLibrary
        Where matplotlib is not installed.

    Examples
    --------
    >>> import geo_ree
    >>> figure = geo_ree.plot_comparison(geo_ree.compare("beylikova", "bayan-obo"))
    >>> figure.texts[0].get_text()
    'Beylikova (Kızılcaören) and Bayan Obo'
    """
    sheets, atlas = _sheets(), comparison.atlas
    collection = collect_charts(atlas, comparison.deposit_ids)
    names = join_words(tuple(atlas.name(name) for name in comparison.deposit_ids))
    if not collection.charts:
        raise NoFigures(f"no chart can be drawn of {names}: {'; '.join(NEEDS.values())}")
    columns = _in_columns([list(_blocks(chart)) for _, chart in collection.charts])
    absent = [f"{heading} is not drawn: {reason}." for heading, reason in collection.absent]
    columns[-1] += [sheets.Words(text, size=8.5, colour="soft") for text in absent]
    cited = (source for _, chart in collection.charts for source in chart.source_ids)
    columns[-1].append(_foot(atlas, cited))
    return _figure(columns, _head(names, comparison))


# --- sheets -------------------------------------------------------------------------------------------------------


def _sheets() -> Any:
    """Return the module that imports matplotlib."""
    try:
        return import_module("geo_ree.charts.figures.sheet")
    except ModuleNotFoundError as problem:
        if (problem.name or "").split(".")[0] != LIBRARY:
            raise
        raise MissingLibrary(LIBRARY, EXTRA) from problem


def _asked(deposit_ids: Iterable[str], atlas: Atlas | None) -> tuple[Atlas, tuple[str, ...]]:
    """Return the atlas and the ids of the deposits asked for, all of them if none is named, each once."""
    atlas = atlas or built_in_atlas()
    found = atlas.deposit_ids(*deposit_ids) or tuple(str(name) for name in atlas.deposits.index)
    return atlas, tuple(dict.fromkeys(found))


def _plot(kind: str, chart: Chart | None, atlas: Atlas) -> Figure:
    _sheets()
    if chart is None:
        raise NoFigures(f"there is nothing to plot: {NEEDS[kind]}")
    return _figure([[*_blocks(chart), _foot(atlas, chart.source_ids)]], [])


def _figure(columns: list[list[Any]], head: list[Any]) -> Figure:
    figure: Figure = _sheets().make_sheet(columns, head)
    return figure


def _blocks(chart: Chart) -> Iterator[Any]:
    """Yield what stands on the sheet for one chart: heading, what it shows, the drawing, its caveats."""
    words = _sheets().Words
    yield words(chart.title, size=14, weight="bold", above=0.1)
    yield words(chart.says, size=8.5, colour="soft", below=0.1)
    if isinstance(chart, GradeTonnage):
        facets = import_module("geo_ree.charts.figures.points").Facets(chart)
        yield facets
        if facets.unlabelled:
            yield words(f"Not labelled for want of room: {'; '.join(facets.unlabelled)}.", size=7.5)
    elif isinstance(chart, RarePatterns):
        yield import_module("geo_ree.charts.figures.points").PatternFields(chart)
    else:
        rows = import_module("geo_ree.charts.figures.rows")
        yield from (rows.RowPanel(panel) for panel in chart.panels)
    yield from (words(f"– {caveat}", size=8.5) for caveat in chart.caveats)


def _foot(atlas: Atlas, source_ids: Iterable[str]) -> Any:
    """Return the line of sources: who, when, and the id that ``atlas.cite`` takes."""
    dates = atlas.sources["date"]
    cited = [f"{who_states(atlas, name)}, {format_date(dates[name])} ({name})" for name in dict.fromkeys(source_ids)]
    text = f"Sources: {'; '.join(cited)}. Drawn with geo_ree {__version__}."
    return _sheets().Words(text, size=6.5, colour="soft", above=0.12)


def _head(names: str, comparison: Comparison) -> list[Any]:
    words = _sheets().Words
    main = [caveat.message for caveat in comparison.caveat_list if caveat.forbids_bars]
    width = 2 * _sheets().COLUMN_WIDTH
    return [
        words(names, size=20, weight="bold", width=width, below=0.1),
        *(words(f"– {message}", size=9, width=width) for message in main),
        words("", size=6),
    ]


def _in_columns(charts: list[list[Any]]) -> list[list[Any]]:
    """Return the blocks of charts in two columns: each chart under the shorter one."""
    columns: list[list[Any]] = [[], []]
    for blocks in charts:
        heights = [math.fsum(block.height for block in column) for column in columns]
        columns[heights.index(min(heights))] += [*blocks, _sheets().Words("", size=9)]
    return columns if columns[1] else columns[:1]
