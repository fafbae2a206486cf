"""Anthropic's Messages: `POST /v1/messages` and `/v1/messages/count_tokens`. Thinking is shown where asked for."""

from __future__ import annotations

import json
import re
from typing import Any, Literal

from pydantic import Field

from adapters.serve.answering import estimated
from adapters.serve.asked import Asked, effort_of
from adapters.serve.conversation import Conversation, Role, Turn
from adapters.serve.events import Done, Event, Said, Thought, ToolCall, Usage
from adapters.serve.faults import Entering, Fault, parsed
from adapters.serve.forwarding import picture, tool
from adapters.serve.words import receipt_json

STOPS = {"stop": "end_turn", "length": "max_tokens", "tool_calls": "tool_use"}
KINDS = {
    401: "authentication_error",
    403: "permission_error",
    404: "not_found_error",
    413: "request_too_large",
    429: "rate_limit_error",
    503: "overloaded_error",
}
SIGNATURE = "trm-router"
"""Of thinking blocks. They are never read again, so it proves nothing; clients want one."""


class Source(Entering):
    """Where a picture is."""

    type: str
    media_type: str | None = None
    data: str | None = None


class Block(Entering):
    """One block of a message."""

    type: str
    text: str | None = None
    source: Source | None = None
    id: str | None = None
    name: str | None = None
    input: dict[str, Any] | None = None
    tool_use_id: str | None = None
    content: str | list[Block] | None = None


class AnthropicMessage(Entering):
    """One message."""

    role: Literal["user", "assistant"]
    content: str | list[Block]


class Tool(Entering):
    """A tool on offer; those of the provider's own are left aside."""

    name: str
    type: str | None = None
    description: str | None = None
    input_schema: dict[str, Any] | None = None


class Choice(Entering):
    """Whether a tool must be called."""

    type: Literal["auto", "any", "tool", "none"]
    name: str | None = None


class ThinkingOption(Entering):
    """Whether thinking is shown."""

    type: str


class OutputConfig(Entering):
    """How much thinking, and in which form the answer is wanted."""

    effort: str | None = None
    format: dict[str, Any] | None = None


class CountRequest(Entering):
    """What is counted."""

    model: str
    messages: list[AnthropicMessage] = Field(min_length=1)
    confirm: bool | None = None
    """Not Anthropic's: the board of a picture counts as confirmed."""
    system: str | list[Block] | None = None
    tools: list[Tool] | None = None
    tool_choice: Choice | None = None
    thinking: ThinkingOption | None = None
    output_config: OutputConfig | None = None


class MessagesRequest(CountRequest):
    """The request, as far as it matters here."""

    max_tokens: int = Field(ge=1)
    stream: bool | None = None
    temperature: float | None = Field(None, ge=0, le=1)
    top_p: float | None = Field(None, ge=0, le=1)
    stop_sequences: list[str] | None = None


class AnthropicMessages:
    """The protocol."""

    name = "messages"

    def parse(self, raw: bytes) -> Asked:
        """The request. Raises Fault 400."""
        request = parsed(MessagesRequest, raw)
        effort = request.output_config.effort if request.output_config is not None else None
        return Asked(
            conversation=_conversation(request),
            model=request.model,
            stream=bool(request.stream),
            effort=effort_of(effort, "output_config.effort"),
            raw=request,
        )

    def whole(self, asked: Asked, done: Done) -> dict[str, Any]:
        """A `message`."""
        blocks: list[dict[str, Any]] = []
        if done.thinking and thinks(asked):
            blocks.append({"type": "thinking", "thinking": done.thinking, "signature": SIGNATURE})
        if done.content or not done.calls:
            blocks.append(_text(done.content))
        blocks += [_tool_use(call) | {"input": _arguments(call.arguments)} for call in done.calls]
        return {**_message(asked, STOPS[done.finish], done.usage, blocks), "receipt": receipt_json(done.receipt)}

    def writer(self, asked: Asked) -> MessagesWriter:
        """The answer as events."""
        return MessagesWriter(asked)

    def fault(self, fault: Fault, request_id: str) -> dict[str, Any]:
        """Anthropic's error object."""
        return anthropic_error(fault) | {"request_id": request_id}


class MessagesWriter:
    """Blocks one after the other: thinking, text, calls; then the reason for the end."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._index = -1
        self._open = ""

    def begin(self) -> list[bytes]:
        """The message exists."""
        return [_line("message_start", message=_message(self._asked, None, Usage(), [])), _line("ping")]

    def event(self, event: Event) -> list[bytes]:
        """What became known."""
        if isinstance(event, Thought):
            if not thinks(self._asked) or self._open == "text":
                return []
            begun = self._begin("thinking", {"type": "thinking", "thinking": "", "signature": ""})
            return [*begun, self._delta({"type": "thinking_delta", "thinking": event.text})]
        if isinstance(event, Said):
            if not event.text:
                return []
            return [*self._begin("text", _text("")), self._delta({"type": "text_delta", "text": event.text})]
        return self._end(event)

    def fault(self, fault: Fault) -> list[bytes]:
        """Anthropic's clients raise on an `error` event."""
        body = anthropic_error(fault)
        return [_line("error", error=body["error"])]

    def _end(self, done: Done) -> list[bytes]:
        lines = [] if done.content or done.calls else self._begin("text", _text(""))
        lines += self._close()
        for call in done.calls:
            lines += self._begin("tool_use", _tool_use(call))
            lines.append(self._delta({"type": "input_json_delta", "partial_json": call.arguments}))
            lines += self._close()
        end = {"stop_reason": STOPS[done.finish], "stop_sequence": None}
        receipt = receipt_json(done.receipt)
        lines.append(_line("message_delta", delta=end, usage=_usage(done.usage), receipt=receipt))
        return [*lines, _line("message_stop")]

    def _begin(self, kind: str, block: dict[str, Any]) -> list[bytes]:
        if self._open == kind:
            return []
        lines = self._close()
        self._open = kind
        self._index += 1
        return [*lines, _line("content_block_start", index=self._index, content_block=block)]

    def _close(self) -> list[bytes]:
        if not self._open:
            return []
        kind, self._open = self._open, ""
        signed = [self._delta({"type": "signature_delta", "signature": SIGNATURE})] if kind == "thinking" else []
        return [*signed, _line("content_block_stop", index=self._index)]

    def _delta(self, delta: dict[str, Any]) -> bytes:
        return _line("content_block_delta", index=self._index, delta=delta)


def count_tokens(raw: bytes) -> tuple[str, dict[str, Any]]:
    """The model that was named, and the tokens of a request: an estimate, four bytes each. Raises Fault 400."""
    request = parsed(CountRequest, raw)
    conversation = _conversation(request)
    tools = [json.dumps(conversation.body["tools"], ensure_ascii=False)] if conversation.tools else []
    return request.model, {"input_tokens": estimated("\n".join([*(turn.text for turn in conversation.turns), *tools]))}


def thinks(asked: Asked) -> bool:
    """Whether the client wants to see thinking."""
    option = asked.raw.thinking
    return option is not None and option.type != "disabled"


def anthropic_error(fault: Fault) -> dict[str, Any]:
    """The error object of Anthropic's API."""
    kind = KINDS.get(fault.status, "invalid_request_error" if fault.status < 500 else "api_error")
    return {"type": "error", "error": {"type": kind, "message": fault.message}}


def _line(name: str, **body: Any) -> bytes:
    return f"event: {name}\ndata: {json.dumps({'type': name, **body}, ensure_ascii=False)}\n\n".encode()


def _text(text: str) -> dict[str, Any]:
    return {"type": "text", "text": text, "citations": None}


def _usage(usage: Usage) -> dict[str, Any]:
    return {
        "input_tokens": usage.tokens_in,
        "output_tokens": usage.tokens_out,
        "cache_creation_input_tokens": 0,
        "cache_read_input_tokens": usage.cached,
        "cache_creation": None,
        "inference_geo": None,
        "output_tokens_details": {"thinking_tokens": 0},
        "server_tool_use": None,
        "service_tier": None,
    }


def _message(asked: Asked, stop: str | None, usage: Usage, blocks: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "id": f"msg_{asked.id}",
        "type": "message",
        "role": "assistant",
        "model": asked.model,
        "content": blocks,
        "stop_reason": stop,
        "stop_sequence": None,
        "stop_details": None,
        "container": None,
        "usage": _usage(usage),
    }


def _tool_use(call: ToolCall) -> dict[str, Any]:
    name = re.sub(r"[^a-zA-Z0-9_-]", "_", call.id) or "call"
    return {"type": "tool_use", "id": name, "name": call.name, "input": {}, "caller": {"type": "direct"}}


def _arguments(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        found = None
    return found if isinstance(found, dict) else {"arguments": text}


def _conversation(request: CountRequest) -> Conversation:
    turns: list[Turn] = []
    messages: list[dict[str, Any]] = []
    pictures = False
    if request.system:
        _, system, _, _ = _blocks(request.system, "system")
        turns.append(Turn("system", system))
        messages.append({"role": "system", "content": system})
    for number, message in enumerate(request.messages):
        content, text, shown, others = _blocks(message.content, f"messages[{number}].content")
        role: Role = message.role
        results = [block for block in others if block.type == "tool_result"]
        for block in results:
            _, result, _, _ = _blocks(block.content or "", f"messages[{number}].content")
            turns.append(Turn("tool", result))
            messages.append({"role": "tool", "tool_call_id": block.tool_use_id or "call", "content": result})
        calls = [
            {"id": b.id or "call", "type": "function", "function": {"name": b.name, "arguments": json.dumps(b.input)}}
            for b in others
            if b.type == "tool_use"
        ]
        if text or shown or calls or not results:
            pictures = shown if role == "user" else pictures
            turns.append(Turn(role, text, shown))
            messages.append({"role": role, "content": content or None, **({"tool_calls": calls} if calls else {})})
    body: dict[str, Any] = {"messages": messages}
    if isinstance(request, MessagesRequest):
        body |= request.model_dump(include={"max_tokens", "temperature", "top_p"}, exclude_none=True)
        body |= {"stop": request.stop_sequences} if request.stop_sequences else {}
    forced = _tools(request, body)
    form = request.output_config.format if request.output_config is not None else None
    if form is not None:
        schema = {"name": "answer", "schema": form.get("schema", {})}
        body["response_format"] = {"type": "json_schema", "json_schema": schema}
        forced = forced or "output_config.format"
    return Conversation(tuple(turns), body, pictures, forced, request.confirm is True)


def _blocks(content: str | list[Block], place: str) -> tuple[Any, str, bool, list[Block]]:
    """The content to pass on, its text, whether it holds pictures, and the blocks that are calls and results."""
    if isinstance(content, str):
        return content, content, False, []
    passed: list[dict[str, Any]] = []
    others: list[Block] = []
    for number, block in enumerate(content):
        where = f"{place}[{number}]"
        if block.type == "text":
            passed.append({"type": "text", "text": block.text or ""})
        elif block.type == "image" and block.source is not None:
            if block.source.type != "base64" or block.source.data is None:
                raise Fault(400, f"{where}: a picture is taken as base64 only, nothing is fetched", param=where)
            url = f"data:{block.source.media_type or 'image/png'};base64,{block.source.data}"
            passed.append(picture(url, where))
        elif block.type in ("tool_use", "tool_result"):
            others.append(block)
        elif block.type not in ("thinking", "redacted_thinking"):
            raise Fault(400, f"{where}: blocks of type {block.type!r} are not taken", param=where)
    text = "\n".join(part["text"] for part in passed if part["type"] == "text")
    pictures = any(part["type"] != "text" for part in passed)
    return (passed if pictures else text), text, pictures, others


def _tools(request: CountRequest, body: dict[str, Any]) -> str | None:
    """Put the tools into the body; "tool_choice" where one is forced. Raises Fault for a choice there is none of."""
    choice = request.tool_choice
    forced = choice is not None and choice.type in ("any", "tool")
    if forced and not request.tools:
        raise Fault(400, "tool_choice needs tools", param="tool_choice")
    own = [t for t in request.tools or () if t.type in (None, "custom")]
    if own and (choice is None or choice.type != "none"):
        body["tools"] = [tool(each.name, each.description, each.input_schema) for each in own]
        if choice is not None and choice.type == "tool":
            body["tool_choice"] = {"type": "function", "function": {"name": choice.name or ""}}
        elif choice is not None:
            body["tool_choice"] = {"any": "required"}.get(choice.type, choice.type)
    return "tool_choice" if forced else None
