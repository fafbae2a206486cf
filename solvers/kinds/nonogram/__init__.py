"""Nonograms: runs of filled cells in rows and columns. `reading` finds the clues in a text, `kind` does the rest."""
