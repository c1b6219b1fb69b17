"""English names of countries by ISO 3166-1 alpha-2 code; a code that is not here is shown as it is."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_NAMES = """
AE United Arab Emirates; AF Afghanistan; AL Albania; AM Armenia; AO Angola; AR Argentina; AT Austria; AU Australia;
AZ Azerbaijan; BA Bosnia and Herzegovina; BD Bangladesh; BE Belgium; BF Burkina Faso; BG Bulgaria; BH Bahrain;
BI Burundi; BJ Benin; BN Brunei; BO Bolivia; BR Brazil; BT Bhutan; BW Botswana; BY Belarus; CA Canada; CD DR Congo;
CF Central African Republic; CG Congo; CH Switzerland; CI Côte d’Ivoire; CL Chile; CM Cameroon; CN China;
CO Colombia; CR Costa Rica; CU Cuba; CY Cyprus; CZ Czechia; DE Germany; DJ Djibouti; DK Denmark;
DO Dominican Republic; DZ Algeria; EC Ecuador; EE Estonia; EG Egypt; ER Eritrea; ES Spain; ET Ethiopia; FI Finland;
FJ Fiji; FR France; GA Gabon; GB United Kingdom; GE Georgia; GF French Guiana; GH Ghana; GL Greenland; GM Gambia;
GN Guinea; GQ Equatorial Guinea; GR Greece; GT Guatemala; GW Guinea-Bissau; GY Guyana; HK Hong Kong; HN Honduras;
HR Croatia; HT Haiti; HU Hungary; ID Indonesia; IE Ireland; IL Israel; IN India; IQ Iraq; IR Iran; IS Iceland;
IT Italy; JM Jamaica; JO Jordan; JP Japan; KE Kenya; KG Kyrgyzstan; KH Cambodia; KP North Korea; KR South Korea;
KW Kuwait; KZ Kazakhstan; LA Laos; LB Lebanon; LK Sri Lanka; LR Liberia; LS Lesotho; LT Lithuania; LU Luxembourg;
LV Latvia; LY Libya; MA Morocco; MD Moldova; ME Montenegro; MG Madagascar; MK North Macedonia; ML Mali; MM Myanmar;
MN Mongolia; MR Mauritania; MT Malta; MU Mauritius; MW Malawi; MX Mexico; MY Malaysia; MZ Mozambique; NA Namibia;
NC New Caledonia; NE Niger; NG Nigeria; NI Nicaragua; NL Netherlands; NO Norway; NP Nepal; NZ New Zealand; OM Oman;
PA Panama; PE Peru; PG Papua New Guinea; PH Philippines; PK Pakistan; PL Poland; PT Portugal; PY Paraguay; QA Qatar;
RO Romania; RS Serbia; RU Russia; RW Rwanda; SA Saudi Arabia; SB Solomon Islands; SD Sudan; SE Sweden; SG Singapore;
SI Slovenia; SK Slovakia; SL Sierra Leone; SN Senegal; SO Somalia; SR Suriname; SS South Sudan; SV El Salvador;
SY Syria; SZ Eswatini; TD Chad; TG Togo; TH Thailand; TJ Tajikistan; TL Timor-Leste; TM Turkmenistan; TN Tunisia;
TR Türkiye; TT Trinidad and Tobago; TW Taiwan; TZ Tanzania; UA Ukraine; UG Uganda; US United States; UY Uruguay;
UZ Uzbekistan; VE Venezuela; VN Viet Nam; YE Yemen; ZA South Africa; ZM Zambia; ZW Zimbabwe
"""
COUNTRY_NAMES: Mapping[str, str] = MappingProxyType(
    {code: name for code, _, name in (" ".join(entry.split()).partition(" ") for entry in _NAMES.split(";"))}
)


def country_name(code: str) -> str:
    """Return the name of a country.

    >>> country_name("TR"), country_name("CF"), country_name("XX")
    ('Türkiye', 'Central African Republic', 'XX')
    """
    return COUNTRY_NAMES.get(code, code)
