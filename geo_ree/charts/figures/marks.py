"""Marks that several charts share: full, pale or hollow points, arrows of bounds, edges broken where unverified."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes

from geo_ree.charts.figures.sheet import Style

ARROW_POINTS = 17
PALE = 0.4
UNVERIFIED_EDGE = (0, (1.3, 0.9))
# Shape tells the deposits of one field apart where colour cannot: in grey, or for readers who see few colours.
DEPOSIT_MARKERS = ("o", "s", "^", "D")


def face_of(style: Style, fill: str, tint: str) -> str | tuple[str, float]:
    """Return the inside of a mark: full, pale, or as the paper."""
    if fill == "pale":
        return (tint, PALE)
    return tint if fill == "solid" else style.colour("paper")


def draw_marks(
    axes: Axes,
    style: Style,
    points: Sequence[tuple[float, float]],
    *,
    tint: str,
    fill: str,
    is_verified: bool,
    marker: str = "o",
    size: float = 38,
) -> None:
    """Draw marks at points of the data, filled by how a statement was reported, their edge broken if unverified."""
    edge: Any = "solid" if is_verified else UNVERIFIED_EDGE
    axes.scatter(
        [x for x, _ in points],
        [y for _, y in points],
        s=size,
        marker=marker,
        facecolor=face_of(style, fill, tint),
        edgecolor=tint,
        linewidth=1.4,
        linestyle=edge,
        zorder=3,
        clip_on=False,
    )


def draw_arrow(axes: Axes, point: tuple[float, float], towards: tuple[int, int], tint: str) -> None:
    """Draw the arrow of a bound from a point: ``towards`` is right or left, up or down, as 1 or -1."""
    axes.annotate(
        "",
        xy=point,
        xytext=(towards[0] * ARROW_POINTS, towards[1] * ARROW_POINTS),
        textcoords="offset points",
        arrowprops={"arrowstyle": "<-", "color": tint, "linewidth": 1.4, "shrinkA": 0, "shrinkB": 3},
        annotation_clip=False,
        zorder=2,
    )
