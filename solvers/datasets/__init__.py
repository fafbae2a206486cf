"""Training data: puzzles in bulk, from generators and from files. Nothing here is needed to solve a puzzle."""
