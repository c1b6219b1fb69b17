"""``geo-ree``: the public names from a shell, nothing more.

Exit status: 0 done; 1 findings of ``check`` or ``validate``; 2 wrong use or bad input, with one clear line on stderr.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geo_ree import __version__
from geo_ree.errors import GeoReeError, UnsupportedFormat

if TYPE_CHECKING:
    from geo_ree.atlas import Atlas

STANDARD_OUTPUT = "-"
EXPORTS = ("deposits", "facilities", "ports", "routes", "estimates", "all")
LISTS = ("deposits", "facilities", "ports", "routes", "sources")

layers_option = click.option(
    "--layers",
    "folders",
    multiple=True,
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="A folder in layers/ form, laid over the built-in layers. Repeatable; later ones win.",
)


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
        try:
            return super().invoke(ctx)
        except (GeoReeError, OSError) as error:
            if isinstance(error, BrokenPipeError):
                raise
            click.echo(f"geo-ree: {error}", err=True)
            ctx.exit(2)


def examples(*lines: str) -> str:
    """Return the examples at the foot of a command's help, one to a line as they are typed."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


@click.group(
    cls=Group,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=examples(
        "geo-ree compare beylikova bayan-obo -o compare.html",
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
@layers_option
def compare(deposit_ids: tuple[str, ...], output: str, geojson_dir: Path | None, folders: tuple[Path, ...]) -> None:
    """Draw two or more deposits side by side on one page that needs no network."""
    _refuse_other_suffixes(output, (".html", ".htm"))
    from geo_ree.comparison import compare as compare_deposits
    from geo_ree.maps.comparison import draw_comparison

    atlas = _atlas(folders)
    comparison = compare_deposits(*deposit_ids, atlas=atlas)
    texts = {output: draw_comparison(comparison).html}
    if geojson_dir is not None:
        for name in ("deposits", "facilities", "routes"):
            path = str(geojson_dir / f"{name}.geojson")
            texts[path] = _geojson(atlas, name, deposit_ids=comparison.deposit_ids)
        geojson_dir.mkdir(parents=True, exist_ok=True)
    for path, text in texts.items():
        _write(text, path, quiet=output == STANDARD_OUTPUT)


@main.command(
    epilog=examples(
        "geo-ree export deposits -o deposits.geojson",
        "geo-ree export all -o - | jq '.features | length'",
    )
)
@click.argument("what", type=click.Choice(EXPORTS))
@output_option(".geojson")
@layers_option
def export(what: str, output: str, folders: tuple[Path, ...]) -> None:
    """Write a table of the atlas as GeoJSON (RFC 7946), with sources and how to cite."""
    _refuse_other_suffixes(output, (".geojson", ".json"))
    _write(_geojson(_atlas(folders), what), output)


@main.command(epilog=examples("geo-ree check", "geo-ree check my-layers"))
@click.argument("folders", nargs=-1, metavar="[FOLDER]...", type=click.Path(path_type=Path))
@click.option("--layers", "more_folders", multiple=True, metavar="FOLDER", type=click.Path(path_type=Path), hidden=True)
@click.pass_context
def check(ctx: click.Context, folders: tuple[Path, ...], more_folders: tuple[Path, ...]) -> None:
    """Check folders in layers/ form, laid over the built-in layers; list every fault with file, row and column."""
    from geo_ree.errors import Fault
    from geo_ree.layers import check_layers

    absent = [str(folder) for folder in (*folders, *more_folders) if not folder.is_dir()]
    if absent:
        raise click.BadParameter(f"{', '.join(absent)}: not a folder")
    faults = check_layers(*folders, *more_folders)
    for fault in faults.astype({"row": object}).where(faults.notna(), None).itertuples(index=False):
        click.echo(str(Fault(*fault)))
    click.echo("no faults" if faults.empty else f"{len(faults)} fault{'s' if len(faults) > 1 else ''}", err=True)
    ctx.exit(0 if faults.empty else 1)


@main.command(epilog=examples("geo-ree validate deposits.geojson"))
@click.argument("path", metavar="FILE.geojson", type=click.Path(path_type=Path))
@click.pass_context
def validate(ctx: click.Context, path: Path) -> None:
    """Check a file against RFC 7946; list every problem with its JSON pointer."""
    from geo_ree.geojson import validate_geojson

    problems = validate_geojson(path)
    for problem in problems:
        click.echo(f"{path}: {problem}")
    if not problems:
        click.echo("valid", err=True)
    ctx.exit(1 if problems else 0)


@main.command(epilog=examples("geo-ree cite jorc-code-2012", "geo-ree list sources"))
@click.argument("source_ids", metavar="ID...", nargs=-1, required=True)
@layers_option
def cite(source_ids: tuple[str, ...], folders: tuple[Path, ...]) -> None:
    """Print the citation of a source."""
    atlas = _atlas(folders)
    for citation in [atlas.cite(source_id) for source_id in source_ids]:
        click.echo(citation)


@main.command(name="list", epilog=examples("geo-ree list deposits", "geo-ree list sources | grep usgs"))
@click.argument("what", type=click.Choice(LISTS))
@layers_option
def list_ids(what: str, folders: tuple[Path, ...]) -> None:
    """List the ids of a table with their names, a tab between them."""
    rows = _atlas(folders).tables()[what]
    for row_id, name in rows["title" if what == "sources" else "name"].items():
        click.echo(f"{row_id}\t{name}")


def _refuse_other_suffixes(output: str, suffixes: tuple[str, ...]) -> None:
    """Refuse a file name that says another format than the one that would be written."""
    suffix = Path(output).suffix.lower()
    if output != STANDARD_OUTPUT and suffix not in suffixes:
        raise UnsupportedFormat(f"{output!r}: this command writes {' or '.join(suffixes)}, not {suffix or 'that'}")


def _atlas(folders: tuple[Path, ...]) -> Atlas:
    from geo_ree.atlas import load_atlas

    return load_atlas(*folders)


def _geojson(atlas: Atlas, name: str, *, deposit_ids: tuple[str, ...] | None = None) -> str:
    from geo_ree.exports import export as export_tables
    from geo_ree.geojson import to_geojson

    exported = export_tables(atlas, name, deposit_ids=deposit_ids)
    return to_geojson(exported, members=exported.members())


def _write(text: str, output: str, *, quiet: bool = False) -> None:
    """Write a file whole or not at all and say so; ``-`` is standard output, which then carries nothing else."""
    if output == STANDARD_OUTPUT:
        sys.stdout.buffer.write(text.encode())
        return
    from geo_ree.writing import write_text

    path = write_text(Path(output), text)
    click.echo(f"wrote {path} ({len(text.encode()) / 1000:,.0f} kB)", err=quiet)
