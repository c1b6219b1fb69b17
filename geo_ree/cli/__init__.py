"""``geo-ree``: the public names from a shell.

* ``main``: the group of the commands: errors, signals and closed pipes end in one line and a status
* ``options``: the options that several commands share, and the atlas that they choose
* ``printing``: what is printed, with nothing that a terminal would obey; what is written to files
* ``pages``: the commands that draw: compare, map and route
* ``data``: the commands that hand out data: export, list and cite
* ``checks``: the commands that look for faults and differences: check, audit, validate and changes
"""
