"""The MCP tools: in memory in both protocol revisions, as a subprocess over standard streams, and as an HTTP app."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import mcp_types as types
import pytest
from mcp import Client
from mcp.client.stdio import StdioServerParameters
from pydantic import TypeAdapter

from adapters import logs
from adapters.cli import run
from adapters.extras import extra
from adapters.tools_server import build_server, mounted
from router import Request, Router, UsageError
from router.llm.stop import stopped
from router.types import Receipt, Reply
from solvers.exact import ExactSolver

SUDOKU = "Sudoku:\n1...\n..3.\n.4..\n...2"
SOLVED = "1324\n4231\n2413\n3142"
TORN = "Sudoku:\n1...\n..3.\n.4..\n..."
"""One cell is missing, which is a question."""
RULEBOOK = {"cells": ["Ann", "Bob"], "values": [1, 2], "rules": [{"rule": "less", "cells": ["Ann", "Bob"]}]}


@pytest.fixture
def server() -> Any:
    return build_server(Router(exact=ExactSolver()))


def said(result: Any) -> str:
    return str(result.content[0].text)


async def test_every_tool_is_typed_read_only_and_bounded(server: Any) -> None:
    async with Client(server) as client:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
    assert sorted(tools) == ["hint", "make_puzzle", "solve_puzzle", "solve_rules", "verify_answer"]
    for tool in tools.values():
        fields = tool.input_schema["properties"].values()
        assert tool.annotations.read_only_hint is True
        assert tool.annotations.destructive_hint is False
        assert tool.annotations.open_world_hint is False
        assert tool.output_schema["type"] == "object"
        assert all("description" in p or "enum" in p or "default" in p for p in fields)
    assert tools["solve_puzzle"].input_schema["properties"]["text"]["maxLength"] == 200_000
    assert "said" not in tools["solve_puzzle"].input_schema["properties"]
    assert set(tools["solve_puzzle"].output_schema["required"]) == {"status", "kind"}
    for rule in ("different", "sum", "visible", "loop"):
        assert f"\n- {rule} (" in tools["solve_rules"].description


@pytest.mark.parametrize("mode", ["auto", "legacy"])
async def test_a_puzzle_is_solved_whole_with_progress(server: Any, mode: str) -> None:
    heard: list[tuple[float, str | None]] = []

    async def on(progress: float, _total: float | None, message: str | None) -> None:
        heard.append((progress, message))

    async with Client(server, mode=mode) as client:
        result = await client.call_tool("solve_puzzle", {"text": SUDOKU}, progress_callback=on)
    receipt = TypeAdapter(Receipt).validate_python(result.structured_content)
    assert (receipt.status, receipt.kind, receipt.answer) == ("verified", "sudoku", SOLVED)
    assert said(result).startswith(SOLVED + "\n\nverified: ")
    assert Receipt.model_validate_json(result.content[1].text) == receipt
    assert heard[0] == (1, "reading")
    assert [count for count, _ in heard] == sorted({count for count, _ in heard})


async def test_what_is_asked_in_the_text_is_answered(server: Any) -> None:
    async with Client(server) as client:
        one = await client.call_tool("solve_puzzle", {"text": f"Only the digit in row 4, column 1:\n{SUDOKU}"})
        talk = await client.call_tool("solve_puzzle", {"text": "Write a haiku about mazes"})
    assert one.structured_content["answer"] == "3"
    assert talk.structured_content["status"] == "declined"
    assert talk.is_error is False


async def test_several_clear_puzzles_are_all_solved_and_nobody_is_asked() -> None:
    async def ask(_context: Any, _params: Any) -> Any:
        raise AssertionError("nothing is unclear")

    text = f"Solve both.\n\n{SUDOKU}\n\nSudoku:\n.2..\n..3.\n.4..\n...1"
    async with Client(build_server(), elicitation_callback=ask) as client:
        result = await client.call_tool("solve_puzzle", {"text": text})
    assert [part["status"] for part in result.structured_content["parts"]] == ["verified", "verified"]


@pytest.mark.parametrize("mode", ["auto", "legacy"])
async def test_a_doubt_is_put_to_the_person(server: Any, mode: str) -> None:
    asked: list[str] = []

    async def ask(_context: Any, params: Any) -> types.ElicitResult:
        asked.append(params.message)
        return types.ElicitResult(action="accept", content={"answer": SUDOKU})

    async with Client(server, mode=mode, elicitation_callback=ask) as client:
        result = await client.call_tool("solve_puzzle", {"text": TORN})
    assert asked == ["Row 4 has 3 cells, the others 4: what does row 4 hold?"]
    assert result.structured_content["answer"] == SOLVED


async def test_one_of_several_unclear_puzzles_is_chosen_from_a_list(server: Any) -> None:
    offered: list[Any] = []

    async def ask(_context: Any, params: Any) -> types.ElicitResult:
        offered.append(params.requested_schema["properties"]["answer"]["enum"])
        return types.ElicitResult(action="accept", content={"answer": "first"})

    async with Client(server, elicitation_callback=ask) as client:
        result = await client.call_tool("solve_puzzle", {"text": f"{SUDOKU}\n\nand this one:\n\n{TORN}"})
    assert offered == [["first", "second"]]
    assert result.structured_content["answer"] == SOLVED


@pytest.mark.parametrize("mode", ["auto", "legacy"])
async def test_a_doubt_is_the_answer_where_nobody_can_be_asked(server: Any, mode: str) -> None:
    async def ask(_context: Any, _params: Any) -> types.ElicitResult:
        return types.ElicitResult(action="decline")

    async with Client(server, mode=mode) as client:
        alone = await client.call_tool("solve_puzzle", {"text": TORN})
    async with Client(server, mode=mode, elicitation_callback=ask) as client:
        declined = await client.call_tool("solve_puzzle", {"text": TORN})
    for result in (alone, declined):
        assert result.structured_content["status"] == "declined"
        assert "what does row 4 hold?" in result.structured_content["reason"]


async def test_rulebooks_answers_hints_and_new_puzzles(server: Any) -> None:
    async with Client(server) as client:
        solved = await client.call_tool("solve_rules", {"rulebook": RULEBOOK})
        listed = await client.call_tool("solve_rules", {"rulebook": {**RULEBOOK, "values": [1, 2, 3]}, "solutions": 2})
        right = await client.call_tool("verify_answer", {"puzzle": SUDOKU, "answer": SOLVED})
        wrong = await client.call_tool("verify_answer", {"puzzle": SUDOKU, "answer": SOLVED.replace("1324", "1342")})
        partly = await client.call_tool(
            "verify_answer", {"puzzle": SUDOKU, "answer": "1 3 . .\n. . 3 .\n. 4 . .\n. . . 2"}
        )
        hint = await client.call_tool("hint", {"text": SUDOKU})
        cell = await client.call_tool("hint", {"text": f"Solve it.\n{SUDOKU}", "strength": "cell"})
        none = [await client.call_tool("hint", {"text": text}) for text in ("hello", "Make a hard sudoku", TORN)]
        made = await client.call_tool("make_puzzle", {"kind": "futoshiki", "difficulty": "easy", "seed": 3})
        again = await client.call_tool("solve_puzzle", {"text": said(made)})
        other = [await client.call_tool("make_puzzle", {"kind": "futoshiki"}) for _ in range(2)]
    assert solved.structured_content["solution"] == {"values": {"Ann": 1, "Bob": 2}}
    assert len(listed.structured_content["solution"]["solutions"]) == 2
    assert listed.structured_content["solution"]["more"] is True
    assert right.structured_content["status"] == "verified"
    assert right.structured_content["unique"] is True
    assert wrong.structured_content["status"] == "wrong"
    first = wrong.structured_content["violations"][0]
    assert first == {"rule": "column", "cells": [[0, 2], [3, 2]], "detail": "4 stands twice in one column: r1c3, r4c3"}
    assert partly.structured_content["status"] == "partial"
    assert len(partly.structured_content["open"]) == 11
    assert hint.structured_content["answer"].startswith("Look at r")
    assert hint.structured_content["solution"] is None
    assert [result.structured_content["status"] for result in none] == ["declined"] * 3
    assert ["no puzzle was found" in said(result) for result in none] == [True, True, False]
    assert " = " in cell.structured_content["answer"]
    assert again.structured_content["status"] == "verified"
    assert other[0].structured_content["seed"] != other[1].structured_content["seed"]


@pytest.mark.parametrize(
    ("tool", "arguments", "line"),
    [
        ("solve_puzzle", {"text": "x" * 200_001}, "solve_puzzle: text: String should have at most 200000 characters"),
        ("solve_puzzle", {}, "solve_puzzle: text: Field required"),
        ("solve_puzzle", {"text": SUDOKU, "seconds": -1}, "solve_puzzle: seconds: Input should be greater than 0"),
        (
            "solve_rules",
            {"rulebook": {**RULEBOOK, "rules": [{"rule": "x"}]}},
            "solve_rules: rules[0]: no rule is called",
        ),
        ("solve_rules", {"rulebook": {**RULEBOOK, "given": {"Ann": "y" * 2**20}}}, "solve_rules: rulebook: 10"),
        ("make_puzzle", {"kind": "futo"}, "make_puzzle: no kind of puzzle is called 'futo'"),
        (
            "make_puzzle",
            {"kind": "zebra", "size": 9},
            "make_puzzle: no zebra puzzle of size 9 is made here (sizes are 2 to 5)",
        ),
        ("verify_answer", {"puzzle": SUDOKU, "answer": "hello"}, "verify_answer: "),
    ],
)
async def test_errors_are_one_line_with_what_to_do(server: Any, tool: str, arguments: Any, line: str) -> None:
    async with Client(server) as client:
        result = await client.call_tool(tool, arguments)
    assert result.is_error is True
    assert said(result).startswith(line)
    assert "\n" not in said(result)
    assert "(" in said(result)
    assert len(said(result)) < 500


class Slow(Router):
    """Thinks until it is stopped."""

    began, ended = threading.Event(), threading.Event()

    def handle(self, request: Request, *_: Any, **__: Any) -> Reply:
        self.began.set()
        end = time.monotonic() + 20
        while not stopped() and time.monotonic() < end:
            time.sleep(0.01)
        self.ended.set() if stopped() else None
        raise UsageError("nobody stopped it")


class Broken(Router):
    """Has a bug."""

    def handle(self, *_: Any, **__: Any) -> Reply:
        raise ZeroDivisionError("sk-secret")


@pytest.mark.parametrize("mode", ["auto", "legacy"])
async def test_cancelling_a_call_stops_the_work(mode: str) -> None:
    Slow.began.clear()
    Slow.ended.clear()
    async with Client(build_server(Slow()), mode=mode) as client:
        call = asyncio.create_task(client.call_tool("solve_puzzle", {"text": SUDOKU}))
        assert await asyncio.to_thread(Slow.began.wait, 5)
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
        assert await asyncio.to_thread(Slow.ended.wait, 5)


async def test_a_bug_tells_the_client_nothing() -> None:
    async with Client(build_server(Broken())) as client:
        result = await client.call_tool("solve_puzzle", {"text": SUDOKU})
    assert result.is_error is True
    assert said(result) == "Error executing tool solve_puzzle"


async def test_standard_streams_carry_the_protocol_alone() -> None:
    command = StdioServerParameters(command=sys.executable, args=["-m", "adapters.cli", "mcp"])
    async with Client(command, read_timeout_seconds=60) as client:
        solved = await client.call_tool("solve_puzzle", {"text": SUDOKU})
        broken = await client.call_tool("solve_puzzle", {"text": ""})
    assert solved.structured_content["answer"] == SOLVED
    assert broken.is_error is True


def test_every_line_on_standard_output_is_a_message() -> None:
    """Spoken by hand, as old hosts do; what the program has to say otherwise goes to standard error."""
    hello = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "by hand", "version": "1"}}
    lines: list[dict[str, Any]] = [
        {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": hello},
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        {"jsonrpc": "2.0", "id": 2, "method": "tools/call"},
    ]
    lines[2]["params"] = {"name": "solve_puzzle", "arguments": {"text": SUDOKU}}
    process = subprocess.Popen(
        [sys.executable, "-m", "adapters.cli", "mcp"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("".join(json.dumps(line) + "\n" for line in lines))
        process.stdin.flush()
        answers = [json.loads(process.stdout.readline()) for _ in (1, 2)]
        process.stdin.close()
        rest = process.stdout.read()
    assert answers[0]["result"]["protocolVersion"] == "2025-06-18"
    assert answers[1]["result"]["structuredContent"]["answer"] == SOLVED
    assert rest == ""
    assert process.returncode == 0


async def test_over_http_beside_other_routes() -> None:
    import httpx2
    from mcp.client.streamable_http import streamable_http_client
    from starlette.applications import Starlette

    tools = mounted(build_server(Router(exact=ExactSolver())))
    around = Starlette(routes=list(tools.routes))
    transport = httpx2.ASGITransport(app=around)
    async with tools.running(), httpx2.AsyncClient(transport=transport) as web:
        async with Client(streamable_http_client("http://127.0.0.1:8010/mcp", http_client=web)) as client:
            result = await client.call_tool("solve_puzzle", {"text": SUDOKU})
        foreign = await web.post("http://evil.example/mcp", json={}, headers={"accept": "application/json"})
        huge = await web.post(
            "http://127.0.0.1:8010/mcp", content=b"[" * (3 * 2**20), headers={"content-type": "application/json"}
        )
    assert result.structured_content["answer"] == SOLVED
    assert foreign.status_code == 421
    assert huge.status_code == 413


async def test_without_sessions_a_request_may_come_to_any_worker_and_a_doubt_is_an_answer() -> None:
    import httpx2
    from mcp.client.streamable_http import streamable_http_client
    from starlette.applications import Starlette

    heard: list[str] = []

    async def watch(response: Any) -> None:
        heard.extend(name for name in response.headers if name == "mcp-session-id")

    one, other = (mounted(build_server(Router(exact=ExactSolver())), sessions=False) for _ in range(2))
    async with one.running(), other.running():
        for tools in (one, other):
            transport = httpx2.ASGITransport(app=Starlette(routes=list(tools.routes)))
            async with (
                httpx2.AsyncClient(transport=transport, event_hooks={"response": [watch]}) as web,
                Client(streamable_http_client("http://127.0.0.1:8010/mcp", http_client=web)) as client,
            ):
                result = await client.call_tool("solve_puzzle", {"text": SUDOKU})
                doubt = await client.call_tool("solve_puzzle", {"text": TORN})
            assert said(result).startswith(SOLVED)
            assert said(doubt).startswith("declined: ")
    assert heard == []


def test_addresses_that_others_reach_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["mcp", "--http", "--host", "0.0.0.0"]) == 2
    assert "loopback" in capsys.readouterr().err


def test_a_missing_extra_is_one_line_that_names_the_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [name for name in sys.modules if name.startswith("adapters.tools_server")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "mcp", None)
    monkeypatch.setitem(sys.modules, "mcp.server", None)
    assert run(["mcp"]) == 2
    error = capsys.readouterr().err
    assert 'pip install "trm-router[mcp]"' in error
    assert error.count("\n") == 1


def test_a_missing_part_of_our_own_is_no_missing_extra() -> None:
    with pytest.raises(ModuleNotFoundError), extra("mcp"):
        import adapters.nothing  # noqa: F401


async def test_what_was_asked_is_kept_where_that_is_wanted(
    server: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    async with Client(server) as client:
        await client.call_tool("solve_puzzle", {"text": SUDOKU})
        monkeypatch.setenv("TRM_ROUTER_LOGS", "1")
        await client.call_tool("solve_puzzle", {"text": SUDOKU})
        await client.call_tool("hint", {"text": SUDOKU})
    kept = logs.found(logs.Wanted())
    assert [(entry["door"], entry["status"]) for entry in kept] == [("mcp", "verified")] * 2
    assert kept[1]["answer"] == SOLVED


async def test_a_maze_has_a_hint_too() -> None:
    async with Client(build_server(Router())) as client:
        result = await client.call_tool("hint", {"text": "Maze:\nS.#\n.#.\n..G", "strength": "cell"})
    assert said(result).startswith("go down to row 2, column 1: from there it is 3 steps to the goal")
