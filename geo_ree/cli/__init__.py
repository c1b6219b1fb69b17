"""``geo-ree``: the public names from a shell.

* ``main``: ``geo-ree``: the public names from a shell, nothing more
"""
