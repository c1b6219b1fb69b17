"""The commands that hand out data: export, list and cite."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from geo_ree.cli.options import Choice, atlas_options, examples, output_option
from geo_ree.cli.printing import GEOJSON_SUFFIXES, print_file, refuse_other_suffixes, say, say_lines, write

if TYPE_CHECKING:
    from geo_ree.atlas.atlas import Atlas

EXPORTS = ("deposits", "facilities", "ports", "routes", "estimates", "all")
LISTS = ("deposits", "facilities", "ports", "routes", "sources")
CITATION_FORMATS = ("text", "bibtex", "csl-json")


@click.command(
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
    refuse_other_suffixes(output, GEOJSON_SUFFIXES)
    write(tables_as_geojson(choice.load(), what), output)


@click.command(name="list", epilog=examples("geo-ree list deposits", "geo-ree list sources | grep usgs"))
@click.argument("what", type=click.Choice(LISTS))
@atlas_options
def list_ids(what: str, choice: Choice) -> None:
    """List the ids of a table with their names, a tab between them."""
    rows = choice.load().tables()[what]
    for row_id, name in rows["title" if what == "sources" else "name"].items():
        say(str(row_id), str(name))


@click.command(
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
        say_lines(text)
    else:
        print_file(text)


def tables_as_geojson(atlas: Atlas, name: str, *, deposit_ids: tuple[str, ...] | None = None) -> str:
    """Return what is exported under a name as GeoJSON, with sources and how to cite."""
    from geo_ree.export.frames import export as export_tables
    from geo_ree.gis.geojson import to_geojson

    exported = export_tables(atlas, name, deposit_ids=deposit_ids)
    return to_geojson(exported)
