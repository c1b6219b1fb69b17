"""What to keep in mind of one deposit, whose figures are weighed against each other: one small function a rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from geo_ree.atlas.deposit_profile import Profile, code_application, first_of_each, thorium_in_ground
from geo_ree.atlas.rows.base import unique
from geo_ree.atlas.rows.deposits import Estimate
from geo_ree.atlas.rows.records import Figure
from geo_ree.comparison.caveat_parts import (
    row_caveat,
)
from geo_ree.comparison.measures import PLANNED_ORE, PLANNED_PRODUCT
from geo_ree.comparison.records import Caveat
from geo_ree.comparison.setting import Setting
from geo_ree.text.figures import format_figure, format_number, format_tonnes, join_words

# Two figures that should be one may differ by rounding; beyond this they do not close.
ROUNDING = 0.01
# No process takes nearly all of the rare earths from the ore into a product.
HIGHEST_CREDIBLE_RECOVERY = 0.9
STATED = (
    ("ore_million_t", "tonnage", "million t"),
    ("treo_percent", "grade", "%"),
    ("treo_million_t", "contained TREO", "million t"),
)


def tonnage_is_not_oxide(setting: Setting, profile: Profile) -> Iterator[Caveat]:
    """Warn that a tonnage of material is not one of rare earths: it is often quoted as if it were."""
    row = profile.headline
    if row is None or not row.ore_million_t or row.treo_million_t is None:
        return
    share = row.treo_million_t / row.ore_million_t * 100
    basis = f" ({row.tonnage_basis})" if row.tonnage_basis else ""
    message = (
        f"Of the {row.stated('ore_million_t').words} million t at {profile.name}{basis}, "
        f"{row.stated('treo_million_t').words} million t, or {format_number(share, significant=3)} %, are stated to "
        "be rare-earth oxide."
    )
    yield row_caveat("tonnage is not oxide", ("ore_million_t",), [(profile, row)], message)


def statements_compete(setting: Setting, profile: Profile) -> Iterator[Caveat]:
    """Warn that several statements give different figures, of which one heads the page."""
    for column, label, unit in STATED:
        rows = sorted(first_of_each(profile.stated(column), column), key=lambda row: row.stated(column).value)
        if len(rows) < 2 or rows[-1].stated(column).value <= rows[0].stated(column).value * (1 + ROUNDING):
            continue
        given = join_words([setting.rows.cited_figure(row, column, unit) for row in rows])
        message = f"Statements of the {label} of {profile.name} differ: {given}. They are shown apart, never averaged."
        yield row_caveat("statements differ", (column,), [(profile, row) for row in rows], message)


def grade_does_not_close(setting: Setting, profile: Profile) -> Iterator[Caveat]:
    """Warn that the grade implied by stated oxide and tonnage is not the stated grade."""
    row, graded = profile.headline, _exact_grade(profile)
    if row is None or not row.ore_million_t or not row.treo_million_t or graded is None:
        return
    implied = row.treo_million_t / row.ore_million_t * 100
    if abs(graded.stated("treo_percent").value / implied - 1) <= ROUNDING:
        return
    place = "in the same statement" if graded is row else "in another statement"
    message = (
        f"{row.stated('treo_million_t').words} million t TREO in {row.stated('ore_million_t').words} million t at "
        f"{profile.name} implies a grade of {format_number(implied, significant=3)} %, against "
        f"{setting.rows.cited_figure(graded, 'treo_percent', '%')} {place}: the figures do not close."
    )
    rows = [(profile, row), (profile, graded)]
    yield row_caveat("figures do not close", ("treo_percent", "treo_million_t"), rows, message)


def _exact_grade(profile: Profile) -> Estimate | None:
    """Return the first statement that gives a grade, not a bound on it."""
    return next((row for row in profile.stated("treo_percent") if not row.stated("treo_percent").is_bound), None)


def plan_allows_no_losses(setting: Setting, profile: Profile) -> Iterator[Caveat]:
    """Warn of a planned product that holds nearly all of the oxide in the planned ore."""
    ore, product, graded = profile.figure(PLANNED_ORE), profile.figure(PLANNED_PRODUCT), _exact_grade(profile)
    if ore is None or product is None or not ore.value or graded is None or not graded.treo_percent:
        return
    yield_percent = product.value / ore.value * 100
    recovered = yield_percent / graded.treo_percent
    if recovered < HIGHEST_CREDIBLE_RECOVERY:
        return
    room = "no room" if recovered > 1 - ROUNDING else "little room"
    message = (
        f"The plan for {profile.name}, {format_tonnes(product.value)} REO a year from {format_tonnes(ore.value)} "
        f"of ore, is {format_number(yield_percent, significant=4)} % of the ore. Against the stated grade of "
        f"{setting.rows.cited_figure(graded, 'treo_percent', '%')} that is "
        f"{format_number(recovered * 100, significant=3)} % of the oxide: {room} for losses."
    )
    tests = profile.recoveries("concentrate")
    if tests:
        values = [step.stated("recovery_percent").value for step in tests]
        span = format_figure(min(values), max(values))
        message += f" Tests brought {span} % of the rare earths in their feed into a concentrate."
    rows = [(profile, row) for row in (ore, product, graded, *tests)]
    yield row_caveat("plan without losses", ("planned_ore_t_per_year", "planned_reo_t_per_year"), rows, message)


def rank_depends_on_basis(setting: Setting, profile: Profile) -> Iterator[Caveat]:
    """Warn that a place in a world ranking says nothing before it is said what was ranked."""
    claims = first_of_each(profile.figures.get("world_rank", ()), "value")
    if not claims:
        return
    claims += first_of_each(_country_ranks(setting, profile), "value")
    ranks = [f"number {format_number(row.value)}{row.unit.removeprefix('rank')}" for row in claims]
    given = join_words([f"{rank} ({setting.rows.cited(row)})" for rank, row in zip(ranks, claims, strict=True)])
    message = (
        f"{profile.name} or its country is called {given}. A rank depends on what is ranked: material or oxide, claims "
        "or reserves, deposits or countries. The audit works it out on each."
    )
    yield row_caveat("rank depends on its basis", (), [(profile, row) for row in claims], message)


def codes_certify_nothing(setting: Setting, profile: Profile) -> Iterator[Caveat]:
    """Warn that a reporting code hands out no certificates: it says how a named person must report."""
    applied, row = code_application(profile), profile.headline
    if applied is None or (row is not None and row.reporting_code != "none"):
        return
    event, codes = applied
    message = (
        f"An application under {join_words(codes)} was reported for {profile.name} ({setting.rows.cited(event)}). A "
        "reporting code certifies nothing: it sets what a report signed by a named competent person must contain."
    )
    sources = unique([event.source_id, *_standards(setting, codes)])
    yield Caveat("a code certifies nothing", ("reporting_code",), (profile.deposit_id,), message, sources)


def thorium_conflicts(setting: Setting, profile: Profile) -> Iterator[Caveat]:
    """Warn of competing tonnages of thorium."""
    found = thorium_in_ground(profile)
    if len({thorium.amount.value for thorium in found}) < 2:
        return
    shown = {(thorium.amount.value, thorium.basis): thorium for thorium in found}.values()
    given = [f"{format_tonnes(th.amount.value)} {th.basis} ({setting.rows.cited(th.row)})" for th in shown]
    message = f"The thorium at {profile.name} is put at {join_words(given)}; no statement reconciles them."
    rows = [(profile, thorium.row) for thorium in found]
    yield row_caveat("thorium figures conflict", ("thorium_t",), rows, message)


def samples_are_not_resources(setting: Setting, profile: Profile) -> Iterator[Caveat]:
    """Warn that the grade of samples is the grade of what was picked."""
    rows = [row for row in profile.samples if row.treo_percent is not None or row.tree_percent is not None]
    if rows:
        given = join_words([_cited_grade(setting, row) for row in rows])
        message = f"Samples from {profile.name} gave {given}. Samples are picked: this is not the grade of the deposit."
        yield row_caveat("samples, not a resource", ("treo_percent",), [(profile, row) for row in rows], message)


def _cited_grade(setting: Setting, row: Estimate) -> str:
    column, unit = ("treo_percent", "% TREO") if row.treo_percent is not None else ("tree_percent", "% TREE")
    return setting.rows.cited_figure(row, column, unit)


def _country_ranks(setting: Setting, profile: Profile) -> tuple[Figure, ...]:
    """Return the ranks claimed for the deposit's country."""
    figures = setting.rows.figures_by_subject.get(profile.deposit.country.lower(), ())
    return tuple(figure for figure in figures if figure.attribute == "world_rank")


def _standards(setting: Setting, codes: Iterable[str]) -> list[str]:
    """Return the sources of kind ``standard`` that are about one of ``codes``."""
    standards = [source for source in setting.rows.sources.values() if source.kind == "standard"]
    words = {source.source_id: f"{source.source_id} {source.title}".lower() for source in standards}
    return [source_id for source_id, text in words.items() if any(code.lower() in text for code in codes)]
