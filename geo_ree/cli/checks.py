"""The commands that look for faults and differences: check, audit, validate and changes."""

from __future__ import annotations

from pathlib import Path

import click

from geo_ree.cli.options import Choice, atlas_options, examples
from geo_ree.cli.printing import print_file, say, tell, visible_json


@click.command(epilog=examples("geo-ree check", "geo-ree check my-layers"))
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
        say(str(Fault(*fault)))
    tell("no faults" if faults.empty else f"{len(faults)} fault{'s' if len(faults) > 1 else ''}")
    ctx.exit(0 if faults.empty else 1)


@click.command(
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
        print_file(visible_json(found.to_dict("records")) + "\n")
    else:
        for row in found.to_dict("records"):
            say(f"{row['severity']}: {row['subject_id']}: {row['message']}")
            say(f"    {row['rule']}; rows: {_first(row['rows'])}; sources: {_first(row['source_ids'])}")
        tell(f"{len(found)} finding{'' if len(found) == 1 else 's'}" if len(found) else "no findings")
    ctx.exit(1 if strict and len(found) else 0)


def _first(items: tuple[str, ...], most: int = 6) -> str:
    """Return items parted by commas; of many, the first ones and how many more there are."""
    more = len(items) - most
    return ", ".join(items[:most]) + (f" and {more} more" if more > 0 else "") if items else "none"


@click.command(epilog=examples("geo-ree validate deposits.geojson"))
@click.argument("path", metavar="FILE.geojson", type=click.Path(path_type=Path))
@click.option("--max-bytes", type=click.IntRange(min=1), help="The largest file that is read. Default: 64000000.")
@click.pass_context
def validate(ctx: click.Context, path: Path, max_bytes: int | None) -> None:
    """Check a file against RFC 7946; list every problem with its JSON pointer."""
    from geo_ree.gis.validation import MAX_BYTES, validate_geojson

    problems = validate_geojson(path, max_bytes=max_bytes or MAX_BYTES)
    for problem in problems:
        say(f"{path}: {problem}")
    if not problems:
        tell("valid")
    ctx.exit(1 if problems else 0)


@click.command(
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
        print_file(visible_json(blank) + "\n")
        return
    lines = describe_changes(found)
    for line in lines:
        say(line)
    tell(f"{len(lines)} change{'' if len(lines) == 1 else 's'}" if lines else "no changes")
