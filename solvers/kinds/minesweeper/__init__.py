"""Minesweeper: what is certain about hidden cells. `reading` turns text into counts, `kind` proves and writes."""
