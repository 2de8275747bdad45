"""Storing many articles at once that were read elsewhere, as those of an archive were.

What comes out is what storing them one by one gives. What needs no database is made before (`ready`), which
other processes may do; rows are written table by table (`writing`); who is meant by the names is settled in
the end (`names_waiting`), and so are the statements.
"""
