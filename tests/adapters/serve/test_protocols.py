"""What stands on the wire: shapes of answers, orders of events, errors in each protocol's own words."""

from __future__ import annotations

from typing import Any

import pytest
from served import PUZZLE, SOLVED, Served, events

CHAT, RESPONSES, MESSAGES = "/v1/chat/completions", "/v1/responses", "/v1/messages"
PATHS = (CHAT, RESPONSES, MESSAGES)


def body(path: str, text: Any = PUZZLE, **more: Any) -> dict[str, Any]:
    if path == RESPONSES:
        return {"model": "auto", "input": text, **more}
    limit = {"max_tokens": 100} if path == MESSAGES else {}
    return {"model": "auto", "messages": [{"role": "user", "content": text}], **limit, **more}


def content(path: str, answer: dict[str, Any]) -> str:
    if path == CHAT:
        return str(answer["choices"][0]["message"]["content"])
    if path == RESPONSES:
        return str(answer["output"][-1]["content"][0]["text"])
    return str(answer["content"][-1]["text"])


@pytest.mark.parametrize("path", PATHS)
def test_a_puzzle_is_answered_with_its_receipt(served: Served, path: str) -> None:
    response = served.post(path, body(path))
    assert response.status_code == 200
    assert content(path, response.json()) == SOLVED
    assert response.json()["receipt"]["status"] == "verified"
    assert response.headers["x-trm-status"] == "verified"
    assert response.headers["x-trm-cost-usd"] == "0.000000"
    assert response.headers["x-trm-kind"] == "sudoku"
    assert "access-control-allow-origin" not in response.headers


@pytest.mark.parametrize("path", PATHS)
def test_what_is_not_answered_is_said_and_no_answer_is_given(served: Served, path: str) -> None:
    several = served.post(path, body(path, PUZZLE.replace("2", ".").replace("3", "."))).json()
    said = content(path, several)
    assert said.startswith("Not answered: this sudoku has more than one solution")
    assert several["receipt"]["status"] == "declined"
    assert several["receipt"]["answer"] is None
    talk = served.post(path, body(path, "Who wrote Faust?")).json()
    assert content(path, talk).startswith("Not answered: this is open-ended text, and no language model is configured")


def test_parts_of_a_message_are_one_text(served: Served) -> None:
    lead, grid = PUZZLE.split("\n", 1)
    parts = {
        CHAT: [{"type": "text", "text": lead}, {"type": "text", "text": grid}],
        RESPONSES: [{"role": "user", "content": [{"type": "input_text", "text": t} for t in (lead, grid)]}],
        MESSAGES: [{"type": "text", "text": lead}, {"type": "text", "text": grid, "cache_control": {"type": "x"}}],
    }
    for path, text in parts.items():
        assert content(path, served.post(path, body(path, text)).json()) == SOLVED


def test_chat_streams_role_thinking_content_end_usage_done(served: Served) -> None:
    asked = body(CHAT, stream=True, stream_options={"include_usage": True})
    found = [data for _, data in events(served.post(CHAT, asked))]
    assert found[-1] == "[DONE]"
    assert found[0]["choices"][0]["delta"] == {"role": "assistant", "content": ""}
    deltas = [chunk["choices"][0]["delta"] for chunk in found[:-2]]
    assert "".join(delta.get("content", "") for delta in deltas) == SOLVED
    thinking = "".join(delta.get("reasoning_content", "") for delta in deltas)
    assert thinking.startswith("Read as: sudoku; asked: the solution.\n")
    assert "Proven by exact" in thinking
    assert [chunk["choices"][0]["finish_reason"] for chunk in found[:-2]] == [None] * (len(deltas) - 1) + ["stop"]
    assert found[-3]["receipt"]["status"] == "verified"
    assert found[-2]["choices"] == []
    assert found[-2]["usage"]["total_tokens"] == 0
    assert len({chunk["id"] for chunk in found[:-1]}) == 1


def test_responses_stream_in_the_order_that_clients_insist_on(served: Served) -> None:
    found = events(served.post(RESPONSES, body(RESPONSES, stream=True)))
    names = [name for name, _ in found]
    assert names == [data["type"] for _, data in found]
    assert [data["sequence_number"] for _, data in found] == list(range(len(found)))
    short = [name.removeprefix("response.") for i, name in enumerate(names) if i == 0 or names[i - 1] != name]
    assert short == [
        "created", "in_progress",
        "output_item.added", "reasoning_summary_part.added", "reasoning_summary_text.delta",
        "reasoning_summary_text.done", "reasoning_summary_part.done", "output_item.done",
        "output_item.added", "content_part.added", "output_text.delta",
        "output_text.done", "content_part.done", "output_item.done",
        "completed",
    ]  # fmt: skip
    final = found[-1][1]["response"]
    assert final["status"] == "completed"
    assert final["receipt"]["status"] == "verified"
    assert [item["type"] for item in final["output"]] == ["reasoning", "message"]
    assert final["output"][1]["content"][0]["text"] == SOLVED


def test_messages_stream_in_blocks(served: Served) -> None:
    plain = events(served.post(MESSAGES, body(MESSAGES, stream=True)))
    names = [name for name, _ in plain]
    assert names == [data["type"] for _, data in plain]
    assert names == [
        "message_start", "ping", "content_block_start", "content_block_delta", "content_block_stop",
        "message_delta", "message_stop",
    ]  # fmt: skip
    thinking = events(served.post(MESSAGES, body(MESSAGES, stream=True, thinking={"type": "adaptive"})))
    blocks = [data["content_block"]["type"] for name, data in thinking if name == "content_block_start"]
    assert blocks == ["thinking", "text"]
    deltas = [data["delta"]["type"] for name, data in thinking if name == "content_block_delta"]
    assert deltas[-2:] == ["signature_delta", "text_delta"]
    assert thinking[-2][1]["receipt"]["status"] == "verified"


def test_models_are_the_aliases(served: Served) -> None:
    with served.client() as client:
        assert [model["id"] for model in client.get("/v1/models").json()["data"]] == ["auto", "auto:offline", "trm"]
        assert client.get("/v1/models/auto:offline").json()["object"] == "model"
        anthropic = client.get("/v1/models", headers={"anthropic-version": "2023-06-01"}).json()
        assert (anthropic["data"][0]["type"], anthropic["has_more"]) == ("model", False)
        assert client.get("/v1/models/gpt-4").json()["error"]["code"] == "model_not_found"


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("name", ["openai/gpt-4o", "http://evil.test/v1", "claude-opus-4", "../auto"])
def test_no_other_model_is_reached(served: Served, path: str, name: str) -> None:
    response = served.post(path, body(path, model=name))
    assert response.status_code == 404
    assert repr(name) in response.json()["error"]["message"]


def test_nothing_is_kept_between_responses(served: Served) -> None:
    for name in ("previous_response_id", "conversation"):
        response = served.post(RESPONSES, body(RESPONSES, **{name: "resp_1"}))
        assert response.status_code == 400
        assert response.json()["error"]["param"] == name


TOOL = {"name": "get_weather", "parameters": {"type": "object", "properties": {}}}
FORCED: list[tuple[str, dict[str, Any], str]] = [
    (CHAT, {"tools": [{"type": "function", "function": TOOL}], "tool_choice": "required"}, "tool_choice"),
    (CHAT, {"response_format": {"type": "json_schema", "json_schema": {"name": "a", "schema": {}}}}, "response_format"),
    (CHAT, {"response_format": {"type": "json_object"}}, "response_format"),
    (RESPONSES, {"tools": [{"type": "function", **TOOL}], "tool_choice": "required"}, "tool_choice"),
    (RESPONSES, {"text": {"format": {"type": "json_schema", "name": "a", "schema": {}}}}, "text.format"),
    (MESSAGES, {"tools": [{"name": "a", "input_schema": {}}], "tool_choice": {"type": "any"}}, "tool_choice"),
]


@pytest.mark.parametrize(("path", "more", "what"), FORCED)
def test_what_only_a_language_model_can_give_is_refused_without_one(
    served: Served, path: str, more: dict[str, Any], what: str
) -> None:
    response = served.post(path, body(path) | more)
    error = response.json()["error"]
    assert response.status_code == 400
    assert error["type"] == "invalid_request_error"
    assert error["message"].startswith(f"{what} asks for what only a language model can give")
    assert path == MESSAGES or error["param"] == what


WRONG: list[tuple[str, Any, str]] = [
    (CHAT, {"messages": [{"role": "user", "content": "x"}]}, "model"),
    (CHAT, {"model": "auto", "messages": "x"}, "messages"),
    (CHAT, {"model": "auto", "messages": []}, "messages"),
    (CHAT, {"model": "auto", "messages": [{"role": "king", "content": "x"}]}, "messages[0].role"),
    (CHAT, {"model": "auto", "messages": [{"role": "user", "content": 7}]}, "messages[0].content"),
    (CHAT, {"model": 5, "messages": [{"role": "user", "content": "x"}]}, "model"),
    (CHAT, {"model": "auto", "messages": [{"role": "user", "content": "x"}], "stream": "yes"}, "stream"),
    (CHAT, {"model": "auto", "messages": [{"role": "user", "content": "x"}], "n": 3}, "n"),
    (CHAT, {"model": "auto", "messages": [{"role": "system", "content": "x"}]}, "messages"),
    (CHAT, [1, 2], "body"),
    (RESPONSES, {"model": "auto", "input": {"a": 1}}, "input"),
    (RESPONSES, {"model": "auto", "input": [{"type": "item_reference", "id": "msg_1"}]}, "input[0]"),
    (RESPONSES, {"model": "auto", "input": "x", "reasoning": {"effort": "enormous"}}, "reasoning.effort"),
    (MESSAGES, {"model": "auto", "messages": [{"role": "user", "content": "x"}]}, "max_tokens"),
    (MESSAGES, {"model": "auto", "max_tokens": 0, "messages": [{"role": "user", "content": "x"}]}, "max_tokens"),
]


@pytest.mark.parametrize(("path", "sent", "place"), WRONG)
def test_wrong_types_are_400_and_named(served: Served, path: str, sent: Any, place: str) -> None:
    response = served.post(path, sent)
    assert response.status_code == 400
    error = response.json()["error"]
    if path == MESSAGES:
        assert response.json()["type"] == "error"
        assert error == {"type": "invalid_request_error", "message": error["message"]}
        assert error["message"].startswith(place)
    else:
        assert set(error) == {"message", "type", "param", "code"}
        assert error["param"] == place


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("raw", [b"", b"{", b'{"model": "auto",}', b"\xff\xfe", b'{"a": "\\ud800"}', b"[" * 100_000])
def test_malformed_json_is_400(served: Served, path: str, raw: bytes) -> None:
    with served.client() as client:
        response = client.post(path, content=raw)
    assert response.status_code == 400
    assert response.json()["error"]["message"].startswith(("the body is not JSON", "the body is nested", "body:"))


@pytest.mark.parametrize("url", ["http://169.254.169.254/latest", "https://a.test/a.png", "file:///etc/passwd"])
def test_pictures_are_never_fetched(served: Served, url: str) -> None:
    chat = [{"type": "text", "text": "what is it?"}, {"type": "image_url", "image_url": {"url": url}}]
    assert served.post(CHAT, body(CHAT, chat)).status_code == 400
    responses = [{"role": "user", "content": [{"type": "input_image", "image_url": url}]}]
    assert served.post(RESPONSES, body(RESPONSES, responses)).status_code == 400
    messages = [{"type": "image", "source": {"type": "url", "url": url}}]
    assert served.post(MESSAGES, body(MESSAGES, messages)).status_code == 400


def test_a_picture_is_not_read_here_and_this_is_said(served: Served) -> None:
    parts = [{"type": "text", "text": PUZZLE}, {"type": "image_url", "image_url": {"url": "data:image/png;base64,AA"}}]
    answer = served.post(CHAT, body(CHAT, parts)).json()
    assert content(CHAT, answer).startswith("Not answered: a picture cannot be read here; paste the puzzle as text")


def test_tokens_are_counted_by_a_rule_of_thumb(served: Served) -> None:
    sent = {"model": "auto", "messages": [{"role": "user", "content": "x" * 40}], "system": "y" * 39}
    assert served.post(f"{MESSAGES}/count_tokens", sent).json() == {"input_tokens": 20}
    assert served.post(f"{MESSAGES}/count_tokens", {"model": "auto"}).json()["error"]["type"] == "invalid_request_error"


def test_unknown_paths_speak_json(served: Served) -> None:
    with served.client() as client:
        assert client.get("/v1/nothing").json()["error"]["code"] == "not_found"
        assert client.get(CHAT).status_code == 405
        assert client.get("/v1/messages").json()["type"] == "error"


def test_health_and_metrics(served: Served) -> None:
    served.post(CHAT, body(CHAT))
    with served.client() as client:
        assert client.get("/health").json() == {"status": "alive"}
        assert client.get("/health/ready").json() == {"status": "ready"}
        text = client.get("/metrics").text
    assert "vllm:num_requests_running 0.0" in text
    assert "vllm:num_requests_waiting 0.0" in text
    assert 'trm_router_requests_total{api="chat",http="200",outcome="answered",status="verified"}' in text


def test_the_log_holds_no_texts_unless_asked(served: Served) -> None:
    served.post(CHAT, body(CHAT, "Solve this sudoku called Xanadu:\n" + PUZZLE.split("\n", 1)[1]))
    line = served.lines()[-1]
    assert (line["api"], line["outcome"], line["http"]) == ("chat", "answered", 200)
    assert "Xanadu" not in served.log.getvalue()
    assert SOLVED not in served.log.getvalue()
