"""How the router is put together: local solvers, exact solvers and, where one is configured, a language model.

The one place where concrete parts meet; every front end (command line, HTTP, agents' tools) calls `build_router`.
Building is cheap: weights, torch and litellm are loaded by the first request that needs them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from router import Router


def build_router(*, model: str | None = None, offline: bool = False) -> Router:
    """A router with every part this installation has. `offline` leaves out whatever could reach the network."""
    from router import Router
    from solvers.exact import ExactSolver
    from solvers.neural import default_solver

    del model, offline  # the language model's adapter is not there yet
    return Router(solver=default_solver(), exact=ExactSolver(), chat=None)
