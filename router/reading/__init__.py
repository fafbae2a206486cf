"""Which grid a message holds and whether it may be solved: reading and the gate."""
