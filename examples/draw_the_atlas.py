"""Draw the atlas page: every deposit, plant and port on one map, in one HTML file that opens with no network."""

import geo_ree

atlas = geo_ree.load_atlas()
page = geo_ree.draw_atlas(atlas)
print("wrote", page.save("atlas.html"))
print("signed resources only: atlas.html#claim=code_compliant&kinds=deposit&sort=treo")
