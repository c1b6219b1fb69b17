"""Write what is derived from tables in the code: the references of the layers, of the audit and of the rooms.

Run by a maintainer after a change of a room's first line, of ``geo_ree/layers/`` or of the audit's rules:
``.venv/bin/python tools/write_reference.py``. A test holds the files against the code.
"""

from __future__ import annotations

import ast
import json
import tomllib
from pathlib import Path
from typing import Any

from geo_ree import __version__
from geo_ree.auditing.rulebook import RULES
from geo_ree.layers.fields import KINDS, Column
from geo_ree.layers.tables.registry import TABLES, Table

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "geo_ree"
INTRODUCTION = (ROOT / "docs" / "layers_introduction.md").read_text("utf-8")
ARCHITECTURE_INTRODUCTION = (ROOT / "docs" / "architecture_introduction.md").read_text("utf-8")
AUDIT_INTRODUCTION = (ROOT / "docs" / "audit_introduction.md").read_text("utf-8")
LAYERS_LICENCE = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0",
}


def reference() -> str:
    """Return the layers reference: the introduction, then each table with its columns."""
    return INTRODUCTION + "\n" + "\n".join(table_section(table) for table in TABLES.values())


def audit_reference() -> str:
    """Return the reference of the audit: the introduction, then each rule."""
    lines = [
        AUDIT_INTRODUCTION,
        "| rule | severity | what must hold | where the rule comes from |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| `{rule.rule}` | {rule.severity} | {rule.reason} | {rule.basis}"
        + (f" ({', '.join(f'`{source_id}`' for source_id in rule.source_ids)})" if rule.source_ids else "")
        + " |"
        for rule in RULES
    ]
    return "\n".join(lines) + "\n"


def architecture() -> str:
    """Return the architecture: the introduction, then each room with the first line of its own page of contents."""
    floors = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["geo_ree"]["floors"]
    lines = [ARCHITECTURE_INTRODUCTION.rstrip(), "", "| floor | room | what it is for |", "|---|---|---|"]
    for floor, rooms in enumerate(floors, start=1):
        for room in rooms:
            lines += [f"| {floor} | `{name}` | {first_line(path)} |" for name, path in inside(room)]
    return "\n".join(lines) + "\n"


def inside(room: str) -> list[tuple[str, Path]]:
    """Return a room with the rooms in it: each by its name and the file whose first line says what it is for."""
    if (PACKAGE / f"{room}.py").is_file():
        return [(f"{room}.py", PACKAGE / f"{room}.py")]
    pages = sorted((PACKAGE / room).rglob("__init__.py"), key=lambda path: path.parent.as_posix())
    return [(f"{path.parent.relative_to(PACKAGE).as_posix()}/", path) for path in pages]


def first_line(path: Path) -> str:
    """Return the first line of a file's docstring."""
    return (ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "").splitlines()[0]


def table_section(table: Table) -> str:
    """Return the section of one table."""
    lines = [f"## `{table.file}`", "", f"One row is {table.about}. Key: {', '.join(f'`{key}`' for key in table.key)}."]
    if table.geometry:
        lines[-1] += f" Geometry: {' or '.join(table.geometry)}, longitude first, WGS 84."
    lines += ["", "| column | what it holds | allowed |", "|---|---|---|"]
    lines += [
        f"| `{column.name}`{' *' if column.required else ''} | {column.about} | {allowed(column)} |"
        for column in table.columns
    ]
    return "\n".join(lines) + "\n"


def allowed(column: Column) -> str:
    """Return what a column may hold, in words."""
    if column.refers_to:
        several = "ids of " if column.is_list else "an id of "
        return several + ", ".join(f"`{name}`" for name in column.refers_to)
    if column.words:
        return ", ".join(f"`{word}`" for word in column.words)
    return column.allowed


def data_package() -> str:
    """Return the Frictionless Data Package (v2) that describes the folder."""
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "geo-ree-layers",
        "title": "Rare-earth deposits, plants, ports, proposed routes and events, every figure with its source",
        "version": __version__,
        "licenses": [LAYERS_LICENCE],
        "resources": [resource(table) for table in TABLES.values()],
    }
    return json.dumps(package, indent=2, ensure_ascii=False) + "\n"


def resource(table: Table) -> dict[str, Any]:
    """Return the description of one file."""
    described = {"name": table.name.replace("_", "-"), "path": table.file, "title": f"One row is {table.about}"}
    schema = {"fields": [field(column) for column in table.columns], "primaryKey": list(table.key)}
    if table.geometry:
        # A GeoJSON is not a table to Frictionless: its properties are described, but not as a tabular resource.
        return described | {"format": "geojson", "mediatype": "application/geo+json", "geo_ree:properties": schema}
    references = [foreign_key(column) for column in table.columns if is_foreign_key(column)]
    if references:
        schema["foreignKeys"] = references
    return described | {
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def is_foreign_key(column: Column) -> bool:
    """Return whether Frictionless can say where a column points: to one CSV, one id in a cell."""
    return len(column.refers_to) == 1 and column.kind == "id" and not TABLES[column.refers_to[0]].geometry


def foreign_key(column: Column) -> dict[str, Any]:
    """Return the Frictionless foreign key of a column."""
    target = TABLES[column.refers_to[0]]
    reference = {"resource": target.name.replace("_", "-"), "fields": list(target.key)}
    return {"fields": [column.name], "reference": reference}


def field(column: Column) -> dict[str, Any]:
    """Return the Frictionless field of a column."""
    described: dict[str, Any] = {
        "name": column.name,
        "type": KINDS[column.kind].frictionless,
        "description": column.about,
    }
    if column.kind == "yes_no":
        described |= {"trueValues": ["yes"], "falseValues": ["no"]}
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.words and not column.is_list:
        constraints["enum"] = list(column.words)
    if column.kind == "text":
        constraints["maxLength"] = column.longest
    if column.at_least is not None:
        constraints["minimum"] = column.at_least
    if column.at_most is not None:
        constraints["maximum"] = column.at_most
    return described | ({"constraints": constraints} if constraints else {})


FILES = {
    ROOT / "docs" / "layers.md": reference,
    ROOT / "layers" / "datapackage.json": data_package,
    ROOT / "docs" / "audit.md": audit_reference,
    ROOT / "docs" / "architecture.md": architecture,
}

if __name__ == "__main__":
    for path, make in FILES.items():
        path.write_text(make(), "utf-8", newline="\n")
        print(f"wrote {path.relative_to(ROOT)}")
