"""What a plot is asked for: which deposits, and where, how wide and in which colours it is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo_ree.atlas.atlas import Atlas
from geo_ree.atlas.built_in import given_atlas
from geo_ree.charts.figures.palettes import check_palette
from geo_ree.comparison.comparison import Comparison, compare
from geo_ree.errors import InvalidOption

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Millimetres: two columns of most journals, and what can be drawn at all.
DEFAULT_WIDTH, LEAST_WIDTH, MOST_WIDTH = 180.0, 70.0, 1000.0


@dataclass(frozen=True)
class Asked:
    """The deposits asked for, each once, and the comparison where one was given."""

    atlas: Atlas
    ids: tuple[str, ...]
    comparison: Comparison | None = None

    def main_caveats(self) -> list[str]:
        """Return what forbids a common scale; a deposit alone has nothing of the kind."""
        if len(self.ids) < 2:
            return []
        made = self.comparison or compare(*self.ids, atlas=self.atlas)
        return [caveat.message for caveat in made.caveat_list if caveat.forbids_bars]


@dataclass(frozen=True)
class Look:
    """Where and how a plot is drawn: on axes of the reader's, else on a sheet of a width in mm."""

    ax: Axes | None
    width: float
    palette: str


def asked_for(deposits: Sequence[str | Comparison], atlas: Atlas | None) -> Asked:
    """Return the atlas and the deposits asked for: all of the atlas if none is named.

    Raises
    ------
    InvalidOption
        Where a comparison is given beside something else, or with an atlas that is not its own.
    """
    given = [one for one in deposits if isinstance(one, Comparison)]
    if not given:
        atlas = given_atlas(atlas)
        found = atlas.deposit_ids(*(str(name) for name in deposits)) or tuple(map(str, atlas.deposits.index))
        return Asked(atlas, tuple(dict.fromkeys(found)))
    comparison = given[0]
    if len(deposits) > 1:
        raise InvalidOption("give one comparison alone, or the ids or names of deposits, and not both")
    if atlas is not None and atlas is not comparison.atlas:
        raise InvalidOption("a comparison has an atlas of its own: leave atlas= out")
    return Asked(comparison.atlas, comparison.deposit_ids, comparison)


def look_of(ax: Axes | None, width: float | None, palette: str) -> Look:
    """Return where and how to draw.

    Raises
    ------
    InvalidOption
        Where the width is out of bounds, or given together with axes.
    UnknownOption
        Where no palette is called so.
    """
    if ax is not None and width is not None:
        raise InvalidOption("axes have a width of their own: give either ax= or width=")
    wide = DEFAULT_WIDTH if width is None else width
    if not LEAST_WIDTH <= wide <= MOST_WIDTH:
        raise InvalidOption(f"width= is in millimetres, from {LEAST_WIDTH:g} to {MOST_WIDTH:g}, given: {wide:g}")
    return Look(ax, wide, check_palette(palette))
