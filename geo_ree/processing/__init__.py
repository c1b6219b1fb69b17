"""What becomes of ore: published recoveries from the ore to the product.

* ``recovery``: chains of published recoveries, from ore into solution
"""
