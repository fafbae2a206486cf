"""A client's own request, passed on to the language model: its messages, tools and schema, and nothing else of it.

Which model is asked, at which address and with which key is the service's choice alone. What passes is listed here by
name; pictures pass as data only, because a provider's library may fetch an address that stands in a message.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from adapters.models.completions import LiteLLMModel, load_litellm
from adapters.models.provider_errors import translate
from adapters.serve.events import ToolCall
from adapters.serve.faults import Fault
from router.errors import ModelError
from router.llm.metered import MeteredModel
from router.types import Call, ChatModel, Completion, Message

PASSED = (
    "messages",
    "tools",
    "tool_choice",
    "parallel_tool_calls",
    "response_format",
    "max_tokens",
    "temperature",
    "top_p",
    "stop",
    "presence_penalty",
    "frequency_penalty",
)


class Forwarding(LiteLLMModel):
    """The configured model with a client's messages instead of the router's."""

    def __init__(self, model: LiteLLMModel, body: Mapping[str, Any]) -> None:
        super().__init__(model.name, model.options)
        self._body = {name: body[name] for name in PASSED if body.get(name) is not None}

    def _arguments(self, messages: Sequence[Message], deadline: float | None, started: float) -> dict[str, Any]:
        most = self._most(self._body.get("max_tokens"))
        return super()._arguments(messages, deadline, started) | self._body | {"max_tokens": most}

    async def acomplete(
        self,
        messages: Sequence[Message],
        *,
        schema: type[BaseModel] | None = None,
        deadline: float | None = None,
        max_tokens: int | None = None,
    ) -> Completion:
        """One try; the completion's text is JSON of the model's message, with its calls of tools."""
        del schema, max_tokens
        started = time.monotonic()
        failure: ModelError | None = self._without_key(started)
        if failure is not None:
            raise failure
        try:
            async with asyncio.timeout(self._seconds(deadline, started)):
                response = await load_litellm().acompletion(**self._arguments(messages, deadline, started))
        except Exception as exc:
            failure = translate(exc, self._name, time.monotonic() - started, secrets=self._secrets)
        if failure is not None:
            raise failure
        choice = response.choices[0] if getattr(response, "choices", None) else None
        finish = getattr(choice, "finish_reason", None)
        call = self._call(getattr(response, "usage", None), finish, time.monotonic() - started)
        text = getattr(getattr(choice, "message", None), "content", None) or ""
        calls = [
            {"id": str(each.id), "name": str(each.function.name), "arguments": str(each.function.arguments or "{}")}
            for each in getattr(getattr(choice, "message", None), "tool_calls", None) or []
        ]
        if not calls:
            self._not_empty(text, finish, call)
        return Completion(text=json.dumps({"content": text, "calls": calls}), call=call)


def forwarding(purse: MeteredModel, body: Mapping[str, Any]) -> MeteredModel | None:
    """`purse` with models that are sent `body`; None where its models take plain messages only."""
    models: list[ChatModel] = [Forwarding(model, body) for model in purse.models if isinstance(model, LiteLLMModel)]
    return purse.on("open", models) if models else None


def shown(body: Mapping[str, Any]) -> list[Message]:
    """The whole body as one message: what estimates count."""
    return [Message(role="user", content=json.dumps({name: body[name] for name in PASSED if name in body}))]


def answer_of(completion: Completion) -> tuple[str, tuple[ToolCall, ...], Call]:
    """Text and calls of a forwarded completion."""
    said = json.loads(completion.text)
    return said["content"], tuple(ToolCall(**call) for call in said["calls"]), completion.call


def text_messages(body: Mapping[str, Any]) -> list[Message]:
    """The body's messages for a model that takes text only; what tools said stands in them as text."""
    messages = []
    for message in body.get("messages", ()):
        content = message.get("content") or ""
        text = content if isinstance(content, str) else "\n".join(p["text"] for p in content if p["type"] == "text")
        if text:
            messages.append(Message(role="user" if message["role"] == "tool" else message["role"], content=text))
    return messages


def picture(url: str, place: str) -> dict[str, Any]:
    """A picture's part. Raises Fault for an address: nothing is fetched for a client."""
    if not url.startswith("data:image/"):
        raise Fault(400, f"{place}: a picture is taken as a data: URL only, nothing is fetched", param=place)
    return {"type": "image_url", "image_url": {"url": url}}


def tool(name: str, description: str | None, parameters: Any) -> dict[str, Any]:
    """A client's function in the form of chat completions."""
    function: dict[str, Any] = {"name": name, "parameters": parameters or {"type": "object", "properties": {}}}
    return {"type": "function", "function": function | ({"description": description} if description else {})}
