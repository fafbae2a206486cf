"""Bodies that are wrong in one place, any place, never break the service: an answer, or 400 in the protocol's shape."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest
from served import PUZZLE, Served

TOOL = {"name": "f", "description": "d", "parameters": {"type": "object", "properties": {}}}
BODIES: dict[str, dict[str, Any]] = {
    "/v1/chat/completions": {
        "model": "auto:offline",
        "messages": [
            {"role": "system", "content": "Be kind."},
            {"role": "user", "content": [{"type": "text", "text": "hi"}]},
            {
                "role": "assistant",
                "content": None,
                "tool_calls": [{"id": "1", "type": "function", "function": {**TOOL}}],
            },
            {"role": "tool", "tool_call_id": "1", "content": "done"},
            {"role": "user", "content": PUZZLE},
        ],
        "tools": [{"type": "function", "function": TOOL}],
        "tool_choice": "auto",
        "stream_options": {"include_usage": True},
        "reasoning_effort": "low",
        "temperature": 1,
        "stop": ["x"],
        "seed": -5,
    },
    "/v1/responses": {
        "model": "auto:offline",
        "instructions": "Be kind.",
        "input": [
            {"type": "message", "role": "user", "content": [{"type": "input_text", "text": "hi"}]},
            {"type": "reasoning", "summary": [], "encrypted_content": "x"},
            {"type": "function_call", "call_id": "1", "name": "f", "arguments": "{}"},
            {"type": "function_call_output", "call_id": "1", "output": "done"},
            {"role": "user", "content": PUZZLE},
        ],
        "tools": [{"type": "function", **TOOL}, {"type": "web_search"}],
        "tool_choice": "auto",
        "reasoning": {"effort": "low", "summary": "auto"},
        "text": {"format": {"type": "text"}},
        "store": False,
        "include": ["reasoning.encrypted_content"],
    },
    "/v1/messages": {
        "model": "auto:offline",
        "max_tokens": 100,
        "system": [{"type": "text", "text": "Be kind."}],
        "messages": [
            {"role": "user", "content": "hi"},
            {"role": "assistant", "content": [{"type": "tool_use", "id": "1", "name": "f", "input": {}}]},
            {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "1", "content": "done"}]},
            {"role": "user", "content": [{"type": "text", "text": PUZZLE}]},
        ],
        "tools": [{"name": "f", "input_schema": {"type": "object"}}],
        "tool_choice": {"type": "auto"},
        "thinking": {"type": "enabled", "budget_tokens": 1024},
        "stop_sequences": ["x"],
    },
}
ODD: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    1e308,
    "",
    "\x00",
    "x" * 1000,
    [],
    {},
    [[]],
    [None],
    {"type": None},
    {"a": {}},
)


def places(body: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where something stands in a body."""
    if path:
        yield path
    for key, value in body.items() if isinstance(body, dict) else enumerate(body) if isinstance(body, list) else ():
        yield from places(value, (*path, key))


def changed(body: Any, path: tuple[Any, ...], value: Any) -> Any:
    """The body with another value in one place."""
    if not path:
        return value
    copy = dict(body) if isinstance(body, dict) else list(body)
    copy[path[0]] = changed(body[path[0]], path[1:], value)
    return copy


@pytest.mark.parametrize("path", list(BODIES))
@pytest.mark.parametrize("stream", [False, True])
def test_one_odd_value_anywhere(served: Served, path: str, stream: bool) -> None:
    rng = random.Random(f"{path}{stream}")
    body = {**BODIES[path], "stream": stream}
    cases = rng.sample([(place, value) for place in places(body) for value in ODD], 80)
    with served.client() as client:
        assert client.post(path, json=body).status_code == 200
        for place, value in cases:
            response = client.post(path, json=changed(body, place, value))
            assert response.status_code in (200, 400, 404), (place, value, response.text[:300])
            if response.status_code != 200:
                assert response.json()["error"]["message"], (place, value)
