"""Draw the comparison page: one HTML file that opens anywhere, with no network."""

import geo_ree

pair = geo_ree.compare("beylikova", "bayan-obo")
page = geo_ree.draw_comparison(pair)
print("wrote", page.save("compare.html"))
