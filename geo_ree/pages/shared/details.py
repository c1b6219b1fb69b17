"""What a deposit's card tells beyond its statements: splits with their material, by-products, other points, notes."""

from __future__ import annotations

from geo_ree.atlas.atlas import Atlas
from geo_ree.atlas.dossiers import Row, plain_rows
from geo_ree.chemistry.elements import OXIDES
from geo_ree.pages.shared.citations import Bibliography
from geo_ree.pages.shared.statements import Shown
from geo_ree.text.figures import format_date, format_figure
from geo_ree.text.labels import MATERIALS, capital, say

SITUATIONS = {"in_situ": "in the ground", "product": "as a product"}


def split_rows(atlas: Atlas, deposit_id: str, bibliography: Bibliography) -> list[Shown]:
    """Return the analyses of a deposit: which material, what 100 % is, and the share of each oxide."""
    shares = atlas.element_shares.reset_index()
    rows = plain_rows(shares[shares["deposit_id"] == deposit_id])
    splits = dict.fromkeys(str(row["split_id"]) for row in rows)
    return [_split([row for row in rows if row["split_id"] == split], bibliography) for split in splits]


def _split(rows: list[Row], bibliography: Bibliography) -> Shown:
    first = rows[0]
    order = list(OXIDES)
    ordered = sorted(rows, key=lambda row: order.index(row["oxide"]))
    notes = dict.fromkeys(str(row["note"]) for row in rows if row["note"])
    return {
        "material": capital(say(first["material"], MATERIALS)),
        "detail": bibliography.rich(first["material_detail"], dict.fromkeys(row["source_id"] for row in rows)),
        "of": first["normalised_to"],
        "method": first["method"] or "",
        "date": format_date(first["as_of"]) if first["as_of"] else "",
        "shares": [[row["oxide"], format_figure(row["share_percent"], qualifier=row["qualifier"])] for row in ordered],
        "notes": [bibliography.rich(note) for note in notes],
    }


def byproduct_rows(atlas: Atlas, deposit_id: str, bibliography: Bibliography) -> list[Shown]:
    """Return the other commodities of a deposit, each with what is stated of it."""
    byproducts = atlas.byproducts
    return [
        {
            "commodity": capital(row["commodity"]),
            "text": bibliography.rich(_byproduct_words(row), [row["source_id"]]),
            "note": bibliography.rich(row["note"]),
            "unverified": row["verified"] is False,
        }
        for row in plain_rows(byproducts[byproducts["deposit_id"] == deposit_id])
    ]


def _byproduct_words(row: Row) -> str:
    basis = row["chemical_basis"] or ""
    parts = []
    if row["quantity"] is not None:
        unit = row["unit"] if basis in str(row["unit"]) else f"{row['unit']} {basis}"
        parts.append(f"{format_figure(row['quantity'], qualifier=row['qualifier'])} {unit}".strip())
    if row["grade_percent"] is not None:
        qualifier = row["qualifier"] if row["quantity"] is None else None
        parts.append(f"{format_figure(row['grade_percent'], qualifier=qualifier)} % {basis}".strip())
    parts += [row["product_spec"]] if row["product_spec"] else []
    parts.append(say(row["in_situ_or_product"], SITUATIONS))
    parts += [format_date(row["as_of"])] if row["as_of"] else []
    return ", ".join(parts)


def note_rows(atlas: Atlas, subject_id: str, bibliography: Bibliography) -> list[Shown]:
    """Return the notes on a deposit, plant or port: conflicts and doubts in words."""
    notes = atlas.notes
    return [
        {"topic": row["topic"], "text": bibliography.rich(row["text"], row["source_ids"])}
        for row in plain_rows(notes[notes["subject_id"] == subject_id])
    ]
