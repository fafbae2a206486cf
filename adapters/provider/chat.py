"""A provider of LiteLLM's: `trm/auto`, `trm/auto:offline` and `trm/trm` are the names that the service has over HTTP.

Runs in the caller's process. The answer carries its receipt in `provider_specific_fields`, thinking as
`reasoning_content`, and what a language model behind it cost.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing, contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any

from adapters.serve.events import Done, Event, Said, Thought
from adapters.serve.faults import Fault, of_error
from adapters.serve.inside import Inside
from adapters.serve.openai_chat import usage_json
from adapters.serve.words import receipt_json
from router.errors import RouterError, UsageError
from solvers.base import PuzzleError

if TYPE_CHECKING:
    from router import Router

custom: Any = import_module("litellm.llms.custom_llm")  # whoever imports this file has asked for LiteLLM
types: Any = import_module("litellm.types.utils")

NAME = "trm"
"""What stands before the slash."""
PASSED = (
    "max_tokens",
    "max_completion_tokens",
    "reasoning_effort",
    "response_format",
    "seed",
    "stop",
    "temperature",
    "tool_choice",
    "tools",
    "top_p",
)
"""Of a call's parameters, those that mean something here."""


class PuzzleProvider(custom.CustomLLM):  # type: ignore[misc]
    """Over a router of your own, or over what this installation is configured for, built when first asked."""

    def __init__(self, router: Router | None = None) -> None:
        super().__init__()
        self._router = router
        self._inside: Inside | None = None

    def completion(self, model: str, messages: list[Any], *_: Any, **more: Any) -> Any:
        """The whole answer."""
        with _errors():
            return _filled(more["model_response"], self._behind().done(_body(model, messages, more)), model)

    async def acompletion(self, model: str, messages: list[Any], *_: Any, **more: Any) -> Any:
        """The whole answer."""
        with _errors():
            done = await self._behind().adone(_body(model, messages, more))
            return _filled(more["model_response"], done, model)

    def streaming(self, model: str, messages: list[Any], *_: Any, **more: Any) -> Iterator[Any]:
        """Thinking and content as they come."""
        with _errors():
            for number, event in enumerate(self._behind().events(_body(model, messages, more))):
                yield _piece(event, model, first=number == 0)

    async def astreaming(self, model: str, messages: list[Any], *_: Any, **more: Any) -> AsyncIterator[Any]:
        """Thinking and content as they come."""
        with _errors():
            async with aclosing(self._behind().aevents(_body(model, messages, more))) as events:
                first = True
                async for event in events:
                    yield _piece(event, model, first=first)
                    first = False

    def _behind(self) -> Inside:
        if self._inside is None:
            self._inside = Inside(self._router or _configured())
        return self._inside


handler = PuzzleProvider()


def register(provider: PuzzleProvider | None = None) -> None:
    """Let `litellm.completion("trm/...")` reach the router in this process; another provider of the name gives way."""
    litellm: Any = import_module("litellm")
    others = [item for item in litellm.custom_provider_map if item["provider"] != NAME]
    litellm.custom_provider_map = [*others, {"provider": NAME, "custom_handler": provider or handler}]
    litellm.utils.custom_llm_setup()


def _configured() -> Router:
    from adapters.compose import build_router, configured_model

    model = configured_model()
    if model is not None and model.startswith(f"{NAME}/"):
        raise UsageError(f"the language model {model!r} is this router itself", hint="configure another one")
    return build_router()


def _body(model: str, messages: list[Any], more: dict[str, Any]) -> dict[str, Any]:
    """The call as the body of a chat completion."""
    given = more.get("optional_params") or {}
    plain = [message if isinstance(message, dict) else message.model_dump() for message in messages]
    return {"model": model, "messages": plain, **{name: given[name] for name in PASSED if given.get(name) is not None}}


def _filled(response: Any, done: Done, model: str) -> Any:
    """LiteLLM's own response with the answer in it."""
    calls = [
        {"id": call.id, "type": "function", "function": {"name": call.name, "arguments": call.arguments}}
        for call in done.calls
    ]
    message = types.Message(
        content=done.content,
        role="assistant",
        tool_calls=calls or None,
        provider_specific_fields={"receipt": dict(receipt_json(done.receipt))},
        **({"reasoning_content": done.thinking} if done.thinking else {}),
    )
    response.choices = [types.Choices(finish_reason=done.finish, index=0, message=message)]
    response.model = model
    response.usage = types.Usage(**usage_json(done.usage))
    if done.receipt.cost.usd is not None:
        response._hidden_params["response_cost"] = done.receipt.cost.usd
    return response


def _piece(event: Event, model: str, *, first: bool) -> Any:
    """A chunk; the first names the role, the last carries the reason for the end, the usage and the receipt."""
    role = {"role": "assistant"} if first else {}
    if isinstance(event, Thought):
        return _chunk(types.Delta(content=None, reasoning_content=event.text, **role), model)
    if isinstance(event, Said):
        return _chunk(types.Delta(content=event.text, **role), model)
    usage = usage_json(event.usage)
    return {
        "text": "",
        "is_finished": True,
        "finish_reason": event.finish,
        "usage": {name: usage[name] for name in ("prompt_tokens", "completion_tokens", "total_tokens")},
        "index": 0,
        "tool_use": None,
        "provider_specific_fields": {"receipt": dict(receipt_json(event.receipt))},
    }


def _chunk(delta: Any, model: str) -> Any:
    return types.ModelResponseStream(choices=[types.StreamingChoices(index=0, delta=delta)], model=model)


@contextmanager
def _errors() -> Iterator[None]:
    """Our errors as LiteLLM's, with the status that they have over HTTP."""
    try:
        yield
    except (Fault, RouterError, PuzzleError) as error:
        fault = of_error(error)
        raise custom.CustomLLMError(status_code=fault.status, message=fault.message) from error
