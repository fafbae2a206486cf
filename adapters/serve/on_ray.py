"""`serve --ray`: replicas of the networks on Ray Serve, behind the same front that serves one process.

The front reads, proves and answers; a replica only proposes. So a replica that dies costs time and nothing else: its
puzzles are asked of another one, and whatever comes back is proven here, against the user's own text.
"""

from __future__ import annotations

import logging
import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from typing import TYPE_CHECKING, Any

from adapters.extras import extra
from adapters.serve.replica import CALLS, Call, Replica, Told
from router.errors import UsageError
from solvers.base import A, Busy, Effort, Kind, OnStep, P, Solution
from solvers.networks import shared
from solvers.steps import DEFAULT, Arithmetic
from solvers.stop import over, stopped, wait
from solvers.watching import Watching

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

APP = "trm-router"
"""The application's name on the cluster; a second front finds it by that."""
TRIES = 8
"""Replicas that are asked for one call at the most, where they die under it."""
FIRST_PAUSE, LONGEST_PAUSE = 0.1, 2.0
TARGET = 8
"""Calls a replica that autoscaling aims at: what one core thinks about at once without a caller waiting long."""


@dataclass(frozen=True, slots=True)
class Replicas:
    """How many there are: `least` always, up to `most` as calls pile up."""

    least: int = 1
    most: int = 1

    @classmethod
    def of(cls, text: str) -> Replicas:
        """ "2" is two, "1:8" one to eight. Raises UsageError."""
        low, _, high = text.partition(":")
        try:
            found = cls(int(low), int(high or low))
        except ValueError:
            found = cls(0, 0)
        if not 1 <= found.least <= found.most:
            raise UsageError(f"--replicas {text!r} is no number of replicas", hint="2 is two, 1:8 is one to eight")
        return found


class RaySolver:
    """Implements `Solver` over replicas. `ask` begins a call; what it raises of `deaths` is tried again."""

    name = "trm"

    def __init__(self, ask: Callable[[Call], Iterator[Told]], deaths: tuple[type[BaseException], ...]) -> None:
        self._ask, self._deaths = ask, deaths
        self.died = 0
        """Calls whose replica died under them."""

    def supports(self, kind: str, puzzle: Any) -> bool:
        """As the networks do; nobody is asked for that."""
        return shared().supports(kind, puzzle)

    def solve(
        self,
        kind: Kind[P, A],
        puzzles: Sequence[P],
        *,
        effort: Effort = Effort.MEDIUM,
        deadline: float | None = None,
        on_step: OnStep | None = None,
        seed: int = 0,
    ) -> list[Solution[A]]:
        """One `Solution` a puzzle, in order. Raises Busy, and RuntimeError where replica after replica dies."""
        call = Call(
            kind.name,
            tuple(puzzles),
            effort,
            seed=seed,
            steps=on_step is not None,
            beliefs=isinstance(on_step, Watching),
        )
        pause = FIRST_PAUSE
        for _ in range(TRIES):
            if over(deadline):
                return [Solution("unproven", None, self.name, effort, attempts=0) for _ in puzzles]
            left = None if deadline is None else deadline - time.monotonic()
            try:
                found = self._once(replace(call, seconds=left), on_step)
            except self._deaths:
                self.died += 1
                wait(pause)
                pause = min(LONGEST_PAUSE, 2 * pause)
                continue
            if found is not None:
                return found
            return [Solution("unproven", None, self.name, effort, attempts=0) for _ in puzzles]
        raise RuntimeError(f"{TRIES} replicas died under this call")

    def _once(self, call: Call, on_step: OnStep | None) -> list[Solution[Any]] | None:
        """The solutions; None where the request was stopped before."""
        heard = self._ask(call)
        try:
            for told in heard:
                if stopped():
                    return None
                if told.what == "step" and on_step is not None:
                    if told.belief is not None and isinstance(on_step, Watching):
                        on_step.held(told.part, told.step, told.belief)
                    on_step(told.part, told.step, told.answer)
                elif told.what == "solved":
                    return list(told.solutions)
                elif told.what == "busy":
                    raise Busy(told.message, retry_after=told.retry_after)
                elif told.what == "failed":
                    raise RuntimeError(told.message)
        finally:
            close = getattr(heard, "cancel", None) or getattr(heard, "close", None)
            if close is not None:
                close()
        raise RuntimeError("a replica ended without its last word")


class Cluster:
    """The replicas of this front, from `with` to `with`: Ray is started where none is running (RAY_ADDRESS names one),
    and the application is ended by the front that began it."""

    def __init__(self, replicas: Replicas, arithmetic: Arithmetic | None, drain_seconds: int) -> None:
        with extra("ray"):
            self._ray: Any = import_module("ray")
            self._serve: Any = import_module("ray.serve")
        self._replicas, self._arithmetic, self._drain = replicas, arithmetic, drain_seconds
        self._mine = False

    def __enter__(self) -> RaySolver:
        """Ready when the first replica is."""
        os.environ.setdefault("RAY_SERVE_LOG_TO_STDERR", "0")
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing leaves this machine unasked
        ray, serve = self._ray, self._serve
        here = {} if os.environ.get("RAY_ADDRESS") else {"_node_ip_address": "127.0.0.1"}  # nobody else can reach it
        ray.init(include_dashboard=False, log_to_driver=False, configure_logging=False, **here)
        signal.signal(signal.SIGTERM, _leave)  # Ray's own handler would end with another code
        for name in ("ray", "ray.serve"):
            logging.getLogger(name).setLevel(logging.ERROR)
        serve.start(http_options={"location": "NoServer"}, logging_config={"log_level": "ERROR"})
        if APP in serve.status().applications:
            handle = serve.get_app_handle(APP)
        else:
            self._mine = True
            handle = serve.run(self._deployment().bind(self._arithmetic or DEFAULT), name=APP, route_prefix=None)
        asked = handle.options(stream=True)
        deaths = (ray.exceptions.RayActorError, ray.exceptions.WorkerCrashedError, ray.exceptions.ObjectLostError)
        return RaySolver(lambda call: asked.solve.remote(call), deaths)

    def __exit__(self, *_: object) -> None:
        """The front has finished its requests; nobody asks the replicas any more."""
        if self._mine:
            self._serve.delete(APP)
        self._ray.shutdown()

    def _deployment(self) -> Any:
        scale = {
            "min_replicas": self._replicas.least,
            "max_replicas": self._replicas.most,
            "target_ongoing_requests": TARGET,
            "upscale_delay_s": 3,
            "downscale_delay_s": 120,
        }
        return self._serve.deployment(
            name="networks",
            autoscaling_config=scale,
            max_ongoing_requests=CALLS,
            graceful_shutdown_wait_loop_s=1,
            graceful_shutdown_timeout_s=self._drain,
            health_check_period_s=2,
            health_check_timeout_s=10,
            ray_actor_options={"num_cpus": 1},
        )(Replica)


def _leave(_number: int, _frame: Any) -> None:
    """SIGTERM outside of the server, which finishes its requests first: the cluster is left in order."""
    raise SystemExit(0)


def cluster(replicas: str, arithmetic: Arithmetic | None, drain_seconds: int) -> AbstractContextManager[RaySolver]:
    """The cluster behind a front. Raises UsageError, also where the extra is missing."""
    return Cluster(Replicas.of(replicas), arithmetic, drain_seconds)
