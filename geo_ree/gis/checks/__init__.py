"""What RFC 7946 asks of a text, a subject a file; nothing is repaired.

* ``bounding_box``: bounding boxes, each held against what lies in it
* ``coordinates``: positions, lines and rings
* ``json_text``: the JSON itself: names given twice, NaN, integers that readers round
* ``problem``: one thing that is wrong, and where
* ``structure``: objects, their members, and what must not stand in them
"""
