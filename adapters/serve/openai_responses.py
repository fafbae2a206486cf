"""OpenAI's Responses: `POST /v1/responses`. Thinking is a reasoning item with a summary; nothing is stored."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from adapters.serve.asked import Asked, effort_of
from adapters.serve.conversation import Conversation, Role, Turn
from adapters.serve.events import Done
from adapters.serve.faults import Entering, Fault, parsed
from adapters.serve.forwarding import picture, tool
from adapters.serve.openai_chat import openai_error
from adapters.serve.responses_stream import ResponsesWriter, response_json


class Part(Entering):
    """One part of a message."""

    type: str
    text: str | None = None
    refusal: str | None = None
    image_url: str | None = None


class Item(Entering):
    """One item of the input."""

    type: str = "message"
    role: Literal["system", "developer", "user", "assistant"] | None = None
    content: str | list[Part] | None = None
    call_id: str | None = None
    name: str | None = None
    arguments: str | None = None
    output: str | list[Part] | None = None


class Tool(Entering):
    """A tool on offer; those that are no functions are left aside."""

    type: str
    name: str | None = None
    description: str | None = None
    parameters: dict[str, Any] | None = None


class Choice(Entering):
    """A tool that must be called."""

    type: str
    name: str | None = None


class Format(Entering):
    """The form the answer must have."""

    type: str = "text"
    name: str | None = None
    schema_: dict[str, Any] | None = Field(None, alias="schema")
    strict: bool | None = None


class TextOptions(Entering):
    """How the answer's text is wanted."""

    format: Format | None = None


class Reasoning(Entering):
    """How much thinking, and whether it is shown."""

    effort: str | None = None
    summary: str | None = None


class ResponsesRequest(Entering):
    """The request, as far as it matters here."""

    model: str
    input: str | list[Item]
    confirm: bool | None = None
    """Not OpenAI's: the board of a picture counts as confirmed."""
    instructions: str | None = None
    stream: bool | None = None
    tools: list[Tool] | None = None
    tool_choice: str | Choice | None = None
    parallel_tool_calls: bool | None = None
    text: TextOptions | None = None
    reasoning: Reasoning | None = None
    previous_response_id: str | None = None
    conversation: Any = None
    background: bool | None = None
    store: bool | None = None
    max_output_tokens: int | None = Field(None, ge=1)
    temperature: float | None = Field(None, ge=0, le=2)
    top_p: float | None = Field(None, ge=0, le=1)
    metadata: dict[str, Any] | None = None


class OpenAIResponses:
    """The protocol."""

    name = "responses"

    def parse(self, raw: bytes) -> Asked:
        """The request. Raises Fault 400."""
        request = parsed(ResponsesRequest, raw)
        for name in ("previous_response_id", "conversation"):
            if getattr(request, name) is not None:
                message = f"{name}: this service keeps nothing; send the conversation in `input`"
                raise Fault(400, message, param=name, code="unsupported_parameter")
        if request.background:
            raise Fault(400, "background: answers are given at once", param="background", code="unsupported_parameter")
        effort = request.reasoning.effort if request.reasoning is not None else None
        return Asked(
            conversation=_conversation(request),
            model=request.model,
            stream=bool(request.stream),
            effort=effort_of(effort, "reasoning.effort"),
            raw=request,
        )

    def whole(self, asked: Asked, done: Done) -> dict[str, Any]:
        """A `response` with its items."""
        return response_json(asked, done)

    def writer(self, asked: Asked) -> ResponsesWriter:
        """The answer as events."""
        return ResponsesWriter(asked)

    def fault(self, fault: Fault, request_id: str) -> dict[str, Any]:
        """OpenAI's error object."""
        del request_id
        return openai_error(fault)


def _conversation(request: ResponsesRequest) -> Conversation:
    turns: list[Turn] = []
    messages: list[dict[str, Any]] = []
    pictures = False
    if request.instructions:
        turns.append(Turn("system", request.instructions))
        messages.append({"role": "system", "content": request.instructions})
    items = [Item(role="user", content=request.input)] if isinstance(request.input, str) else request.input
    for number, item in enumerate(items):
        place = f"input[{number}]"
        if item.type == "message":
            content, text, shown = _content(item.content, f"{place}.content")
            role: Role = "system" if item.role in ("system", "developer") else item.role or "user"  # type: ignore[assignment]
            pictures = shown if role == "user" else pictures
            turns.append(Turn(role, text, shown))
            messages.append({"role": role, "content": content})
        elif item.type == "function_call":
            function = {"name": item.name or "", "arguments": item.arguments or "{}"}
            call = {"id": item.call_id or "call", "type": "function", "function": function}
            if messages and "tool_calls" in messages[-1]:
                messages[-1]["tool_calls"].append(call)
            else:
                messages.append({"role": "assistant", "content": None, "tool_calls": [call]})
        elif item.type.endswith("_call_output"):
            _, text, _ = _content(item.output, f"{place}.output")
            turns.append(Turn("tool", text))
            messages.append({"role": "tool", "tool_call_id": item.call_id or "call", "content": text})
        elif item.type == "item_reference":
            message = f"{place}: this service keeps no items; send them whole (clients do with `store: false`)"
            raise Fault(400, message, param=place, code="unsupported_parameter")
    body: dict[str, Any] = {"messages": messages}
    body |= request.model_dump(include={"temperature", "top_p"}, exclude_none=True)
    if request.max_output_tokens is not None:
        body["max_tokens"] = request.max_output_tokens
    forced = _tools(request, body)
    form = request.text.format if request.text is not None else None
    if form is not None and form.type != "text":
        schema = {"name": form.name or "answer", "schema": form.schema_ or {}, "strict": form.strict}
        body["response_format"] = {"type": form.type} | ({"json_schema": schema} if form.schema_ is not None else {})
        forced = forced or "text.format"
    return Conversation(tuple(turns), body, pictures, forced, request.confirm is True)


def _content(content: str | list[Part] | None, place: str) -> tuple[Any, str, bool]:
    """The content to pass on, its text, and whether it holds pictures. Raises Fault for parts nobody here can take."""
    if content is None or isinstance(content, str):
        return content or "", content or "", False
    passed: list[dict[str, Any]] = []
    for number, part in enumerate(content):
        if part.type in ("text", "input_text", "output_text", "refusal", "summary_text", "reasoning_text"):
            passed.append({"type": "text", "text": part.text or part.refusal or ""})
        elif part.type == "input_image" and part.image_url is not None:
            passed.append(picture(part.image_url, f"{place}[{number}].image_url"))
        else:
            where = f"{place}[{number}]"
            raise Fault(400, f"{where}: parts of type {part.type!r} are not taken", param=where, code="invalid_value")
    text = "\n".join(part["text"] for part in passed if part["type"] == "text")
    pictures = any(part["type"] != "text" for part in passed)
    return (passed if pictures else text), text, pictures


def _tools(request: ResponsesRequest, body: dict[str, Any]) -> str | None:
    """Put the tools into the body; "tool_choice" where one is forced. Raises Fault for a choice there is none of."""
    choice = request.tool_choice
    named = isinstance(choice, Choice)
    if (named or choice == "required") and not request.tools:
        raise Fault(400, "tool_choice needs tools", param="tool_choice", code="invalid_value")
    if isinstance(choice, str) and choice not in ("auto", "none", "required"):
        raise Fault(400, "tool_choice: no such choice", param="tool_choice", code="invalid_value")
    tools = [
        tool(each.name, each.description, each.parameters)
        for each in request.tools or ()
        if each.type == "function" and each.name
    ]
    if tools and choice != "none":
        body["tools"] = tools
        if isinstance(choice, Choice) and choice.name:
            body["tool_choice"] = {"type": "function", "function": {"name": choice.name}}
        elif isinstance(choice, str):
            body["tool_choice"] = choice
        if request.parallel_tool_calls is not None:
            body["parallel_tool_calls"] = request.parallel_tool_calls
    return "tool_choice" if named or choice == "required" else None
