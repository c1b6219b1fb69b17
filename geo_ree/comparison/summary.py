"""A comparison in few words: sentences for the head of its page, one line for a terminal, a table for a notebook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from geo_ree.atlas.deposit_profile import Profile, describe_code, distance_km
from geo_ree.comparison.headline_cells import HEADLINE_FIGURES
from geo_ree.comparison.records import Caveat, Cell, Measure
from geo_ree.comparison.setting import Setting
from geo_ree.text.figures import NOT_STATED, format_date, format_distance, join_unit, join_words
from geo_ree.text.labels import STATEMENT_TYPES, say, with_article

SIZES = (
    ("ore_million_t", "million t of material"),
    ("treo_million_t", "million t of contained rare-earth oxide (TREO)"),
    ("treo_percent", "% TREO"),
    ("tree_million_t", "million t of rare-earth elements (not oxide)"),
    ("tree_percent", "% of rare-earth elements (not oxide)"),
)
# Up to here each deposit has a sentence of its own.
MOST_SENTENCES_OF_DEPOSITS = 2


def write_summary(setting: Setting, measures: Iterable[Measure], caveats: tuple[Caveat, ...]) -> tuple[str, ...]:
    """Return three to five sentences for the head of a page, the main caveats included."""
    cells = {measure.measure: measure.cells for measure in measures}
    return (
        _where(setting),
        *_how_much(setting),
        _how_comparable(caveats),
        _magnet_metals(setting, cells["ndpr_percent"], caveats),
    )


def _where(setting: Setting) -> str:
    first, *others = setting.profiles
    away = [
        f"{format_distance(distance_km(setting.atlas, first.deposit_id, other.deposit_id))} from {other.name}"
        for other in others
    ]
    return f"{first.name} lies {join_words(away)}, measured on the ellipsoid."


def _how_much(setting: Setting) -> Iterator[str]:
    parts = [_deposit_words(profile) for profile in setting.profiles]
    if len(parts) <= MOST_SENTENCES_OF_DEPOSITS:
        yield from (f"{part}." for part in parts)
    else:
        yield f"{'; '.join(parts)}."


def _deposit_words(profile: Profile) -> str:
    """Return what a deposit's headline says: ``X: 3 million t of material; a claim of May 2020, no reporting code``."""
    row = profile.headline
    if row is None:
        return f"{profile.name}: no statement of size"
    given = [f"{row.stated(column).words} {unit}" for column, unit in SIZES if row.number(column) is not None]
    kind = with_article(say(row.statement_type, STATEMENT_TYPES))
    return f"{profile.name}: {', '.join(given)}; {kind} of {format_date(row.when)}, {describe_code(row)}"


def _how_comparable(caveats: tuple[Caveat, ...]) -> str:
    against = [c.topic for c in caveats if c.forbids_bars and set(c.measures) & set(HEADLINE_FIGURES)]
    if against:
        reasons = ", ".join(dict.fromkeys(against))
        return f"Their sizes and grades must not be ranked against each other: {reasons}."
    minor = [caveat.topic for caveat in caveats if set(caveat.measures) & set(HEADLINE_FIGURES)]
    kept = f"; keep in mind: {join_words(list(dict.fromkeys(minor)))}" if minor else ""
    return f"Nothing here stands against comparing their sizes and grades{kept}."


def _magnet_metals(setting: Setting, cells: tuple[Cell, ...], caveats: tuple[Caveat, ...]) -> str:
    names = {profile.deposit_id: profile.name for profile in setting.profiles}
    given = [f"{join_unit(cell.text, '%')} for {names[cell.deposit_id]}" for cell in cells if not cell.is_missing]
    silent = [names[cell.deposit_id] for cell in cells if cell.is_missing]
    if not given:
        return f"The share of neodymium and praseodymium is {NOT_STATED} for {join_words(silent)}."
    parts = [f"The share of neodymium and praseodymium in the oxides analysed is {join_words(given)}"]
    if any(caveat.forbids_bars and "ndpr_percent" in caveat.measures and not silent for caveat in caveats):
        parts.append("but in different materials")
    if silent:
        parts.append(f"not published for {join_words(silent)}")
    return f"{', '.join(parts)}."


# --- at a glance --------------------------------------------------------------------------------------------------


def say_what_is_compared(names: Sequence[str], measures: Sequence[Measure], caveats: Sequence[Caveat]) -> str:
    """Return in one line what is compared, and how much of it may be set side by side on one scale."""
    comparable = [measure for measure in measures if measure.comparable]
    kept_apart = [caveat for caveat in caveats if caveat.forbids_bars]
    scale = f"{len(comparable)} of {len(measures)} measures on one scale"
    return f"{join_words(tuple(names))}: {scale}, {len(caveats)} caveats, {len(kept_apart)} of which forbid one"


def comparison_as_html(names: Sequence[str], measures: Sequence[Measure], summary: str) -> str:
    """Return the measures as a small table: a column a deposit, each figure with its unit."""
    head = "".join(f"<th>{escape(name)}</th>" for name in ("", *names))
    rows = "".join(f"<tr><th>{escape(measure.label)}</th>{_cells(measure)}</tr>" for measure in measures)
    return f"<p>Comparison of {escape(summary)}</p><table><tr>{head}</tr>{rows}</table>"


def _cells(measure: Measure) -> str:
    texts = (cell.text if cell.is_missing or not cell.unit else f"{cell.text} {cell.unit}" for cell in measure.cells)
    return "".join(f"<td>{escape(text)}</td>" for text in texts)
