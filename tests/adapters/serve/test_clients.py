"""The official clients of OpenAI and Anthropic, sync, async and streaming, against the service."""

from __future__ import annotations

import pytest
from served import PUZZLE, SOLVED, Served

KEY = "none-is-needed"


@pytest.fixture(scope="module")
def base(served: Served) -> str:
    return f"{served.url}/v1"


def test_openai_chat(base: str) -> None:
    import openai

    client = openai.OpenAI(base_url=base, api_key=KEY)
    said = client.chat.completions.create(model="auto", messages=[{"role": "user", "content": PUZZLE}])
    assert said.choices[0].message.content == SOLVED
    assert said.model_extra is not None
    assert said.model_extra["receipt"]["status"] == "verified"
    stream = client.chat.completions.create(model="auto", messages=[{"role": "user", "content": PUZZLE}], stream=True)
    assert "".join(chunk.choices[0].delta.content or "" for chunk in stream) == SOLVED
    with client.chat.completions.stream(model="trm", messages=[{"role": "user", "content": "hello"}]) as events:
        assert (events.get_final_completion().choices[0].message.content or "").startswith("Not answered")
    assert [model.id for model in client.models.list()] == ["auto", "auto:offline", "trm"]


def test_openai_responses(base: str) -> None:
    import openai

    client = openai.OpenAI(base_url=base, api_key=KEY)
    said = client.responses.create(model="auto", input=PUZZLE)
    assert said.output_text == SOLVED
    assert said.output[0].type == "reasoning"
    assert "Proven" in said.output[0].summary[0].text
    with client.responses.stream(model="auto", input=PUZZLE) as stream:
        pieces = [event.delta for event in stream if event.type == "response.output_text.delta"]
        assert "".join(pieces) == stream.get_final_response().output_text == SOLVED
    with pytest.raises(openai.BadRequestError, match="keeps nothing"):
        client.responses.create(model="auto", input="and row 3?", previous_response_id=said.id)
    with pytest.raises(openai.NotFoundError):
        client.responses.create(model="gpt-5", input=PUZZLE)


async def test_openai_async(base: str) -> None:
    import openai

    async with openai.AsyncOpenAI(base_url=base, api_key=KEY) as client:
        said = await client.chat.completions.create(model="auto", messages=[{"role": "user", "content": PUZZLE}])
        assert said.choices[0].message.content == SOLVED
        async with client.responses.stream(model="auto", input=PUZZLE) as stream:
            assert (await stream.get_final_response()).output_text == SOLVED


def test_anthropic(served: Served) -> None:
    import anthropic

    client = anthropic.Anthropic(base_url=served.url, api_key=KEY)
    said = client.messages.create(model="auto", max_tokens=99, messages=[{"role": "user", "content": PUZZLE}])
    assert said.content[0].type == "text"
    assert said.content[0].text == SOLVED
    with client.messages.stream(
        model="auto",
        max_tokens=4096,
        thinking={"type": "enabled", "budget_tokens": 1024},
        messages=[{"role": "user", "content": PUZZLE}],
    ) as stream:
        assert "".join(stream.text_stream) == SOLVED
        final = stream.get_final_message()
    assert [block.type for block in final.content] == ["thinking", "text"]
    assert final.stop_reason == "end_turn"
    counted = client.messages.count_tokens(model="auto", messages=[{"role": "user", "content": "x" * 80}])
    assert counted.input_tokens == 20
    assert [model.id for model in client.models.list()] == ["auto", "auto:offline", "trm"]
    with pytest.raises(anthropic.NotFoundError):
        client.messages.create(model="claude", max_tokens=9, messages=[{"role": "user", "content": PUZZLE}])


async def test_anthropic_async(served: Served) -> None:
    import anthropic

    async with anthropic.AsyncAnthropic(base_url=served.url, api_key=KEY) as client:
        conversation = [{"role": "user", "content": PUZZLE}, {"role": "assistant", "content": SOLVED}]
        async with client.messages.stream(
            model="auto",
            max_tokens=99,
            messages=[*conversation, {"role": "user", "content": "now only row 3"}],  # type: ignore[list-item]
        ) as stream:
            assert await stream.get_final_text() == "2 4 1 3"


def data(served: Served, path: str, body: dict[str, object]) -> list[str]:
    """The data of every event of a stream."""
    said = served.post(path, {"model": "auto", **body, "stream": True}).text
    return [line[6:] for line in said.split("\n") if line.startswith("data: {")]


@pytest.mark.parametrize("text", [PUZZLE, "Who wrote Faust?"])
def test_every_event_has_the_types_of_the_clients(served: Served, text: str) -> None:
    from anthropic.types import RawMessageStreamEvent
    from openai.types.chat import ChatCompletionChunk
    from openai.types.responses import ResponseStreamEvent
    from pydantic import TypeAdapter

    message = [{"role": "user", "content": text}]
    asked: list[tuple[object, str, dict[str, object]]] = [
        (ChatCompletionChunk, "/v1/chat/completions", {"messages": message}),
        (ResponseStreamEvent, "/v1/responses", {"input": text}),
        (
            RawMessageStreamEvent,
            "/v1/messages",
            {"messages": message, "max_tokens": 9, "thinking": {"type": "adaptive"}},
        ),
    ]
    for event, path, body in asked:
        adapter, lines = TypeAdapter(event), data(served, path, body)
        assert len(lines) >= 3
        for line in lines:
            if line != '{"type": "ping"}':  # not in the client's union; it passes pings over
                adapter.validate_json(line, strict=True)
