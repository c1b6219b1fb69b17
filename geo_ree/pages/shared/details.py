"""What a deposit's card tells beyond its statements: splits with their material, by-products, other points, notes."""

from __future__ import annotations

from geo_ree.atlas.atlas import Atlas
from geo_ree.atlas.rows.base import grouped
from geo_ree.atlas.rows.deposits import Byproduct, ElementShare
from geo_ree.chemistry.elements import OXIDES
from geo_ree.pages.shared.citations import Bibliography
from geo_ree.pages.shared.statements import Shown
from geo_ree.text.figures import format_date, format_figure
from geo_ree.text.labels import MATERIALS, capital, say

SITUATIONS = {"in_situ": "in the ground", "product": "as a product"}


def split_rows(atlas: Atlas, deposit_id: str, bibliography: Bibliography) -> list[Shown]:
    """Return the analyses of a deposit: which material, what 100 % is, and the share of each oxide."""
    rows = grouped(atlas.rows.element_shares, "deposit_id").get(deposit_id, ())
    return [_split(split, bibliography) for split in grouped(rows, "split_id").values()]


def _split(rows: tuple[ElementShare, ...], bibliography: Bibliography) -> Shown:
    first = rows[0]
    order = list(OXIDES)
    ordered = sorted(rows, key=lambda row: order.index(row.oxide))
    notes = dict.fromkeys(row.note for row in rows if row.note)
    return {
        "material": capital(say(first.material, MATERIALS)),
        "detail": bibliography.rich(first.material_detail, dict.fromkeys(row.source_id for row in rows)),
        "of": first.normalised_to,
        "method": first.method or "",
        "date": format_date(first.as_of) if first.as_of else "",
        "shares": [[row.oxide, format_figure(row.share_percent, qualifier=row.qualifier)] for row in ordered],
        "notes": [bibliography.rich(note) for note in notes],
    }


def byproduct_rows(atlas: Atlas, deposit_id: str, bibliography: Bibliography) -> list[Shown]:
    """Return the other commodities of a deposit, each with what is stated of it."""
    return [
        {
            "commodity": capital(row.commodity),
            "text": bibliography.rich(_byproduct_words(row), [row.source_id]),
            "note": bibliography.rich(row.note),
            "unverified": not row.is_verified,
        }
        for row in atlas.rows.byproducts_by_deposit.get(deposit_id, ())
    ]


def _byproduct_words(row: Byproduct) -> str:
    basis = row.chemical_basis or ""
    parts = []
    if row.quantity is not None:
        unit = row.unit if basis in str(row.unit) else f"{row.unit} {basis}"
        parts.append(f"{format_figure(row.quantity, qualifier=row.qualifier)} {unit}".strip())
    if row.grade_percent is not None:
        qualifier = row.qualifier if row.quantity is None else None
        parts.append(f"{format_figure(row.grade_percent, qualifier=qualifier)} % {basis}".strip())
    parts += [row.product_spec] if row.product_spec else []
    parts.append(say(row.in_situ_or_product, SITUATIONS))
    parts += [format_date(row.as_of)] if row.as_of else []
    return ", ".join(parts)


def note_rows(atlas: Atlas, subject_id: str, bibliography: Bibliography) -> list[Shown]:
    """Return the notes on a deposit, plant or port: conflicts and doubts in words."""
    return [
        {"topic": row.topic, "text": bibliography.rich(row.text, row.source_ids)}
        for row in atlas.rows.notes
        if row.subject_id == subject_id
    ]
