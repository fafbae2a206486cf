"""What a replica on Ray runs: the networks with their shared batches, told of puzzles in plain calls.

Nothing here imports Ray: Ray Serve makes an actor of the class (`adapters.serve.on_ray`), and tests call it as it is.
A replica keeps nothing between calls, so whoever asked it may ask another one again.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncGenerator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Literal

from solvers.base import Busy, Effort, Solution
from solvers.kinds import KINDS
from solvers.serving import BatchingSolver
from solvers.steps import DEFAULT, Arithmetic
from solvers.stop import stoppable
from solvers.watching import Belief, Watching

CALLS = 64
"""Calls that a replica works on at once; Ray gives it no more."""
BEAT = 0.5
"""Seconds after which a call that has nothing to tell says that it lives, so that its caller can look up."""
PAUSE = 0.05
"""Seconds between two steps that are told: an easy puzzle is proven before its second one would be worth sending."""


@dataclass(frozen=True, slots=True)
class Call:
    """Puzzles of one kind, to be solved by the networks."""

    kind: str
    puzzles: tuple[Any, ...]
    effort: Effort = Effort.MEDIUM
    seconds: float | None = None
    """Time left; clocks of two machines have nothing to do with each other."""
    seed: int = 0
    steps: bool = False
    beliefs: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that a replica says of a call; everything but a beat and a step is its last word."""

    what: Literal["beat", "step", "solved", "busy", "failed"]
    part: int = 0
    step: int = 0
    answer: Any = None
    belief: Belief | None = None
    solutions: tuple[Solution[Any], ...] = ()
    message: str = ""
    retry_after: float = 1.0


class Replica:
    """The networks of this process."""

    def __init__(self, arithmetic: Arithmetic = DEFAULT, *, quick: bool = False, cores: int = 1) -> None:
        self._networks = BatchingSolver(arithmetic=arithmetic, quick=quick, cores=cores)
        self._workers = ThreadPoolExecutor(CALLS, thread_name_prefix="replica")
        with suppress(Exception):  # what fails here fails again, with its message, when needed
            self._networks.warm()

    async def solve(self, call: Call) -> AsyncGenerator[Told, None]:
        """Steps as they come, then the solutions. Closing it stops the work."""
        loop, heard, stop = asyncio.get_running_loop(), asyncio.Queue[Told](), threading.Event()

        def tell(told: Told) -> None:
            with suppress(RuntimeError):  # the loop was closed: nobody listens any more
                loop.call_soon_threadsafe(heard.put_nowait, told)

        def work() -> None:
            with stoppable(stop):
                tell(self._worked(call, _Steps(tell) if call.steps else None))

        working = loop.run_in_executor(self._workers, work)
        try:
            while True:
                try:
                    told = await asyncio.wait_for(heard.get(), BEAT)
                except TimeoutError:
                    told = Told("beat")
                yield told
                if told.what not in ("beat", "step"):
                    return
        finally:
            stop.set()
            working.cancel()  # where it has not begun

    def _worked(self, call: Call, steps: _Steps | None) -> Told:
        watching = None if steps is None else Watching(steps.step, steps.held) if call.beliefs else steps.step
        try:
            solutions = self._networks.solve(
                KINDS[call.kind],
                call.puzzles,
                effort=call.effort,
                deadline=None if call.seconds is None else time.monotonic() + call.seconds,
                on_step=watching,
                seed=call.seed,
            )
        except Busy as busy:
            return Told("busy", message=str(busy), retry_after=busy.retry_after)
        except Exception as error:  # an error of one call is no death of the replica
            return Told("failed", message=f"{type(error).__name__}: {error}"[:200])
        return Told("solved", solutions=tuple(solutions))


class _Steps:
    """Steps on their way out, no more than an eye can follow."""

    def __init__(self, tell: Any) -> None:
        self._tell, self._last = tell, time.monotonic()
        self._belief: Belief | None = None

    def held(self, part: int, step: int, belief: Belief) -> None:
        """Goes with the step that follows."""
        del part, step
        self._belief = belief

    def step(self, part: int, step: int, answer: Any) -> None:
        """An `on_step` of solvers."""
        now = time.monotonic()
        if now - self._last >= PAUSE:
            self._last = now
            self._tell(Told("step", part, step, answer, self._belief))
