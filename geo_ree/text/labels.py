"""The words of the tables as people read them. Imports nothing; the page, the cards and the comparison share it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

STATEMENT_TYPES = {
    "resource": "resource",
    "reserve": "reserve",
    "exploration_target": "exploration target",
    "historical": "historical estimate",
    "national_statistic": "national statistic",
    "sample": "sample",
    "claim": "claim",
}
CLAIM_STATUSES = {
    "code_compliant": "reported under a code and signed",
    "published": "published by a survey or in a scientific paper",
    "official_claim": "claimed by a government or the operator",
    "media": "reported in the media",
    "unverified": "not verified in any source",
}
CODES = {
    "NI43-101": "NI 43-101",
    "SK1300": "S-K 1300",
    "CN": "Chinese state classification",
    "RU": "Russian state classification",
    "none": "no reporting code",
}
CATEGORIES = {
    "measured_indicated": "measured and indicated",
    "measured_indicated_inferred": "measured, indicated and inferred",
    "proved_probable": "proved and probable",
    "national_class": "classes of a national system",
    "undefined": "not divided into categories",
}
STATUSES = {"pilot": "pilot plant", "operating": "in operation"}
MATERIALS = {
    "ore": "ore",
    "concentrate": "concentrate",
    "mineral": "a mineral",
    "product": "product",
    "unstated": "material not stated",
}
PROCESS_SCALES = {
    "bench": "laboratory",
    "pilot": "pilot plant",
    "plant": "plant",
    "study": "study of a project",
    "unstated": "scale not stated",
}
FOOTPRINTS = {
    "survey_area": "survey area",
    "host_unit": "host rock",
    "orebody": "orebody",
    "pit": "pit",
    "licence": "licence area",
}
# Where the words of an attribute end and its unit begins: ``industrial_throughput_t_ore_per_year``.
UNIT_WORDS = ("t", "m", "km", "km2", "percent", "million", "billion")
PROPER_WORDS = {"baotou": "Baotou", "jorc": "JORC", "ree": "rare earths", "reo": "REO", "treo": "TREO"}


def attribute_words(attribute: str) -> str:
    """Return an attribute of ``figures.csv`` in words, without the unit, which stands beside the figure.

    >>> attribute_words("industrial_throughput_t_ore_per_year"), attribute_words("rail_to_baotou_km")
    ('industrial throughput', 'rail to Baotou')
    """
    parts = attribute.split("_")
    end = next((place for place, part in enumerate(parts) if place and part in UNIT_WORDS), len(parts))
    return " ".join(PROPER_WORDS.get(part, part) for part in parts[:end])


def capital(text: str) -> str:
    """Return a phrase with its first letter large, the rest as it is.

    >>> capital("no reporting code"), capital("")
    ('No reporting code', '')
    """
    return text[:1].upper() + text[1:]


def with_article(words: str) -> str:
    """Return words with their indefinite article.

    >>> with_article("claim"), with_article("exploration target")
    ('a claim', 'an exploration target')
    """
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def say(word: str | None, words: dict[str, str] | None = None) -> str:
    """Return a word of the tables in plain English; "not stated" for None.

    >>> say("code_compliant", CLAIM_STATUSES), say("applied_not_granted"), say("JORC", CODES), say(None)
    ('reported under a code and signed', 'applied not granted', 'JORC', 'not stated')
    """
    if word is None:
        return "not stated"
    return (words or {}).get(word, word.replace("_", " "))


WEIGHT_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "full": "Reported under a code, and signed",
        "half": "Published by a survey or in a paper",
        "claimed": "Claimed by a government or operator, or in the media",
        "empty": "Not verified in any source",
    }
)

# How much stands behind a figure: a few words for a chip, and how many of four bars are filled.
CLAIM_STATUS_CHIPS: Mapping[str, tuple[str, int]] = MappingProxyType(
    {
        "code_compliant": ("Code-compliant report", 4),
        "published": ("Published study", 3),
        "official_claim": ("Official claim", 2),
        "media": ("Media report", 1),
        "unverified": ("Unverified", 0),
    }
)

STAGE_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "mine": "mining",
        "concentrate": "concentration",
        "crack_leach": "cracking and leaching",
        "separate": "separation",
        "metal": "metal making",
        "alloy": "alloy making",
        "magnet": "magnet making",
        "recycle": "recycling",
    }
)
