"""The events of a Responses stream, in the order that clients insist on, and the response object that ends it.

created, in_progress; an item's `added` before its deltas, its `done` after them; completed. Every event carries its
`type` in the data and a sequence number.
"""

from __future__ import annotations

import json
import time
from typing import Any

from adapters.serve.asked import Asked
from adapters.serve.events import Done, Event, Said, Thought, ToolCall
from adapters.serve.faults import Fault
from adapters.serve.openai_chat import openai_error
from adapters.serve.words import receipt_json


def response_json(
    asked: Asked, done: Done | None = None, *, status: str | None = None, error: Fault | None = None
) -> dict[str, Any]:
    """The response object: whole with `done`, in progress without."""
    request = asked.raw
    form = request.text.format if request.text is not None else None
    cut = done is not None and done.finish == "length"
    state = status or ("incomplete" if cut else "completed" if done is not None else "in_progress")
    shown: dict[str, Any] = {
        "id": f"resp_{asked.id}",
        "object": "response",
        "created_at": asked.created,
        "completed_at": int(time.time()) if state == "completed" else None,
        "status": state,
        "background": False,
        "error": None if error is None else {"code": "server_error", "message": error.message},
        "incomplete_details": {"reason": "max_output_tokens"} if state == "incomplete" else None,
        "instructions": request.instructions,
        "max_output_tokens": request.max_output_tokens,
        "max_tool_calls": None,
        "model": asked.model,
        "output": items_json(asked, done) if done is not None else [],
        "parallel_tool_calls": request.parallel_tool_calls is not False,
        "previous_response_id": None,
        "prompt_cache_key": None,
        "reasoning": {
            "effort": request.reasoning.effort if request.reasoning is not None else None,
            "summary": request.reasoning.summary if request.reasoning is not None else None,
        },
        "safety_identifier": None,
        "service_tier": "default",
        "store": False,
        "temperature": 1.0 if request.temperature is None else request.temperature,
        "presence_penalty": 0.0,
        "frequency_penalty": 0.0,
        "text": {"format": {"type": "text"} if form is None else form.model_dump(by_alias=True, exclude_unset=True)},
        "tool_choice": _choice(request),
        "tools": [_tool(each) for each in request.tools or () if each.type == "function"],
        "top_logprobs": 0,
        "top_p": 1.0 if request.top_p is None else request.top_p,
        "truncation": "disabled",
        "metadata": request.metadata or {},
        "usage": None,
    }
    if done is not None:
        usage = done.usage
        shown["usage"] = {
            "input_tokens": usage.tokens_in,
            "input_tokens_details": {"cached_tokens": usage.cached, "cache_write_tokens": 0},
            "output_tokens": usage.tokens_out,
            "output_tokens_details": {"reasoning_tokens": 0},
            "total_tokens": usage.total,
        }
        shown["receipt"] = receipt_json(done.receipt)
    return shown


def items_json(asked: Asked, done: Done) -> list[dict[str, Any]]:
    """The output: thinking, the message, calls."""
    items = []
    if done.thinking:
        items.append(_reasoning(asked, done.thinking))
    if done.content or not done.calls:
        items.append(_message(asked, done.content))
    return items + [_function_call(asked, number, call) for number, call in enumerate(done.calls)]


def _choice(request: Any) -> Any:
    choice = request.tool_choice
    return "auto" if choice is None else choice if isinstance(choice, str) else choice.model_dump(exclude_none=True)


def _tool(tool: Any) -> dict[str, Any]:
    return {
        "type": "function",
        "name": tool.name or "",
        "description": tool.description,
        "parameters": tool.parameters,
        "strict": bool((tool.model_extra or {}).get("strict")),
    }


def _reasoning(asked: Asked, text: str | None) -> dict[str, Any]:
    summary = [] if text is None else [{"type": "summary_text", "text": text}]
    return {"id": f"rs_{asked.id}", "type": "reasoning", "summary": summary}


def _message(asked: Asked, text: str | None) -> dict[str, Any]:
    return {
        "id": f"msg_{asked.id}",
        "type": "message",
        "status": "in_progress" if text is None else "completed",
        "role": "assistant",
        "content": [] if text is None else [_text(text)],
    }


def _text(text: str) -> dict[str, Any]:
    return {"type": "output_text", "text": text, "annotations": [], "logprobs": []}


def _function_call(asked: Asked, number: int, call: ToolCall, *, begun: bool = False) -> dict[str, Any]:
    return {
        "id": f"fc_{asked.id}_{number}",
        "type": "function_call",
        "status": "in_progress" if begun else "completed",
        "call_id": call.id,
        "name": call.name,
        "arguments": "" if begun else call.arguments,
    }


class ResponsesWriter:
    """Items one after the other: at most one of thinking, one message, then calls."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._number = 0
        self._index = -1
        self._open = ""
        self._text: list[str] = []

    def begin(self) -> list[bytes]:
        """The response exists."""
        shown = response_json(self._asked)
        return [self._line("response.created", response=shown), self._line("response.in_progress", response=shown)]

    def event(self, event: Event) -> list[bytes]:
        """What became known."""
        if isinstance(event, Thought):
            if self._open == "message":
                return []  # thinking after the first word has no place in a stream of items
            return [*self._begin("reasoning"), self._delta("response.reasoning_summary_text.delta", event.text)]
        if isinstance(event, Said):
            if not event.text:
                return []
            return [*self._begin("message"), self._delta("response.output_text.delta", event.text)]
        return self._end(event)

    def fault(self, fault: Fault) -> list[bytes]:
        """A response that failed, in words of its own."""
        lines = self._close() if self._open else []
        failed = response_json(self._asked, status="failed", error=fault)
        code = openai_error(fault)["error"]["code"] or "server_error"
        lines.append(self._line("error", code=code, message=fault.message, param=fault.param))
        return [*lines, self._line("response.failed", response=failed)]

    def _end(self, done: Done) -> list[bytes]:
        lines = [] if done.content or done.calls else self._begin("message")
        lines += self._close() if self._open else []
        for number, call in enumerate(done.calls):
            self._index += 1
            at = {"output_index": self._index}
            item = {**at, "item_id": f"fc_{self._asked.id}_{number}"}
            begun = _function_call(self._asked, number, call, begun=True)
            lines += [
                self._line("response.output_item.added", **at, item=begun),
                self._line("response.function_call_arguments.delta", **item, delta=call.arguments),
                self._line("response.function_call_arguments.done", **item, name=call.name, arguments=call.arguments),
                self._line("response.output_item.done", **at, item=_function_call(self._asked, number, call)),
            ]
        response = response_json(self._asked, done)
        return [*lines, self._line(f"response.{response['status']}", response=response)]

    def _begin(self, kind: str) -> list[bytes]:
        """The item's head, if it is not open yet; the one before it is closed."""
        if self._open == kind:
            return []
        lines = self._close() if self._open else []
        self._open, self._text = kind, []
        self._index += 1
        item = _reasoning(self._asked, None) if kind == "reasoning" else _message(self._asked, None)
        lines.append(self._line("response.output_item.added", output_index=self._index, item=item))
        if kind == "reasoning":
            part: dict[str, Any] = {"type": "summary_text", "text": ""}
            lines.append(self._line("response.reasoning_summary_part.added", **self._at(), part=part))
        else:
            lines.append(self._line("response.content_part.added", **self._at(), part=_text("")))
        return lines

    def _close(self) -> list[bytes]:
        text, kind = "".join(self._text), self._open
        self._open = ""
        at = self._at(kind)
        if kind == "reasoning":
            part = {"type": "summary_text", "text": text}
            lines = [
                self._line("response.reasoning_summary_text.done", **at, text=text),
                self._line("response.reasoning_summary_part.done", **at, part=part),
            ]
            item = _reasoning(self._asked, text)
        else:
            lines = [
                self._line("response.output_text.done", **at, text=text, logprobs=[]),
                self._line("response.content_part.done", **at, part=_text(text)),
            ]
            item = _message(self._asked, text)
        return [*lines, self._line("response.output_item.done", output_index=self._index, item=item)]

    def _delta(self, name: str, text: str) -> bytes:
        self._text.append(text)
        more: dict[str, Any] = {"logprobs": []} if self._open == "message" else {}
        return self._line(name, **self._at(), delta=text, **more)

    def _at(self, kind: str = "") -> dict[str, Any]:
        reasoning = (kind or self._open) == "reasoning"
        place = "summary_index" if reasoning else "content_index"
        item = f"{'rs' if reasoning else 'msg'}_{self._asked.id}"
        return {"item_id": item, "output_index": self._index, place: 0}

    def _line(self, name: str, /, **body: Any) -> bytes:
        data = {"type": name, "sequence_number": self._number, **body}
        self._number += 1
        return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()
