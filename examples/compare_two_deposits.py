"""Compare Beylikova with Bayan Obo: the figures, and why some of them must not be compared."""

import geo_ree

pair = geo_ree.compare("beylikova", "bayan-obo")
print(pair.table.loc[["ore_million_t", "treo_percent", "treo_million_t", "reporting_code"]])
print(f"\nThey lie {pair.distance_km('beylikova', 'bayan-obo'):,.0f} km apart.\n")
for message in pair.caveats["message"]:
    print("-", message)
