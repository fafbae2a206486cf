"""The provider and the classifier inside LiteLLM; its real proxy is a make target."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from adapters.models.completions import load_litellm
from adapters.models.fake import FakeModel
from adapters.provider import PuzzleProvider, classifier, handler, register
from router import Router
from router.llm.stop import stopped
from router.types import Receipt
from solvers.exact import ExactSolver

ROOT = Path(__file__).resolve().parents[2]
SUDOKU = "Sudoku:\n1...\n..3.\n.4..\n...2"
SOLVED = "1324\n4231\n2413\n3142"


@pytest.fixture
def litellm() -> Iterator[Any]:
    """litellm with our provider over a router without networks, its model scripted."""
    library = load_litellm()
    before = list(library.custom_provider_map)
    spoken = FakeModel([lambda messages: f"heard {len(messages)}"], usd_in=0.001, usd_out=0.001)
    register(PuzzleProvider(Router(exact=ExactSolver(), chat=spoken)))
    yield library
    library.custom_provider_map = before


def said(text: str) -> list[dict[str, str]]:
    return [{"role": "user", "content": text}]


async def test_a_puzzle_is_solved_whole_and_streamed(litellm: Any) -> None:
    for whole in (
        litellm.completion("trm/auto", messages=said(SUDOKU)),
        await litellm.acompletion("trm/auto:offline", messages=said(SUDOKU), max_tokens=9, temperature=0, seed=1),
    ):
        message = whole.choices[0].message
        assert message.content == SOLVED
        assert message.reasoning_content.startswith("Read as: sudoku")
        assert Receipt.model_validate(message.provider_specific_fields["receipt"]).status == "verified"
        assert whole.usage.total_tokens == 0
        assert whole._hidden_params["response_cost"] == 0.0
    chunks = [
        list(litellm.completion("trm/auto", messages=said(SUDOKU), stream=True)),
        [chunk async for chunk in await litellm.acompletion("trm/auto", messages=said(SUDOKU), stream=True)],
    ]
    for stream in chunks:
        deltas = [chunk.choices[0].delta for chunk in stream if chunk.choices]
        assert "".join(delta.content or "" for delta in deltas) == SOLVED
        assert "".join(getattr(delta, "reasoning_content", None) or "" for delta in deltas).count("\n") == 2
        assert [delta.role for delta in deltas if delta.role] == ["assistant"]
        assert [chunk.choices[0].finish_reason for chunk in stream if chunk.choices][-1] == "stop"
        told = [delta.provider_specific_fields for delta in deltas if delta.provider_specific_fields]
        assert told[-1]["receipt"]["status"] == "verified"


def test_talk_goes_to_the_language_model_behind_and_its_cost_is_told(litellm: Any) -> None:
    talk = litellm.completion("trm/auto", messages=[*said("hello"), *said("how are you today")])
    assert talk.choices[0].message.content == "heard 2"
    assert talk._hidden_params["response_cost"] > 0


async def test_the_responses_api_is_served_too(litellm: Any) -> None:
    response = await litellm.aresponses(model="trm/auto", input=SUDOKU)
    assert response.output[-1].content[0].text == SOLVED


def test_errors_have_their_status(litellm: Any) -> None:
    with pytest.raises(litellm.NotFoundError, match="no model is called 'gpt'; there are auto, auto:offline, trm"):
        litellm.completion("trm/gpt", messages=said(SUDOKU))
    with pytest.raises(litellm.BadRequestError, match="response_format"):
        litellm.completion("trm/auto:offline", messages=said(SUDOKU), response_format={"type": "json_object"})


async def test_leaving_a_stream_stops_the_work() -> None:
    began, ended = threading.Event(), threading.Event()

    class Slow(Router):
        def handle(self, *_: Any, **__: Any) -> Any:
            began.set()
            while not stopped() and not ended.wait(0.01):
                pass
            ended.set()
            raise RuntimeError

    async def listen() -> None:
        async for _ in PuzzleProvider(Slow()).astreaming("auto", said(SUDOKU), optional_params={}):
            pass

    task = asyncio.create_task(listen())
    assert await asyncio.to_thread(began.wait, 5)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await asyncio.to_thread(ended.wait, 5)


def test_the_router_is_not_its_own_language_model(monkeypatch: pytest.MonkeyPatch, litellm: Any) -> None:
    monkeypatch.setenv("TRM_ROUTER_MODEL", "trm/auto")
    register(PuzzleProvider())
    with pytest.raises(litellm.BadRequestError, match="is this router itself"):
        litellm.completion("trm/auto", messages=said(SUDOKU))


@pytest.mark.parametrize(
    ("text", "tier"),
    [
        (SUDOKU, "NON_REASONING"),
        (f"Only the first row, please.\n{SUDOKU}", "NON_REASONING"),
        ("Make me a hard sudoku", "NON_REASONING"),
        (f"{SUDOKU}\nAlso write a haiku about it.", None),
        (f"{SUDOKU}\nThe diagonals hold each digit twice.", None),
        ("Sudoku:\n1...\n..3.\n.4..\n...", None),
        ("Who invented sudoku?", None),
        ("", None),
        (f"### Task:\nGenerate a title.\n<chat_history>\nUSER: {SUDOKU}\n</chat_history>", None),
    ],
)
async def test_only_puzzles_that_are_clear_get_their_tier(text: str, tier: str | None) -> None:
    context = SimpleNamespace(structured_messages=[{"role": "system", "content": "Be brief."}, *said(text)])
    assert await classifier.classify(context) == tier


def test_a_follow_up_is_a_puzzle_and_odd_messages_are_none() -> None:
    talk = [*said(SUDOKU), {"role": "assistant", "content": SOLVED}, *said("now only row 2")]
    assert classifier.tier_of(talk) == "NON_REASONING"
    assert classifier.tier_of([{"role": "user", "content": [{"type": "text", "text": SUDOKU}]}]) == "NON_REASONING"
    assert classifier.tier_of([{"role": "robot", "content": SUDOKU}]) is None
    assert classifier.tier_of([{"role": "user", "content": object()}]) is None


def test_the_example_names_what_is_there() -> None:
    from importlib import import_module

    text = (ROOT / "examples" / "litellm.yaml").read_text(encoding="utf-8")
    for path, thing in (("adapters.provider.handler", handler), ("adapters.provider.classifier", classifier)):
        assert path in text
        module, name = path.rsplit(".", 1)
        assert getattr(import_module(module), name) is thing
