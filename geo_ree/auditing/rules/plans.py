"""Whether a plan can come true: its recovery, its product, its revenue, its thorium."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from geo_ree.atlas.atlas import Atlas
from geo_ree.atlas.dossiers import ANSWERABLE, Row, figure_words
from geo_ree.auditing.intervals import is_bound
from geo_ree.auditing.ledger import Entry, Ledger, entries, found, grouped, ledger_of
from geo_ree.auditing.rule import Found, Rule
from geo_ree.auditing.rules.quantities import is_printed_as_product
from geo_ree.errors import NoFigures
from geo_ree.layers.codelists import MATERIALS
from geo_ree.market.basket_value import basket_value
from geo_ree.text.figures import format_number, format_tonnes, join_words

ORE = "industrial_throughput_t_ore_per_year"
PRODUCT = "industrial_output_treo_t_per_year"
REVENUE = "industrial_revenue_million_usd_per_year"
WORLD_OUTPUT = "mine_production_t_reo"
PRODUCT_UNIT = re.compile(r"t (T?REO|rare[- ]earth)")
ALL_RARE_EARTHS = ("TREO", "TREE", "REO", "REE")
# Where no process is cited: nobody brings nearly all of the rare earths from the ore into a product.
HIGHEST_CREDIBLE = 90.0
# A plan may be made at other prices than those of the year; beyond this the prices do not explain it.
REVENUE_SLACK = 0.15
# Thorium-232 decays at 4.06 Bq per microgram; the transport rules exempt natural material up to ten times 1 Bq/g.
BECQUEREL_PER_GRAM_PER_PPM = 0.00406
EXEMPT_BECQUEREL_PER_GRAM = 10.0
# How a place is called in a sentence.
PLACES = {"not stated": "place not stated"}
PLANNED_MINERALS = {"barite": "barite", "fluorite": "fluorspar, acid grade"}


def plan_needs_full_recovery(atlas: Atlas) -> Iterator[Found]:
    """Find plans whose product holds more of the oxide in the ore than any cited process has recovered."""
    ledger = ledger_of(atlas)
    best = _best_recovery(ledger)
    reached = max([HIGHEST_CREDIBLE, *(_upper(row) for row in best)])
    for deposit_id, ore, product, grade in _plans(ledger):
        recovery = product["value"] / ore["value"] / grade["treo_percent"] * 1e4
        if recovery <= reached:
            continue
        pull = product["value"] / ore["value"] * 100
        close = abs(pull / grade["treo_percent"] - 1) < 0.01
        made = (
            f" {format_number(product['value'])} / {format_number(ore['value'])} is {_shown(pull, 4)} %, so the grade "
            "may have been made from the plan."
        )
        message = (
            f"{format_tonnes(product['value'])} of oxide a year from {format_tonnes(ore['value'])} of ore at "
            f"{figure_words(grade, 'treo_percent')} % ({ledger.cited(grade)}) means that "
            f"{_shown(recovery, 3)} % of the oxide is won at {ledger.name(deposit_id)}; "
            f"{_best_words(ledger, best)}.{made if close else ''}"
        )
        seen: list[Entry] = [("figures", ore), ("figures", product), ("estimates", grade), *entries("processes", best)]
        yield found(deposit_id, message, seen)


def _plans(ledger: Ledger) -> Iterator[tuple[str, Row, Row, Row]]:
    """Yield deposit, ore to be treated, product and grade, where all three are stated as numbers."""
    by_subject = grouped(ledger.rows["figures"], "subject_id", "attribute")
    for deposit_id in ledger.estimates:
        ore, product = (_answered(by_subject.get(f"{deposit_id}|{name}", ())) for name in (ORE, PRODUCT))
        grades = [row for row in ledger.whole(deposit_id) if row["treo_percent"] and not is_bound(row, "treo_percent")]
        grades = [row for row in grades if row["statement_type"] not in ("sample", "historical", "exploration_target")]
        grades.sort(key=lambda row: (not row["is_preferred"], row["publisher_kind"] not in ANSWERABLE))
        if ore and product and grades:
            yield deposit_id, ore, product, grades[0]


def _answered(rows: tuple[Row, ...]) -> Row | None:
    """Return the figure to weigh: read, a number rather than a bound, by who answers for it, not a mis-stated one."""
    read = [row for row in rows if row["verified"] is not False and row["value"] and not is_printed_as_product(row)]
    read.sort(key=lambda row: (is_bound(row), row["publisher_kind"] not in ANSWERABLE))
    return read[0] if read else None


def _best_recovery(ledger: Ledger) -> list[Row]:
    """Return the cited process, as a list of one, that brings most of the rare earths all the way; empty for none."""
    whole = [
        row
        for row in ledger.rows["processes"]
        if row["recovery_scope"] == "overall" and row["element"] in ALL_RARE_EARTHS and row["verified"] is not False
    ]
    return [max(whole, key=_upper)] if whole else []


def _upper(row: Row) -> float:
    return float(row["recovery_percent_max"] or row["recovery_percent"])


def _best_words(ledger: Ledger, best: list[Row]) -> str:
    most = f"{figure_words(best[0], 'recovery_percent')} % ({ledger.cited(best[0])})" if best else ""
    if best and _upper(best[0]) >= HIGHEST_CREDIBLE:
        return f"the most that a cited process reaches is {most}"
    allowed = f"this audit allows {format_number(HIGHEST_CREDIBLE)} % at the most"
    return f"{allowed}, and the most that a cited process reaches is {most}" if best else allowed


def plan_above_its_laboratory(atlas: Atlas) -> Iterator[Found]:
    """Find plans whose product is more than the tests on the deposit's own ore would give."""
    ledger = ledger_of(atlas)
    for deposit_id, ore, product, grade in _plans(ledger):
        oxide = ore["value"] * grade["treo_percent"] / 100
        chains = _laboratory_chains(ledger, deposit_id)
        if not chains or product["value"] <= max(share for share, _ in chains) * oxide:
            continue
        would = [
            f"{_chain_words(ledger, steps)} = {_shown(share * 100, 2)} %, {format_tonnes(share * oxide, significant=2)}"
            for share, steps in chains
        ]
        message = (
            f"From {format_tonnes(ore['value'])} of ore at {figure_words(grade, 'treo_percent')} % the laboratory "
            f"recoveries of {ledger.name(deposit_id)} would give less oxide a year than the "
            f"{format_tonnes(product['value'])} of the plan ({ledger.cited(product)}): {'; '.join(would)}. The samples "
            "are old and not all of one feed, so this shows the gap and forecasts nothing."
        )
        rows = [step for _, steps in chains for step in steps]
        seen: list[Entry] = [("figures", ore), ("figures", product), ("estimates", grade), *entries("processes", rows)]
        yield found(deposit_id, message, seen)


def _laboratory_chains(ledger: Ledger, deposit_id: str) -> list[tuple[float, list[Row]]]:
    """Return the chains that bring a deposit's rare earths from ore into solution: the share won, and the steps."""
    steps = [
        row
        for row in ledger.rows["processes"]
        if row["deposit_id"] == deposit_id and row["chain"] and row["element"] in ALL_RARE_EARTHS
        if row["recovery_percent"] is not None and row["verified"] is not False
    ]
    chains = [list(rows) for rows in grouped(steps, "chain").values()]
    whole = [rows for rows in chains if {row["stage"] for row in rows} >= {"concentrate", "crack_leach"}]
    return sorted(((_share_won(rows), rows) for rows in whole), key=lambda chain: chain[0])


def _share_won(steps: Iterable[Row]) -> float:
    """Return the recoveries multiplied; one of all that was mined already holds those before it."""
    share = 1.0
    for row in steps:
        share = row["recovery_percent"] / 100 * (1.0 if row["recovery_scope"] == "overall" else share)
    return share


def _chain_words(ledger: Ledger, steps: Iterable[Row]) -> str:
    return " × ".join(f"{figure_words(row, 'recovery_percent')} % ({ledger.cited(row)})" for row in steps)


def product_above_world_output(atlas: Atlas) -> Iterator[Found]:
    """Find figures given as rare-earth product of one place that pass what the whole world mines."""
    ledger = ledger_of(atlas)
    world = [row for row in ledger.rows["figures"] if (row["subject_id"], row["attribute"]) == ("world", WORLD_OUTPUT)]
    if not world:
        return
    newest = max(world, key=lambda row: (row["as_of"] or "", row["published_date"] or ""))
    candidates = [("figures", row, row["value"]) for row in ledger.rows["figures"] if _is_yearly_product(row)]
    candidates += [
        ("facilities", row, row["capacity_t_per_year"])
        for row in ledger.rows["facilities"]
        if row["capacity_t_per_year"] and "ore" not in str(row["capacity_of"]).split()
    ]
    for table, row, value in candidates:
        if value <= newest["value"]:
            continue
        subject = str(row.get("subject_id") or row["facility_id"])
        who = f" ({ledger.cited(row)})" if table == "figures" else ""
        message = (
            f"{format_number(value)} t a year at {ledger.name(subject)}{who} are printed as rare earths, more than the "
            f"{format_number(newest['value'])} t of oxide that the whole world mined in {newest['as_of']} "
            f"({ledger.cited(newest)}). It can only be ore or another material."
        )
        yield found(subject, message, [(table, row), ("figures", newest)])


def _is_yearly_product(row: Row) -> bool:
    """Return whether a figure of one place is given, or printed, as rare earths a year."""
    if len(str(row["subject_id"])) == 2 or row["subject_id"] == "world" or "/year" not in row["unit"]:
        return False
    if "throughput" in row["attribute"]:
        return is_printed_as_product(row) and "rare" in f"{row['value_as_printed']} {row['note']}".lower()
    return bool(PRODUCT_UNIT.match(row["unit"]))


def revenue_recomputed(atlas: Atlas) -> Iterator[Found]:
    """Find planned revenues that the planned products do not fetch at published prices, nothing lost."""
    ledger = ledger_of(atlas)
    by_subject = grouped(ledger.rows["figures"], "subject_id", "attribute")
    for deposit_id in ledger.estimates:
        revenue, product = (_answered(by_subject.get(f"{deposit_id}|{name}", ())) for name in (REVENUE, PRODUCT))
        if revenue is None or product is None:
            continue
        minerals = _planned_minerals(ledger, deposit_id)
        worths = [_worth(atlas, ledger, product, minerals, year) for year in _years_to_price(ledger, revenue, minerals)]
        priced = [worth for worth in worths if worth is not None]
        if not priced or all(amount >= revenue["value"] * (1 - REVENUE_SLACK) for amount, _, _ in priced):
            continue
        message = (
            f"{figure_words(revenue)} million US$ a year are planned at {ledger.name(deposit_id)} "
            f"({ledger.cited(revenue)}). With nothing lost and every oxide separated, the planned products would fetch "
            f"{join_words([words for _, words, _ in priced])}."
        )
        rows = [entry for _, _, several in priced for entry in several]
        yield found(deposit_id, message, [("figures", revenue), ("figures", product), *rows])


def _years_to_price(ledger: Ledger, revenue: Row, minerals: Mapping[str, Row]) -> list[int]:
    """Return the newest year that prices all the products, and the last one before the plan was first stated."""
    stated = [
        int(str(row["as_of"] or row["published_date"])[:4])
        for row in ledger.rows["figures"]
        if (row["subject_id"], row["attribute"], row["value"]) == (revenue["subject_id"], REVENUE, revenue["value"])
    ]
    items = ("Nd2O3", *minerals)
    priced = [{int(row["period"][:4]) for row in _prices_of(ledger, item)} for item in items]
    known = sorted(set.intersection(*priced))
    return list(dict.fromkeys([*known[-1:], *[year for year in known if year < min(stated)][-1:]]))


def _prices_of(ledger: Ledger, item: str) -> list[Row]:
    """Return the prices of an item that somebody has read, in US dollars."""
    prices = [row for row in ledger.rows["prices"] if row["item"] == item]
    return [row for row in prices if row["usd_per_kg"] is not None and row["verified"] is not False]


def _planned_minerals(ledger: Ledger, deposit_id: str) -> dict[str, Row]:
    """Return the planned by-products of a deposit that are priced: item -> the first plan."""
    planned: dict[str, Row] = {}
    for row in ledger.rows["byproducts"]:
        item = PLANNED_MINERALS.get(row["commodity"])
        if (
            item
            and row["deposit_id"] == deposit_id
            and row["in_situ_or_product"] == "product"
            and row["unit"] == "t/year"
        ):
            planned.setdefault(item, row)
    return planned


def _worth(
    atlas: Atlas, ledger: Ledger, product: Row, minerals: Mapping[str, Row], year: int
) -> tuple[float, str, list[Entry]] | None:
    """Return what the planned products of a deposit fetch at prices of one year: million US$, in words, the rows."""
    shares = _nearest_to_ore(ledger, str(product["subject_id"]))
    try:
        baskets = basket_value(str(product["subject_id"]), year=year, split=str(shares[0]["split_id"]), atlas=atlas)
    except (NoFigures, IndexError):
        return None
    basket = baskets.reset_index().sort_values("priced_share_percent", ascending=False, kind="stable").iloc[0]
    oxides = product["value"] * float(basket["usd_per_kg_treo"]) / 1e3
    others, rows = _minerals_worth(ledger, minerals, year)
    where = f"{PLACES.get(basket['place'], basket['place'])}{', ' + basket['incoterm'] if basket['incoterm'] else ''}"
    names = join_words([row["commodity"] for row in minerals.values()])
    beside = f"; {_shown(others, 3)} for {names} in the United States" if minerals else ""
    unpriced = float(basket["unpriced_share_percent"])
    missing = f", {_shown(unpriced, 2)} % of them without a price" if unpriced else ""
    words = (
        f"about {_shown(oxides + others, 3)} million US$ at prices of {year} ({_shown(oxides, 3)} for the oxides, "
        f"{where}, with the shares of the {basket['material_detail']}{missing}{beside})"
    )
    prices = [row for row in ledger.rows["prices"] if row["price_id"] in basket["price_ids"]]
    return oxides + others, words, [*rows, *entries("prices", prices), *entries("element_shares", shares)]


def _nearest_to_ore(ledger: Ledger, deposit_id: str) -> list[Row]:
    """Return the rows of the analysis whose material is nearest to what would be sold: ore before a mineral."""
    rows = [row for row in ledger.rows["element_shares"] if row["deposit_id"] == deposit_id]
    splits = list(grouped(rows, "split_id").values())
    splits.sort(key=lambda split: (MATERIALS.index(split[0]["material"]), -len(split)))
    return list(splits[0]) if splits else []


def _minerals_worth(ledger: Ledger, minerals: Mapping[str, Row], year: int) -> tuple[float, list[Entry]]:
    """Return what the planned by-products fetch in one year, million US$, and the rows that say so."""
    worth, rows = 0.0, list[Entry]()
    for item, plan in minerals.items():
        price = next(row for row in _prices_of(ledger, item) if row["period"][:4] == str(year))
        worth += plan["quantity"] * price["usd_per_kg"] / 1e3
        rows += [("byproducts", plan), ("prices", price)]
    return worth, rows


def recoveries_multiplied(atlas: Atlas) -> Iterator[Found]:
    """Find chains of recoveries whose steps are of other feeds or of other sources."""
    ledger = ledger_of(atlas)
    for chain, rows in grouped((row for row in ledger.rows["processes"] if row["chain"]), "chain").items():
        steps = [row for row in rows if row["recovery_percent"] is not None]
        sources, deposits = ({row[name] for row in steps} for name in ("source_id", "deposit_id"))
        if len(steps) < 2 or (len(sources) < 2 and len(deposits) < 2):
            continue
        named = [f"{figure_words(row, 'recovery_percent')} % of {row['feed']} ({ledger.cited(row)})" for row in steps]
        message = (
            f"The chain {chain!r} joins recoveries of different feeds: {join_words(named)}. Their product says what "
            "was reached in separate tests, not what one ore would give."
        )
        yield found(str(steps[0]["deposit_id"] or "world"), message, entries("processes", steps))


def thorium_in_product(atlas: Atlas) -> Iterator[Found]:
    """Find plans whose thorium would make the concentrate a radioactive good, were it to follow the rare earths."""
    ledger = ledger_of(atlas)
    by_subject = grouped(ledger.rows["figures"], "subject_id", "attribute")
    for deposit_id in ledger.estimates:
        ore = _answered(by_subject.get(f"{deposit_id}|{ORE}", ()))
        thorium = [
            row
            for row in ledger.rows["byproducts"]
            if row["deposit_id"] == deposit_id and (row["commodity"], row["unit"]) == ("thorium", "t/year")
            if row["quantity"]
        ]
        if ore is None or not thorium:
            continue
        planned = min(thorium, key=lambda row: float(row["quantity"]))
        ppm = planned["quantity"] / ore["value"] * 1e6
        richer = EXEMPT_BECQUEREL_PER_GRAM / ppm / BECQUEREL_PER_GRAM_PER_PPM
        message = (
            f"{format_number(planned['quantity'])} t of thorium a year from {format_tonnes(ore['value'])} of ore at "
            f"{ledger.name(deposit_id)} ({ledger.cited(planned)}) mean at least {_shown(ppm, 3)} ppm in the ore, "
            f"{_shown(ppm * BECQUEREL_PER_GRAM_PER_PPM, 2)} Bq/g. Should thorium follow the rare earths, a concentrate "
            f"richer than the ore by a factor of {_shown(richer, 2)} would pass the "
            f"{format_number(EXEMPT_BECQUEREL_PER_GRAM)} Bq/g above which it travels as radioactive."
        )
        yield found(deposit_id, message, [("byproducts", planned), ("figures", ore)])


def _shown(value: float, digits: int) -> str:
    return format_number(value, significant=digits)


RULES = (
    Rule(
        "plan-needs-full-recovery",
        "error",
        "A plan does not win more of the oxide than any process does.",
        "Arithmetic, against the best cited recovery from ore to product, or 90 % where none is higher.",
        (),
        plan_needs_full_recovery,
    ),
    Rule(
        "plan-above-its-laboratory",
        "warning",
        "A plan is held against the tests on its own ore.",
        "Arithmetic over published laboratory recoveries.",
        (),
        plan_above_its_laboratory,
    ),
    Rule(
        "product-above-world-output",
        "error",
        "One plant does not make more rare earths than the whole world mines.",
        "Comparison with the world's mine output by USGS.",
        ("usgs-mcs-2026-data",),
        product_above_world_output,
    ),
    Rule(
        "revenue-recomputed",
        "warning",
        "A planned revenue is what the planned products fetch.",
        "Arithmetic at dated prices, nothing lost and every oxide separated; 15 % is left for prices.",
        (),
        revenue_recomputed,
    ),
    Rule(
        "recoveries-multiplied",
        "note",
        "Recoveries multiply along one chain of one feed only.",
        "Definition of a recovery: it holds for the feed it was reached on.",
        (),
        recoveries_multiplied,
    ),
    Rule(
        "thorium-in-product",
        "note",
        "Thorium that follows the rare earths makes their concentrate a radioactive good.",
        (
            "Activity of thorium-232 (4.06 kBq/g), against 10 Bq/g: ten times the exempt concentration of "
            "natural thorium, as the IAEA's transport regulations (SSR-6) and the national rules made from "
            "them allow for natural material."
        ),
        ("nrrc-safe-transport",),
        thorium_in_product,
    ),
)
