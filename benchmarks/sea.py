"""A matrix by sea beside searoute's routes one by one and scgraph's square matrices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from benchmarks.peers import costing_for, geograph_of, graph_of, library, marnet_of, turn_to
from benchmarks.questions import Matrix, Place, Sizes, Square, matrix_at_sea
from benchmarks.side_by_side import Ratio, Tool, Turns, check_same, in_turn
from geo_ree import route_matrix

# Sums of the same lengths in another order.
SAME = 1e-6
MOST_OF_SEAROUTE = {"igraph": 1 / 5000, "networkx": None}
MOST_OF_SCGRAPH = 1 / 40


def sea_ratios(sizes: Sizes) -> list[Ratio]:
    """Compare distances by sea, the joining of places to the lanes included."""
    graph = graph_of(costing_for("distance", ["sea"]))
    matrix = matrix_at_sea(graph, sizes)
    squares = {side: matrix.square(side) for side in sizes.squares}
    marnets, geograph = {backend: marnet_of(graph, backend) for backend in MOST_OF_SEAROUTE}, geograph_of(graph)
    turns = in_turn(
        {"geo_ree": by_matrix(matrix)}
        | {backend: by_searoute(marnet, backend, matrix.pairs) for backend, marnet in marnets.items()}
        | {f"{side}": by_scgraph(geograph, square.places) for side, square in squares.items()},
        sizes.sea_turns,
    )
    check_searoute(turns["geo_ree"], matrix, marnets)
    check_scgraph(turns, squares)
    what, ours = f"a pair by sea, {sizes.rows:,} × {sizes.columns}", turns["geo_ree"].median(sizes.rows * sizes.columns)
    return [
        Ratio(what, f"searoute, {backend}", ours, turns[backend].median(len(matrix.cells)), most)
        for backend, most in MOST_OF_SEAROUTE.items()
    ] + [
        # The target was set by a square of 60; a larger one grows more trees, each for more pairs.
        Ratio(
            what,
            f"scgraph, {side} × {side}",
            ours,
            turns[f"{side}"].median(side**2),
            MOST_OF_SCGRAPH if side == sizes.squares[0] else None,
        )
        for side in squares
    ]


def by_matrix(matrix: Matrix) -> Tool:
    """Return our matrix."""
    origins, destinations = matrix.points()
    return lambda _: lambda: route_matrix(origins, destinations, modes=["sea"], objective="distance", progress=False)


def by_searoute(marnet: Any, backend: str, pairs: Sequence[tuple[Place, Place]]) -> Tool:
    """Return searoute, which answers pairs one by one."""
    route = library("searoute").searoute

    def tool(_: int) -> Any:
        turn_to(backend)
        return lambda: [route(*pair, M=marnet, restrictions=[], backend=backend) for pair in pairs]

    return tool


def by_scgraph(geograph: Any, places: Sequence[Place]) -> Tool:
    """Return scgraph, which computes all distances between some places."""
    asked = [{"latitude": lat, "longitude": lon} for lon, lat in places]

    def tool(_: int) -> Any:
        # It keeps the trees that it has grown. Another matrix needs other ones, as ours grows its own each time.
        geograph.graph_object.reset_cache()
        return lambda: geograph.distance_matrix(asked)

    return tool


def check_searoute(ours: Turns, matrix: Matrix, marnets: dict[str, Any]) -> None:
    """Compare lengths in the network: what searoute reports is measured anew, on a sphere."""
    values = ours.answers[-1].to_numpy()
    for backend, marnet in marnets.items():
        turn_to(backend)
        lengths = [marnet.shortest_path(*pair)[0] for pair in matrix.pairs]
        print(
            check_same(f"by sea, searoute ({backend})", [values[cell] for cell in matrix.cells], lengths, within=SAME)
        )


def check_scgraph(turns: dict[str, Turns], squares: dict[int, Square]) -> None:
    """Compare the distances that are in both matrices."""
    values = turns["geo_ree"].answers[-1].to_numpy()
    for side, square in squares.items():
        found = turns[f"{side}"].answers[-1]
        peer = [found[row][square.rows + column] for row, column in square.cells]
        print(
            check_same(f"by sea, scgraph ({side} × {side})", [values[cell] for cell in square.cells], peer, within=SAME)
        )
