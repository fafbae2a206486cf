"""What the readers of every kind share: the lines of a message, normalised, each character with its place in it."""
