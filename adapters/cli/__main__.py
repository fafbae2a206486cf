"""`python -m adapters.cli`: the console script without an installation."""

from __future__ import annotations

from adapters.cli.app import main

if __name__ == "__main__":
    main()
