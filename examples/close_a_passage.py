"""What a closed passage costs: Bayan Obo's oxides to Rotterdam with Suez open, closed, and closed for a large ship."""

import geo_ree

cases = {
    "open": {},
    "Suez closed": {"closed": ["suez"]},
    "Suez closed, capesize": {"closed": ["suez"], "ship": "capesize"},
}
for name, terms in cases.items():
    route = geo_ree.find_route("bayan-obo", "NLRTM", via=["baotou-northern-rare-earth", "CNTXG"], **terms)
    days = route.hours / 24
    print(f"{name}: {route.distance_km:,.0f} km, {days:.0f} days, {route.co2e_kg_per_t:.0f} kg CO2e a tonne")
    print(f"  by {', '.join(route.passages)}")
