"""The command line, `trm-router`: `app.py` says what can be asked of it, the other files do it, a verb each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from adapters.cli.app import main, run

__all__ = ["main", "run"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'adapters.cli' has no attribute {name!r}")
    from adapters.cli import app

    return getattr(app, name)
