"""The public plots: each returns a matplotlib Figure that cites its sources and prints its caveats.

matplotlib is imported when a plot is drawn, so that geo_ree works without it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from geo_ree.atlas.atlas import Atlas
from geo_ree.charts.collection import NEEDS, collect_charts
from geo_ree.charts.estimates import estimate_ladder
from geo_ree.charts.figures.request import Asked, Look, asked_for, look_of
from geo_ree.charts.grade_tonnage import grade_tonnage
from geo_ree.charts.ndpr import ndpr_range
from geo_ree.charts.patterns import rare_patterns
from geo_ree.charts.plan import plan_waterfall
from geo_ree.charts.rank import rank_chart
from geo_ree.charts.revenue import revenue_mix
from geo_ree.comparison.comparison import Comparison
from geo_ree.errors import InvalidOption, MissingLibrary, NoFigures
from geo_ree.text.figures import join_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

LIBRARY, EXTRA = "matplotlib", "plots"
NO_RANK = "no statement for a whole deposit gives a size"


def plot_estimates(
    *deposits: str | Comparison,
    atlas: Atlas | None = None,
    ax: Axes | None = None,
    width: float | None = None,
    palette: str = "light",
) -> Figure:
    """Plot every statement on the size of some deposits by date, oxide and material each on a scale of its own.

    Parameters
    ----------
    *deposits : str or Comparison
        Deposits, by id or by name, or one comparison from ``geo_ree.compare``; all of the atlas if none is given.
    atlas : Atlas, optional
        The built-in one, or that of the comparison, if not given.
    ax : matplotlib.axes.Axes, optional
        Axes of your own to draw on, where the plot has one panel; its caveats and sources are written below them.
    width : float, optional
        How wide the figure is, mm, from 70 to 1000; 180 if not given. Journals take 85 for one column and 180 for two;
        the height follows from what stands on it.
    palette : str, default "light"
        ``light`` or ``dark`` as on the pages, ``print`` for colours on white paper, ``grey`` for no colours.

    Returns
    -------
    matplotlib.figure.Figure
        ``.savefig("estimates.svg")`` (or ``.pdf``, ``.png``) writes the same bytes each time; a notebook shows it.

    Raises
    ------
    UnknownId
        Where a deposit does not exist; with the nearest ids.
    UnknownOption
        Where a palette does not exist; with those that do.
    InvalidOption
        Where the width is out of bounds, two options exclude each other, or one axes does not suffice.
    NoFigures
        Where no statement gives a size.
    MissingLibrary
        Where matplotlib is not installed; with the extra that brings it.

    Examples
    --------
    >>> import geo_ree
    >>> figure = geo_ree.plot_estimates("beylikova", "bayan-obo", width=85, palette="grey")
    >>> any("694 million t" in text.get_text() for text in figure.texts)
    True
    """
    return _plot(estimate_ladder, NEEDS["estimates"], asked_for(deposits, atlas), look_of(ax, width, palette))


def plot_grade_tonnage(
    *deposits: str | Comparison,
    atlas: Atlas | None = None,
    ax: Axes | None = None,
    width: float | None = None,
    palette: str = "light",
) -> Figure:
    """Plot grade against tonnage with lines of equal contained oxide, a field for each kind of statement.

    Parameters
    ----------
    *deposits, atlas, ax, width, palette
        As for :func:`plot_estimates`.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    UnknownId, UnknownOption, InvalidOption, MissingLibrary
        As for :func:`plot_estimates`.
    NoFigures
        Where no statement gives both tonnage and grade, from one source.

    Examples
    --------
    >>> import geo_ree
    >>> figure = geo_ree.plot_grade_tonnage("mountain-pass", "Mount Weld")
    >>> figure.axes[0].get_xscale()
    'log'
    """
    return _plot(grade_tonnage, NEEDS["grade_tonnage"], asked_for(deposits, atlas), look_of(ax, width, palette))


def plot_patterns(
    *deposits: str | Comparison,
    atlas: Atlas | None = None,
    ax: Axes | None = None,
    width: float | None = None,
    palette: str = "light",
) -> Figure:
    """Plot chondrite-normalised rare-earth patterns, each analysis with its material.

    Parameters
    ----------
    *deposits, atlas, ax, width, palette
        As for :func:`plot_estimates`; axes of your own hold the patterns of all deposits together.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    UnknownId, UnknownOption, InvalidOption, MissingLibrary
        As for :func:`plot_estimates`.
    NoFigures
        Where no analysis gives enough oxides.

    Examples
    --------
    >>> import geo_ree
    >>> any("bastnäsite" in text.get_text() for text in geo_ree.plot_patterns("bayan-obo").texts)
    True
    """
    return _plot(rare_patterns, NEEDS["patterns"], asked_for(deposits, atlas), look_of(ax, width, palette))


def plot_ndpr(
    *deposits: str | Comparison,
    atlas: Atlas | None = None,
    ax: Axes | None = None,
    width: float | None = None,
    palette: str = "light",
) -> Figure:
    """Plot contained Nd2O3 + Pr6O11 as ranges: each statement of oxide times the shares that analyses give.

    Parameters
    ----------
    *deposits, atlas, ax, width, palette
        As for :func:`plot_estimates`.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    UnknownId, UnknownOption, InvalidOption, MissingLibrary
        As for :func:`plot_estimates`.
    NoFigures
        Where no deposit has both a statement of oxide and an analysis of Nd and Pr.

    Examples
    --------
    >>> import geo_ree
    >>> len(geo_ree.plot_ndpr("beylikova", "bayan-obo").axes)
    2
    """
    return _plot(ndpr_range, NEEDS["ndpr"], asked_for(deposits, atlas), look_of(ax, width, palette))


def plot_rank(
    *deposits: str | Comparison,
    atlas: Atlas | None = None,
    ax: Axes | None = None,
    width: float | None = None,
    palette: str = "light",
) -> Figure:
    """Plot where deposits stand among all of the atlas, on each basis: a rank depends on what is counted.

    The bases are those by which ``geo_ree.audit`` weighs a claimed rank.

    Parameters
    ----------
    *deposits, atlas, ax, width, palette
        As for :func:`plot_estimates`.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    UnknownId, UnknownOption, InvalidOption, MissingLibrary
        As for :func:`plot_estimates`.
    NoFigures
        Where no statement for a whole deposit gives a size.

    Examples
    --------
    >>> import geo_ree
    >>> words = [text.get_text() for text in geo_ree.plot_rank("beylikova").texts]
    >>> [text for text in words if text.startswith(("number", "not among"))]
    ['number 6 of 32', 'number 3 of 34', 'number 5 of 34', 'not among the 30', 'not among the 9']
    """
    return _plot(rank_chart, NO_RANK, asked_for(deposits, atlas), look_of(ax, width, palette))


def plot_plan(
    *deposits: str | Comparison,
    atlas: Atlas | None = None,
    ax: Axes | None = None,
    width: float | None = None,
    palette: str = "light",
) -> Figure:
    """Plot plans of deposits: what the ore of a year holds, what is planned, what laboratory tests would leave.

    Parameters
    ----------
    *deposits, atlas, ax, width, palette
        As for :func:`plot_estimates`; a chart for each deposit that has a plan.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    UnknownId, UnknownOption, InvalidOption, MissingLibrary
        As for :func:`plot_estimates`.
    NoFigures
        Where no yearly throughput of ore or no grade is stated, or neither a product nor a recovery.

    Examples
    --------
    >>> import geo_ree
    >>> any("Planned product" in text.get_text() for text in geo_ree.plot_plan("beylikova").texts)
    True
    """
    return _plot_each(plan_waterfall, NEEDS["plan"], asked_for(deposits, atlas), look_of(ax, width, palette))


def plot_revenue(
    *deposits: str | Comparison,
    year: int | None = None,
    place: str | None = None,
    atlas: Atlas | None = None,
    ax: Axes | None = None,
    width: float | None = None,
    palette: str = "light",
) -> Figure:
    """Plot what the planned products of deposits would fetch at dated prices, beside the announced revenue.

    Parameters
    ----------
    *deposits, atlas, ax, width, palette
        As for :func:`plot_estimates`; a chart for each deposit that has a plan and prices.
    year : int, optional
        The year of the prices; without it, the newest whose yearly averages cover most of the oxides.
    place : str, optional
        Where the prices of oxides hold; without it, the place that prices most of them.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    UnknownId, UnknownOption, InvalidOption, MissingLibrary
        As for :func:`plot_estimates`.
    NoFigures
        Where no planned product, no split by oxide, or no price of that year and place is listed.

    Examples
    --------
    >>> import geo_ree
    >>> any("Announced revenue" in text.get_text() for text in geo_ree.plot_revenue("beylikova").texts)
    True
    """
    make = partial(revenue_mix, year=year, place=place)
    return _plot_each(make, NEEDS["revenue"], asked_for(deposits, atlas), look_of(ax, width, palette))


def plot_comparison(
    *deposits: str | Comparison,
    atlas: Atlas | None = None,
    width: float | None = None,
    palette: str = "light",
) -> Figure:
    """Plot every chart that the data of a comparison allow on one sheet, its main caveats at the head.

    Parameters
    ----------
    *deposits : str or Comparison
        One comparison from ``geo_ree.compare``, or the ids or names of deposits; of one deposit the sheet shows all
        that its data allow.
    atlas, width, palette
        As for :func:`plot_estimates`; from about 250 mm on the charts stand in two columns.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    UnknownId, UnknownOption, InvalidOption, MissingLibrary
        As for :func:`plot_estimates`.
    NoFigures
        Where the data allow no chart at all.

    Examples
    --------
    >>> import geo_ree
    >>> figure = geo_ree.plot_comparison(geo_ree.compare("beylikova", "bayan-obo"), width=260)
    >>> figure.texts[0].get_text()
    'Beylikova (Kızılcaören) and Bayan Obo'
    """
    if not deposits:
        raise InvalidOption("plot_comparison needs a comparison, or the ids or names of deposits")
    look, asked = look_of(None, width, palette), asked_for(deposits, atlas)
    collection = collect_charts(asked.atlas, asked.ids)
    names = join_words(tuple(asked.atlas.name(name) for name in asked.ids))
    if not collection.charts:
        raise NoFigures(f"no chart can be drawn of {names}: {'; '.join(NEEDS.values())}")
    figure: Figure = _composition().make_figure(
        [chart for _, chart in collection.charts],
        asked.atlas,
        look,
        title=names,
        main=asked.main_caveats(),
        absent=[f"{heading} is not drawn: {reason}." for heading, reason in collection.absent],
    )
    return figure


def _plot(make: Callable[[Atlas, Iterable[str]], Any], need: str, asked: Asked, look: Look) -> Figure:
    """Draw one chart of all deposits asked for."""
    chart = make(asked.atlas, asked.ids)
    return _drawn([] if chart is None else [chart], need, asked, look)


def _plot_each(make: Callable[..., Any], need: str, asked: Asked, look: Look) -> Figure:
    """Draw a chart for each deposit asked for that has one, and say which ones have none."""
    charts = [make(asked.atlas, deposit_id, position=place) for place, deposit_id in enumerate(asked.ids)]
    without = [asked.atlas.name(name) for name, chart in zip(asked.ids, charts, strict=True) if chart is None]
    absent = [f"Not drawn of {join_words(tuple(without))}: {need}."] if without else []
    return _drawn([chart for chart in charts if chart is not None], need, asked, look, absent)


def _drawn(charts: list[Any], need: str, asked: Asked, look: Look, absent: Sequence[str] = ()) -> Figure:
    composition = _composition()
    if not charts:
        raise NoFigures(f"there is nothing to plot: {need}")
    figure: Figure
    if look.ax is not None:
        figure = composition.draw_on_axes(look.ax, charts, asked.atlas, look.palette)
    else:
        figure = composition.make_figure(charts, asked.atlas, look, absent=absent)
    return figure


def _composition() -> Any:
    """Return the module that draws.

    Raises
    ------
    MissingLibrary
        Where matplotlib is not installed.
    """
    try:
        return import_module("geo_ree.charts.figures.composition")
    except ModuleNotFoundError as problem:
        if (problem.name or "").split(".")[0] != LIBRARY:
            raise
        raise MissingLibrary(LIBRARY, EXTRA) from problem
