"""Routes and matrices beside searoute and scgraph, on the same networks, in one run.

``python -m benchmarks.routing`` prints how long each takes, as ratios with the targets beside them; it ends with status
1 where one is missed. It needs the extra ``benchmarks``. With ``--quick`` all sizes are small: that shows that it runs,
but the ratios are others, and nothing is judged.

The peers' networks are filled from our arrays, and answers are compared: where they differ, the run ends.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

if not __package__:
    # Run as a file, its folder comes first, and geojson.py there would stand for the library that searoute imports.
    sys.path[0] = str(Path(__file__).resolve().parents[1])

from benchmarks import multimodal, sea
from benchmarks.peers import PEERS, library
from benchmarks.questions import FULL, QUICK, Sizes
from benchmarks.side_by_side import Disagreement, Ratio, Tool, in_turn, table_of
from geo_ree.errors import MissingLibrary

PROJECT = Path(__file__).resolve().parents[1]
MOST_OF_AN_IMPORT = 2.5
GIGABYTE = 1e9
# The system counts the memory of a process in kibibytes; macOS counts in bytes.
UNIT_OF_MEMORY = 1 if sys.platform == "darwin" else 1024


def memory_ratio(sizes: Sizes) -> Ratio:
    """Compare the most memory that our matrix by all modes takes, in a process of its own, with a gigabyte.

    To be asked first: on Linux a process counts as its own what the one that starts it has held.
    """
    quick = ["--quick"] if sizes == QUICK else []
    command = [sys.executable, "-m", "benchmarks.routing", "--memory", *quick]
    done = subprocess.run(command, cwd=PROJECT, check=True, stdout=subprocess.PIPE, text=True)
    what = f"most memory, {sizes.rows:,} × {sizes.columns} by all modes"
    return Ratio(what, "a gigabyte", float(done.stdout), GIGABYTE, 1.0, "B")


def print_memory(sizes: Sizes) -> None:
    """Compute the matrix and print the most memory that this process has held, bytes."""
    multimodal.by_matrix(multimodal.land_matrix(sizes))(0)()
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * UNIT_OF_MEMORY)


def command_ratio(sizes: Sizes) -> Ratio:
    """Compare the command line, from its start to a written file, with the start of geopandas alone."""
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "route.geojson")
        command = [sys.executable, "-m", "geo_ree", "route", "beylikova", "USORF", "-o", path]
        peer = [sys.executable, "-c", "import geopandas"]
        turns = in_turn({"geo-ree": by_process(command), "geopandas": by_process(peer)}, sizes.command_turns)
    return Ratio(
        "geo-ree route … -o route.geojson, cold",
        "import geopandas",
        turns["geo-ree"].median(),
        turns["geopandas"].median(),
        MOST_OF_AN_IMPORT,
    )


def by_process(command: Sequence[str]) -> Tool:
    """Return a process that starts, works and ends."""
    return lambda _: lambda: subprocess.run(command, cwd=PROJECT, check=True, stdout=subprocess.PIPE)


def all_ratios(sizes: Sizes) -> Iterator[Ratio]:
    """Yield what is measured."""
    yield memory_ratio(sizes)
    yield command_ratio(sizes)
    yield from sea.sea_ratios(sizes)
    yield from multimodal.multimodal_ratios(sizes)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; return 1 where a target is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.routing", description="Time routes beside the peers.")
    parser.add_argument("--quick", action="store_true", help="small sizes, to see that it runs; nothing is judged")
    parser.add_argument(
        "--memory", action="store_true", help="compute one matrix and print the most memory held, bytes"
    )
    options = parser.parse_args(arguments)
    sizes = QUICK if options.quick else FULL
    if options.memory:
        print_memory(sizes)
        return 0
    try:
        for name in PEERS:
            library(name)
        ratios = list(all_ratios(sizes))
    except (MissingLibrary, Disagreement) as error:
        sys.exit(str(error))
    print(table_of(ratios, is_judged=sizes == FULL))
    return int(sizes == FULL and any(ratio.holds is False for ratio in ratios))


if __name__ == "__main__":
    sys.exit(main())
