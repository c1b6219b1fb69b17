"""Plot every statement on the size of two deposits, for print: oxide and material each on a scale of its own."""

import geo_ree

figure = geo_ree.plot_estimates("beylikova", "bayan-obo")
figure.savefig("estimates.svg")
figure.savefig("estimates.pdf")
print("wrote estimates.svg and estimates.pdf")
