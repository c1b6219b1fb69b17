"""A chart on axes of the reader's own, where one suffices: its title, units, figures, caveats and sources with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from geo_ree.charts.collection import Chart
from geo_ree.charts.figures.lettering import POINTS_PER_INCH, faces, line_height, shown_ticks, wrapped
from geo_ree.charts.figures.patterns import SERIES, draw_series
from geo_ree.charts.figures.patterns import set_scales as set_pattern_scales
from geo_ree.charts.figures.points import ACROSS_CAPTION, UP_CAPTION, draw_field
from geo_ree.charts.figures.rows import draw_row, set_scale
from geo_ree.charts.figures.sheet import TICK_SIZE, Style
from geo_ree.charts.grade_tonnage import GradeTonnage
from geo_ree.charts.patterns import RarePatterns
from geo_ree.charts.rank import RankChart
from geo_ree.charts.rows import Panel
from geo_ree.errors import InvalidOption
from geo_ree.text.labels import MATERIALS, say

Drawn = Chart | RankChart
TITLE_SIZE, LABEL_SIZE, FIGURE_SIZE, FOOT_SIZE = 10.0, 8.0, 8.0, 6.5
# From the axes down to their caveats and sources, past the ticks and the caption.
FOOT_POINTS = 36


def draw_on(axes: Any, chart: Drawn, palette: str, foot: Sequence[str]) -> None:
    """Draw a chart on the reader's axes; what stands under it is written below them.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
        With nothing else on them; their box keeps its size.
    chart : a chart
        Of one panel.
    palette : str
        The name of a palette.
    foot : sequence of str
        The caveats and the line of sources, a paragraph each.

    Raises
    ------
    InvalidOption
        Where ``axes`` are no axes of matplotlib, or the chart has several panels.
    """
    if not isinstance(axes, Axes):
        raise InvalidOption(f"ax= takes axes of matplotlib, given: {type(axes).__name__}")
    names = _panels_of(chart)
    if len(names) > 1:
        raise InvalidOption(
            f"ax= has room for one panel, and this plot has {len(names)}: {', '.join(names)}; leave ax= out for a "
            "sheet with all of them"
        )
    box = axes.get_window_extent()
    resolution = figure_of(axes).dpi
    size = (box.width / resolution, box.height / resolution)
    style = Style(size[0], palette)
    _dress(axes, style)
    draw: Callable[..., None] = _DRAWERS.get(type(chart), _draw_rows)
    draw(axes, style, chart, size)
    axes.set_title(chart.title, loc="left", fontsize=TITLE_SIZE, family=faces(), color=style.colour("ink"), pad=24)
    _write_foot(axes, style, foot, size[0])


def figure_of(axes: Axes) -> Figure:
    """Return the figure that axes stand on, past the parts of a figure between them."""
    figure: Figure = axes.figure.figure
    return figure


def _panels_of(chart: Drawn) -> tuple[str, ...]:
    """Return the names of the panels that a chart has; patterns of several deposits share one."""
    if isinstance(chart, GradeTonnage):
        return tuple(facet.title for facet in chart.facets)
    return () if isinstance(chart, RarePatterns) else tuple(panel.title for panel in chart.panels)


def _dress(axes: Axes, style: Style) -> None:
    axes.set_facecolor(style.colour("paper"))
    axes.grid(visible=False)
    axes.tick_params(length=0, labelsize=TICK_SIZE, labelcolor=style.colour("soft"), labelfontfamily=faces())
    for spine in axes.spines.values():
        spine.set_visible(False)


def _draw_facet(axes: Axes, style: Style, chart: GradeTonnage, size: tuple[float, float]) -> None:
    draw_field(axes, style, chart, chart.facets[0], size)
    _caption(axes.set_xlabel, style, ACROSS_CAPTION)
    _caption(axes.set_ylabel, style, f"{UP_CAPTION} (slanting: million t TREO)")


def _draw_patterns(axes: Axes, style: Style, chart: RarePatterns, size: tuple[float, float]) -> None:
    set_pattern_scales(axes, style, chart, size)
    for place, pattern in enumerate(chart.patterns):
        marker, dashes = SERIES[place % len(SERIES)]
        tint = style.tint(pattern.position)
        draw_series(axes, pattern, tint, (marker, dashes))
        label = f"{pattern.name}: {say(pattern.material, MATERIALS).removeprefix('a ')}"
        axes.plot([], [], color=tint, marker=marker, linestyle=dashes, linewidth=1.3, markersize=5, label=label)
    legend = axes.legend(fontsize=TICK_SIZE, frameon=False, labelcolor=style.colour("ink"), loc="upper right")
    for text in legend.get_texts():
        text.set_fontfamily(faces())
    _caption(axes.set_ylabel, style, "Times CI chondrite")


def _draw_rows(axes: Axes, style: Style, chart: Any, size: tuple[float, float]) -> None:
    panel: Panel = chart.panels[0]
    set_scale(axes, panel.axis, shown_ticks(panel.axis, panel.axis.ticks, size[0], TICK_SIZE))
    lines = [(group, row) for group in panel.groups for row in (None, *group.rows)]
    axes.set_ylim(len(lines) - 0.5, -0.5)
    tint = style.colour("line")
    axes.vlines([tick.value for tick in panel.axis.ticks], -0.5, len(lines) - 0.5, color=tint, linewidth=0.8, zorder=0)
    if panel.reference is not None:
        axes.axvline(panel.reference.value, color=style.colour("ink"), linewidth=1, linestyle=(0, (4, 3)), zorder=1)
    for at, (group, row) in enumerate(lines):
        if row is not None:
            draw_row(axes, style, row, at, style.tint(group.position))
            _figure(axes, style, row.text, at)
    axes.set_yticks(range(len(lines)), [group.name if row is None else row.label for group, row in lines])
    for (group, row), label in zip(lines, axes.get_yticklabels(), strict=True):
        label.set(color=style.tint(group.position) if row is None else style.colour("ink"), fontsize=LABEL_SIZE)
        label.set_fontweight("bold" if row is None or row.is_total else "normal")
    _caption(axes.set_xlabel, style, f"{panel.title}, {panel.unit}")


def _figure(axes: Axes, style: Style, text: str, at: float) -> None:
    axes.annotate(
        text,
        xy=(1, at),
        xycoords=("axes fraction", "data"),
        xytext=(16, 0),
        textcoords="offset points",
        va="center",
        fontsize=FIGURE_SIZE,
        family=faces(),
        color=style.colour("ink"),
        parse_math=False,
        annotation_clip=False,
    )


def _caption(set_label: Callable[..., Any], style: Style, text: str) -> None:
    set_label(text, fontsize=LABEL_SIZE, family=faces(), color=style.colour("soft"), parse_math=False)


def _write_foot(axes: Axes, style: Style, paragraphs: Sequence[str], width: float) -> None:
    """Write paragraphs under the axes, as wide as they are."""
    lines = [line for text in paragraphs for line in wrapped(text, width, FOOT_SIZE)]
    for place, line in enumerate(lines):
        axes.annotate(
            line,
            xy=(0, 0),
            xycoords="axes fraction",
            xytext=(0, -FOOT_POINTS - place * line_height(FOOT_SIZE) * POINTS_PER_INCH),
            textcoords="offset points",
            va="top",
            fontsize=FOOT_SIZE,
            family=faces(),
            color=style.colour("soft"),
            parse_math=False,
            annotation_clip=False,
        )


_DRAWERS: dict[type, Callable[..., None]] = {GradeTonnage: _draw_facet, RarePatterns: _draw_patterns}
