"""A language model under control: one deadline and one budget for a whole request, and every try in the ledger.

`MeteredModel` wraps any `ChatModel` and is one itself. The wrapped models make exactly one try a call; trying again
(with back-off, jitter and the provider's Retry-After) happens here and nowhere else, so each try is counted. A second
model is only asked if nothing of the first one's answer was shown.
"""

from __future__ import annotations

import random
import sqlite3
import time
import warnings
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Protocol
from uuid import uuid4

from pydantic import BaseModel

from router.errors import (
    BudgetExceeded,
    ModelAuth,
    ModelBadOutput,
    ModelError,
    ModelRateLimited,
    ModelRefused,
    ModelTimeout,
    ModelUnavailable,
    NoModel,
    UsageError,
)
from router.llm import stop
from router.llm.awaited import acomplete, astream, limit, pause
from router.llm.budget import Budget, Estimate, Estimating
from router.llm.ledger import Entry, Ledger
from router.types import Call, ChatModel, Completion, Cost, Message


class AnswerCache(Protocol):
    """Remembers answers. Asked only for structured calls, unless `open_ended` is set."""

    open_ended: bool

    def get(self, model: str, messages: Sequence[Message], schema: type[BaseModel] | None) -> str | None:
        """The remembered text, or None."""
        ...

    def put(self, model: str, messages: Sequence[Message], schema: type[BaseModel] | None, text: str) -> None:
        """Remember `text`."""
        ...


@dataclass(frozen=True, slots=True)
class Retries:
    """How often and how long to wait. The pause doubles, with jitter, and is never shorter than Retry-After."""

    times: int = 2
    first_pause: float = 0.5
    longest_pause: float = 8.0

    def pause(self, error: ModelError, attempt: int, remaining: float | None, rng: random.Random) -> float | None:
        """Seconds to wait before the next try, or None if there should not be one (`attempt` counts from 0)."""
        if not isinstance(error, ModelRateLimited | ModelTimeout | ModelUnavailable) or attempt >= self.times:
            return None
        pause = min(self.longest_pause, self.first_pause * 2**attempt) * (0.5 + 0.5 * rng.random())
        asked = error.retry_after if isinstance(error, ModelRateLimited) else None
        if asked is not None:
            pause = max(pause, asked + 0.1 * rng.random())
        return None if remaining is not None and pause >= remaining else pause


@dataclass(slots=True)
class Spend:
    """One request's purse, shared by all its calls: identity, limits, and the calls made so far."""

    budget: Budget = field(default_factory=Budget)
    deadline: float | None = None
    """A `time.monotonic()` value for everything together."""
    thread: str | None = None
    request: str = field(default_factory=lambda: uuid4().hex)
    calls: list[Call] = field(default_factory=list)

    @property
    def cost(self) -> Cost:
        """What all calls of the request cost together."""
        return Cost.of(self.calls)


@dataclass(frozen=True, slots=True)
class Tools:
    """What can be exchanged in tests: time, sleep, chance."""

    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    rng: random.Random = field(default_factory=random.Random)


class MeteredModel:
    """`models[0]`, then the others where it fails, under one `Spend`."""

    def __init__(
        self,
        models: Sequence[ChatModel],
        *,
        ledger: Ledger | None = None,
        spend: Spend | None = None,
        route: str = "open",
        retries: Retries | None = None,
        cache: AnswerCache | None = None,
        tools: Tools | None = None,
    ) -> None:
        if not models:
            raise NoModel("no language model is configured", hint="give --model or set TRM_ROUTER_MODEL")
        self.models = tuple(models)
        self.ledger = ledger or Ledger()
        self.spend = spend or Spend()
        self.route = route
        self.retries = retries or Retries()
        self.cache = cache
        self.tools = tools or Tools()

    @property
    def name(self) -> str:
        """The first model's name."""
        return self.models[0].name

    @property
    def cost(self) -> Cost:
        """What the request cost so far."""
        return self.spend.cost

    def prepare(self) -> float:
        """Load what the models need before their first call; the seconds it took. They are nobody's thinking time."""
        began = self.tools.clock()
        for model in self.models:
            ready = getattr(model, "prepare", None)
            if ready is not None:
                ready()
        return self.tools.clock() - began

    def on(self, route: str, models: Sequence[ChatModel] | None = None) -> MeteredModel:
        """The same purse for another purpose, with other models if given; `route` is what `costs` sums by."""
        return MeteredModel(
            self.models if models is None else models,
            ledger=self.ledger,
            spend=self.spend,
            route=route,
            retries=self.retries,
            cache=self.cache,
            tools=self.tools,
        )

    def complete(
        self,
        messages: Sequence[Message],
        *,
        schema: type[BaseModel] | None = None,
        deadline: float | None = None,
        max_tokens: int | None = None,
    ) -> Completion:
        """The whole answer, after as many tries as the policy, the deadline and the budget allow."""
        remembered = self._remembered(messages, schema)
        if remembered is not None:
            return remembered
        tries = _Tries(self, messages, schema, deadline, max_tokens)
        while True:
            model, number = tries.start()
            try:
                completion = model.complete(messages, schema=schema, deadline=tries.deadline, **limit(max_tokens))
            except ModelError as error:
                self._wait(tries.failed(number, error))
            except BaseException:
                tries.abandoned(number)
                raise
            else:
                tries.done(number, completion.call)
                self._remember(model, messages, schema, completion)
                return completion

    async def acomplete(
        self,
        messages: Sequence[Message],
        *,
        schema: type[BaseModel] | None = None,
        deadline: float | None = None,
        max_tokens: int | None = None,
    ) -> Completion:
        """Like `complete`, awaited; models without an async side run in a thread."""
        remembered = self._remembered(messages, schema)
        if remembered is not None:
            return remembered
        tries = _Tries(self, messages, schema, deadline, max_tokens)
        while True:
            model, number = tries.start()
            try:
                completion = await acomplete(model, messages, schema, tries.deadline, max_tokens)
            except ModelError as error:
                await pause(tries.failed(number, error))
            except BaseException:
                tries.abandoned(number)
                raise
            else:
                tries.done(number, completion.call)
                self._remember(model, messages, schema, completion)
                return completion

    def stream(self, messages: Sequence[Message], *, deadline: float | None = None) -> Iterator[str | Completion]:
        """Pieces, then the completion. After the first piece there is no second try."""
        tries = _Tries(self, messages, None, deadline)
        while True:
            model, number = tries.start()
            shown = False
            try:
                for item in model.stream(messages, deadline=tries.deadline):
                    if isinstance(item, Completion):
                        tries.done(number, item.call)
                        yield item
                        return
                    shown = True
                    yield item
                raise ModelUnavailable(f"the stream of {model.name!r} ended without its completion")
            except ModelError as error:
                self._wait(tries.failed(number, error, shown=shown))
            except BaseException:
                tries.abandoned(number)
                raise

    async def astream(
        self, messages: Sequence[Message], *, deadline: float | None = None
    ) -> AsyncIterator[str | Completion]:
        """Like `stream`, asynchronous."""
        tries = _Tries(self, messages, None, deadline)
        while True:
            model, number = tries.start()
            shown = False
            try:
                async for item in astream(model, messages, tries.deadline):
                    if isinstance(item, Completion):
                        tries.done(number, item.call)
                        yield item
                        return
                    shown = True
                    yield item
                raise ModelUnavailable(f"the stream of {model.name!r} ended without its completion")
            except ModelError as error:
                await pause(tries.failed(number, error, shown=shown))
            except BaseException:
                tries.abandoned(number)
                raise

    def _wait(self, seconds: float) -> None:
        self.tools.sleep(seconds)
        stop.raise_if_stopped()

    def _cacheable(self, schema: type[BaseModel] | None) -> AnswerCache | None:
        return self.cache if self.cache is not None and (schema is not None or self.cache.open_ended) else None

    def _remembered(self, messages: Sequence[Message], schema: type[BaseModel] | None) -> Completion | None:
        cache = self._cacheable(schema)
        if cache is None:
            return None
        started = self.tools.clock()
        try:
            text = cache.get(self.name, messages, schema)
        except (UsageError, sqlite3.Error):  # it is only a cache
            return None
        if text is None:
            return None
        seconds = self.tools.clock() - started
        call = Call(model=self.name, usd=0.0, tokens_in=0, tokens_out=0, seconds=seconds, outcome="cached")
        try:
            self.ledger.record(Entry(self.spend.request, self.spend.thread, self.route, self.name), call)
        except (UsageError, sqlite3.Error) as error:
            warnings.warn(f"a remembered answer is not in the ledger: {error}", stacklevel=2)
        self.spend.calls.append(call)
        return Completion(text=text, call=call)

    def _remember(
        self, model: ChatModel, messages: Sequence[Message], schema: type[BaseModel] | None, completion: Completion
    ) -> None:
        cache = self._cacheable(schema)
        if cache is not None and completion.call.outcome == "ok":
            with suppress(UsageError, sqlite3.Error):  # it is only a cache, and the answer is paid for
                cache.put(model.name, messages, schema, completion.text)


class _Tries:
    """The bookkeeping of one call's tries, shared by the four ways of calling; it does no waiting itself."""

    def __init__(
        self,
        owner: MeteredModel,
        messages: Sequence[Message],
        schema: type[BaseModel] | None,
        deadline: float | None,
        max_tokens: int | None = None,
    ) -> None:
        self._owner = owner
        self._limit = limit(max_tokens)
        self._messages = messages
        self._schema = schema
        ends = [end for end in (owner.spend.deadline, deadline) if end is not None]
        self.deadline = min(ends) if ends else None
        self._model = 0
        self._attempt = 0
        self._closed: set[int] = set()
        self._started = 0.0
        self._unwritten = 0

    def start(self) -> tuple[ChatModel, int]:
        """The model to ask now and its ledger entry; raises when time, money or a stop does not allow a call."""
        stop.raise_if_stopped()
        owner = self._owner
        model = owner.models[self._model]
        remaining = self._remaining()
        if remaining is not None and remaining <= 0:
            raise ModelTimeout(f"no time left to ask {model.name!r}", hint="allow more seconds")
        estimate = (
            model.estimate(self._messages, schema=self._schema, **self._limit)
            if isinstance(model, Estimating)
            else Estimate(0, 0, None)
        )
        entry = Entry(owner.spend.request, owner.spend.thread, owner.route, model.name)
        number = self._entered(entry, estimate)
        self._started = owner.tools.clock()
        return model, number

    def _entered(self, entry: Entry, estimate: Estimate) -> int:
        """The number of the ledger's entry. Without a ledger no budget can be kept; a call that has none may go on."""
        owner = self._owner
        try:
            return owner.ledger.start(entry, estimate, owner.spend.budget)
        except (UsageError, sqlite3.Error) as error:
            if owner.spend.budget.limited:
                raise BudgetExceeded(
                    f"the ledger cannot be written, so a budget cannot be kept: {error}",
                    hint="mend the ledger's file, or take the budget away",
                ) from error
            warnings.warn(f"this call is not in the ledger: {error}", stacklevel=2)
            self._unwritten -= 1
            return self._unwritten

    def done(self, number: int, call: Call) -> None:
        """The call ended well, or ended badly and says how. A ledger that fails now must not lose the answer."""
        if number not in self._closed:
            self._closed.add(number)
            self._owner.spend.calls.append(call)
            if number < 0:
                return
            try:
                self._owner.ledger.finish(number, call)
            except (UsageError, sqlite3.Error) as error:
                warnings.warn(f"this call's cost is not in the ledger: {error}", stacklevel=2)

    def failed(self, number: int, error: ModelError, *, shown: bool = False) -> float:
        """Record the failure; the pause before the next try, or raise `error` if there is none."""
        owner = self._owner
        self.done(number, error.call or self._unpriced(error.outcome))
        pause = None if shown else owner.retries.pause(error, self._attempt, self._remaining(), owner.tools.rng)
        if pause is not None:
            self._attempt += 1
            return pause
        if not shown and self._model + 1 < len(owner.models) and self._another_may_help(error):
            self._model += 1
            self._attempt = 0
            return 0.0
        raise error

    def _another_may_help(self, error: ModelError) -> bool:
        """A refused key, an unknown name or an empty answer is one model's own trouble; JSON that does not fit is told
        to the model that wrote it."""
        own = isinstance(error, ModelRateLimited | ModelTimeout | ModelUnavailable | ModelAuth | ModelRefused)
        return own or (isinstance(error, ModelBadOutput) and self._schema is None)

    def abandoned(self, number: int) -> None:
        """The caller went away (Ctrl-C, closed stream): what it cost cannot be known."""
        self.done(number, self._unpriced("abandoned"))

    def _unpriced(self, outcome: str) -> Call:
        seconds = self._owner.tools.clock() - self._started
        model = self._owner.models[self._model].name
        return Call(model=model, usd=None, tokens_in=None, tokens_out=None, seconds=seconds, outcome=outcome)

    def _remaining(self) -> float | None:
        return None if self.deadline is None else self.deadline - self._owner.tools.clock()


def metered(
    chat: ChatModel,
    ledger: Ledger | None,
    *,
    budget_usd: float | None = None,
    deadline: float | None = None,
    thread: str | None = None,
    route: str = "open",
    request: str | None = None,
) -> MeteredModel:
    """`chat` with a fresh purse for one request; the id `request` lets an earlier one's budget go on.

    A metered model lends its ledger, limits, cache and retries.
    """
    if isinstance(chat, MeteredModel):
        limits = chat.spend.budget if budget_usd is None else replace(chat.spend.budget, request_usd=budget_usd)
        spend = Spend(limits, deadline, thread, request or uuid4().hex)
        return MeteredModel(
            chat.models,
            ledger=chat.ledger,
            spend=spend,
            route=route,
            retries=chat.retries,
            cache=chat.cache,
            tools=chat.tools,
        )
    spend = Spend(Budget(request_usd=budget_usd), deadline, thread, request or uuid4().hex)
    return MeteredModel([chat], ledger=ledger, spend=spend, route=route)
