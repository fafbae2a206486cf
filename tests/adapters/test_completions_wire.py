"""What goes over the wire to OpenAI and Anthropic and what is read back: whole, streamed, structured, awaited."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import respx
from pydantic import BaseModel

from adapters.models.completions import LiteLLMModel, ModelOptions
from adapters.models.prices import Price, Tokens, price_of
from router.errors import ModelBadOutput
from router.llm.last_rung import schema_of
from router.llm.parts import SplitPlan
from router.llm.pointing import Board, Clauses, Pointer, Rules
from router.types import Call, Completion, Message
from solvers.hooks import Dictation
from solvers.kinds.maze import MAZE
from solvers.kinds.sudoku import SUDOKU

litellm = pytest.importorskip("litellm")

KEY = "sk-test-0123456789abcdefghijkl"
ASK = [Message(role="system", content="Be brief."), Message(role="user", content="hi")]
OPENAI = "https://api.openai.com/v1/chat/completions"
ANTHROPIC = "https://api.anthropic.com/v1/messages"
GPT = LiteLLMModel("openai/gpt-4o-mini", ModelOptions(api_key=KEY, max_output_tokens=50))
CLAUDE = LiteLLMModel("anthropic/claude-sonnet-4-5", ModelOptions(api_key=KEY, max_output_tokens=50))


class Value(BaseModel):
    value: int


@pytest.fixture(autouse=True)
def wire() -> Iterator[respx.MockRouter]:
    litellm.in_memory_llm_clients_cache.flush_cache()
    with respx.mock(assert_all_called=False) as router:
        yield router


def sse(*events: dict[str, Any] | str, named: bool = False) -> httpx.Response:
    lines = []
    for event in events:
        if named and isinstance(event, dict):
            lines.append(f"event: {event['type']}")
        lines.append("data: " + (event if isinstance(event, str) else json.dumps(event)) + "\n")
    return httpx.Response(200, text="\n".join(lines) + "\n", headers={"content-type": "text/event-stream"})


def gpt_answer(text: str) -> httpx.Response:
    body = {
        "id": "1",
        "object": "chat.completion",
        "created": 1,
        "model": "gpt-4o-mini",
        "choices": [{"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}],
        "usage": {
            "prompt_tokens": 1000,
            "completion_tokens": 50,
            "total_tokens": 1050,
            "prompt_tokens_details": {"cached_tokens": 400},
            "completion_tokens_details": {"reasoning_tokens": 20},
        },
    }
    return httpx.Response(200, json=body)


def claude_answer(*content: dict[str, Any]) -> httpx.Response:
    body = {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "model": "claude-sonnet-4-5",
        "content": list(content),
        "stop_reason": "end_turn",
        "stop_sequence": None,
        "usage": {
            "input_tokens": 500,
            "cache_read_input_tokens": 300,
            "cache_creation_input_tokens": 200,
            "output_tokens": 20,
        },
    }
    return httpx.Response(200, json=body)


GPT_USD = 600 * 1.5e-7 + 400 * 7.5e-8 + 50 * 6e-7
CLAUDE_USD = 500 * 3e-6 + 300 * 3e-7 + 200 * 3.75e-6 + 20 * 1.5e-5


def check_gpt(call: Call) -> None:
    assert (call.tokens_in, call.tokens_out, call.tokens_cached, call.tokens_reasoning) == (1000, 50, 400, 20)
    assert call.usd == pytest.approx(GPT_USD)


def check_claude(call: Call) -> None:
    assert (call.tokens_in, call.tokens_out, call.tokens_cached, call.tokens_cache_write) == (1000, 20, 300, 200)
    assert call.usd == pytest.approx(CLAUDE_USD)


def test_openai_whole(wire: respx.MockRouter) -> None:
    route = wire.post(OPENAI).mock(return_value=gpt_answer("hello"))
    completion = GPT.complete(ASK)
    assert completion.text == "hello"
    check_gpt(completion.call)
    request = route.calls.last.request
    assert request.headers["authorization"] == f"Bearer {KEY}"
    sent = json.loads(request.content)
    assert sent["max_tokens"] == 50
    assert sent["messages"] == [{"role": m.role, "content": m.content} for m in ASK]


async def test_openai_awaited(wire: respx.MockRouter) -> None:
    wire.post(OPENAI).mock(return_value=gpt_answer("hello"))
    completion = await GPT.acomplete(ASK)
    assert completion.text == "hello"
    check_gpt(completion.call)


def test_openai_structured(wire: respx.MockRouter) -> None:
    route = wire.post(OPENAI).mock(return_value=gpt_answer('{"value": 3}'))
    assert GPT.complete(ASK, schema=Value).text == '{"value": 3}'
    form = json.loads(route.calls.last.request.content)["response_format"]
    assert form["type"] == "json_schema"
    assert form["json_schema"]["strict"] is True
    assert form["json_schema"]["schema"]["required"] == ["value"]


ANSWERS = [schema_of(kind.dictation(kind.generate(1))) for kind in (SUDOKU, MAZE)] + [
    schema_of(Dictation("Solve it.", "values", "each cell", "values", numbers)) for numbers in (True, False)
]
"""What the last rung asks for: rows, moves, cells with numbers or words."""


@pytest.mark.parametrize("schema", [Pointer, Board, Clauses, Rules, SplitPlan, *ANSWERS])
def test_our_schemas_are_strict(wire: respx.MockRouter, schema: type[BaseModel]) -> None:
    """What strict mode asks: every property required, nothing else allowed, at every depth."""
    route = wire.post(OPENAI).mock(return_value=gpt_answer("{}"))
    with pytest.raises(ModelBadOutput):
        GPT.complete(ASK, schema=schema)
    stack = [json.loads(route.calls.last.request.content)["response_format"]["json_schema"]["schema"]]
    objects = 0
    while stack:
        node = stack.pop()
        if isinstance(node, dict):
            if node.get("type") == "object":
                objects += 1
                assert node["additionalProperties"] is False
                assert set(node["required"]) == set(node["properties"])
            stack.extend(node.values())
        elif isinstance(node, list):
            stack.extend(node)
    assert objects >= 1


def gpt_stream() -> httpx.Response:
    def chunk(delta: dict[str, Any], finish: str | None = None) -> dict[str, Any]:
        choices = [{"index": 0, "delta": delta, "finish_reason": finish}]
        return {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "gpt-4o-mini", "choices": choices}

    usage = json.loads(gpt_answer("").content)["usage"]
    return sse(
        chunk({"role": "assistant", "content": ""}),
        chunk({"content": "hel"}),
        chunk({"content": "lo"}),
        chunk({}, "stop"),
        {**chunk({}), "choices": [], "usage": usage},
        "[DONE]",
    )


def test_openai_streamed(wire: respx.MockRouter) -> None:
    route = wire.post(OPENAI).mock(return_value=gpt_stream())
    *pieces, last = list(GPT.stream(ASK))
    assert pieces == ["hel", "lo"]
    assert isinstance(last, Completion)
    assert last.text == "hello"
    check_gpt(last.call)
    assert json.loads(route.calls.last.request.content)["stream_options"] == {"include_usage": True}


async def test_openai_streamed_awaited(wire: respx.MockRouter) -> None:
    wire.post(OPENAI).mock(return_value=gpt_stream())
    items = [item async for item in GPT.astream(ASK)]
    assert items[:-1] == ["hel", "lo"]


def test_anthropic_whole(wire: respx.MockRouter) -> None:
    route = wire.post(ANTHROPIC).mock(return_value=claude_answer({"type": "text", "text": "hello"}))
    completion = CLAUDE.complete(ASK)
    assert completion.text == "hello"
    check_claude(completion.call)
    request = route.calls.last.request
    assert request.headers["x-api-key"] == KEY
    sent = json.loads(request.content)
    assert sent["max_tokens"] == 50
    assert sent["system"][0]["text"] == "Be brief."
    assert sent["messages"] == [{"role": "user", "content": [{"type": "text", "text": "hi"}]}]


async def test_anthropic_awaited(wire: respx.MockRouter) -> None:
    wire.post(ANTHROPIC).mock(return_value=claude_answer({"type": "text", "text": "hello"}))
    check_claude((await CLAUDE.acomplete(ASK)).call)


def test_anthropic_structured(wire: respx.MockRouter) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        sent = json.loads(request.content)
        if "tools" in sent:
            name = sent["tools"][0]["name"]
            return claude_answer({"type": "tool_use", "id": "t1", "name": name, "input": {"value": 3}})
        return claude_answer({"type": "text", "text": '{"value": 3}'})

    route = wire.post(ANTHROPIC).mock(side_effect=answer)
    completion = CLAUDE.complete(ASK, schema=Value)
    assert json.loads(completion.text) == {"value": 3}
    check_claude(completion.call)
    assert '"value"' in route.calls.last.request.content.decode()  # the schema went along


def claude_stream() -> httpx.Response:
    usage = json.loads(claude_answer().content)["usage"]
    start = {"id": "m", "type": "message", "role": "assistant", "model": "c", "content": [], "stop_reason": None}
    return sse(
        {"type": "message_start", "message": {**start, "usage": {**usage, "output_tokens": 1}}},
        {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}},
        {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "hel"}},
        {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "lo"}},
        {"type": "content_block_stop", "index": 0},
        {"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": {"output_tokens": 20}},
        {"type": "message_stop"},
        named=True,
    )


def test_anthropic_streamed(wire: respx.MockRouter) -> None:
    wire.post(ANTHROPIC).mock(return_value=claude_stream())
    *pieces, last = list(CLAUDE.stream(ASK))
    assert pieces == ["hel", "lo"]
    assert isinstance(last, Completion)
    check_claude(last.call)


async def test_anthropic_streamed_awaited(wire: respx.MockRouter) -> None:
    wire.post(ANTHROPIC).mock(return_value=claude_stream())
    items = [item async for item in CLAUDE.astream(ASK)]
    assert items[:-1] == ["hel", "lo"]


def test_a_provider_without_schemas_is_asked_in_the_prompt(wire: respx.MockRouter) -> None:
    route = wire.post("http://127.0.0.1:11434/api/chat").mock(
        return_value=httpx.Response(
            200,
            json={
                "model": "llama3.2",
                "created_at": "2026-01-01T00:00:00Z",
                "message": {"role": "assistant", "content": 'Here: {"value": 3}'},
                "done": True,
                "done_reason": "stop",
                "prompt_eval_count": 30,
                "eval_count": 8,
            },
        )
    )
    local = LiteLLMModel("ollama_chat/llama3.2", ModelOptions(api_base="http://127.0.0.1:11434"))
    completion = local.complete(ASK, schema=Value)
    assert completion.text == '{"value": 3}'
    assert (completion.call.usd, completion.call.tokens_in) == (0.0, 30)  # this machine's own: free
    assert "JSON schema" in json.loads(route.calls.last.request.content)["messages"][0]["content"]


@pytest.mark.parametrize(
    ("model", "base", "expected"),
    [
        ("gpt-4o-mini", None, 1.5e-7),
        ("openai/gpt-4o-mini", None, 1.5e-7),
        ("openai/gpt-4o-mini", "http://127.0.0.1:8000", None),
        ("mistral/gpt-4o-mini", None, None),
        ("openai/no-such-model", None, None),
        ("ollama_chat/llama3.2", None, 0.0),
        ("ollama/llama3", "http://localhost:11434", 0.0),
        ("ollama/llama3", "http://gpu-box.example:11434", None),
        ("ollama_chat/gpt-oss:120b-cloud", None, None),
        ("hosted_vllm/qwen", None, None),
        ("hosted_vllm/qwen", "http://127.0.0.1:8000/v1", 0.0),
    ],
)
def test_prices_are_known_or_unknown_never_guessed(model: str, base: str | None, expected: float | None) -> None:
    price = price_of(model, api_base=base)
    assert (None if price is None else price.input) == expected


def test_own_prices_come_first_and_unpriced_cache_reads_are_unknown() -> None:
    own = {"openai/x": Price(1e-6, 2e-6)}
    price = price_of("openai/x", api_base="http://anywhere", own=own)
    assert price == own["openai/x"]
    assert price.usd(Tokens(10, 5)) == pytest.approx(2e-5)
    assert price.usd(Tokens(10, 5, cached=4)) is None
    tiered = Price(1e-6, 2e-6, over=((100, 3e-6, 4e-6),))
    assert tiered.usd(Tokens(200, 10)) == pytest.approx(200 * 3e-6 + 10 * 4e-6)
    assert tiered.most(200, 10) == pytest.approx(200 * 3e-6 + 10 * 4e-6)


def test_an_estimate_is_an_upper_bound(wire: respx.MockRouter) -> None:
    estimate = GPT.estimate(ASK, schema=Value)
    assert estimate.tokens_in > 20
    assert estimate.usd is not None
    assert estimate.usd >= estimate.tokens_in * 1.5e-7 + 50 * 6e-7


@pytest.mark.parametrize("structured", ["schema", "text"])
def test_no_two_messages_of_one_role_follow_each_other(wire: respx.MockRouter, structured: str) -> None:
    """A repair is said after the message, the schema in the text before the instructions: chat templates of local
    models refuse both as messages of their own."""
    route = wire.post(OPENAI).mock(return_value=gpt_answer('{"value": 3}'))
    model = LiteLLMModel("openai/gpt-4o-mini", ModelOptions(api_key=KEY, structured=structured))  # type: ignore[arg-type]
    model.complete([*ASK, Message(role="user", content="Again, please.")], schema=Value)
    system, user = json.loads(route.calls.last.request.content)["messages"]
    assert (system["role"], user["role"]) == ("system", "user")
    assert system["content"].endswith("Be brief.")
    assert ("must fit this JSON schema" in system["content"]) is (structured == "text")
    assert user["content"] == "hi\n\nAgain, please."
