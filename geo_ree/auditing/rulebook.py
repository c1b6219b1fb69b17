"""The table of all rules of the audit."""

from __future__ import annotations

from geo_ree.auditing.rule import Rule
from geo_ree.auditing.rules import arithmetic, claims, country_ranks, parts, places, plans, plants, ranks, revenue
from geo_ree.auditing.rules import oxide_splits as splits
from geo_ree.auditing.rules import quantities as units

RULES: tuple[Rule, ...] = (
    *arithmetic.RULES,
    *parts.RULES,
    *units.RULES,
    *splits.RULES,
    *plans.RULES,
    *revenue.RULES,
    *claims.RULES,
    *plants.RULES,
    *ranks.RULES,
    *country_ranks.RULES,
    *places.RULES,
)
"""Every rule, in the order in which ``docs/audit.md`` lists them."""
