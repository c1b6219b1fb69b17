"""The commands that draw: compare, map and route."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from geo_ree.cli.data import tables_as_geojson
from geo_ree.cli.options import Choice, atlas_options, examples, output_option, route_options
from geo_ree.cli.printing import (
    GEOJSON_SUFFIXES,
    PAGE_SUFFIXES,
    STANDARD_OUTPUT,
    refuse_other_suffixes,
    say_lines,
    write,
)

if TYPE_CHECKING:
    from geo_ree.atlas.atlas import Atlas
    from geo_ree.routing.options import RouteOptions
    from geo_ree.routing.route import Route


@click.command(
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
    refuse_other_suffixes(output, PAGE_SUFFIXES)
    from geo_ree.comparison.comparison import compare as compare_deposits
    from geo_ree.pages.comparison.page import draw_comparison

    atlas = choice.load()
    comparison = compare_deposits(*deposit_ids, atlas=atlas)
    texts = {output: draw_comparison(comparison).html}
    if geojson_dir is not None:
        for name in ("deposits", "facilities", "routes"):
            path = str(geojson_dir / f"{name}.geojson")
            texts[path] = tables_as_geojson(atlas, name, deposit_ids=comparison.deposit_ids)
        geojson_dir.mkdir(parents=True, exist_ok=True)
    for path, text in texts.items():
        write(text, path, quiet=output == STANDARD_OUTPUT)


@click.command(name="map", epilog=examples("geo-ree map -o atlas.html", "geo-ree map --layers my-layers -o atlas.html"))
@output_option(".html")
@atlas_options
def draw_map(output: str, choice: Choice) -> None:
    """Draw every deposit, plant and port on one page that needs no network, to search, filter and sort."""
    refuse_other_suffixes(output, PAGE_SUFFIXES)
    from geo_ree.pages.atlas.page import draw_atlas

    write(draw_atlas(choice.load()).html, output)


@click.command(
    name="route",
    # A western longitude begins with a minus sign and is no option.
    context_settings={"ignore_unknown_options": True},
    epilog=examples(
        "geo-ree route beylikova USORF",
        "geo-ree route Beylikova 'Neo Silmet' --via Derince --closed gibraltar -o route.html",
        "geo-ree route 31.365,39.617 -76.33,36.93 --objective time -o route.geojson",
    ),
)
@click.argument("origin", metavar="FROM")
@click.argument("destination", metavar="TO")
@click.option(
    "-o", "--output", metavar="FILE", help="The .html or .geojson to write; - for GeoJSON on standard output."
)
@click.option("--via", multiple=True, metavar="PLACE", help="A stop between, in order. Repeatable.")
@route_options
@atlas_options
def find(
    origin: str, destination: str, output: str | None, via: tuple[str, ...], options: RouteOptions, choice: Choice
) -> None:
    """Find the best route over sea lanes, railways and roads between two places.

    FROM and TO are ids or names of deposits, plants or ports, UN/LOCODEs, or LONGITUDE,LATITUDE in degrees. Without
    -o the legs are printed as a table.
    """
    if output is not None:
        refuse_other_suffixes(output, (*PAGE_SUFFIXES, *GEOJSON_SUFFIXES))
    from geo_ree.routing.route import route_through

    atlas = choice.load()
    found = route_through([_end(text) for text in (origin, *via, destination)], options, atlas=atlas)
    if output is None:
        from geo_ree.routing.wording import route_as_text

        say_lines(route_as_text(found))
    else:
        write(_route_text(found, atlas, output), output)


def _end(text: str) -> str | tuple[float, float]:
    """Return a longitude and a latitude, or the text itself where it is none: then it is a name."""
    lon, _, lat = text.partition(",")
    try:
        return float(lon), float(lat)
    except ValueError:
        return text


def _route_text(route: Route, atlas: Atlas, output: str) -> str:
    """Return a route as the page or the GeoJSON that a file name asks for; what one does not need is not imported."""
    if Path(output).suffix.lower() in PAGE_SUFFIXES:
        from geo_ree.pages.route.page import draw_route

        return draw_route(route, atlas=atlas).html
    from geo_ree.gis.geojson import to_geojson

    return to_geojson(route)
