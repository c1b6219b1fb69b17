"""The options that several commands share, and the atlas that they choose."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from geo_ree.atlas.atlas import Atlas

# As in the room of routes, which a command that needs none of it does not import; a test holds them together.
MODES = ("rail", "road", "sea")
OBJECTIVES = ("co2e", "time", "distance")


@dataclass(frozen=True)
class Choice:
    """Which atlas a command reads: folders laid over the built-in layers, overrides, and which sources count."""

    folders: tuple[Path, ...]
    prefer: Mapping[str, str]
    primary_only: bool

    def load(self) -> Atlas:
        """Return the atlas."""
        from geo_ree.atlas.atlas import load_atlas

        return load_atlas(*self.folders, prefer=self.prefer, primary_only=self.primary_only)


def _overrides(ctx: click.Context, parameter: click.Parameter, texts: tuple[str, ...]) -> dict[str, str]:
    prefer: dict[str, str] = {}
    for text in texts:
        deposit_id, sign, estimate_id = text.partition("=")
        if not (sign and deposit_id and estimate_id):
            raise click.BadParameter(f"{text!r} is not DEPOSIT=ESTIMATE")
        if prefer.setdefault(deposit_id, estimate_id) != estimate_id:
            raise click.BadParameter(f"two estimates of {deposit_id} cannot both be preferred")
    return prefer


ATLAS_OPTIONS = (
    click.option(
        "--layers",
        "folders",
        multiple=True,
        metavar="FOLDER",
        type=click.Path(path_type=Path),
        help="A folder in layers/ form, laid over the built-in layers. Repeatable; later ones win.",
    ),
    click.option(
        "--prefer",
        multiple=True,
        metavar="DEPOSIT=ESTIMATE",
        callback=_overrides,
        help="Prefer this estimate of a deposit, whatever the rule says. Repeatable.",
    ),
    click.option(
        "--primary-only",
        is_flag=True,
        help="Leave out figures that rest on relayed, gathered or unread sources alone.",
    ),
)


def atlas_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that say which atlas it reads; it gets them as one ``choice``."""

    @functools.wraps(command)
    def run(
        *arguments: Any, folders: tuple[Path, ...], prefer: dict[str, str], primary_only: bool, **options: Any
    ) -> None:
        command(*arguments, choice=Choice(folders, prefer, primary_only), **options)

    for option in reversed(ATLAS_OPTIONS):
        run = option(run)
    return run


# Named as the fields of RouteOptions are.
ROUTE_OPTIONS = (
    click.option("--mode", "modes", multiple=True, type=click.Choice(MODES), help="Use this only. Repeatable."),
    click.option("--closed", multiple=True, metavar="PASSAGE", help="Close this passage, such as suez. Repeatable."),
    click.option("--opened", multiple=True, metavar="PASSAGE", help="Open this one, closed by default. Repeatable."),
    click.option(
        "--avoid-port",
        "avoid_ports",
        multiple=True,
        metavar="PORT",
        help="No transfer between land and sea at this port. Repeatable.",
    ),
    click.option("--objective", type=click.Choice(OBJECTIVES), help="What is minimised. Default: co2e."),
    click.option("--ship", metavar="CLASS", help="The class of ship. Default: handysize."),
    click.option("--access-km", type=float, metavar="KM", help="How far off the networks an end may lie."),
)


def route_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of a route; it gets them as one ``options``."""

    @functools.wraps(command)
    def run(*arguments: Any, **given: Any) -> None:
        from geo_ree.routing.options import OPTION_NAMES, RouteOptions

        asked = {name: given.pop(name) for name in OPTION_NAMES}
        # What nobody gives is left to the record, whose defaults are those of Python too.
        options = RouteOptions(**{name: value for name, value in asked.items() if value not in (None, ())})
        command(*arguments, options=options, **given)

    for option in reversed(ROUTE_OPTIONS):
        run = option(run)
    return run


def output_option(suffix: str) -> Callable[[Any], Any]:
    """Return the ``-o`` option of a command that writes one file."""
    return click.option(
        "-o", "--output", required=True, metavar="FILE", help=f"The {suffix} file to write; - for standard output."
    )


def examples(*lines: str) -> str:
    """Return the examples at the foot of a command's help, one to a line as they are typed."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)
