"""``geo-ree``: the public names from a shell."""
