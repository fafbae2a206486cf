"""What may be spent: limits in US dollars per request, per thread and per day, and the estimate a call is judged by.

A limit is checked before a call is made, against the most that call can cost (all its input, the whole permitted
output). A call whose price is unknown cannot be checked, so under any limit it is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from pydantic import BaseModel

from router.errors import BudgetExceeded
from router.types import Message


@dataclass(frozen=True, slots=True)
class Budget:
    """Limits in US dollars; None is no limit."""

    request_usd: float | None = None
    thread_usd: float | None = None
    day_usd: float | None = None

    @property
    def limited(self) -> bool:
        """Whether any limit is set."""
        return any(limit is not None for limit in (self.request_usd, self.thread_usd, self.day_usd))


@dataclass(frozen=True, slots=True)
class Estimate:
    """The most a call can take before it is made. `usd` None: the price is unknown."""

    tokens_in: int
    tokens_out: int
    usd: float | None


@dataclass(frozen=True, slots=True)
class Spent:
    """What was spent so far in each scope; unfinished and unpriced calls count with their estimates."""

    request: float = 0.0
    thread: float = 0.0
    day: float = 0.0


@runtime_checkable
class Estimating(Protocol):
    """A model that can say beforehand what a call may cost."""

    def estimate(
        self, messages: Sequence[Message], *, schema: type[BaseModel] | None = None, max_tokens: int | None = None
    ) -> Estimate:
        """An upper bound for one call with these messages."""
        ...


def refuse_if_over(budget: Budget, spent: Spent, estimate: Estimate, model: str) -> None:
    """Raise `BudgetExceeded` if a call of `estimate` could break a limit of `budget`."""
    if not budget.limited:
        return
    if estimate.usd is None:
        raise BudgetExceeded(
            f"the price of model {model!r} is unknown, so a budget cannot be kept",
            hint="give its price in the configuration file, or take the budget away",
        )
    scopes = (
        ("request", budget.request_usd, spent.request),
        ("thread", budget.thread_usd, spent.thread),
        ("day", budget.day_usd, spent.day),
    )
    for name, limit, used in scopes:
        if limit is not None and used + estimate.usd > limit:
            raise BudgetExceeded(
                f"a call of {model!r} may cost ${estimate.usd:.6f}; ${used:.6f} of the {name}'s ${limit:.6f} is spent",
                hint=f"raise the {name} budget, allow fewer output tokens, or choose a cheaper model",
            )
