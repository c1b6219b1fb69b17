"""The rules of the audit, a subject a file.

* ``arithmetic``: whether the figures of a statement multiply, and whether statements of one material agree
* ``claims``: whether a claim is what it is called: signed, current, one figure or several
* ``country_ranks``: rules of rank among countries: a claim for one deposit, held against the national reserves of one
  edition
* ``oxide_splits``: whether the shares of an analysis can be true: they add up, and neighbouring elements keep their
  proportions
* ``parts``: whether a total and its parts agree: grades, sums, recoveries, and a reserve within its resource
* ``places``: rules of places: a point lies in the country it is said to lie in, and sources agree where it is
* ``plans``: whether a plan can come true: its recovery, its product, its thorium
* ``plants``: rules of plants: what they can make, what they made, and where they really stand
* ``quantities``: whether a figure is of what it is said to be of: material or oxide, oxide or metal, short tons, dry
  or wet tonnes
* ``ranks``: rules of rank: "second in the world" depends on what is counted, so each basis is computed beside the
  claim
* ``revenue``: whether a planned revenue is what the planned products fetch
"""
