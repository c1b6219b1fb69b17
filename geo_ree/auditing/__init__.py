"""Rules that find figures which cannot be true.

* ``rules``: the rules of the audit, a subject a file
* ``intervals``: what a printed figure may stand for: 12.5 is anything from 12.45 to 12.55
* ``report``: ``audit``: every rule run over an atlas, and what they find, by row or by subject
* ``rule``: what a rule of the audit is, and what it finds
* ``rulebook``: the table of all rules of the audit
* ``totals``: totals and the parts they are made of, counting nothing twice
* ``wording``: the words that messages of several rules share: names of statements, computed figures, hints
"""
