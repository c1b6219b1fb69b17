"""Folders of tables: what a table may hold, how its files are read, every fault of them at once.

* ``reading``: the door for users' files: bytes, text, rows, cells, each step refusing what it alone can see
* ``tables``: the contract: every table with its columns and row rules; estimates.csv stands in ``tables/deposits``
* ``codelists``: the allowed words of the tables, and what some of them mean
* ``cross_checks``: what must hold across rows and tables: ids exist, no circle of parts, one id for one thing
* ``dtypes``: one dtype for text, whatever the version of pandas
* ``fields``: a column and its kinds (number, date, word, id …): how one cell is read and refused
* ``folder``: a folder in ``layers/`` form as checked frames: ``load_tables``, ``check_layers``
* ``frozen_record``: a record inside a cell: a dict that cannot be written to
* ``lazy_frames``: frames that are made when they are first asked for
* ``row_checks``: the rules that a contract puts on one row: needed together, never below, and the like
* ``symbology``: the symbol, fill and colour of each word, alike on maps, in charts and in GIS styles
* ``table``: what a table of the contract is made of, and the columns that several tables share
"""
