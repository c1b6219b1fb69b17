"""Export GIS files: the plants that separate rare earths, and all published estimates of one deposit."""

import geo_ree

atlas = geo_ree.load_atlas()
plants = atlas.facilities
separating = plants[[("separate" in stages) for stages in plants["stages"]]]
print("wrote", geo_ree.write_geojson(separating, "separation_plants.geojson"), "with", len(separating), "plants")

estimates = atlas.estimates_of("beylikova")
print(estimates[["ore_million_t", "treo_percent", "treo_million_t", "claim_status"]].to_string())
for source_id in estimates["source_id"].unique():
    print("-", atlas.cite(source_id))
assert not geo_ree.validate_geojson("separation_plants.geojson")
