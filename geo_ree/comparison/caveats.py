"""Why two figures must not be compared, or what to keep in mind: one small function a rule, in two tables.

Rules look at the figures, never at which deposit it is, and every number in a message comes from the atlas. Those of
``BETWEEN_DEPOSITS`` weigh one deposit's figures against another's; those of ``WITHIN_DEPOSIT`` weigh the figures of one
deposit against each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain

from geo_ree.atlas.dossiers import (
    BOUNDS,
    Dossier,
    Row,
    Setting,
    code_application,
    date_of,
    describe_code,
    figure_words,
    first_of_each,
    plain_rows,
    qualifier_of,
    thorium_rows,
    unique,
)
from geo_ree.comparison.measures import HEADLINE_FIGURES, MEASURES, PLANNED_ORE, PLANNED_PRODUCT
from geo_ree.comparison.records import Caveat, Cell
from geo_ree.layers.codelists import CRIRSCO_CODES
from geo_ree.text.figures import format_date, format_figure, format_number, format_tonnes, join_unit, join_words
from geo_ree.text.labels import CATEGORIES, STATEMENT_TYPES, say, with_article

Cells = Mapping[str, tuple[Cell, ...]]
PairRule = Callable[[Setting, Cells], Iterable[Caveat]]
DepositRule = Callable[[Setting, Dossier], Iterable[Caveat]]

# Drilling, mining and prices move an estimate; within a few years of each other two dates make little difference.
YEARS_APART = 3
# Two figures that should be one may differ by rounding; beyond this they do not close.
ROUNDING = 0.01
# No process takes nearly all of the rare earths from the ore into a product.
HIGHEST_CREDIBLE_RECOVERY = 0.9
STATED = (
    ("ore_million_t", "tonnage", "million t"),
    ("treo_percent", "grade", "%"),
    ("treo_million_t", "contained TREO", "million t"),
)
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


def find_caveats(setting: Setting, cells: Cells) -> tuple[Caveat, ...]:
    """Return every caveat: those that forbid a common scale first, each group in the order of the tables.

    Parameters
    ----------
    setting : Setting
        The deposits compared.
    cells : mapping of str to tuple of Cell
        Measure -> one cell a deposit, in the same order.
    """
    between = chain.from_iterable(rule(setting, cells) for rule in BETWEEN_DEPOSITS)
    within = chain.from_iterable(rule(setting, dossier) for dossier in setting.dossiers for rule in WITHIN_DEPOSIT)
    return tuple(sorted([*between, *within], key=lambda caveat: not caveat.forbids_bars))


# --- between deposits ---------------------------------------------------------------------------------------------


def codes_differ(setting: Setting, cells: Cells) -> Iterator[Caveat]:
    """Figures without a reporting code, or under systems of different kinds, do not measure the same thing."""
    rows = _headlines(setting)
    without = [dossier for dossier, row in rows if row["reporting_code"] == "none"]
    systems = {"code" if row["reporting_code"] in CRIRSCO_CODES else row["reporting_code"] for _, row in rows}
    if without:
        message = (
            f"The figures of {_names(without)} were not published under a reporting code, so the "
            "cut-off, confidence and economic tests behind them are not known."
        )
        yield _size_caveat("no reporting code", [pair for pair in rows if pair[0] in without], message)
    elif len(systems) > 1:
        named = join_words([f"{dossier.name} ({describe_code(row)})" for dossier, row in rows])
        message = f"The reporting systems are of different kinds: {named}. Their classes do not correspond one to one."
        yield _size_caveat("reporting systems differ", rows, message)


def statement_types_differ(setting: Setting, cells: Cells) -> Iterator[Caveat]:
    """Warn that a claim, a resource and a reserve answer different questions."""
    rows = _headlines(setting)
    kinds = unique(row["statement_type"] for _, row in rows)
    if len(kinds) > 1:
        words = [(dossier.name, say(row["statement_type"], STATEMENT_TYPES)) for dossier, row in rows]
        named = join_words([f"{name} has {with_article(kind)}" for name, kind in words])
        meanings = "; ".join(MEANINGS[kind] for kind in kinds)
        yield _size_caveat("kinds of statement differ", rows, f"{named}. They answer different questions: {meanings}.")


def weights_differ(setting: Setting, cells: Cells) -> Iterator[Caveat]:
    """Warn that a figure somebody signed for under a code and one that only names the code do not weigh the same."""
    rows = [pair for pair in _headlines(setting) if pair[1]["reporting_code"] != "none"]
    if len({row["claim_status"] == "code_compliant" for _, row in rows}) > 1:
        unsigned = [dossier for dossier, row in rows if row["claim_status"] != "code_compliant"]
        message = f"A code is named for {_names(unsigned)}, but no report that a Competent Person signed."
        yield _size_caveat("not all signed", rows, message)


def categories_differ(setting: Setting, cells: Cells) -> Iterator[Caveat]:
    """Warn that measured, indicated and inferred tonnes are known with different confidence."""
    rows = [pair for pair in _headlines(setting) if pair[1]["reporting_code"] != "none"]
    if len({row["resource_category"] for _, row in rows}) > 1:
        named = [f"{dossier.name} {say(row['resource_category'], CATEGORIES)}" for dossier, row in rows]
        yield _size_caveat("confidence categories differ", rows, f"Confidence differs: {join_words(named)}.")


def cutoffs_differ(setting: Setting, cells: Cells) -> Iterator[Caveat]:
    """Warn that tonnage and grade depend on the cut-off."""
    rows = [pair for pair in _headlines(setting) if pair[1]["reporting_code"] != "none"]
    if len({(row["cutoff_value"], row["cutoff_unit"]) for _, row in rows}) > 1:
        named = [f"{dossier.name} {_cutoff_words(row)}" for dossier, row in rows]
        message = f"Cut-offs differ: {join_words(named)}. A lower cut-off gives more tonnes of a lower grade."
        yield _size_caveat("cut-offs differ", rows, message)


def _cutoff_words(row: Row) -> str:
    value = row["cutoff_value"]
    return "not stated" if value is None else f"{format_number(value)} {row['cutoff_unit']}"


def not_a_deposit(setting: Setting, cells: Cells) -> Iterator[Caveat]:
    """Warn that a national total, or a figure for a part or a share, is not that of a whole deposit."""
    for dossier, row in _headlines(setting):
        reasons = []
        if row["statement_type"] == "national_statistic":
            reasons.append("a national statistic")
        if row["orebody"] or row["part_of"]:
            reasons.append(f"for a part only ({row['orebody'] or 'one category'})")
        if row["equity_percent"] is not None and row["equity_percent"] < 100:
            reasons.append(f"for an owner's share of {format_number(row['equity_percent'])} %")
        if reasons:
            message = f"The headline figure of {dossier.name} is {join_words(reasons)}, not the whole deposit's."
            yield _size_caveat("not for the whole deposit", [(dossier, row)], message)


def figures_not_verified(setting: Setting, cells: Cells) -> Iterator[Caveat]:
    """Warn of figures that nobody has read in a source."""
    for kind in DRAWN:
        doubtful = [cell for cell in cells[kind.measure] if cell.claim_status == "unverified" and not cell.is_missing]
        if doubtful:
            dossiers = _of(setting, doubtful)
            message = f"{kind.label}: the figure of {_names(dossiers)} has not been read in any source."
            yield _cell_caveat("not verified", (kind.measure,), doubtful, message)


def figures_missing(setting: Setting, cells: Cells) -> Iterator[Caveat]:
    """Warn that a missing figure is not zero, and that none is borrowed."""
    by_deposits: dict[tuple[bool, tuple[str, ...]], list[str]] = {}
    labels = {kind.measure: kind.label[0].lower() + kind.label[1:] for kind in DRAWN}
    for measure in labels:
        missing = tuple(cell.deposit_id for cell in cells[measure] if cell.is_missing)
        if missing:
            by_deposits.setdefault((measure in HEADLINE_FIGURES, missing), []).append(measure)
    for (is_size, deposit_ids), measures in by_deposits.items():
        names = _names([dossier for dossier in setting.dossiers if dossier.deposit_id in deposit_ids])
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
            named = [f"{_of(setting, [cell])[0].name} ({join_unit(cell.text, cell.unit)})" for cell in bound]
            message = f"{kind.label}: only a bound or a range is given for {join_words(named)}, which no bar can show."
            yield _cell_caveat("a bound, not a figure", (kind.measure,), bound, message)


def materials_differ(setting: Setting, cells: Cells) -> Iterator[Caveat]:
    """Warn that an element's shares in a mineral, a concentrate and ore are three different things."""
    shown = [(dossier, [a for a in dossier.analyses if a.magnet_share is not None]) for dossier in setting.dossiers]
    shown = [(dossier, analyses) for dossier, analyses in shown if analyses]
    materials = {analysis.material for _, analyses in shown for analysis in analyses}
    if not materials or materials == {"ore"}:
        return
    named = [f"{dossier.name}: {join_words(unique(a.detail for a in analyses))}" for dossier, analyses in shown]
    differ = len(materials) > 1 and len(shown) > 1
    head = "The analyses are of different materials" if differ else "The analyses are not of ore"
    message = f"{head}. {'; '.join(named)}. The shares in the ore may be others."
    totals = unique(analysis.normalised_to for _, analyses in shown for analysis in analyses)
    message += f" Shares are of different totals: {'; '.join(totals)}." if len(totals) > 1 else ""
    sources = unique(analysis.source_id for _, analyses in shown for analysis in analyses)
    topic = "different materials analysed" if differ else "not an analysis of ore"
    ids = tuple(dossier.deposit_id for dossier, _ in shown)
    yield Caveat(topic, ("ndpr_percent",), ids, message, sources, forbids_bars=differ)


def tonnage_bases_differ(setting: Setting, cells: Cells) -> Iterator[Caveat]:
    """Warn that all mineralised material and ore above a cut-off are different tonnages."""
    rows = [(dossier, row) for dossier, row in _headlines(setting) if row["ore_million_t"] is not None]
    bases = {row["tonnage_basis"] for _, row in rows}
    if len(rows) < 2 or len(bases) < 2:
        return
    named = [f"{dossier.name}: {row['tonnage_basis'] or 'not said'}" for dossier, row in rows]
    message = f"The tonnages are of different things. {'; '.join(named)}."
    measures = ("ore_million_t", "treo_million_t_computed")
    yield _row_caveat("tonnages of different things", measures, rows, message, forbids_bars=True)


def dates_differ(setting: Setting, cells: Cells) -> Iterator[Caveat]:
    """Warn that years of drilling, mining and price changes lie between two dates."""
    dated = [(str(date_of(row)), dossier, row) for dossier, row in _headlines(setting) if date_of(row)]
    if len(dated) < 2:
        return
    oldest, newest = min(dated, key=lambda item: item[0]), max(dated, key=lambda item: item[0])
    years = int(newest[0][:4]) - int(oldest[0][:4])
    if years > YEARS_APART:
        message = (
            f"The figures of {oldest[1].name} ({format_date(oldest[0])}) and {newest[1].name} "
            f"({format_date(newest[0])}) are about {years} years apart; drilling, mining and prices change an estimate."
        )
        yield _row_caveat("dates differ", HEADLINE_FIGURES, [oldest[1:], newest[1:]], message)


def conventions_differ(setting: Setting, cells: Cells) -> Iterator[Caveat]:
    """Warn that TREO with and without yttrium differ by a few per cent."""
    rows = [
        (dossier, row)
        for dossier, row in _headlines(setting)
        if row["treo_percent"] is not None or row["treo_million_t"] is not None
    ]
    measures = tuple(measure for measure in HEADLINE_FIGURES if measure.startswith("treo"))
    silent = [(dossier, row) for dossier, row in rows if row["treo_includes_y"] is None]
    if silent:
        names = _names([dossier for dossier, _ in silent])
        message = f"Whether TREO includes yttrium is not said for {names}; it moves the figure by a few per cent."
        yield _row_caveat("TREO not defined", measures, silent, message)
    elif len({row["treo_includes_y"] for _, row in rows}) > 1:
        named = [f"{dossier.name} {'with' if row['treo_includes_y'] else 'without'} yttrium" for dossier, row in rows]
        message = f"TREO is counted differently: {join_words(named)}."
        yield _row_caveat("TREO defined differently", measures, rows, message)


# --- within a deposit ---------------------------------------------------------------------------------------------


def tonnage_is_not_oxide(setting: Setting, dossier: Dossier) -> Iterator[Caveat]:
    """Warn that a tonnage of material is not one of rare earths: it is often quoted as if it were."""
    row = dossier.headline
    if row is None or not row["ore_million_t"] or row["treo_million_t"] is None:
        return
    share = row["treo_million_t"] / row["ore_million_t"] * 100
    basis = f" ({row['tonnage_basis']})" if row["tonnage_basis"] else ""
    message = (
        f"Of the {figure_words(row, 'ore_million_t')} million t at {dossier.name}{basis}, "
        f"{figure_words(row, 'treo_million_t')} million t, or {format_number(share, significant=3)} %, are stated to "
        "be rare-earth oxide."
    )
    yield _row_caveat("tonnage is not oxide", ("ore_million_t",), [(dossier, row)], message)


def statements_compete(setting: Setting, dossier: Dossier) -> Iterator[Caveat]:
    """Warn that several statements give different figures, of which one heads the page."""
    for column, label, unit in STATED:
        rows = sorted(first_of_each(dossier.stated(column), column), key=lambda row: float(row[column]))
        if len(rows) < 2 or rows[-1][column] <= rows[0][column] * (1 + ROUNDING):
            continue
        given = join_words([setting.cited_figure(row, column, unit) for row in rows])
        message = f"Statements of the {label} of {dossier.name} differ: {given}. They are shown apart, never averaged."
        yield _row_caveat("statements differ", (column,), [(dossier, row) for row in rows], message)


def grade_does_not_close(setting: Setting, dossier: Dossier) -> Iterator[Caveat]:
    """Warn that the grade implied by stated oxide and tonnage is not the stated grade."""
    row = dossier.headline
    if row is None or not row["ore_million_t"] or not row["treo_million_t"]:
        return
    implied = row["treo_million_t"] / row["ore_million_t"] * 100
    exact = [other for other in dossier.stated("treo_percent") if qualifier_of(other, "treo_percent") not in BOUNDS]
    if not exact or abs(exact[0]["treo_percent"] / implied - 1) <= ROUNDING:
        return
    other = exact[0]
    place = "in the same statement" if other is row else "in another statement"
    message = (
        f"{figure_words(row, 'treo_million_t')} million t TREO in {figure_words(row, 'ore_million_t')} million t at "
        f"{dossier.name} implies a grade of {format_number(implied, significant=3)} %, against "
        f"{setting.cited_figure(other, 'treo_percent', '%')} {place}: the figures do not close."
    )
    rows = [(dossier, row), (dossier, other)]
    yield _row_caveat("figures do not close", ("treo_percent", "treo_million_t"), rows, message)


def plan_allows_no_losses(setting: Setting, dossier: Dossier) -> Iterator[Caveat]:
    """Warn of a planned product that holds nearly all of the oxide in the planned ore."""
    ore, product = dossier.figure(PLANNED_ORE), dossier.figure(PLANNED_PRODUCT)
    exact = [row for row in dossier.stated("treo_percent") if qualifier_of(row, "treo_percent") not in BOUNDS]
    if ore is None or product is None or not ore["value"] or not exact or not exact[0]["treo_percent"]:
        return
    yield_percent = product["value"] / ore["value"] * 100
    grade = exact[0]
    if yield_percent / grade["treo_percent"] < HIGHEST_CREDIBLE_RECOVERY:
        return
    recovered = yield_percent / grade["treo_percent"]
    room = "no room" if recovered > 1 - ROUNDING else "little room"
    message = (
        f"The plan for {dossier.name}, {format_tonnes(product['value'])} REO a year from {format_tonnes(ore['value'])} "
        f"of ore, is {format_number(yield_percent, significant=4)} % of the ore. Against the stated grade of "
        f"{setting.cited_figure(grade, 'treo_percent', '%')} that is {format_number(recovered * 100, significant=3)} % "
        f"of the oxide: {room} for losses."
    )
    tests = dossier.recoveries("concentrate")
    if tests:
        values = [row["recovery_percent"] for row in tests]
        span = format_figure(min(values), max(values))
        message += f" Tests brought {span} % of the rare earths in their feed into a concentrate."
    rows = [(dossier, row) for row in (ore, product, grade, *tests)]
    yield _row_caveat("plan without losses", ("planned_ore_t_per_year", "planned_reo_t_per_year"), rows, message)


def rank_depends_on_basis(setting: Setting, dossier: Dossier) -> Iterator[Caveat]:
    """Warn that a place in a world ranking says nothing before it is said what was ranked."""
    claims = first_of_each(dossier.figures.get("world_rank", ()), "value")
    if not claims:
        return
    claims += first_of_each(_country_ranks(setting, dossier), "value")
    ranks = [f"number {format_number(row['value'])}{row['unit'].removeprefix('rank')}" for row in claims]
    given = join_words([f"{rank} ({setting.cited(row)})" for rank, row in zip(ranks, claims, strict=True)])
    message = (
        f"{dossier.name} or its country is called {given}. A rank depends on what is ranked: material or oxide, claims "
        "or reserves, deposits or countries. The audit works it out on each."
    )
    yield _row_caveat("rank depends on its basis", (), [(dossier, row) for row in claims], message)


def codes_certify_nothing(setting: Setting, dossier: Dossier) -> Iterator[Caveat]:
    """Warn that a reporting code hands out no certificates: it says how a named person must report."""
    applied, row = code_application(dossier), dossier.headline
    if applied is None or (row is not None and row["reporting_code"] != "none"):
        return
    event, codes = applied
    message = (
        f"An application under {join_words(codes)} was reported for {dossier.name} ({setting.cited(event)}). A "
        "reporting code certifies nothing: it sets what a report signed by a named competent person must contain."
    )
    sources = unique([event["source_id"], *_standards(setting, codes)])
    yield Caveat("a code certifies nothing", ("reporting_code",), (dossier.deposit_id,), message, sources)


def thorium_conflicts(setting: Setting, dossier: Dossier) -> Iterator[Caveat]:
    """Warn of competing tonnages of thorium."""
    rows = thorium_rows(dossier)
    values = {row["value"] for row in rows}
    if len(values) < 2:
        return
    shown = {(row["value"], row["basis"]): row for row in rows}.values()
    given = join_words([f"{format_tonnes(row['value'])} {row['basis']} ({setting.cited(row)})" for row in shown])
    message = f"The thorium at {dossier.name} is put at {given}; no statement reconciles them."
    yield _row_caveat("thorium figures conflict", ("thorium_t",), [(dossier, row) for row in rows], message)


def samples_are_not_resources(setting: Setting, dossier: Dossier) -> Iterator[Caveat]:
    """Warn that the grade of samples is the grade of what was picked."""
    rows = [row for row in dossier.samples if row["treo_percent"] is not None or row["tree_percent"] is not None]
    if rows:
        given = join_words([_cited_grade(setting, row) for row in rows])
        message = f"Samples from {dossier.name} gave {given}. Samples are picked: this is not the grade of the deposit."
        yield _row_caveat("samples, not a resource", ("treo_percent",), [(dossier, row) for row in rows], message)


def _cited_grade(setting: Setting, row: Row) -> str:
    column, unit = ("treo_percent", "% TREO") if row["treo_percent"] is not None else ("tree_percent", "% TREE")
    return setting.cited_figure(row, column, unit)


BETWEEN_DEPOSITS: tuple[PairRule, ...] = (
    statement_types_differ,
    weights_differ,
    categories_differ,
    cutoffs_differ,
    codes_differ,
    not_a_deposit,
    figures_not_verified,
    tonnage_bases_differ,
    bounds_against_figures,
    materials_differ,
    figures_missing,
    dates_differ,
    conventions_differ,
)
WITHIN_DEPOSIT: tuple[DepositRule, ...] = (
    tonnage_is_not_oxide,
    statements_compete,
    grade_does_not_close,
    plan_allows_no_losses,
    thorium_conflicts,
    samples_are_not_resources,
    rank_depends_on_basis,
    codes_certify_nothing,
)


# --- how a caveat is made -----------------------------------------------------------------------------------------


def _headlines(setting: Setting) -> list[tuple[Dossier, Row]]:
    return [(dossier, dossier.headline) for dossier in setting.dossiers if dossier.headline is not None]


def _names(dossiers: Iterable[Dossier]) -> str:
    return join_words([dossier.name for dossier in dossiers])


def _of(setting: Setting, cells: Iterable[Cell]) -> list[Dossier]:
    wanted = {cell.deposit_id for cell in cells}
    return [dossier for dossier in setting.dossiers if dossier.deposit_id in wanted]


def _size_caveat(topic: str, rows: Iterable[tuple[Dossier, Row]], message: str) -> Caveat:
    return _row_caveat(topic, HEADLINE_FIGURES, rows, message, forbids_bars=True)


def _row_caveat(
    topic: str,
    measures: tuple[str, ...],
    rows: Iterable[tuple[Dossier, Row]],
    message: str,
    *,
    forbids_bars: bool = False,
) -> Caveat:
    pairs = list(rows)
    ids = unique(dossier.deposit_id for dossier, _ in pairs)
    return Caveat(topic, measures, ids, message, unique(row["source_id"] for _, row in pairs), forbids_bars)


def _cell_caveat(topic: str, measures: tuple[str, ...], cells: Iterable[Cell], message: str) -> Caveat:
    found = list(cells)
    sources = unique(source for cell in found for source in cell.source_ids)
    return Caveat(topic, measures, tuple(cell.deposit_id for cell in found), message, sources, forbids_bars=True)


def _country_ranks(setting: Setting, dossier: Dossier) -> tuple[Row, ...]:
    """Return the ranks claimed for the deposit's country."""
    figures, country = setting.atlas.figures, str(dossier.deposit["country"]).lower()
    return plain_rows(figures[(figures["subject_id"] == country) & (figures["attribute"] == "world_rank")])


def _standards(setting: Setting, codes: Iterable[str]) -> list[str]:
    """Return the sources of kind ``standard`` that are about one of ``codes``."""
    sources = setting.atlas.sources
    standards = sources[sources["kind"] == "standard"]
    words = {str(source_id): f"{source_id} {row['title']}".lower() for source_id, row in standards.iterrows()}
    return [source_id for source_id, text in words.items() if any(code.lower() in text for code in codes)]
