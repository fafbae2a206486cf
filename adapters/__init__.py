"""Front ends, and the only place for frameworks. `build_router` puts the parts together; it loads when first used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from adapters.compose import build_router

__all__ = ["build_router"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'adapters' has no attribute {name!r}")
    from adapters import compose

    return getattr(compose, name)
