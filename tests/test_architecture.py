"""The house stands as docs/architecture.md says: one direction of imports, one door for each heavy library."""

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import geo_ree

TESTS = Path(__file__).parent
ROOT = TESTS.parent
PACKAGE = ROOT / "geo_ree"

FLOORS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["geo_ree"]["floors"]
FLOOR = {room: level for level, rooms in enumerate(FLOORS) for room in rooms}
# Where alone a heavy library may be imported.
DOORS = {
    "folium": ("webmap",), "branca": ("webmap",), "jinja2": ("webmap",),
    "matplotlib": ("charts/figures",), "click": ("cli",),
}  # fmt: skip
# These rooms serve any page and any GeoDataFrame: nothing of rare earths is loaded with them.
ROOMS_WITHOUT_DOMAIN = ("gis", "webmap")
ROOMS_BELOW_DOMAIN = ("errors", "_atomic", "text", "chemistry", "gis", "webmap")
VAGUE_NAMES = {"utils", "util", "helpers", "core", "common", "manager", "misc"}
MOST_LINES = 400
MOST_FILES = 13

FILES = sorted(PACKAGE.rglob("*.py"))
FOLDERS = sorted({path.parent for path in FILES} - {PACKAGE})


def named(path):
    return path.relative_to(PACKAGE).as_posix()


def dotted(path):
    """Return the module's name as it is imported."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {dotted(path) for path in FILES}


def room_of(module):
    """Return the room of a module of geo_ree: ``routing`` for ``geo_ree.routing.search.paths``."""
    return module.split(".")[1]


def imports_of(path):
    """Return the modules that a file imports when it runs; those for type checkers alone do not count."""
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
            for alias in node.names:
                # `from geo_ree.webmap import theme` imports a module, whose name is not in node.module.
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in MODULES else node.module


def own_imports(path):
    return {name for name in imports_of(path) if name.startswith("geo_ree.")}


def test_every_module_imports_only_from_floors_below_its_own():
    inside = [path for path in FILES if path != PACKAGE / "__init__.py"]
    imports = [(path, room_of(dotted(path)), name) for path in inside for name in sorted(own_imports(path))]
    assert len(imports) > len(inside)
    wrong = [
        f"{named(path)} imports {name}, which is not below it"
        for path, room, name in imports
        if room_of(name) != room and FLOOR[room_of(name)] >= FLOOR[room]
    ]
    assert wrong == []


def test_every_heavy_library_has_one_door():
    imports = [(path, name) for path in FILES for name in imports_of(path) if name.split(".")[0] in DOORS]
    assert {name.split(".")[0] for _, name in imports} == set(DOORS)
    wrong = [
        f"{named(path)} imports {name}"
        for path, name in imports
        if not named(path).startswith(tuple(f"{folder}/" for folder in DOORS[name.split(".")[0]]))
    ]
    assert wrong == []


def test_no_modules_import_each_other_in_a_circle():
    edges = {dotted(path): own_imports(path) & MODULES for path in FILES if path != PACKAGE / "__init__.py"}
    while edges:
        leaves = {name for name, targets in edges.items() if not targets & set(edges) - {name}}
        assert leaves, f"these import each other: {sorted(edges)}"
        edges = {name: targets for name, targets in edges.items() if name not in leaves}


@pytest.mark.parametrize("room", ROOMS_WITHOUT_DOMAIN)
def test_a_room_without_domain_loads_nothing_of_it(room):
    modules = sorted(name for name in MODULES if name.startswith(f"geo_ree.{room}"))
    code = f"import sys, {', '.join(modules)}; print(*(name for name in sys.modules if name.startswith('geo_ree.')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert {room_of(name) for name in done.stdout.split()} <= set(ROOMS_BELOW_DOMAIN)


def test_the_floors_name_no_room_that_is_gone():
    assert set(FLOOR) == {room_of(name) for name in MODULES - {"geo_ree"}}


@pytest.mark.parametrize("folder", FOLDERS, ids=named)
def test_a_room_says_what_it_is_for_and_names_its_files(folder):
    contents = ast.get_docstring(ast.parse((folder / "__init__.py").read_text("utf-8"))) or ""
    first, *rest = contents.splitlines()
    assert first.endswith("."), f"{named(folder)}/__init__.py begins with one sentence"
    inside = {path.stem for path in folder.glob("*.py")} | {path.parent.name for path in folder.glob("*/__init__.py")}
    missing = sorted(name for name in inside - {"__init__"} if f"``{name}``" not in "\n".join(rest))
    assert not missing, f"{named(folder)}/__init__.py does not name {missing}"


@pytest.mark.parametrize("folder", FOLDERS, ids=named)
def test_a_room_holds_few_files(folder):
    assert len(list(folder.glob("*.py"))) <= MOST_FILES


@pytest.mark.parametrize("path", FILES, ids=named)
def test_a_file_is_short(path):
    assert len(path.read_text("utf-8").splitlines()) <= MOST_LINES


def is_whole(node):
    """Return whether an expression can be seen to be a whole number: a length, a truth, a bit."""
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id in {"len", "bool", "int"}
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, ast.LShift)
    return isinstance(node, ast.Compare) or (isinstance(node, ast.Constant) and isinstance(node.value, int))


def sums_of_floats(tree):
    """Return the lines that call the builtin sum for what may be floats."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    return [node.lineno for node in calls if node.func.id == "sum" and not is_whole(getattr(node.args[0], "elt", None))]


def test_sums_of_floats_are_told_from_sums_of_whole_numbers():
    code = (
        "sum(x)\nsum(len(x) for x in y)\nsum(x.km for x in y)\nmath.fsum(x)\nx.sum()\nsum([1.5, x])\nsum(1 for x in y)"
    )
    assert sums_of_floats(ast.parse(code)) == [1, 3, 6]


def test_floats_are_summed_alike_by_every_python():
    # The builtin sum rounds otherwise since Python 3.12; math.fsum gives the same bytes everywhere.
    found = {named(path): sums_of_floats(ast.parse(path.read_text("utf-8"))) for path in FILES}
    assert {name: lines for name, lines in found.items() if lines} == {}, "use math.fsum for what may be floats"


@pytest.mark.parametrize("folder", FOLDERS, ids=named)
def test_every_room_has_tests(folder):
    mirror = TESTS / folder.relative_to(PACKAGE)
    assert list(mirror.rglob("test_*.py")), f"nothing in {mirror.relative_to(ROOT)} tries {named(folder)}"


@pytest.mark.parametrize("name", sorted(set(geo_ree.__all__) - {"__version__"}))
def test_every_public_name_is_tried(name):
    files = [
        path for path in TESTS.rglob("test_*.py") if path.name not in {"test_public_names.py", Path(__file__).name}
    ]
    assert any(used(name, path) for path in files), f"no test uses {name}"


def used(name, path):
    """Return whether a file of tests imports a name, or takes it from geo_ree."""
    text = path.read_text("utf-8")
    return name in text and any(
        (isinstance(node, ast.alias) and node.name == name) or (isinstance(node, ast.Attribute) and node.attr == name)
        for node in ast.walk(ast.parse(text))
    )


def test_no_module_has_a_vague_name():
    assert not {path.stem for path in FILES} & VAGUE_NAMES


def test_no_module_is_called_like_a_public_function_beside_it():
    assert not {path.stem for path in PACKAGE.glob("*.py")} & set(geo_ree.__all__)
    assert not {path.name for path in FOLDERS if path.parent == PACKAGE} & set(geo_ree.__all__)


def test_no_file_or_folder_hides_a_module_of_the_standard_library():
    """Whoever starts Python inside a room has that room first among the places where modules are sought."""
    names = {path.stem for path in FILES} | {path.name for path in FOLDERS}
    assert not names & sys.stdlib_module_names


@pytest.mark.parametrize("folder", [PACKAGE, *FOLDERS], ids=lambda folder: folder.relative_to(ROOT).as_posix())
def test_python_starts_inside_a_room(folder):
    code = "import fractions, statistics, json, typing"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_top_level_is_what_the_design_says():
    allowed = {
        "pyproject.toml", "hatch_build.py", "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "CITATION.cff", "LICENSE",
        "SECURITY.md", "Makefile", "geo_ree", "layers", "examples", "tests", "docs", "web", "tools", "benchmarks",
    }  # fmt: skip
    made = {"out", "dist", "__pycache__"}
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert found <= allowed | made


def test_the_browser_tests_of_every_run_are_there():
    """A test that is renamed would drop out of every run without a word."""
    folder = TESTS / "browser"
    sets = {
        node.targets[0].id: ast.literal_eval(node.value)
        for node in ast.parse((folder / "conftest.py").read_text("utf-8")).body
        if isinstance(node, ast.Assign) and node.targets[0].id.startswith("MATTERS")
    }
    texts = "\n".join(path.read_text("utf-8") for path in folder.glob("test_*.py"))
    assert set(sets) == {"MATTERS", "MATTERS_ON_A_PHONE"}
    assert [name for names in sets.values() for name in sorted(names) if f"def {name}(" not in texts] == []
