"""A scripted `ChatModel` for tests and examples: no network, no surprise, every prompt kept.

model = FakeModel(["hello", ModelUnavailable("down"), lambda messages: messages[-1].content.upper()])
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ValidationError

from router.errors import ModelBadOutput, ModelError, ModelTimeout, ModelUnavailable
from router.llm.budget import Estimate
from router.types import Call, Completion, Message


@dataclass(frozen=True, slots=True)
class Cut:
    """A stream that breaks off after `text` was shown."""

    text: str


Reply = str | BaseModel | ModelError | Cut
Script = Reply | Callable[[Sequence[Message]], Reply]


class FakeModel:
    """Answers with the scripted replies in order, the last one for ever after. Tokens are words; prices are yours."""

    def __init__(
        self,
        replies: Sequence[Script],
        *,
        name: str = "fake/scripted",
        usd_in: float | None = 1e-6,
        usd_out: float | None = 2e-6,
        max_output_tokens: int = 100,
        seconds: float = 0.0,
        sees: bool = False,
    ) -> None:
        self._sees = sees
        self._replies = list(replies)
        self._name = name
        self._prices = (usd_in, usd_out)
        self._max_output_tokens = max_output_tokens
        self._seconds = seconds
        self.prompts: list[tuple[Message, ...]] = []
        self.limits: list[int | None] = []

    @property
    def name(self) -> str:
        """The name it goes by."""
        return self._name

    def sees(self) -> bool:
        """Whether it takes pictures."""
        return self._sees

    def estimate(
        self, messages: Sequence[Message], *, schema: type[BaseModel] | None = None, max_tokens: int | None = None
    ) -> Estimate:
        """Exact input, the permitted output."""
        del schema
        tokens = _words(messages)
        most = self._max_output_tokens if max_tokens is None else min(max_tokens, self._max_output_tokens)
        return Estimate(tokens, most, self._usd(tokens, most))

    def complete(
        self,
        messages: Sequence[Message],
        *,
        schema: type[BaseModel] | None = None,
        deadline: float | None = None,
        max_tokens: int | None = None,
    ) -> Completion:
        """The next scripted reply, checked against `schema` like a real one."""
        self.limits.append(max_tokens)
        reply = self._next(messages)
        self._wait(deadline, time.sleep)
        text, failed = _whole(reply)
        if failed is not None:
            raise failed
        call = self._call(messages, text)
        if schema is not None:
            try:
                schema.model_validate_json(text)
            except ValidationError as exc:
                error = ModelBadOutput(f"not {schema.__name__}: {exc.errors()[0]['msg']}", hint="")
                error.call = call.model_copy(update={"outcome": "bad_output"})
                raise error from exc
        return Completion(text=text, call=call)

    async def acomplete(
        self,
        messages: Sequence[Message],
        *,
        schema: type[BaseModel] | None = None,
        deadline: float | None = None,
        max_tokens: int | None = None,
    ) -> Completion:
        """Like `complete`."""
        await asyncio.sleep(0)
        return self.complete(messages, schema=schema, deadline=deadline, max_tokens=max_tokens)

    def stream(self, messages: Sequence[Message], *, deadline: float | None = None) -> Iterator[str | Completion]:
        """The next scripted reply in words."""
        reply = self._next(messages)
        self._wait(deadline, time.sleep)
        if isinstance(reply, ModelError):
            raise reply
        text, failed = _whole(reply)
        yield from re.findall(r"\s*\S+\s*", text)
        if failed is not None:
            raise failed
        yield Completion(text=text, call=self._call(messages, text))

    async def astream(
        self, messages: Sequence[Message], *, deadline: float | None = None
    ) -> AsyncIterator[str | Completion]:
        """Like `stream`."""
        for item in self.stream(messages, deadline=deadline):
            await asyncio.sleep(0)
            yield item

    def _next(self, messages: Sequence[Message]) -> Reply:
        self.prompts.append(tuple(messages))
        if not self._replies:
            raise ModelUnavailable(f"{self._name!r} has no scripted reply")
        script = self._replies.pop(0) if len(self._replies) > 1 else self._replies[0]
        return script(messages) if callable(script) else script

    def _wait(self, deadline: float | None, sleep: Callable[[float], None]) -> None:
        if self._seconds <= 0:
            return
        remaining = self._seconds if deadline is None else max(0.0, deadline - time.monotonic())
        sleep(min(self._seconds, remaining))
        if remaining < self._seconds:
            raise ModelTimeout(f"{self._name!r} gave no answer in time")

    def _usd(self, tokens_in: int, tokens_out: int) -> float | None:
        usd_in, usd_out = self._prices
        return None if usd_in is None or usd_out is None else tokens_in * usd_in + tokens_out * usd_out

    def _call(self, messages: Sequence[Message], text: str) -> Call:
        tokens_in, tokens_out = _words(messages), len(text.split())
        return Call(
            model=self._name,
            usd=self._usd(tokens_in, tokens_out),
            tokens_in=tokens_in,
            tokens_out=tokens_out,
            seconds=self._seconds,
            outcome="ok",
        )


def _words(messages: Sequence[Message]) -> int:
    return sum(len(message.content.split()) for message in messages)


def _whole(reply: Reply) -> tuple[str, ModelError | None]:
    if isinstance(reply, ModelError):
        return "", reply
    if isinstance(reply, Cut):
        error = ModelUnavailable(f"the stream broke off after {len(reply.text)} characters")
        return reply.text, error
    return (reply.model_dump_json() if isinstance(reply, BaseModel) else reply), None
