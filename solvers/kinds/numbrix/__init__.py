"""Numbrix, hidato and zip: one path through all cells. `reading` is the text, `board` the rules, `kind` the rest."""
