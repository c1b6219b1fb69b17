"""The allowed words of the tables, and what some of them mean."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

STATEMENT_TYPES = ("resource", "reserve", "exploration_target", "historical", "national_statistic", "sample", "claim")
RESOURCE_CATEGORIES = (
    "measured",
    "indicated",
    "inferred",
    "measured_indicated",
    "measured_indicated_inferred",
    "proved",
    "probable",
    "proved_probable",
    "national_class",
    "undefined",
)
# The codes whose reports a named Competent or Qualified Person signs; CN and RU are state classifications without one.
CRIRSCO_CODES = ("JORC", "NI43-101", "SK1300", "UMREK", "SAMREC", "PERC")
REPORTING_CODES = (*CRIRSCO_CODES, "CN", "RU", "none")
# What a statement may give. Oxides and elements have columns of their own: 1 % TREE is about 1.17 % TREO.
STATED_FIGURES = ("ore_million_t", "treo_percent", "treo_million_t", "tree_percent", "tree_million_t")
PUBLISHER_KINDS = ("operator", "government", "survey", "peer_reviewed", "analyst", "media")
STAGES = ("mine", "concentrate", "crack_leach", "separate", "metal", "alloy", "magnet", "recycle")
STATUSES = (
    "occurrence",
    "exploration",
    "development",
    "construction",
    "commissioning",
    "operating",
    "pilot",
    "planned",
    "proposed",
    "suspended",
    "closed",
    "cancelled",
)
QUALIFIERS = ("exact", "about", "more_than", "less_than", "up_to", "range")
CLAIM_STATUSES = ("code_compliant", "published", "official_claim", "media", "unverified")
FOOTPRINT_KINDS = ("survey_area", "host_unit", "orebody", "pit", "licence")
EVENT_KINDS = (
    "discovery",
    "announcement",
    "statement",
    "agreement",
    "talks",
    "contact",
    "application",
    "plan",
    "opening",
    "regulation",
    "publication",
    "milestone",
)
OUTCOMES = (
    "done",
    "stalled",
    "no_result",
    "in_talks",
    "potential",
    "applied_not_granted",
    "denied",
    "planned",
    "stated",
    "unknown",
)
MATERIALS = ("ore", "concentrate", "mineral", "product", "unstated")
CAPACITY_KINDS = ("nameplate", "output", "quota")
# A coordinate is meant for the subject itself; a landmark is the point of something else that is taken for it. A name
# is one of the subject; a place name is that of an orebody, a town or another place by which people look for it.
PLACE_KINDS = ("coordinate", "landmark", "name", "place_name")
# What kind of body it is, for filters; ``deposit_type`` says it in words.
DEPOSIT_CLASSES = (
    "carbonatite",
    "weathered_carbonatite",
    "peralkaline",
    "ion_adsorption_clay",
    "placer",
    "hydrothermal",
    "iron_oxide_apatite",
    "secondary",
    "other",
)
PROCESS_SCALES = ("bench", "pilot", "plant", "study", "unstated")
RECOVERY_SCOPES = ("stage", "overall")
INCOTERMS = ("EXW", "FOB", "CIF", "DAP", "DDP")
VAT = ("included", "excluded")
PRICE_KINDS = ("yearly_average", "unit_value", "assessment", "contract", "reported")
FREIGHT_MODES = ("sea", "rail", "road", "port", "canal")
# Tank to wheel, well to tank, well to wheel.
FREIGHT_SCOPES = ("TTW", "WTT", "WTW")
# What a row of freight may measure, and the units in which routes are computed from it.
FREIGHT_UNITS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "speed_kmh": ("km/h",),
        "speed_knots": ("knots",),
        "emission_factor": ("gCO2e/t-km",),
        "co2_per_t_km": ("gCO2/t-km",),
        "distance_nm": ("nautical miles",),
        "distance_saved": ("km", "nautical miles"),
        "length_km": ("km",),
        "max_length_m": ("m",),
        "max_beam_m": ("m",),
        "max_draft_m": ("m",),
        "max_air_draft_m": ("m",),
        "driving_hours_per_day": ("hours",),
        "rest_hours_per_day": ("hours",),
        "handling_hours": ("hours",),
        "reloading_hours": ("hours",),
        "terminal_dwell_hours": ("hours",),
        "transit_hours": ("hours",),
        "waiting_hours": ("hours",),
        "notice_hours": ("hours",),
        "hours_saved": ("hours",),
        "cargo_dwell_days": ("days",),
        "port_stay_days": ("days",),
        "voyage_days": ("days",),
        "extra_days": ("days",),
    }
)
FREIGHT_ATTRIBUTES = tuple(FREIGHT_UNITS)
LIMIT_KINDS = ("ship", "passage")
SHIP_SIZES = ("length_m", "beam_m", "draught_m", "air_draught_m", "deadweight_t", "speed_kn")
SIZE_ATTRIBUTES = (*SHIP_SIZES, "max_length_m", "max_beam_m", "max_draught_m", "max_air_draught_m")
SIZE_UNITS = ("m", "t", "kn")
# The straits, canals and capes that the networks know, in the order of their bits there.
PASSAGES = (
    "bosphorus",
    "dardanelles",
    "suez",
    "bab-el-mandeb",
    "hormuz",
    "malacca",
    "sunda",
    "panama",
    "gibraltar",
    "good-hope",
    "magellan",
    "danish-straits",
    "kiel",
    "dover",
    "bering",
    "northwest",
    "northeast",
)
SOURCE_KINDS = (
    "peer_reviewed",
    "survey",
    "government",
    "operator",
    "filing",
    "standard",
    "dataset",
    "analyst",
    "media",
    "aggregate",
    "none",
)
# The source that stands for "nobody has read one"; only rows that say verified = no may name it.
NO_SOURCE = "unverified"
