"""ARC tasks: a rule is found from a few demonstrations, and the answer comes with its evidence, never called proof."""
