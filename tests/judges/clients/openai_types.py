"""Every event and answer against the types of the openai client 3.x, strictly: nothing missing, nothing odd."""

from __future__ import annotations

import asyncio
import json
import os
import urllib.request

import openai
from openai.types.chat import ChatCompletion, ChatCompletionChunk
from openai.types.responses import Response, ResponseStreamEvent
from pydantic import TypeAdapter

BASE = os.environ["BASE"]
PUZZLE = "Solve this sudoku:\n1 . . .\n. . 3 .\n. 4 . .\n. . . 2"
SOLVED = "1 3 2 4\n4 2 3 1\n2 4 1 3\n3 1 4 2"
TOOL = {"name": "get_weather", "description": "Weather.", "parameters": {"type": "object", "properties": {}}}
ASKED = (
    {"text": PUZZLE},
    {"text": "Who wrote Faust?"},
    {"text": "Weather?", "tool": True},
    {"text": PUZZLE.replace("2", ".").replace("3", ".")},
)


def post(path: str, body: dict[str, object]) -> str:
    request = urllib.request.Request(f"{BASE}{path}", json.dumps(body).encode(), {"content-type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as response:
        return response.read().decode()


def data(stream: str) -> list[str]:
    lines = [line.removeprefix("data: ") for line in stream.split("\n") if line.startswith("data: ")]
    return [line for line in lines if line != "[DONE]"]


def types() -> int:
    seen = 0
    event = TypeAdapter(ResponseStreamEvent)
    for asked in ASKED:
        forced = {"tool_choice": "required"} if asked.get("tool") else {}
        chat = {"model": "auto", "messages": [{"role": "user", "content": asked["text"]}], **forced}
        responses = {"model": "auto", "input": asked["text"], **forced}
        if forced:
            chat["tools"] = [{"type": "function", "function": TOOL}]
            responses["tools"] = [{"type": "function", **TOOL}]
        ChatCompletion.model_validate_json(post("/chat/completions", chat), strict=True)
        Response.model_validate_json(post("/responses", responses), strict=True)
        usage = {"stream": True, "stream_options": {"include_usage": True}}
        for line in data(post("/chat/completions", chat | usage)):
            ChatCompletionChunk.model_validate_json(line, strict=True)
            seen += 1
        for line in data(post("/responses", responses | {"stream": True})):
            event.validate_json(line, strict=True)
            seen += 1
    return seen


async def clients() -> None:
    sync = openai.OpenAI(base_url=BASE, api_key="none")
    assert sync.responses.create(model="auto", input=PUZZLE).output_text == SOLVED
    with sync.chat.completions.stream(model="auto", messages=[{"role": "user", "content": PUZZLE}]) as stream:
        assert stream.get_final_completion().choices[0].message.content == SOLVED
    async with openai.AsyncOpenAI(base_url=BASE, api_key="none") as client:
        said = await client.chat.completions.create(model="auto", messages=[{"role": "user", "content": "Who?"}])
        assert said.choices[0].message.content == "hello there"
        async with client.responses.stream(model="auto", input=PUZZLE) as events:
            assert (await events.get_final_response()).output_text == SOLVED


count = types()
asyncio.run(clients())
print(f"openai {openai.__version__}: {count} events valid in strict mode, clients sync, async and streaming")
