"""``geo-ree``: the public names from a shell, nothing more.

Exit status: 0 done; 1 findings of ``check``, ``validate`` or ``audit --strict``; 2 wrong use or bad input, with one
clear line on stderr.
"""

from __future__ import annotations

import functools
import io
import json
import logging
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geo_ree import __version__
from geo_ree.errors import GeoReeError, UnsupportedFormat

if TYPE_CHECKING:
    from geo_ree.atlas.atlas import Atlas
    from geo_ree.routing.route import Route

STANDARD_OUTPUT = "-"
EXPORTS = ("deposits", "facilities", "ports", "routes", "estimates", "all")
LISTS = ("deposits", "facilities", "ports", "routes", "sources")

MODES = ("rail", "road", "sea")
OBJECTIVES = ("co2e", "time", "distance")
CITATION_FORMATS = ("text", "bibtex", "csl-json")


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


def output_option(suffix: str) -> Callable[[Any], Any]:
    """Return the ``-o`` option of a command that writes one file."""
    return click.option(
        "-o", "--output", required=True, metavar="FILE", help=f"The {suffix} file to write; - for standard output."
    )


class Group(click.Group):
    """A group whose commands turn every error of geo_ree into one line and exit status 2."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a person who meets an error sees what is wrong, never a traceback."""
        for stream in (sys.stdout, sys.stderr):
            # A terminal or pipe with a narrow encoding shows ? for ı; it must not end the program.
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="replace")
        log = logging.getLogger("geo_ree")
        level, notices = log.level, Notices(logging.INFO)
        log.addHandler(notices)
        log.setLevel(logging.INFO)
        try:
            return super().invoke(ctx)
        except (GeoReeError, OSError) as error:
            if isinstance(error, BrokenPipeError):
                raise
            click.echo(f"geo-ree: {error}", err=True)
            ctx.exit(2)
        finally:
            log.removeHandler(notices)
            log.setLevel(level)


class Notices(logging.Handler):
    """What the library logs, such as a built-in row that a user's folder replaces: one line each on stderr."""

    def emit(self, record: logging.LogRecord) -> None:
        """Print one line."""
        click.echo(f"geo-ree: {record.getMessage()}", err=True)


def examples(*lines: str) -> str:
    """Return the examples at the foot of a command's help, one to a line as they are typed."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


@click.group(
    cls=Group,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=examples(
        "geo-ree compare beylikova bayan-obo -o compare.html",
        "geo-ree map -o atlas.html",
        "geo-ree route beylikova USORF",
        "geo-ree export deposits -o deposits.geojson",
        "geo-ree list deposits",
    ),
)
@click.version_option(__version__, prog_name="geo-ree")
def main() -> None:
    """Rare-earth deposits, plants and proposed routes, every figure traced to its source."""


@main.command(
    epilog=examples(
        "geo-ree compare beylikova bayan-obo -o compare.html",
        "geo-ree compare beylikova bayan-obo -o out/compare.html --geojson-dir out",
        "geo-ree compare beylikova bayan-obo --layers my-layers -o - > compare.html",
    )
)
@click.argument("deposit_ids", metavar="DEPOSIT DEPOSIT...", nargs=-1, required=True)
@output_option(".html")
@click.option(
    "--geojson-dir",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Also write deposits.geojson, facilities.geojson and routes.geojson there; made if it is not there.",
)
@atlas_options
def compare(deposit_ids: tuple[str, ...], output: str, geojson_dir: Path | None, choice: Choice) -> None:
    """Draw two or more deposits side by side on one page that needs no network."""
    _refuse_other_suffixes(output, (".html", ".htm"))
    from geo_ree.comparison.comparison import compare as compare_deposits
    from geo_ree.pages.comparison.page import draw_comparison

    atlas = choice.load()
    comparison = compare_deposits(*deposit_ids, atlas=atlas)
    texts = {output: draw_comparison(comparison).html}
    if geojson_dir is not None:
        for name in ("deposits", "facilities", "routes"):
            path = str(geojson_dir / f"{name}.geojson")
            texts[path] = _geojson(atlas, name, deposit_ids=comparison.deposit_ids)
        geojson_dir.mkdir(parents=True, exist_ok=True)
    for path, text in texts.items():
        _write(text, path, quiet=output == STANDARD_OUTPUT)


@main.command(name="map", epilog=examples("geo-ree map -o atlas.html", "geo-ree map --layers my-layers -o atlas.html"))
@output_option(".html")
@atlas_options
def draw_map(output: str, choice: Choice) -> None:
    """Draw every deposit, plant and port on one page that needs no network, to search, filter and sort."""
    _refuse_other_suffixes(output, (".html", ".htm"))
    from geo_ree.pages.atlas.page import draw_atlas

    _write(draw_atlas(choice.load()).html, output)


@main.command(
    name="route",
    # A western longitude begins with a minus sign and is no option.
    context_settings={"ignore_unknown_options": True},
    epilog=examples(
        "geo-ree route beylikova USORF",
        "geo-ree route beylikova neo-silmet --via TRDRC --closed gibraltar -o route.html",
        "geo-ree route 31.365,39.617 -76.33,36.93 --objective time -o route.geojson",
    ),
)
@click.argument("origin", metavar="FROM")
@click.argument("destination", metavar="TO")
@click.option(
    "-o", "--output", metavar="FILE", help="The .html or .geojson to write; - for GeoJSON on standard output."
)
@click.option("--via", multiple=True, metavar="ID", help="A stop between, in order. Repeatable.")
@click.option("--mode", "modes", multiple=True, type=click.Choice(MODES), help="Use this only. Repeatable.")
@click.option("--closed", multiple=True, metavar="PASSAGE", help="Shut this passage, such as suez. Repeatable.")
@click.option("--opened", multiple=True, metavar="PASSAGE", help="Open this one, shut by default. Repeatable.")
@click.option("--objective", type=click.Choice(OBJECTIVES), default="co2e", help="What is kept least. Default: co2e.")
@click.option("--ship", default="handysize", metavar="CLASS", help="The class of ship. Default: handysize.")
@click.option("--avoid", multiple=True, metavar="PORT", help="No change of land and sea here. Repeatable.")
@click.option("--access-km", type=float, metavar="KM", help="How far off the networks an end may lie.")
@atlas_options
def find(
    origin: str,
    destination: str,
    output: str | None,
    via: tuple[str, ...],
    modes: tuple[str, ...],
    closed: tuple[str, ...],
    opened: tuple[str, ...],
    objective: str,
    ship: str,
    avoid: tuple[str, ...],
    access_km: float | None,
    choice: Choice,
) -> None:
    """Find the best route over sea lanes, railways and roads between two places.

    FROM and TO are ids of deposits, plants or ports, UN/LOCODEs, or LONGITUDE,LATITUDE in degrees. Without -o the
    stretches are printed as a table.
    """
    if output is not None:
        _refuse_other_suffixes(output, (".html", ".htm", ".geojson", ".json"))
    from geo_ree.routing.route import find_route

    atlas = choice.load()
    found = find_route(
        _end(origin),
        _end(destination),
        via=[_end(text) for text in via],
        modes=modes or MODES,
        closed=closed,
        opened=opened,
        objective=objective,
        ship=ship,
        avoid=avoid,
        access_km=access_km,
        atlas=atlas,
    )
    if output is None:
        from geo_ree.routing.legs import itinerary_text

        click.echo(itinerary_text(found), nl=False)
    else:
        _write(_route_text(found, atlas, output), output)


def _end(text: str) -> str | tuple[float, float]:
    """Return a longitude and a latitude, or the text itself where it is none: then it is an id."""
    lon, _, lat = text.partition(",")
    try:
        return float(lon), float(lat)
    except ValueError:
        return text


def _route_text(route: Route, atlas: Atlas, output: str) -> str:
    """Return a route as the page or the GeoJSON that a file name asks for; what one does not need is not imported."""
    if Path(output).suffix.lower() in (".html", ".htm"):
        from geo_ree.pages.route.page import draw_route

        return draw_route(route, atlas=atlas).html
    from geo_ree.export.frames import RouteExport
    from geo_ree.gis.geojson import to_geojson

    exported = RouteExport(route, atlas)
    return to_geojson(exported, members=exported.members())


@main.command(
    epilog=examples(
        "geo-ree export deposits -o deposits.geojson",
        "geo-ree export all -o - | jq '.features | length'",
    )
)
@click.argument("what", type=click.Choice(EXPORTS))
@output_option(".geojson")
@atlas_options
def export(what: str, output: str, choice: Choice) -> None:
    """Write a table of the atlas as GeoJSON (RFC 7946), with sources and how to cite."""
    _refuse_other_suffixes(output, (".geojson", ".json"))
    _write(_geojson(choice.load(), what), output)


@main.command(epilog=examples("geo-ree check", "geo-ree check my-layers"))
@click.argument("folders", nargs=-1, metavar="[FOLDER]...", type=click.Path(path_type=Path))
@click.option("--layers", "more_folders", multiple=True, metavar="FOLDER", type=click.Path(path_type=Path), hidden=True)
@click.pass_context
def check(ctx: click.Context, folders: tuple[Path, ...], more_folders: tuple[Path, ...]) -> None:
    """Check folders in layers/ form, laid over the built-in layers; list every fault with file, row and column."""
    from geo_ree.errors import Fault
    from geo_ree.layers.folder import check_layers

    absent = [str(folder) for folder in (*folders, *more_folders) if not folder.is_dir()]
    if absent:
        raise click.BadParameter(f"{', '.join(absent)}: not a folder")
    faults = check_layers(*folders, *more_folders)
    for fault in faults.astype({"row": object}).where(faults.notna(), None).itertuples(index=False):
        click.echo(str(Fault(*fault)))
    click.echo("no faults" if faults.empty else f"{len(faults)} fault{'s' if len(faults) > 1 else ''}", err=True)
    ctx.exit(0 if faults.empty else 1)


@main.command(
    epilog=examples(
        "geo-ree audit",
        "geo-ree audit --rule tonnage-times-grade --layers my-layers",
        "geo-ree audit --json | jq '.[] | select(.severity == \"error\") | .message'",
    )
)
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON, one object each.")
@click.option("--strict", is_flag=True, help="End with status 1 where there are findings.")
@click.option("--rule", "rules", multiple=True, metavar="ID", help="Run this rule only. Repeatable; see docs/audit.md.")
@atlas_options
@click.pass_context
def audit(ctx: click.Context, as_json: bool, strict: bool, rules: tuple[str, ...], choice: Choice) -> None:
    """Find figures that cannot be true, or that must not be taken at their word."""
    from geo_ree.auditing.report import audit as audit_atlas

    found = audit_atlas(choice.load(), rules=rules or None)
    if as_json:
        click.echo(json.dumps(found.to_dict("records"), ensure_ascii=False, indent=2))
    else:
        for row in found.to_dict("records"):
            click.echo(f"{row['severity']}: {row['subject_id']}: {row['message']}")
            click.echo(f"    {row['rule']}; rows: {_first(row['rows'])}; sources: {_first(row['source_ids'])}")
        click.echo(f"{len(found)} finding{'' if len(found) == 1 else 's'}" if len(found) else "no findings", err=True)
    ctx.exit(1 if strict and len(found) else 0)


def _first(items: tuple[str, ...], most: int = 6) -> str:
    """Return items parted by commas; of many, the first ones and how many more there are."""
    more = len(items) - most
    return ", ".join(items[:most]) + (f" and {more} more" if more > 0 else "") if items else "none"


@main.command(
    epilog=examples("geo-ree changes layers-2025 layers-2026", "geo-ree changes old new --json | jq '.[].row_id'")
)
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the changes as JSON, one object each.")
def changes(old: Path, new: Path, as_json: bool) -> None:
    """List what differs between two layers folders, figure by figure, each folder read by itself.

    A row that came or went is one line with its numbers; --json gives every figure of it.
    """
    from geo_ree.atlas.diff import compare_layers, describe_changes

    found = compare_layers(old, new)
    if as_json:
        rows = found.to_dict("records")
        blank = [{name: None if value != value else value for name, value in row.items()} for row in rows]
        _write(json.dumps(blank, ensure_ascii=False, indent=2) + "\n", STANDARD_OUTPUT)
        return
    lines = describe_changes(found)
    for line in lines:
        click.echo(line)
    click.echo(f"{len(lines)} change{'' if len(lines) == 1 else 's'}" if lines else "no changes", err=True)


@main.command(epilog=examples("geo-ree validate deposits.geojson"))
@click.argument("path", metavar="FILE.geojson", type=click.Path(path_type=Path))
@click.pass_context
def validate(ctx: click.Context, path: Path) -> None:
    """Check a file against RFC 7946; list every problem with its JSON pointer."""
    from geo_ree.gis.geojson import validate_geojson

    problems = validate_geojson(path)
    for problem in problems:
        click.echo(f"{path}: {problem}")
    if not problems:
        click.echo("valid", err=True)
    ctx.exit(1 if problems else 0)


@main.command(
    epilog=examples(
        "geo-ree cite jorc-code-2012",
        "geo-ree cite --all --format bibtex > sources.bib",
        "geo-ree cite usgs-mcs-2025 jorc-code-2012 --format csl-json",
    )
)
@click.argument("source_ids", metavar="[ID]...", nargs=-1)
@click.option("--format", "style", type=click.Choice(CITATION_FORMATS), default="text", help="Default: text.")
@click.option("--all", "every", is_flag=True, help="Every source that anybody has read, by id.")
@atlas_options
def cite(source_ids: tuple[str, ...], style: str, every: bool, choice: Choice) -> None:
    """Print the citations of sources: a line each, or a file for a reference manager."""
    from geo_ree.atlas.citations import cite_sources

    if every == bool(source_ids):
        raise click.UsageError("give the ids of sources, or --all")
    text = cite_sources(None if every else source_ids, style=style, atlas=choice.load())
    if style == "text":
        click.echo(text, nl=False)
    else:
        _write(text, STANDARD_OUTPUT)  # a file to be read by a program: UTF-8, whatever the terminal's encoding


@main.command(name="list", epilog=examples("geo-ree list deposits", "geo-ree list sources | grep usgs"))
@click.argument("what", type=click.Choice(LISTS))
@atlas_options
def list_ids(what: str, choice: Choice) -> None:
    """List the ids of a table with their names, a tab between them."""
    rows = choice.load().tables()[what]
    for row_id, name in rows["title" if what == "sources" else "name"].items():
        click.echo(f"{row_id}\t{name}")


def _refuse_other_suffixes(output: str, suffixes: tuple[str, ...]) -> None:
    """Refuse a file name that says another format than the one that would be written."""
    suffix = Path(output).suffix.lower()
    if output != STANDARD_OUTPUT and suffix not in suffixes:
        raise UnsupportedFormat(f"{output!r}: this command writes {' or '.join(suffixes)}, not {suffix or 'that'}")


def _geojson(atlas: Atlas, name: str, *, deposit_ids: tuple[str, ...] | None = None) -> str:
    from geo_ree.export.frames import export as export_tables
    from geo_ree.gis.geojson import to_geojson

    exported = export_tables(atlas, name, deposit_ids=deposit_ids)
    return to_geojson(exported, members=exported.members())


def _write(text: str, output: str, *, quiet: bool = False) -> None:
    """Write a file whole or not at all and say so; ``-`` is standard output, which then carries nothing else."""
    if output == STANDARD_OUTPUT:
        sys.stdout.buffer.write(text.encode())
        return
    from geo_ree._atomic import write_text

    path = write_text(Path(output), text)
    click.echo(f"wrote {path} ({len(text.encode()) / 1000:,.0f} kB)", err=quiet)
