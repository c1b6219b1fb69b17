"""The rules of the audit, a subject a file.

* ``arithmetic``: whether the figures of a statement multiply, and statements of one material agree
* ``claims``: whether a claim is what it is called: signed, current, one figure or several
* ``country_ranks``: whether a claimed rank among countries holds against national reserves
* ``oxide_splits``: whether the shares of an analysis add up and neighbouring elements keep their proportions
* ``parts``: whether a total agrees with its parts: grades, sums, recoveries, a reserve in its resource
* ``places``: whether a point lies in its country, and sources agree where it is
* ``plans``: whether a plan can come true: its recovery, its product, its thorium
* ``plants``: what plants can make, what they made, and where they really stand
* ``quantities``: whether a figure is of what it is said to be of: material or oxide, oxide or metal, wet or dry
* ``ranks``: whether a deposit has the rank that is claimed, on each basis that may be counted
* ``revenue``: whether a planned revenue is what the planned products fetch
"""
