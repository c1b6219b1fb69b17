"""Whatever rows the contract allows, every result can be made of them: nothing but an error of ours may be raised.

The rows are drawn from the contract itself: kinds, words, bounds, references to ids that exist, and the rules of a row.
One example carries many rows at once, because a page takes seconds to draw.
"""

import csv
import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from itertools import count
from random import Random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from shapely.geometry import MultiPoint, Point, box, mapping

from geo_ree.atlas.atlas import load_atlas
from geo_ree.auditing.report import audit
from geo_ree.comparison.comparison import compare
from geo_ree.comparison.measures import PLANNED_ORE, PLANNED_PRODUCT
from geo_ree.errors import GeoReeError
from geo_ree.export.frames import export
from geo_ree.gis.geojson import to_geojson
from geo_ree.layers.codelists import NO_SOURCE
from geo_ree.layers.fields import LIST_SEPARATOR, LONGEST_TEXT
from geo_ree.layers.folder import check_layers, load_tables
from geo_ree.layers.tables.registry import TABLES
from geo_ree.pages.atlas.page import draw_atlas
from geo_ree.pages.comparison.page import draw_comparison

# Two deposits carry most rows, so that their statements, plans and analyses meet.
COMPARED = ("beylikova", "bayan-obo")
# Figures at which formulas give way: nothing, next to nothing, the ends of a scale, as much as may be.
NUMBERS = (0.0, 1e-9, 0.001, 0.01, 0.5, 1.0, 2.0, 99.99, 100.0, 1e6, 1e12, -1.0)
BUILT_IN_IDS = 5
# What the code looks for among texts that are free: chance alone would seldom draw two of them for one deposit.
LOOKED_FOR = {
    "attribute": (PLANNED_ORE, PLANNED_PRODUCT),
    "element": ("TREO",),
    "commodity": ("thorium", "barite"),
    "unit": ("t/year", "million t"),
    "unit_as_printed": ("million short tons",),
}
FAMILY = ("part_of", "superseded_by")
TEXTS = ("x", "Kızılcaören", "<b>&amp;</b>", "short tons", "7 ± 2 %", "نص", "a" * 5_000, "{{ 1 }}", "2024", "TREO")
DATES = ("0001", "1950", "2022", "2022-07", "2022-07-01", "2024-02-29", "9999-12-31")


@dataclass(frozen=True)
class Habit:
    """How often a column is filled in one example, and with which few values; no values where the row decides."""

    share_filled: float
    pool: Sequence


class RowMaker:
    """Valid rows of the whole contract, drawn with one source of chance."""

    def __init__(self, chance: Random):
        self.chance = chance
        self.frames = load_tables()
        self.numbers = count(1)
        self.ids = {name: self._known_ids(name) for name in TABLES}
        self.habits: dict[tuple[str, str], Habit] = {}
        self.rows: dict[str, list[dict]] = {name: [] for name in TABLES}

    def _known_ids(self, name):
        if len(TABLES[name].key) > 1:
            return []
        known = [str(key) for key in self.frames[name].index if key != NO_SOURCE]
        return list(COMPARED) if name == "deposits" else known[:BUILT_IN_IDS]

    def fill(self, rows_a_table):
        # Those that others refer to come first.
        for name in sorted(TABLES, key=lambda name: name not in ("sources", "deposits", "facilities", "ports")):
            for _ in range(rows_a_table):
                self._add(name)
        return self.rows

    def _add(self, name):
        """Add a row that holds by every rule; habits with which none does are dropped for others."""
        table = TABLES[name]
        for tries in range(1, 2000):
            row = self._row(table)
            if tries % 20 == 0:
                self.habits = {key: habit for key, habit in self.habits.items() if key[0] != name}
            if not any(rule(row) for rule in table.rules):
                key = tuple(row[part] for part in table.key)
                if len(table.key) == 1:
                    self.ids[name].append(key[0])
                self.rows[name].append(row)
                return
        raise AssertionError(f"no valid row of {name} was found")

    def _row(self, table):
        row = {"geometry": self._geometry(table)} if table.geometry else {}
        # A family is of one deposit, so that is drawn before.
        for column in sorted(table.columns, key=lambda column: column.name in FAMILY):
            habit = self._habit(table, column)
            if not column.required and self.chance.random() >= habit.share_filled:
                row[column.name] = () if column.is_list else None
            else:
                row[column.name] = self._value(table, column, row)
        for column in table.columns:  # the upper end of a range is drawn above the lower one
            low, high = row.get(column.name), f"{column.name}_max"
            if row.get(high) is not None and low is not None:
                row[column.name], row[high] = sorted((low, row[high]))
        return row

    def _habit(self, table, column):
        """Return how a column is filled in this whole example: rows that share much meet in more rules."""
        key = (table.name, column.name)
        if key not in self.habits:
            self.habits[key] = Habit(self.chance.choice((0.0, 0.3, 0.7, 1.0)), self._pool(table, column))
        return self.habits[key]

    def _pool(self, table, column):
        makers = {"word": lambda: column.words, "date": lambda: DATES, "yes_no": lambda: (True, True, False)}
        makers |= {
            "text": lambda: [text[: column.longest].strip() for text in _texts_of(table.name, column.name)],
            "number": lambda: self._numbers_of(column),
        }
        values = makers[column.kind]() if column.kind in makers else ()
        drawn = self.chance.sample(values, min(len(values), self.chance.choice((1, 2, 4, 8))))
        looked_for = LOOKED_FOR.get(column.name, ()) if column.kind == "text" else ()
        return [*drawn, *self.chance.choice(((), looked_for))]

    def _value(self, table, column, row):
        if column.name in table.key[:1]:
            return self._new_id(table)
        if column.name in FAMILY:
            return self._relative(row)
        pool = self._habit(table, column).pool
        return self.chance.choice(pool) if pool else getattr(self, f"_{column.kind}")(table, column, row)

    def _new_id(self, table):
        number = next(self.numbers)
        if table.name == "ports":
            return "QZ" + "".join("ABCDEFGHJKLMNPQRSTUV"[number // 20**place % 20] for place in range(3))
        return f"{table.name.replace('_', '-')}-{number}"

    def _relative(self, row):
        """Return an earlier statement of the same deposit, so that no circle closes."""
        theirs = [other["estimate_id"] for other in self.rows["estimates"] if other["deposit_id"] == row["deposit_id"]]
        return self.chance.choice(theirs) if theirs else None

    def _id(self, table, column, row):
        if "deposits" in column.refers_to and self.chance.random() < 0.5:
            return self.chance.choice(COMPARED)
        return self.chance.choice(self._known(table, column))

    def _known(self, table, column):
        """Return the ids that a cell may name; routes go to known ports, to which a path exists."""
        if table.name == "routes" and column.name != "source_id":
            return COMPARED if column.name == "origin_id" else self.ids["ports"][:BUILT_IN_IDS]
        return [key for name in column.refers_to for key in self.ids[name]]

    _subject = _id

    def _ids(self, table, column, row):
        return tuple(self.chance.sample(self._known(table, column), self.chance.randint(1, 3)))

    def _texts(self, table, column, row):
        return tuple(
            self.chance.sample(
                [text for text in TEXTS if LIST_SEPARATOR not in text and len(text) <= LONGEST_TEXT],
                self.chance.randint(1, 3),
            )
        )

    def _words(self, table, column, row):
        return tuple(self.chance.sample(column.words, self.chance.randint(1, min(3, len(column.words)))))

    def _numbers_of(self, column):
        low = column.at_least if column.at_least is not None else -1e12
        high = column.at_most if column.at_most is not None else 1e12
        drawn = [float(f"{self.chance.uniform(max(low, -1e3), min(high, 1e3)):.3g}") for _ in range(10)]
        return [low, high, *drawn, *(number for number in NUMBERS if low <= number <= high)]

    def _country(self, table, column, row):
        return self.chance.choice(("TR", "CN", "AU", "ZZ"))

    def _url(self, table, column, row):
        return self.chance.choice(("https://example.org/", "http://example.org/a?b=%22&c=<d>", "https://[::1]/"))

    def _records(self, table, column, row):
        shape = row["geometry"]
        points = len(shape.geoms) if shape.geom_type == "MultiPoint" else self.chance.randint(0, 1)
        record = {"verified": True, "source_id": self.ids["sources"][0]}
        return tuple({"name": self.chance.choice(TEXTS)[:LONGEST_TEXT], **record} for _ in range(points))

    def _geometry(self, table):
        kind = self.chance.choice(table.geometry)
        lon, lat = self.chance.choice((-180, -179.99, 0, 31.4, 180)), self.chance.choice((-90, 0, 39.6, 89.99, 90))
        if kind == "Point":
            return Point(lon, lat)
        if kind == "MultiPoint":
            return MultiPoint([(lon, lat), (lon, max(lat - 0.1, -90))])
        west, south = min(lon, 179), min(lat, 89)
        return box(west, south, west + 0.5, south + 0.25)


@cache
def _texts_of(table, column):
    """Return texts for a column: those of the built-in rows, which the rules look for, and unkind ones."""
    known = dict.fromkeys(text for text in load_tables()[table].reset_index()[column] if text)
    return [*TEXTS, *known]


def write_folder(rows, folder):
    """Write rows in the layers form, as a person would have them."""
    for name, theirs in rows.items():
        table, path = TABLES[name], folder / TABLES[name].file
        path.parent.mkdir(exist_ok=True)
        if table.geometry:
            path.write_text(json.dumps({"type": "FeatureCollection", "features": [_feature(row) for row in theirs]}))
            continue
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, [column.name for column in table.columns])
            writer.writeheader()
            writer.writerows({key: _cell(value) for key, value in row.items()} for row in theirs)
    return folder


def _feature(row):
    properties = {key: value for key, value in row.items() if key != "geometry"}
    return {"type": "Feature", "properties": properties, "geometry": mapping(row["geometry"])}


def _cell(value):
    if isinstance(value, bool):
        return "yes" if value else "no"
    return LIST_SEPARATOR.join(value) if isinstance(value, tuple) else value


def make_everything(rows, folder):
    """Make of rows whatever the library makes of an atlas; what refuses must refuse with an error of ours."""
    write_folder(rows, folder)
    faults = check_layers(folder)
    assert faults.empty, faults.to_string()
    atlas = load_atlas(folder)
    steps = (
        lambda: audit(atlas),
        lambda: draw_comparison(compare(*COMPARED, atlas=atlas)),
        lambda: draw_atlas(atlas),
        lambda: to_geojson(export(atlas, "all")),
    )
    for step in steps:
        with suppress(GeoReeError):
            step()


SEEDS = st.integers(0, 2**32 - 1)


@settings(max_examples=1, phases=[Phase.generate], derandomize=True)
@given(SEEDS)
def test_everything_can_be_made_of_valid_rows(tmp_path_factory, seed):
    make_everything(RowMaker(Random(seed)).fill(8), tmp_path_factory.mktemp("layers"))


@pytest.mark.deep
@settings(max_examples=20, phases=[Phase.generate])
@given(SEEDS)
def test_everything_can_be_made_of_many_valid_rows(tmp_path_factory, seed):
    make_everything(RowMaker(Random(seed)).fill(30), tmp_path_factory.mktemp("layers"))
