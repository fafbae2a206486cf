"""Any language model that litellm knows, as a `ChatModel`: one try a call, bounded in time and size, priced at once.

Everything runs on asyncio, so that a deadline really ends a call; the blocking methods use a background loop. Retries,
budgets and the ledger are not here but in `router.llm.metered`. litellm is imported by the first call (in seconds).
"""

from __future__ import annotations

import asyncio
import json
import os
import time
import warnings
from collections.abc import AsyncGenerator, AsyncIterator, Iterator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import BaseModel, ValidationError

from adapters.extras import extra
from adapters.models import background_loop, keys
from adapters.models.prices import Price, Tokens, price_of
from adapters.models.provider_errors import bad_output, translate
from router.errors import ModelAuth, ModelError, ModelRefused, ModelTimeout, ModelUnavailable
from router.llm.budget import Estimate
from router.pictures import tokens_of
from router.types import Call, Completion, Message

_LONGEST_TOKEN = 16
"""Characters. A stream longer than this times the permitted tokens ignores the limit it was given."""


@dataclass(frozen=True, slots=True)
class ModelOptions:
    """How one model is reached. `structured`: "schema" sends a JSON schema, "text" asks for JSON in the prompt."""

    api_base: str | None = None
    api_key: str | None = field(default=None, repr=False)
    max_output_tokens: int = 8192
    call_seconds: float = 180.0
    structured: Literal["auto", "schema", "text"] = "auto"
    price: Price | None = None
    vision: bool | None = None
    """Whether it sees pictures; None is what litellm knows of it."""


@dataclass(frozen=True, slots=True)
class _End:
    """How a stream ended. `finish` None: it was cut off."""

    finish: str | None = None
    usage: Any = None


class LiteLLMModel:
    """The model `name` in litellm's notation, like "openai/gpt-4o-mini" or "ollama_chat/llama3.2"."""

    def __init__(self, name: str, options: ModelOptions | None = None) -> None:
        self._name = name
        self._options = options or ModelOptions()
        self._secrets = (self._options.api_key,) if self._options.api_key else ()

    @property
    def name(self) -> str:
        """litellm's model string."""
        return self._name

    @property
    def options(self) -> ModelOptions:
        """How it is reached."""
        return self._options

    @property
    def price(self) -> Price | None:
        """Dollars a token, or None where nobody told us."""
        own = {self._name: self._options.price} if self._options.price is not None else None
        return price_of(self._name, api_base=self._options.api_base, own=own)

    def estimate(
        self, messages: Sequence[Message], *, schema: type[BaseModel] | None = None, max_tokens: int | None = None
    ) -> Estimate:
        """An upper bound: a token is at least one byte, and the whole permitted output is used."""
        size = sum(len(message.content.encode()) + 16 for message in messages) + 16
        size += sum(tokens_of(url) for message in messages for url in message.pictures)
        if schema is not None:
            size += 2 * len(json.dumps(schema.model_json_schema()))
        most = self._most(max_tokens)
        price = self.price
        return Estimate(size, most, None if price is None else price.most(size, most))

    def sees(self) -> bool:
        """Whether it takes pictures."""
        if self._options.vision is not None:
            return self._options.vision
        try:
            return bool(load_litellm().supports_vision(self._name))
        except Exception:  # a model litellm does not know: the configuration may say that it sees
            return False

    def prepare(self) -> None:
        """Import litellm (seconds, once), so that a deadline counts from the first byte sent."""
        load_litellm()

    def complete(
        self,
        messages: Sequence[Message],
        *,
        schema: type[BaseModel] | None = None,
        deadline: float | None = None,
        max_tokens: int | None = None,
    ) -> Completion:
        """One try."""
        load_litellm()  # here, not on the loop, which other calls may be using
        return background_loop.run(self.acomplete(messages, schema=schema, deadline=deadline, max_tokens=max_tokens))

    def stream(self, messages: Sequence[Message], *, deadline: float | None = None) -> Iterator[str | Completion]:
        """One try, piece by piece."""
        load_litellm()
        return background_loop.iterate(self.astream(messages, deadline=deadline))

    async def acomplete(
        self,
        messages: Sequence[Message],
        *,
        schema: type[BaseModel] | None = None,
        deadline: float | None = None,
        max_tokens: int | None = None,
    ) -> Completion:
        """One try, awaited."""
        started = time.monotonic()
        in_text = schema is not None and not self._has_schemas()
        asked = _with_schema(messages, schema) if in_text and schema is not None else messages
        extra: dict[str, Any] = {"max_tokens": self._most(max_tokens)}
        if schema is not None:
            extra["temperature"] = 0.0
            if not in_text:
                extra["response_format"] = schema
        failure: ModelError | None = self._without_key(started)
        if failure is not None:
            raise failure
        try:
            async with asyncio.timeout(self._seconds(deadline, started)):
                response = await load_litellm().acompletion(**(self._arguments(asked, deadline, started) | extra))
        except Exception as exc:
            failure = translate(exc, self._name, time.monotonic() - started, secrets=self._secrets)
        if failure is not None:
            raise failure
        text, finish = _first_choice(response)
        call = self._call(getattr(response, "usage", None), finish, time.monotonic() - started)
        if schema is not None:
            return Completion(text=self._structured(text, schema, call), call=call)
        self._not_empty(text, finish, call)
        return Completion(text=text, call=call)

    async def astream(
        self, messages: Sequence[Message], *, deadline: float | None = None
    ) -> AsyncIterator[str | Completion]:
        """One try, piece by piece; the last item is the completion."""
        started = time.monotonic()
        pieces: list[str] = []
        end = _End()
        limit = _LONGEST_TOKEN * self._options.max_output_tokens
        shown = 0
        async with aclosing(self._chunks(messages, deadline, started)) as chunks:
            async for chunk in chunks:
                if isinstance(chunk, _End):
                    end = chunk
                elif chunk:
                    pieces.append(chunk)
                    shown += len(chunk)
                    yield chunk
                if shown > limit:
                    end = _End(finish="length")
                    break
        text = "".join(pieces)
        call = self._call(end.usage, end.finish, time.monotonic() - started)
        if end.finish is None:
            broken = ModelUnavailable(
                f"the stream of {self._name!r} broke off after {shown} characters", hint="ask again"
            )
            broken.call = call.model_copy(update={"outcome": "cut", "usd": None})
            raise broken
        self._not_empty(text, end.finish, call)
        yield Completion(text=text, call=call)

    async def _chunks(
        self, messages: Sequence[Message], deadline: float | None, started: float
    ) -> AsyncGenerator[str | _End, None]:
        """The pieces and their end. Every wait ends with the deadline, every failure is ours, nothing stays open."""
        response: Any = None
        failure: ModelError | None = self._without_key(started)
        if failure is not None:
            raise failure
        ends = started + self._seconds(deadline, started)
        try:
            async with asyncio.timeout(ends - time.monotonic()):
                response = await load_litellm().acompletion(
                    **self._arguments(messages, deadline, started),
                    stream=True,
                    stream_options={"include_usage": True},
                )
            last: Any = None
            while True:
                # Not one time-out around the loop: it would also count the time the reader of the pieces takes.
                async with asyncio.timeout(max(0.0, ends - time.monotonic())):
                    chunk = await anext(response, None)
                if chunk is None:
                    break
                last = chunk if getattr(chunk, "usage", None) is not None else last
                yield _delta(chunk)
            yield _end_of(response, last)
        except Exception as exc:
            failure = translate(exc, self._name, time.monotonic() - started, secrets=self._secrets)
        finally:
            await _close(response)
        if failure is not None:
            raise failure

    def _arguments(self, messages: Sequence[Message], deadline: float | None, started: float) -> dict[str, Any]:
        options = self._options
        arguments: dict[str, Any] = {
            "model": self._name,
            "messages": _alternating(messages),
            "max_tokens": options.max_output_tokens,
            "timeout": self._seconds(deadline, started),
            "num_retries": 0,  # both, or litellm and the provider's client each try again on their own
            "max_retries": 0,
            "drop_params": True,
        }
        if options.api_base is not None:
            arguments["api_base"] = options.api_base
        if options.api_key is not None:
            arguments["api_key"] = options.api_key
        return arguments

    def _without_key(self, started: float) -> ModelError | None:
        """A key that is missing is said by its name, before anything is sent."""
        if self._options.api_key is not None or self._options.api_base is not None:
            return None
        variable = keys.missing(self._name)
        if variable is None:
            return None
        error = ModelAuth(f"no key for {self._name!r}: {variable} is not set", hint=f"export {variable}=...")
        seconds = time.monotonic() - started
        error.call = Call(model=self._name, usd=0.0, tokens_in=0, tokens_out=0, seconds=seconds, outcome=error.outcome)
        return error

    def _most(self, max_tokens: int | None) -> int:
        own = self._options.max_output_tokens
        return own if max_tokens is None else min(own, max_tokens)

    def _seconds(self, deadline: float | None, started: float) -> float:
        seconds = (
            self._options.call_seconds if deadline is None else min(self._options.call_seconds, deadline - started)
        )
        if seconds <= 0:
            raise ModelTimeout(f"no time left to ask {self._name!r}", hint="allow more seconds")
        return seconds

    def _has_schemas(self) -> bool:
        if self._options.structured != "auto":
            return self._options.structured == "schema"
        litellm = load_litellm()
        try:
            model, provider, *_ = litellm.get_llm_provider(self._name)
            return bool(litellm.supports_response_schema(model=model, custom_llm_provider=provider))
        except Exception:  # a model litellm does not know: JSON in the text works everywhere
            return False

    def _call(self, usage: Any, finish: str | None, seconds: float) -> Call:
        tokens = _tokens(usage)
        price = self.price
        usd = price.usd(tokens) if price is not None and tokens is not None else None
        if usd is None and price is not None and price.most(1, 1) == 0.0:
            usd = 0.0  # free whatever was used
        return Call(
            model=self._name,
            usd=usd,
            tokens_in=tokens.input if tokens else None,
            tokens_out=tokens.output if tokens else None,
            tokens_cached=tokens.cached if tokens else None,
            tokens_cache_write=tokens.cache_write if tokens else None,
            tokens_reasoning=tokens.reasoning if tokens else None,
            seconds=seconds,
            outcome="truncated" if finish == "length" else "ok",
        )

    def _structured(self, text: str, schema: type[BaseModel], call: Call) -> str:
        found = _json_in(text)
        if found is None:
            cut = " (the answer was cut off at its length limit)" if call.outcome == "truncated" else ""
            raise bad_output(f"{self._name!r} gave no JSON object{cut}", call)
        try:
            schema.model_validate_json(found)
        except ValidationError as exc:
            first = exc.errors(include_url=False)[0]
            where = ".".join(map(str, first["loc"])) or "the object"
            raise bad_output(f"{self._name!r} gave JSON that does not fit: {where}: {first['msg']}", call) from exc
        return found

    def _not_empty(self, text: str, finish: str | None, call: Call) -> None:
        if finish == "content_filter":
            refused = ModelRefused(f"{self._name!r} refused to answer (content filter)", hint="put it differently")
            refused.call = call.model_copy(update={"outcome": refused.outcome})
            raise refused
        if not text.strip():
            raise bad_output(f"{self._name!r} gave an empty answer", call)


def load_litellm() -> Any:
    """litellm, imported once and told to stay quiet, offline until asked, and on httpx. Import it only through this."""
    os.environ.setdefault("LITELLM_LOCAL_MODEL_COST_MAP", "True")  # else the import fetches a price table
    os.environ.setdefault("DISABLE_AIOHTTP_TRANSPORT", "True")
    warnings.filterwarnings("ignore", message="Item '.*' on TypedDict class", category=UserWarning)
    with extra("llm"):
        import litellm

    litellm.suppress_debug_info = True
    litellm.disable_aiohttp_transport = True
    litellm.telemetry = False
    return litellm


def _with_schema(messages: Sequence[Message], schema: type[BaseModel]) -> list[Message]:
    ask = "Answer with one JSON object and nothing else. It must fit this JSON schema:\n" + json.dumps(
        schema.model_json_schema()
    )
    return [Message(role="system", content=ask), *messages]


def _alternating(messages: Sequence[Message]) -> list[dict[str, Any]]:
    """On the wire; messages of one role that follow each other are one. The chat templates of many local models take
    one system message and turns by turns, and answer anything else with an error."""
    turns: list[tuple[str, list[str], list[str]]] = []
    for message in messages:
        if not turns or turns[-1][0] != message.role:
            turns.append((message.role, [], []))
        turns[-1][1].append(message.content)
        turns[-1][2].extend(message.pictures)
    return [{"role": role, "content": _content("\n\n".join(texts), pictures)} for role, texts, pictures in turns]


def _content(text: str, pictures: Sequence[str]) -> Any:
    """Text alone as it is; pictures, which come first, make parts of it."""
    if not pictures:
        return text
    shown = [{"type": "image_url", "image_url": {"url": url}} for url in pictures]
    return [*shown, {"type": "text", "text": text}]


def _first_choice(response: Any) -> tuple[str, str | None]:
    choices = getattr(response, "choices", None) or []
    if not choices:
        return "", None
    text = getattr(choices[0].message, "content", None) or ""
    return text, getattr(choices[0], "finish_reason", None)


def _delta(chunk: Any) -> str:
    choices = getattr(chunk, "choices", None) or []
    return (getattr(choices[0].delta, "content", None) or "") if choices else ""


def _end_of(response: Any, last: Any) -> _End:
    """What the provider itself said at the end: litellm invents a finish reason and a usage where there were none."""
    reported = any(getattr(chunk, "usage", None) is not None for chunk in getattr(response, "chunks", ()))
    finish = getattr(response, "received_finish_reason", None) or getattr(response, "intermittent_finish_reason", None)
    return _End(finish=finish, usage=getattr(last, "usage", None) if reported else None)


def _tokens(usage: Any) -> Tokens | None:
    """litellm's usage; a provider that reports none appears with zero input tokens, which no call has."""
    count = _number(usage, "prompt_tokens")
    if not count:
        return None
    prompt = getattr(usage, "prompt_tokens_details", None)
    completion = getattr(usage, "completion_tokens_details", None)
    return Tokens(
        input=count,
        output=_number(usage, "completion_tokens"),
        cached=_number(prompt, "cached_tokens") or _number(usage, "cache_read_input_tokens"),
        cache_write=_number(usage, "cache_creation_input_tokens") or _number(prompt, "cache_creation_tokens"),
        reasoning=_number(completion, "reasoning_tokens"),
    )


def _number(holder: Any, name: str) -> int:
    value = holder.get(name) if isinstance(holder, Mapping) else getattr(holder, name, None)
    return value if isinstance(value, int) and value > 0 else 0


def _json_in(text: str) -> str | None:
    """The first JSON object in `text`, as models wrap it in prose and code fences."""
    decoder = json.JSONDecoder()
    start = text.find("{")
    while start != -1:
        try:
            _, end = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            start = text.find("{", start + 1)
            continue
        return text[start:end]
    return None


async def _close(response: Any) -> None:
    close = getattr(response, "aclose", None)
    if close is not None:
        try:
            await close()
        except Exception:  # the connection is gone either way
            return
