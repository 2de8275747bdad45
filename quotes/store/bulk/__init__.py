"""Bulk storage of articles that were already read, such as those of an archive.

The result is the same as storing the articles one by one. Other processes may prepare all that needs no
database (`ready`). Rows are then written table by table (`writing`). Names are resolved to speakers at the
end (`names_waiting`), and so are statements grouped.
"""
