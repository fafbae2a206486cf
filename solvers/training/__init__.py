"""How a specialist is trained: options and recipes, the run itself, its display, and the weights it ships."""
