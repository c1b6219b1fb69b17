"""The house stands as docs/architecture.md says: one direction of imports, one door for each heavy library."""

import ast
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
PACKAGE = TESTS.parent / "geo_ree"

# From the ground up. Modules on one line do not import each other, except where a later comment says so.
LADDER = (
    ("errors", "theme", "numbers", "vocabulary", "wording", "countries", "topojson", "attribution"),
    ("elements", "columns", "writing", "rules", "vendored"),
    ("forms", "json_values", "seam", "borders", "units"),
    ("deposit_tables", "trade_tables", "record_tables"),
    ("tables",),
    ("validation",),
    ("geojson",),
    ("reading", "lazy_frames"),
    ("layers",),
    ("estimates", "baskets", "bibliography", "concentration", "primary"),
    ("atlas",),
    ("records", "dossiers", "references", "versions"),
    ("measures", "evidence"),
    ("caveats", "summary"),
    ("comparison", "auditing"),
    ("charts",),
    ("passages",),
    ("rates",),
    ("network",),
    ("shapes", "hierarchy", "stops"),
    ("transport",),
    ("climbing",),
    ("ways", "sweeps"),
    ("legs", "trees", "sides", "block_files", "queries"),
    ("routing", "blocks"),
    ("proposals", "matrices", "itineraries"),
    ("exports",),
    ("maps", "plots"),
    ("cli",),
    ("__main__",),
)
FLOOR = {module: level for level, modules in enumerate(LADDER) for module in modules}
DOORS = {"folium": ("maps",), "branca": ("maps",), "jinja2": ("maps",), "matplotlib": ("plots",), "click": ("cli",)}
# What has no test file of its own name, and why.
WITHOUT_MIRROR = {
    "__init__": "hands out the public names, which test_public_names.py holds",
    "__main__": "one call of cli.py",
    "maps/__init__": "holds nothing",
    "auditing/__init__": "holds nothing",
    "charts/__init__": "holds nothing",
    "plots/__init__": "holds nothing",
}
VAGUE_NAMES = {"utils", "util", "helpers", "core", "common", "manager", "misc"}

FILES = sorted(PACKAGE.rglob("*.py"))


def module_of(path):
    """Return the room a file stands in: its module, or its folder for all of that."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imports_of(path):
    """Return the dotted names that a file imports when it runs; those for type checkers alone do not count."""
    tree = ast.parse(path.read_text("utf-8"))
    typing_only = {
        id(child)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for child in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: a relative import hides its direction"
            # `from geo_ree import theme` imports a room, whose name is not in node.module.
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_from_below(path):
    room = module_of(path)
    if room == "__init__":
        return  # imports nothing when it runs, which test_public_names.py holds
    assert room in FLOOR, f"{room} has no place in the ladder: give it one here and in docs/architecture.md"
    for name in imports_of(path):
        if not name.startswith("geo_ree."):
            continue
        target = name.split(".")[1]
        if (target == room and (PACKAGE / room).is_dir()) or target == "__version__":
            continue
        assert FLOOR[target] < FLOOR[room], f"{path.name} imports {name}, which does not stand below it"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_heavy_library_has_one_door(path):
    for name in imports_of(path):
        allowed = DOORS.get(name.split(".")[0])
        assert allowed is None or module_of(path) in allowed, f"{path.name} imports {name}; only {allowed} may"


@pytest.mark.parametrize("folder", sorted({path.parent.name for path in FILES if path.parent != PACKAGE}))
def test_the_files_of_a_folder_do_not_import_in_a_circle(folder):
    edges = {}
    for path in (PACKAGE / folder).glob("*.py"):
        inside = f"geo_ree.{folder}."
        edges[path.stem] = {name.split(".")[2] for name in imports_of(path) if name.startswith(inside)}
    while edges:
        leaves = {name for name, targets in edges.items() if not targets & set(edges)}
        assert leaves, f"these import each other: {sorted(edges)}"
        edges = {name: targets for name, targets in edges.items() if name not in leaves}


def test_every_module_has_a_test_file_of_its_name():
    modules = {path.relative_to(PACKAGE).with_suffix("") for path in FILES}
    unproved = {str(module) for module in modules if not (TESTS / module.with_name(f"test_{module.name}.py")).is_file()}
    assert unproved == set(WITHOUT_MIRROR)


def test_no_module_has_a_vague_name():
    assert not {path.stem for path in FILES} & VAGUE_NAMES


def test_the_ladder_names_no_room_that_is_gone():
    rooms = {module_of(path) for path in FILES}
    assert set(FLOOR) <= rooms


def test_the_top_level_is_what_the_design_says():
    allowed = {
        "pyproject.toml", "hatch_build.py", "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "CITATION.cff", "LICENSE",
        "SECURITY.md", "Makefile", "geo_ree", "layers", "examples", "tests", "docs", "web", "tools", "benchmarks",
    }  # fmt: skip
    made = {"out", "dist", "__pycache__"}
    found = {path.name for path in PACKAGE.parent.iterdir() if not path.name.startswith(".")}
    assert found <= allowed | made
