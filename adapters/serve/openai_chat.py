"""OpenAI's chat completions: `POST /v1/chat/completions`. Thinking is `reasoning_content`, the receipt a field."""

from __future__ import annotations

import json
from typing import Any, Literal

from pydantic import Field

from adapters.serve.asked import Asked, effort_of
from adapters.serve.conversation import Conversation, Role, Turn
from adapters.serve.events import Done, Event, Said, Thought, ToolCall, Usage
from adapters.serve.faults import Entering, Fault, parsed
from adapters.serve.forwarding import picture, tool
from adapters.serve.words import receipt_json


class ImageUrl(Entering):
    """Where a picture is."""

    url: str


class Part(Entering):
    """One part of a message."""

    type: str
    text: str | None = None
    refusal: str | None = None
    image_url: ImageUrl | None = None


class Function(Entering):
    """A function's name and arguments, or its definition."""

    name: str
    arguments: str = "{}"
    description: str | None = None
    parameters: dict[str, Any] | None = None


class Called(Entering):
    """A call the assistant made."""

    id: str
    function: Function | None = None


class ChatMessage(Entering):
    """One message."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | list[Part] | None = None
    tool_calls: list[Called] | None = None
    tool_call_id: str | None = None


class Tool(Entering):
    """A tool on offer; those that are no functions are left aside."""

    type: str
    function: Function | None = None


class Choice(Entering):
    """A tool that must be called."""

    type: str
    function: Function | None = None


class Format(Entering):
    """The form the answer must have."""

    type: str


class StreamOptions(Entering):
    """What a stream should say besides."""

    include_usage: bool | None = None


class ChatRequest(Entering):
    """The request, as far as it matters here."""

    model: str
    messages: list[ChatMessage] = Field(min_length=1)
    stream: bool | None = None
    stream_options: StreamOptions | None = None
    tools: list[Tool] | None = None
    tool_choice: str | Choice | None = None
    parallel_tool_calls: bool | None = None
    response_format: Format | None = None
    max_tokens: int | None = Field(None, ge=1)
    max_completion_tokens: int | None = Field(None, ge=1)
    reasoning_effort: str | None = None
    seed: int | None = None
    n: int | None = Field(None, ge=1)
    temperature: float | None = Field(None, ge=0, le=2)
    top_p: float | None = Field(None, ge=0, le=1)
    presence_penalty: float | None = None
    frequency_penalty: float | None = None
    stop: str | list[str] | None = None
    confirm: bool | None = None
    """Not OpenAI's: the board of a picture counts as confirmed."""


class OpenAIChat:
    """The protocol."""

    name = "chat"

    def parse(self, raw: bytes) -> Asked:
        """The request. Raises Fault 400."""
        request = parsed(ChatRequest, raw)
        if request.n not in (None, 1):
            raise Fault(400, "n: one answer is given, not several", param="n", code="unsupported_value")
        return Asked(
            conversation=_conversation(request),
            model=request.model,
            stream=bool(request.stream),
            effort=effort_of(request.reasoning_effort, "reasoning_effort"),
            seed=(request.seed or 0) % 2**32,
            raw=request,
        )

    def whole(self, asked: Asked, done: Done) -> dict[str, Any]:
        """A `chat.completion`."""
        message: dict[str, Any] = {
            "role": "assistant",
            "content": done.content or (None if done.calls else ""),
            "refusal": None,
            "annotations": [],
        }
        if done.thinking:
            message["reasoning_content"] = done.thinking
        if done.calls:
            message["tool_calls"] = [_call(call) for call in done.calls]
        choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": done.finish}
        return {
            **_head(asked, "chat.completion"),
            "choices": [choice],
            "usage": usage_json(done.usage),
            "receipt": receipt_json(done.receipt),
        }

    def writer(self, asked: Asked) -> ChatWriter:
        """The answer as `chat.completion.chunk`s."""
        return ChatWriter(asked)

    def fault(self, fault: Fault, request_id: str) -> dict[str, Any]:
        """OpenAI's error object."""
        del request_id
        return openai_error(fault)


class ChatWriter:
    """Chunks: the role, thinking, content, calls, the reason for the end with the receipt, usage, [DONE]."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        options = asked.raw.stream_options
        self._usage = options is not None and bool(options.include_usage)

    def begin(self) -> list[bytes]:
        """The role."""
        return [self._chunk({"role": "assistant", "content": ""})]

    def event(self, event: Event) -> list[bytes]:
        """What became known."""
        if isinstance(event, Thought):
            return [self._chunk({"reasoning_content": event.text})]
        if isinstance(event, Said):
            return [self._chunk({"content": event.text})] if event.text else []
        lines = []
        if event.calls:
            calls = [{"index": number, **_call(call)} for number, call in enumerate(event.calls)]
            lines.append(self._chunk({"tool_calls": calls}))
        lines.append(self._chunk({}, event.finish, receipt=receipt_json(event.receipt)))
        if self._usage:
            last = {**_head(self._asked, "chat.completion.chunk"), "choices": [], "usage": usage_json(event.usage)}
            lines.append(_line(last))
        return [*lines, b"data: [DONE]\n\n"]

    def fault(self, fault: Fault) -> list[bytes]:
        """OpenAI's clients raise on an `error` in the data."""
        return [_line(openai_error(fault)), b"data: [DONE]\n\n"]

    def _chunk(self, delta: dict[str, Any], finish: str | None = None, **more: Any) -> bytes:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
        usage = {"usage": None} if self._usage else {}
        return _line({**_head(self._asked, "chat.completion.chunk"), "choices": [choice], **usage, **more})


def _line(body: dict[str, Any]) -> bytes:
    return b"data: " + json.dumps(body, ensure_ascii=False).encode() + b"\n\n"


def _head(asked: Asked, name: str) -> dict[str, Any]:
    return {"id": f"chatcmpl-{asked.id}", "object": name, "created": asked.created, "model": asked.model}


def _call(call: ToolCall) -> dict[str, Any]:
    return {"id": call.id, "type": "function", "function": {"name": call.name, "arguments": call.arguments}}


def usage_json(usage: Usage) -> dict[str, Any]:
    """Tokens in OpenAI's words."""
    return {
        "prompt_tokens": usage.tokens_in,
        "completion_tokens": usage.tokens_out,
        "total_tokens": usage.total,
        "prompt_tokens_details": {"cached_tokens": usage.cached},
    }


def openai_error(fault: Fault) -> dict[str, Any]:
    """The error object of OpenAI's APIs."""
    return {"error": {"message": fault.message, "type": fault.kind, "param": fault.param, "code": fault.code}}


def _conversation(request: ChatRequest) -> Conversation:
    turns, messages, pictures = [], [], False
    for number, message in enumerate(request.messages):
        content, text, shown = _content(message.content, f"messages[{number}].content")
        role: Role = _ROLES[message.role]
        turns.append(Turn(role, text, shown))
        pictures = shown if role == "user" else pictures
        messages.append(_passed(message, role, content))
    tools = [
        tool(each.function.name, each.function.description, each.function.parameters)
        for each in request.tools or ()
        if each.type == "function" and each.function is not None
    ]
    choice, forced = _choice(request)
    limit = request.max_completion_tokens or request.max_tokens
    plain = request.model_dump(
        include={"temperature", "top_p", "presence_penalty", "frequency_penalty", "stop"}, exclude_none=True
    )
    body = {"messages": messages, **plain, **({"max_tokens": limit} if limit else {})}
    if tools and choice != "none":
        body |= {"tools": tools, **({"tool_choice": choice} if choice is not None else {})}
        if request.parallel_tool_calls is not None:
            body["parallel_tool_calls"] = request.parallel_tool_calls
    if request.response_format is not None and request.response_format.type != "text":
        body["response_format"] = request.response_format.model_dump()
        forced = forced or "response_format"
    return Conversation(tuple(turns), body, pictures, forced, request.confirm is True)


_ROLES: dict[str, Role] = {
    "system": "system",
    "developer": "system",
    "user": "user",
    "assistant": "assistant",
    "tool": "tool",
    "function": "tool",
}


def _content(content: str | list[Part] | None, place: str) -> tuple[Any, str, bool]:
    """The content to pass on, its text, and whether it holds pictures. Raises Fault for parts nobody here can take."""
    if content is None or isinstance(content, str):
        return content, content or "", False
    passed: list[dict[str, Any]] = []
    for number, part in enumerate(content):
        if part.type in ("text", "input_text", "output_text", "refusal"):
            passed.append({"type": "text", "text": part.text or part.refusal or ""})
        elif part.type == "image_url" and part.image_url is not None:
            passed.append(picture(part.image_url.url, f"{place}[{number}].image_url"))
        else:
            where = f"{place}[{number}]"
            raise Fault(400, f"{where}: parts of type {part.type!r} are not taken", param=where, code="invalid_value")
    text = "\n".join(part["text"] for part in passed if part["type"] == "text")
    pictures = any(part["type"] != "text" for part in passed)
    return (passed if pictures else text), text, pictures


def _passed(message: ChatMessage, role: Role, content: Any) -> dict[str, Any]:
    passed: dict[str, Any] = {"role": role, "content": content}
    calls = [call for call in message.tool_calls or () if call.function is not None]
    if role == "assistant" and calls:
        passed["tool_calls"] = [
            {"id": c.id, "type": "function", "function": {"name": c.function.name, "arguments": c.function.arguments}}
            for c in calls
            if c.function is not None
        ]
    if role == "tool":
        passed["tool_call_id"] = message.tool_call_id or "call"
    return passed


def _choice(request: ChatRequest) -> tuple[Any, str | None]:
    """The choice to pass on, and "tool_choice" where it forces a tool. Raises Fault for a tool that is not offered."""
    choice = request.tool_choice
    if choice is None or choice in ("auto", "none"):
        return choice, None
    if not request.tools:
        raise Fault(400, "tool_choice needs tools", param="tool_choice", code="invalid_value")
    if choice == "required":
        return choice, "tool_choice"
    if isinstance(choice, str) or choice.function is None:
        raise Fault(400, "tool_choice: no such choice", param="tool_choice", code="invalid_value")
    return {"type": "function", "function": {"name": choice.function.name}}, "tool_choice"
