"""`compare FILE`: the same requests routed and sent to plain language models, judged by code, everything charged.

FILE holds one {"text": ..., "group"?: ...} a line. Systems: this router; each baseline model as it is; each baseline in
a loop with the verifier; exact search; and the oracle, which cannot be had. What the router spends on reading,
repairs and failed tries is in its cost, and its local seconds at a stated rate. A request that cannot be judged (open
text) counts for cost and time, not for the share of right answers.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from adapters.compare.judging import Judge
from adapters.compare.stats import Trial, oracle
from router import Request, Router
from router.errors import RouterError, UsageError, why
from router.llm.budget import Estimating
from router.llm.last_rung import TRIES, ask_model
from router.llm.metered import MeteredModel, Retries, metered
from router.llm.most_calls import most_calls
from router.reading.read import read
from router.types import Message
from solvers.base import Effort
from solvers.kinds import KINDS


@dataclass(frozen=True, slots=True)
class Ask:
    """One request of the file."""

    text: str
    group: str
    number: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What is compared and how it is charged."""

    baselines: tuple[MeteredModel, ...] = ()
    loop: bool = True
    """Also each baseline in a loop with the verifier."""
    usd_per_hour: float = 0.05
    effort: Effort = Effort.MEDIUM
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Expected:
    """What a run would cost at most, before it is made. `usd` None: a price is unknown."""

    system: str
    calls: int
    usd: float | None


def asks(path: Path) -> list[Ask]:
    """The file's requests."""
    found = []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as exc:
        raise UsageError(f"cannot read {str(path)!r}: {why(exc)}", hint="check the path") from exc
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            found.append(Ask(str(row["text"]), str(row.get("group", "all")), str(number)))
        except (ValueError, KeyError, TypeError, AttributeError) as exc:
            raise UsageError(f"{str(path)!r} line {number}: no request", hint='one {"text": ...} a line') from exc
    if not found:
        raise UsageError(f"{str(path)!r} holds no requests", hint='one {"text": ...} a line')
    return found


def expected(requests: Sequence[Ask], plan: Plan) -> list[Expected]:
    """The most that the run can cost in model calls; nothing is called."""
    tries = max((_tries(model) for model in plan.baselines), default=1 + Retries().times)
    listed = [Expected("router", tries * sum(most_calls(ask.text, plan.effort) for ask in requests), None)]
    for model in plan.baselines:
        estimates = [_most(model, ask.text) for ask in requests]
        usd = None if None in estimates else _tries(model) * sum(e for e in estimates if e is not None)
        listed.append(Expected(model.name, _tries(model) * len(requests), usd))
        if plan.loop:
            puzzles = sum(read(ask.text).kind != "open" for ask in requests)
            looped = len(requests) - puzzles + TRIES[plan.effort] * puzzles
            more = None if usd is None else usd * TRIES[plan.effort]
            listed.append(Expected(f"{model.name} + verifier", _tries(model) * looped, more))
    return listed


def _tries(model: MeteredModel) -> int:
    """HTTP calls that one question can take: every model again and again."""
    return len(model.models) * (1 + model.retries.times)


def run(requests: Sequence[Ask], plan: Plan, router: Router, exact_only: Router) -> tuple[list[Trial], list[Trial]]:
    """(judged trials, trials that could not be judged) of every system."""
    judge = Judge()
    systems: list[tuple[str, Callable[[str], _Told]]] = [("router", partial(_routed, plan, router))]
    for model in plan.baselines:
        systems.append((model.name, partial(_plain, model)))
        if plan.loop:
            systems.append((f"{model.name} + verifier", partial(_looped, plan, model)))
    systems.append(("exact search", partial(_routed, plan, exact_only, offline=True)))
    judged: list[Trial] = []
    unjudged: list[Trial] = []
    for name, tell in systems:
        for ask in requests:
            started = time.perf_counter()
            told = tell(ask.text)
            seconds = time.perf_counter() - started
            usd = None if told.usd is None else told.usd + told.local * seconds * plan.usd_per_hour / 3600
            right = judge.right(ask.text, told.answer)
            trial = Trial(name, ask.group, ask.number, bool(right), usd, seconds, told.outcome)
            (unjudged if right is None and judge.right(ask.text, "?") is None else judged).append(trial)
    return judged + oracle(judged), unjudged


@dataclass(frozen=True, slots=True)
class _Told:
    answer: str | None
    usd: float | None
    outcome: str
    local: int = 0
    """1 if its seconds are this machine's work."""


def _routed(plan: Plan, router: Router, text: str, *, offline: bool = False) -> _Told:
    try:
        wish = Request(text=text, effort=plan.effort, exact=plan.exact or offline, offline=offline)
        receipt = router.handle(wish).receipt
    except RouterError as error:
        return _Told(None, None, f"error: {type(error).__name__}", 1)
    return _Told(receipt.answer, receipt.cost.usd, receipt.status, 1)


def _plain(model: MeteredModel, text: str) -> _Told:
    purse = metered(model, None, route="compare")
    try:
        answer = purse.complete([Message(role="user", content=text)]).text
    except RouterError as error:
        return _Told(None, purse.cost.usd, f"error: {type(error).__name__}")
    return _Told(answer, purse.cost.usd, "answered")


def _looped(plan: Plan, model: MeteredModel, text: str) -> _Told:
    """The model sees the puzzle as code read it and is told what is wrong; without a puzzle it is the plain model."""
    reading = read(text)
    puzzle: Any = None if reading.candidate is None else reading.candidate.puzzle
    if puzzle is None:
        return _plain(model, text)
    purse = metered(model, None, route="compare")
    try:
        solution = ask_model(KINDS[reading.kind], puzzle, purse, effort=plan.effort)
    except RouterError as error:
        return _Told(None, purse.cost.usd, f"error: {type(error).__name__}")
    if solution.answer is None:
        return _Told(None, purse.cost.usd, "unsolved")
    from router.asking.form import render

    said = render(KINDS[reading.kind], solution.answer, reading, text)
    return _Told(said, purse.cost.usd, "verified")


def _most(model: MeteredModel, text: str) -> float | None:
    first = model.models[0]
    if not isinstance(first, Estimating):
        return None
    return first.estimate([Message(role="user", content=text)]).usd
