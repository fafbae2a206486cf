"""Zebra puzzles: who lives in which house. `setting` reads the lists, `clues` the sentences, `kind` does the rest."""
