"""Scripts that measure the shipped networks: `python -m solvers.measure.NAME --help`."""
