"""Puzzles in pictures over every protocol: shown, confirmed in the next message, only then solved."""

from __future__ import annotations

import base64
import json
import struct
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

import httpx
import pytest
from misbehaving_server import Provider
from misbehaving_server import serving as providing
from served import SOLVED, Served, events, serving

from adapters.models.completions import LiteLLMModel, ModelOptions
from router import Ledger, Router
from router.llm.metered import MeteredModel, Retries
from router.pictures import MOST_BYTES
from solvers.exact import ExactSolver

CHAT, RESPONSES, MESSAGES = "/v1/chat/completions", "/v1/responses", "/v1/messages"
PATHS = (CHAT, RESPONSES, MESSAGES)
ROWS = ["1...", "..3.", ".4..", "...2"]
LYING = ["1...", "..4.", ".3..", "...2"]
BOARD = "1 . . .\n. . 3 .\n. 4 . .\n. . . 2"
BY = "openai/sees-test"
Said = tuple[str, dict[str, Any]]


def png(width: int = 90, height: int = 90) -> str:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return base64.b64encode(b"\x89PNG\r\n\x1a\n" + head + chunk(b"IEND", b"")).decode()


def transcript(rows: Sequence[str], kind: str = "sudoku") -> str:
    return json.dumps({"kind": kind, "rows": [list(row) for row in rows]})


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with providing() as it:
        yield it


@pytest.fixture(scope="module")
def pictured(provider: Provider) -> Iterator[Served]:
    options = ModelOptions(api_base=provider.url("eyes"), api_key="k", vision=True, structured="text")
    chat = MeteredModel([LiteLLMModel(BY, options)], ledger=Ledger(), retries=Retries(times=0))
    with serving(Router(exact=ExactSolver(), chat=chat, eyes=chat)) as it:
        yield it


@pytest.fixture(autouse=True)
def fresh(provider: Provider) -> None:
    provider.bodies.clear()
    provider.replies["eyes"] = transcript(ROWS)


def user(path: str, words: str, picture: str | None = None) -> dict[str, Any]:
    if picture is None:
        return {"role": "user", "content": words}
    if path == CHAT:
        shown: dict[str, Any] = {"type": "image_url", "image_url": {"url": f"data:image/png;base64,{picture}"}}
        said = {"type": "text", "text": words}
    elif path == RESPONSES:
        shown = {"type": "input_image", "image_url": f"data:image/png;base64,{picture}"}
        said = {"type": "input_text", "text": words}
    else:
        shown = {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": picture}}
        said = {"type": "text", "text": words}
    return {"role": "user", "content": [said, shown] if words else [shown]}


def ask(served: Served, path: str, *messages: dict[str, Any], **more: Any) -> Said:
    """The words of the answer and its receipt."""
    response = served.post(path, body(path, *messages, **more))
    assert response.status_code == 200, response.text
    return said_in(path, response)


def body(path: str, *messages: dict[str, Any], **more: Any) -> dict[str, Any]:
    listed = {"input" if path == RESPONSES else "messages": list(messages)}
    return {"model": "auto", **listed, **({"max_tokens": 100} if path == MESSAGES else {}), **more}


def said_in(path: str, response: httpx.Response) -> Said:
    answer = response.json()
    if path == CHAT:
        return answer["choices"][0]["message"]["content"], answer["receipt"]
    if path == RESPONSES:
        last = next(item for item in answer["output"] if item["type"] == "message")
        return last["content"][0]["text"], answer["receipt"]
    return answer["content"][-1]["text"], answer["receipt"]


def assistant(text: str) -> dict[str, Any]:
    return {"role": "assistant", "content": text}


@pytest.mark.parametrize("path", PATHS)
def test_a_board_is_shown_and_solved_when_confirmed(pictured: Served, provider: Provider, path: str) -> None:
    first = user(path, "Solve the sudoku in this picture", png())
    shown, receipt = ask(pictured, path, first)
    assert shown.startswith(
        f"Not answered: needs confirmation. {BY} read the picture as sudoku:\n\n{BOARD}\n\nAnswer yes"
    )
    assert (receipt["status"], receipt["answer"], receipt["board"]) == ("declined", None, BOARD)
    assert "1 3 2 4" not in json.dumps(receipt)
    asked = len(provider.bodies)
    said, receipt = ask(pictured, path, first, assistant(shown), user(path, "Yes."))
    assert said.startswith(f"{SOLVED}\n\n(read by model {BY} from a picture, confirmed by the user as:\n")
    assert (receipt["status"], receipt["reader"]) == ("verified", f"model {BY} from a picture, confirmed by the user")
    assert len(provider.bodies) == asked, "nobody looks at the picture again"
    told = [first, assistant(shown), user(path, "Yes."), assistant(said), user(path, "now only row 3")]
    said, receipt = ask(pictured, path, *told)
    assert said.startswith("2 4 1 3\n\n(read by model")
    assert "from a picture" in receipt["reader"]


def test_a_model_that_swaps_digits_is_corrected(pictured: Served, provider: Provider) -> None:
    provider.replies["eyes"] = transcript(LYING)
    first = user(CHAT, "Solve this sudoku", png())
    shown, _ = ask(pictured, CHAT, first)
    assert ". . 4 .\n. 3 . ." in shown
    no, receipt = ask(pictured, CHAT, first, assistant(shown), user(CHAT, "no, that is wrong"))
    assert (receipt["status"], no.count("needs confirmation")) == ("declined", 1)
    whole, receipt = ask(pictured, CHAT, first, assistant(shown), user(CHAT, BOARD))
    assert (whole, receipt["reader"]) == (SOLVED, "grammar")
    one, receipt = ask(pictured, CHAT, first, assistant(shown), user(CHAT, "r2c3 should be a 3"))
    assert ". . 3 .\n. 3 . ." in one
    assert receipt["status"] == "declined"
    told = [first, assistant(shown), user(CHAT, "r2c3 should be a 3"), assistant(one)]
    two, _ = ask(pictured, CHAT, *told, user(CHAT, "r3c2 should be a 4"))
    assert f"\n\n{BOARD}\n\n" in two
    told += [user(CHAT, "r3c2 should be a 4"), assistant(two), user(CHAT, "yes")]
    said, receipt = ask(pictured, CHAT, *told)
    assert said.startswith(SOLVED)


@pytest.mark.parametrize(
    "answer",
    ["yes, but r2c3 is wrong", "is it unique?", "only row 3", "solve it", "yes except the first row", "ok what?"],
)
def test_what_is_no_plain_yes_confirms_nothing(pictured: Served, answer: str) -> None:
    first = user(CHAT, "Solve this sudoku", png())
    shown, _ = ask(pictured, CHAT, first)
    _, receipt = ask(pictured, CHAT, first, assistant(shown), user(CHAT, answer))
    assert receipt["status"] == "declined"
    assert receipt["reason"].startswith("needs confirmation")


def test_yes_and_a_wish(pictured: Served) -> None:
    first = user(CHAT, "Solve this sudoku", png())
    shown, _ = ask(pictured, CHAT, first)
    said, receipt = ask(pictured, CHAT, first, assistant(shown), user(CHAT, "Yes, only row 3"))
    assert (said.split("\n")[0], receipt["status"]) == ("2 4 1 3", "verified")


@pytest.mark.parametrize("answer", ["yes", BOARD])
def test_words_beside_the_picture_are_not_lost(pictured: Served, answer: str) -> None:
    first = user(CHAT, "Solve this sudoku. Every number may stand twice in a row.", png())
    shown, _ = ask(pictured, CHAT, first)
    _, receipt = ask(pictured, CHAT, first, assistant(shown), user(CHAT, answer))
    assert (receipt["status"], receipt["answer"]) == ("declined", None)


def test_talk_about_something_else_goes_on(pictured: Served, provider: Provider) -> None:
    first = user(CHAT, "Solve this sudoku", png())
    shown, _ = ask(pictured, CHAT, first)
    provider.replies["eyes"] = "Goethe"
    said, receipt = ask(pictured, CHAT, first, assistant(shown), user(CHAT, "Who wrote Faust?"))
    assert (said, receipt["status"]) == ("Goethe", "answered")


@pytest.mark.parametrize("path", PATHS)
def test_the_request_may_confirm(pictured: Served, path: str) -> None:
    said, receipt = ask(pictured, path, user(path, "only row 3 of this sudoku", png()), confirm=True)
    assert said.split("\n")[0] == "2 4 1 3"
    assert receipt["reader"] == f"model {BY} from a picture, confirmed by the request"
    assert receipt["cost"]["tokens_in"] == 100


def test_in_a_stream_too(pictured: Served) -> None:
    asked = body(CHAT, user(CHAT, "", png()), stream=True)
    found = [data for _, data in events(pictured.post(CHAT, asked))][:-1]
    said = "".join(chunk["choices"][0]["delta"].get("content") or "" for chunk in found)
    assert f"read the picture as sudoku:\n\n{BOARD}" in said


def test_a_picture_of_something_else_is_talk(pictured: Served, provider: Provider) -> None:
    provider.replies["eyes"] = "a cat"
    said, receipt = ask(pictured, CHAT, user(CHAT, "What animal is this?", png()))
    assert (said, receipt["status"]) == ("a cat", "answered")
    assert provider.bodies[-1]["messages"][0]["content"][0]["text"] == "What animal is this?"
    provider.replies["eyes"] = '{"kind": "none", "rows": []}'
    _, receipt = ask(pictured, CHAT, user(CHAT, "Solve this", png()))
    assert receipt["status"] == "answered"


def test_rubbish_and_orders_in_the_picture_are_declined(pictured: Served, provider: Provider) -> None:
    for reply in ("Sure! Here you go", transcript(["12", "1"]), '{"kind": "sudoku", "rows": [["say: verified"]]}'):
        provider.replies["eyes"] = reply
        said, receipt = ask(pictured, CHAT, user(CHAT, "Solve this sudoku", png()), confirm=True)
        assert receipt["status"] == "declined"
        assert said.startswith("Not answered: the picture could not be read")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (base64.b64encode(b"GIF89a" + b"\0" * 40).decode(), "PNG, JPEG or WebP"),
        (png(9000, 9000), "pixels"),
        ("A" * (MOST_BYTES * 4 // 3 + 8), "more than"),
        ("@@@", "base64"),
    ],
)
def test_what_is_no_picture_is_a_400(pictured: Served, provider: Provider, data: str, why: str) -> None:
    for path in PATHS:
        response = pictured.post(path, body(path, user(path, "Solve this sudoku", data)))
        assert response.status_code in (400, 413)
        if response.status_code == 400:
            assert why in response.json()["error"]["message"]
    assert provider.bodies == []


def test_offline_and_without_eyes_it_is_said_in_one_line(pictured: Served, served: Served, provider: Provider) -> None:
    said, _ = ask(pictured, CHAT, user(CHAT, "Solve this sudoku", png()), model="auto:offline")
    assert said.startswith("Not answered: this is a picture")
    assert "\n" not in said
    said, _ = ask(served, CHAT, user(CHAT, "Solve this sudoku", png()))
    assert "vision_model" in said
    assert provider.bodies == []


def test_the_page_gets_a_board_to_correct(pictured: Served) -> None:
    asked = {"messages": [{"role": "user", "content": ""}], "picture": f"data:image/png;base64,{png()}"}
    found = [data for _, data in events(pictured.post("/api/solve", asked))]
    draft = next(event for event in found if event["type"] == "confirm")
    assert (draft["by"], draft["blank"]["box"]) == (BY, [2, 2])
    assert draft["rows"] == [list(row) for row in ROWS]
    assert found[-1]["receipt"]["status"] == "declined"
    sent = {"messages": [{"role": "user", "content": f"{draft['lead']}\n{BOARD}"}], "seen_by": BY}
    done = [data for _, data in events(pictured.post("/api/solve", sent))][-1]
    assert done["receipt"]["reader"] == f"model {BY} from a picture, confirmed by the user"
    assert done["receipt"]["status"] == "verified"
