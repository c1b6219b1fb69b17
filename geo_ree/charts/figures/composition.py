"""Charts put on a sheet: heading, what it shows, the drawing, its caveats; at the foot the sources.

Only this side of ``api`` imports matplotlib.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from geo_ree import __version__
from geo_ree.atlas.atlas import Atlas
from geo_ree.charts.figures.one_axes import Drawn, draw_on, figure_of
from geo_ree.charts.figures.patterns import PatternFields
from geo_ree.charts.figures.points import Facets
from geo_ree.charts.figures.request import Look
from geo_ree.charts.figures.rows import RowPanel
from geo_ree.charts.figures.sheet import GUTTER, Block, Page, Space, Style, Words, make_sheet
from geo_ree.charts.grade_tonnage import GradeTonnage
from geo_ree.charts.patterns import RarePatterns
from geo_ree.charts.rows import who_states
from geo_ree.errors import InvalidOption
from geo_ree.text.figures import format_date

# Of several charts each wants a column at least this wide, inches; a wider sheet has more columns.
COLUMN = 4.5
SAYS_SIZE, CAVEAT_SIZE, FOOT_SIZE, REST_SIZE = 8.0, 8.0, 6.5, 7.5
# The size of headings on sheets up to these widths, inches: of a chart, and of the whole.
HEADINGS = ((4.0, 11.0, 14.0), (6.5, 12.5, 17.0), (float("inf"), 14.0, 20.0))


def make_figure(
    charts: Sequence[Drawn],
    atlas: Atlas,
    look: Look,
    *,
    title: str = "",
    main: Iterable[str] = (),
    absent: Iterable[str] = (),
) -> Figure:
    """Return a sheet with charts in as many columns as there is room for.

    Parameters
    ----------
    charts : sequence of charts
        In the order of a reading; at least one.
    atlas : Atlas
        Whose sources are cited.
    look : Look
        How wide the sheet is, and its palette.
    title : str, default ""
        Stands over all of them.
    main, absent : iterable of str
        What must be known first, and what is not drawn and why.
    """
    page = Page(look.width, look.palette)
    style = page.style
    count = max(1, min(len(charts), int((style.width + GUTTER) / (COLUMN + GUTTER))))
    columns = _in_columns([list(_blocks(chart, style.in_columns(count))) for chart in charts], count)
    cited = (source for chart in charts for source in chart.source_ids)
    said = [Words(text, style, SAYS_SIZE, "soft") for text in absent]
    return make_sheet(page, columns, head=_head(style, title, main), foot=[*said, _foot(atlas, cited, style)])


def draw_on_axes(axes: Axes, charts: Sequence[Drawn], atlas: Atlas, palette: str) -> Figure:
    """Draw the one chart on the reader's axes and return their figure.

    Raises
    ------
    InvalidOption
        Where there are several charts, or one of several panels, or ``axes`` are none.
    """
    if len(charts) > 1:
        raise InvalidOption(
            f"ax= has room for one chart, and this plot has {len(charts)}; ask for one deposit, or leave ax= out for a "
            "sheet with all of them"
        )
    (chart,) = charts
    draw_on(axes, chart, palette, [*chart.caveats, source_line(atlas, chart.source_ids)])
    return figure_of(axes)


def source_line(atlas: Atlas, source_ids: Iterable[str]) -> str:
    """Return the line of sources: who, when, and the id that ``atlas.cite`` takes."""
    dates = atlas.sources["date"]
    cited = [f"{who_states(atlas, name)}, {format_date(dates[name])} ({name})" for name in dict.fromkeys(source_ids)]
    return f"Sources: {'; '.join(cited)}. Drawn with geo_ree {__version__}."


def _blocks(chart: Drawn, style: Style) -> Iterator[Block]:
    """Yield what stands on the sheet for one chart."""
    yield Words(chart.title, style, _heading_size(style), weight="bold", above=0.04)
    yield Words(chart.says, style, SAYS_SIZE, "soft", below=0.14)
    draw: Callable[..., Iterator[Block]] = _DRAWINGS.get(type(chart), _row_blocks)
    yield from draw(chart, style)
    yield from (Words(f"– {caveat}", style, CAVEAT_SIZE) for caveat in chart.caveats)


def _row_blocks(chart: Any, style: Style) -> Iterator[Block]:
    yield from (RowPanel(panel, style) for panel in chart.panels)


def _facet_blocks(chart: GradeTonnage, style: Style) -> Iterator[Block]:
    facets = Facets(chart, style)
    yield facets
    if facets.unlabelled:
        yield Words(f"Not labelled for want of room: {'; '.join(facets.unlabelled)}.", style, REST_SIZE)


def _pattern_blocks(chart: RarePatterns, style: Style) -> Iterator[Block]:
    yield PatternFields(chart, style)


def _foot(atlas: Atlas, source_ids: Iterable[str], style: Style) -> Block:
    return Words(source_line(atlas, source_ids), style, FOOT_SIZE, "soft", above=0.1, below=0.0)


def _head(style: Style, title: str, main: Iterable[str]) -> list[Block]:
    if not title:
        return []
    caveats = [Words(f"– {message}", style, CAVEAT_SIZE) for message in main]
    return [Words(title, style, _heading_size(style, is_main=True), weight="bold", below=0.1), *caveats, Space(0.12)]


def _heading_size(style: Style, *, is_main: bool = False) -> float:
    return next(sizes[is_main] for limit, *sizes in HEADINGS if style.width <= limit)


def _in_columns(charts: Iterable[list[Block]], count: int) -> list[list[Block]]:
    """Return the blocks of charts in columns: each chart under the shortest one."""
    columns: list[list[Block]] = [[] for _ in range(count)]
    for blocks in charts:
        shortest = min(columns, key=lambda column: math.fsum(block.height for block in column))
        shortest += [Space(0.16)] * bool(shortest) + blocks
    return columns


_DRAWINGS: dict[type, Callable[..., Iterator[Block]]] = {GradeTonnage: _facet_blocks, RarePatterns: _pattern_blocks}
