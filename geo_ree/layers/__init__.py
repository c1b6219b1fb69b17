"""Folders of tables: what a table may hold, how its files are read, every fault of them at once.

* ``reading``: the door for users' files: bytes, text, rows, cells, each step refusing what it alone can see
* ``tables``: the tables of the contract: their columns, allowed words and row rules
* ``codelists``: the allowed words of the tables, and what some of them mean
* ``cross_checks``: what must hold across rows and tables: ids that exist, families without a circle, one id for one
  thing
* ``dtypes``: one dtype for text, whatever the version of pandas
* ``fields``: how one cell is read and checked: the kinds a column can be of, and what is wrong with a value that is
  not
* ``folder``: A folder in ``layers/`` form -> checked tables
* ``frozen_record``: a record in a cell: a dict that cannot be written to, so that whoever is handed one cannot change
  another's
* ``lazy_frames``: tables that are made when they are first asked for: who needs two of them should not wait for
  twenty
* ``row_checks``: what must hold within one row of a table: small functions, which ``tables.py`` puts together
* ``symbology``: which symbol, fill and colour the words of the tables take, on maps, in charts and in GIS styles
  alike
* ``table``: what every table of ``layers/`` is made of: the form of a table, and the columns that several tables
  share
"""
