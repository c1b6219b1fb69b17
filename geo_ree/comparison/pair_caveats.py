"""Why the figure of one deposit must not be set against that of another: one small function a rule.

Rules look at the figures, never at which deposit it is, and every number in a message comes from the atlas.
"""

from __future__ import annotations

from collections.abc import Iterator

from geo_ree.atlas.deposit_profile import describe_code
from geo_ree.atlas.rows.amount import BOUNDS
from geo_ree.atlas.rows.base import unique
from geo_ree.comparison.caveat_parts import (
    Cells,
    cell_caveat,
    headlines,
    names_of,
    profiles_of,
    row_caveat,
    size_caveat,
)
from geo_ree.comparison.headline_cells import HEADLINE_FIGURES
from geo_ree.comparison.measures import MEASURES
from geo_ree.comparison.records import Caveat
from geo_ree.comparison.setting import Setting
from geo_ree.layers.codelists import CRIRSCO_CODES
from geo_ree.text.figures import format_date, format_number, join_unit, join_words
from geo_ree.text.labels import CATEGORIES, STATEMENT_TYPES, say, with_article

# Drilling, mining and prices move an estimate; within a few years of each other two dates make little difference.
YEARS_APART = 3
DRAWN = tuple(kind for kind in MEASURES if kind.bars)
MEANINGS = {
    "resource": "a resource is material that might one day be worth mining",
    "reserve": "a reserve should be the part shown to be mineable",
    "exploration_target": "an exploration target is what might be found",
    "historical": "a historical estimate predates the rules of today",
    "national_statistic": "a national statistic adds up many deposits by rules of its own",
    "sample": "a sample tells of the sample only",
    "claim": "a claim meets no stated test",
}


def codes_differ(setting: Setting, cells: Cells) -> Iterator[Caveat]:
    """Figures without a reporting code, or under systems of different kinds, do not measure the same thing."""
    rows = headlines(setting)
    without = [profile for profile, row in rows if row.reporting_code == "none"]
    systems = {"code" if row.reporting_code in CRIRSCO_CODES else row.reporting_code for _, row in rows}
    if without:
        message = (
            f"The figures of {names_of(without)} were not published under a reporting code, so the "
            "cut-off, confidence and economic tests behind them are not known."
        )
        yield size_caveat("no reporting code", [pair for pair in rows if pair[0] in without], message)
    elif len(systems) > 1:
        named = join_words([f"{profile.name} ({describe_code(row)})" for profile, row in rows])
        message = f"The reporting systems are of different kinds: {named}. Their classes do not correspond one to one."
        yield size_caveat("reporting systems differ", rows, message)


def statement_types_differ(setting: Setting, cells: Cells) -> Iterator[Caveat]:
    """Warn that a claim, a resource and a reserve answer different questions."""
    rows = headlines(setting)
    kinds = unique(row.statement_type for _, row in rows)
    if len(kinds) > 1:
        words = [(profile.name, say(row.statement_type, STATEMENT_TYPES)) for profile, row in rows]
        named = join_words([f"{name} has {with_article(kind)}" for name, kind in words])
        meanings = "; ".join(MEANINGS[kind] for kind in kinds)
        yield size_caveat("kinds of statement differ", rows, f"{named}. They answer different questions: {meanings}.")


def weights_differ(setting: Setting, cells: Cells) -> Iterator[Caveat]:
    """Warn that a figure somebody signed for under a code and one that only names the code do not weigh the same."""
    rows = [pair for pair in headlines(setting) if pair[1].reporting_code != "none"]
    if len({row.claim_status == "code_compliant" for _, row in rows}) > 1:
        unsigned = [profile for profile, row in rows if row.claim_status != "code_compliant"]
        message = f"A code is named for {names_of(unsigned)}, but no report that a Competent Person signed."
        yield size_caveat("not all signed", rows, message)


def categories_differ(setting: Setting, cells: Cells) -> Iterator[Caveat]:
    """Warn that measured, indicated and inferred tonnes are known with different confidence."""
    rows = [pair for pair in headlines(setting) if pair[1].reporting_code != "none"]
    if len({row.resource_category for _, row in rows}) > 1:
        named = [f"{profile.name} {say(row.resource_category, CATEGORIES)}" for profile, row in rows]
        yield size_caveat("confidence categories differ", rows, f"Confidence differs: {join_words(named)}.")


def cutoffs_differ(setting: Setting, cells: Cells) -> Iterator[Caveat]:
    """Warn that tonnage and grade depend on the cut-off."""
    rows = [pair for pair in headlines(setting) if pair[1].reporting_code != "none"]
    if len({(row.cutoff_value, row.cutoff_unit) for _, row in rows}) > 1:
        named = [f"{profile.name} {row.cutoff or 'not stated'}" for profile, row in rows]
        message = f"Cut-offs differ: {join_words(named)}. A lower cut-off gives more tonnes of a lower grade."
        yield size_caveat("cut-offs differ", rows, message)


def not_a_deposit(setting: Setting, cells: Cells) -> Iterator[Caveat]:
    """Warn that a national total, or a figure for a part or a share, is not that of a whole deposit."""
    for profile, row in headlines(setting):
        reasons = []
        if row.statement_type == "national_statistic":
            reasons.append("a national statistic")
        if row.orebody or row.part_of:
            reasons.append(f"for a part only ({row.orebody or 'one category'})")
        if row.equity_percent is not None and row.equity_percent < 100:
            reasons.append(f"for an owner's share of {format_number(row.equity_percent)} %")
        if reasons:
            message = f"The headline figure of {profile.name} is {join_words(reasons)}, not the whole deposit's."
            yield size_caveat("not for the whole deposit", [(profile, row)], message)


def figures_not_verified(setting: Setting, cells: Cells) -> Iterator[Caveat]:
    """Warn of figures that nobody has read in a source."""
    for kind in DRAWN:
        doubtful = [cell for cell in cells[kind.measure] if cell.claim_status == "unverified" and not cell.is_missing]
        if doubtful:
            profiles = profiles_of(setting, doubtful)
            message = f"{kind.label}: the figure of {names_of(profiles)} has not been read in any source."
            yield cell_caveat("not verified", (kind.measure,), doubtful, message)


def figures_missing(setting: Setting, cells: Cells) -> Iterator[Caveat]:
    """Warn that a missing figure is not zero, and that none is borrowed."""
    by_deposits: dict[tuple[bool, tuple[str, ...]], list[str]] = {}
    labels = {kind.measure: kind.label[0].lower() + kind.label[1:] for kind in DRAWN}
    for measure in labels:
        missing = tuple(cell.deposit_id for cell in cells[measure] if cell.is_missing)
        if missing:
            by_deposits.setdefault((measure in HEADLINE_FIGURES, missing), []).append(measure)
    for (is_size, deposit_ids), measures in by_deposits.items():
        names = names_of([profile for profile in setting.profiles if profile.deposit_id in deposit_ids])
        # Other statements may well give a size or a grade; the other figures were found in none.
        where = "Not in the statement shown" if is_size else "Not found"
        message = (
            f"{where} for {names}: {join_words([labels[measure] for measure in measures])}. "
            "A missing figure is not zero, and none is borrowed from another statement."
        )
        sources = unique(
            source for measure in measures for cell in cells[measure] if cell.is_missing for source in cell.source_ids
        )
        yield Caveat("figure missing", tuple(measures), deposit_ids, message, sources, forbids_bars=True)


def bounds_against_figures(setting: Setting, cells: Cells) -> Iterator[Caveat]:
    """Warn that a bound (more than, less than, up to) has no length that a bar could show."""
    for kind in DRAWN:
        bound = [cell for cell in cells[kind.measure] if cell.qualifier in (*BOUNDS, "range")]
        if bound:
            named = [f"{profiles_of(setting, [cell])[0].name} ({join_unit(cell.text, cell.unit)})" for cell in bound]
            message = f"{kind.label}: only a bound or a range is given for {join_words(named)}, which no bar can show."
            yield cell_caveat("a bound, not a figure", (kind.measure,), bound, message)


def materials_differ(setting: Setting, cells: Cells) -> Iterator[Caveat]:
    """Warn that an element's shares in a mineral, a concentrate and ore are three different things."""
    shown = [(profile, [a for a in profile.analyses if a.magnet_share is not None]) for profile in setting.profiles]
    shown = [(profile, analyses) for profile, analyses in shown if analyses]
    materials = {analysis.material for _, analyses in shown for analysis in analyses}
    if not materials or materials == {"ore"}:
        return
    named = [f"{profile.name}: {join_words(unique(a.detail for a in analyses))}" for profile, analyses in shown]
    differ = len(materials) > 1 and len(shown) > 1
    head = "The analyses are of different materials" if differ else "The analyses are not of ore"
    message = f"{head}. {'; '.join(named)}. The shares in the ore may be others."
    totals = unique(analysis.normalised_to for _, analyses in shown for analysis in analyses)
    message += f" Shares are of different totals: {'; '.join(totals)}." if len(totals) > 1 else ""
    sources = unique(analysis.source_id for _, analyses in shown for analysis in analyses)
    topic = "different materials analysed" if differ else "not an analysis of ore"
    ids = tuple(profile.deposit_id for profile, _ in shown)
    yield Caveat(topic, ("ndpr_percent",), ids, message, sources, forbids_bars=differ)


def tonnage_bases_differ(setting: Setting, cells: Cells) -> Iterator[Caveat]:
    """Warn that all mineralised material and ore above a cut-off are different tonnages."""
    rows = [(profile, row) for profile, row in headlines(setting) if row.ore_million_t is not None]
    bases = {row.tonnage_basis for _, row in rows}
    if len(rows) < 2 or len(bases) < 2:
        return
    named = [f"{profile.name}: {row.tonnage_basis or 'not said'}" for profile, row in rows]
    message = f"The tonnages are of different things. {'; '.join(named)}."
    measures = ("ore_million_t", "treo_million_t_computed")
    yield row_caveat("tonnages of different things", measures, rows, message, forbids_bars=True)


def dates_differ(setting: Setting, cells: Cells) -> Iterator[Caveat]:
    """Warn that years of drilling, mining and price changes lie between two dates."""
    dated = [(str(row.when), profile, row) for profile, row in headlines(setting) if row.when]
    if len(dated) < 2:
        return
    oldest, newest = min(dated, key=lambda item: item[0]), max(dated, key=lambda item: item[0])
    years = int(newest[0][:4]) - int(oldest[0][:4])
    if years > YEARS_APART:
        message = (
            f"The figures of {oldest[1].name} ({format_date(oldest[0])}) and {newest[1].name} "
            f"({format_date(newest[0])}) are about {years} years apart; drilling, mining and prices change an estimate."
        )
        yield row_caveat("dates differ", HEADLINE_FIGURES, [oldest[1:], newest[1:]], message)


def conventions_differ(setting: Setting, cells: Cells) -> Iterator[Caveat]:
    """Warn that TREO with and without yttrium differ by a few per cent."""
    rows = [
        (profile, row)
        for profile, row in headlines(setting)
        if row.treo_percent is not None or row.treo_million_t is not None
    ]
    measures = tuple(measure for measure in HEADLINE_FIGURES if measure.startswith("treo"))
    silent = [(profile, row) for profile, row in rows if row.treo_includes_y is None]
    if silent:
        names = names_of([profile for profile, _ in silent])
        message = f"Whether TREO includes yttrium is not said for {names}; it moves the figure by a few per cent."
        yield row_caveat("TREO not defined", measures, silent, message)
    elif len({row.treo_includes_y for _, row in rows}) > 1:
        named = [f"{profile.name} {'with' if row.treo_includes_y else 'without'} yttrium" for profile, row in rows]
        message = f"TREO is counted differently: {join_words(named)}."
        yield row_caveat("TREO defined differently", measures, rows, message)
