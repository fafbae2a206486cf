"""How the router is put together: local solvers, exact solvers and, where one is configured, a language model.

The one place where concrete parts meet; every front end (command line, HTTP, agents' tools) calls `build_router`.
Building is cheap: weights and litellm are loaded by the first request that needs them.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from router import Router
    from router.types import Reading
    from solvers.steps import Arithmetic


def build_router(
    *,
    model: str | None = None,
    offline: bool = False,
    weights: Mapping[str, Path] | None = None,
    arithmetic: Arithmetic | None = None,
) -> Router:
    """A router with every part this installation has; raises UsageError for a broken configuration file.

    `offline` leaves out whatever could reach the network; `weights` names other checkpoints than the shipped ones.
    `arithmetic` is what networks run on: numpy, unless "torch" is asked for.
    """
    from adapters.graph.mixed_router import MixedRouter
    from adapters.models.settings import data_path
    from solvers.exact import ExactSolver
    from solvers.induction import Induction
    from solvers.networks import Networks, shared
    from solvers.neural import NeuralSolver
    from solvers.rule_solver import RuleSolver
    from solvers.specialists import specialists
    from solvers.steps import DEFAULT, checked

    chats = None
    if not offline:
        from adapters.models.configured import configured_chat

        chats = configured_chat(model)
    if weights or arithmetic:
        held = weights or {}
        on = checked(arithmetic or DEFAULT)
        rules = RuleSolver(held.get("rules"), arithmetic=on)
        special = [] if "rules" in held else specialists(on)  # weights that are named are the ones meant
        solver = Networks(NeuralSolver(held, arithmetic=on), *special, rules, Induction())
    else:
        solver = shared()
    return MixedRouter(
        solver=solver,
        exact=ExactSolver(),
        chat=chats.answer if chats is not None else None,
        reader=chats.reader if chats is not None else None,
        eyes=chats.eyes if chats is not None else None,
        threads=data_path("threads.db"),
    )


def warm(router: Router, reading: Reading) -> float:
    """Load what the network needs for this puzzle, if it will be asked; returns the seconds that took.

    Done ahead, so that the receipt's seconds are those of solving and a person is told what the rest of the wait was.
    """
    solver = router.solver
    puzzle = reading.candidate.puzzle if reading.candidate is not None else None
    if puzzle is None or reading.questions or reading.refusal is not None or solver is None:
        return 0.0
    pick = getattr(solver, "pick", None)
    chosen = pick(reading.kind, puzzle) if pick is not None else solver
    load = getattr(chosen, "warm", None)
    if load is None or not solver.supports(reading.kind, puzzle):
        return 0.0
    settled = getattr(chosen, "settled", None)
    if settled is not None and settled(puzzle):
        return 0.0
    began = time.perf_counter()
    load((reading.kind,))
    return time.perf_counter() - began


def configured_model(model: str | None = None) -> str | None:
    """The name of the language model that would be used, without loading anything, or None."""
    from adapters.models.settings import chosen_model, load_settings

    return chosen_model(model, load_settings())
