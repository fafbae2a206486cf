"""The page: what is served and under which policy, its stream of thoughts and boards, its limits, no other file."""

from __future__ import annotations

import base64
import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from served import PUZZLE, SOLVED, Served, events

from adapters.serve.boards import Drawing, of_frame, of_picture
from adapters.serve.limits import digest
from adapters.serve.web import FILES, HERE
from router import Router
from router.errors import Stopped
from router.llm.stop import raise_if_stopped
from router.streaming import Step
from router.types import Receipt, Request
from solvers.exact import ExactSolver
from solvers.kinds import KINDS
from solvers.networks import shared

SOLVE = "/api/solve"
SUDOKU = KINDS["sudoku"]
MAZE = "Find the shortest path:\n# # # # #\n# S . . #\n# . # . #\n# . # G #\n# # # # #"


def asked(*said: str, **more: Any) -> dict[str, Any]:
    roles = ("user", "assistant")
    return {"messages": [{"role": roles[i % 2], "content": text} for i, text in enumerate(said)], **more}


def told(served: Served, *said: str, **more: Any) -> list[dict[str, Any]]:
    response = served.post(SOLVE, asked(*said, **more))
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/event-stream")
    return [data for _, data in events(response)]


@pytest.mark.parametrize("path", FILES)
def test_files_come_under_a_strict_policy(served: Served, path: str) -> None:
    with served.client() as client:
        response = client.get(path)
    assert response.status_code == 200
    assert response.content == (HERE / FILES[path][0]).read_bytes()
    assert response.headers["content-type"] == FILES[path][1]
    policy = dict(part.strip().split(" ", 1) for part in response.headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert {policy[name] for name in ("script-src", "style-src", "connect-src", "img-src")} == {"'self'"}
    assert response.headers["x-content-type-options"] == "nosniff"


def test_the_page_holds_no_inline_script_or_style_and_names_nothing_outside() -> None:
    page = (HERE / "index.html").read_text()
    assert re.findall(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|javascript:", page) == []
    for name in sorted(path.name for path in HERE.iterdir()):
        text = (HERE / name).read_text()
        assert (
            re.findall(r"https?://(?!www\.w3\.org/2000/svg)|innerHTML|insertAdjacentHTML|document\.write|eval\(", text)
            == []
        )
    assert {path.name for path in HERE.iterdir()} == {name for name, _ in FILES.values()}


@pytest.mark.parametrize(
    "path", ["/page/../web.py", "/page/%2e%2e/web.py", "/page/", "/page/none.js", "/page//etc/passwd"]
)
def test_no_other_file_is_served(served: Served, path: str) -> None:
    with served.client() as client:
        assert client.get(path).status_code == 404


def test_a_puzzle_is_drawn_as_read_and_as_proven(served: Served) -> None:
    found = told(served, PUZZLE)
    boards = [event for event in found if event["type"] == "board"]
    assert [(board["step"], board["proven"]) for board in boards] == [(0, False), (0, True)]
    assert boards[0]["cells"][0] == [["1", "given"], ["", "open"], ["", "open"], ["", "open"]]
    assert boards[1]["cells"][0] == [["1", "given"], ["3", "thought"], ["2", "thought"], ["4", "thought"]]
    assert (boards[1]["down"], boards[1]["across"]) == ([2], [2])
    assert found[-1]["type"] == "done"
    assert found[-1]["content"] == SOLVED
    assert found[-1]["receipt"]["status"] == "verified"
    thoughts = "".join(event["text"] for event in found if event["type"] == "thought")
    assert thoughts.startswith("Read as: sudoku")


def test_a_way_is_drawn_in_squares(served: Served) -> None:
    boards = [event for event in told(served, MAZE) if event["type"] == "board"]
    assert boards[0]["cells"][1][:3] == [["#", "wall"], ["S", "start"], ["", "open"]]
    assert boards[-1]["cells"][1] == [["", "wall"], ["S", "start"], ["o", "trail"], ["o", "trail"], ["", "wall"]]
    assert boards[-1]["proven"]


def test_a_question_about_cells_or_a_hint_draws_nothing_that_was_not_asked(served: Served) -> None:
    hint = told(served, f"Give me a hint, do not solve it.\n\n{PUZZLE}")
    assert hint[-1]["receipt"]["asked"] == "a hint"
    row = told(served, PUZZLE, SOLVED, "now only row 3")
    assert row[-1]["content"] == "2 4 1 3"
    assert [event for event in hint + row if event["type"] == "board"] == []


def test_what_is_declined_shows_the_board_as_read_and_no_answer(served: Served) -> None:
    found = told(served, PUZZLE.replace("2", ".").replace("3", "."))
    assert [event["proven"] for event in found if event["type"] == "board"] == [False]
    assert found[-1]["receipt"]["status"] == "declined"
    assert found[-1]["receipt"]["answer"] is None


def test_users_text_comes_back_as_text(served: Served) -> None:
    response = served.post(SOLVE, asked("<img src=x onerror=alert(1)> who wrote Faust?"))
    assert response.headers["content-type"].startswith("text/event-stream")
    assert [data for _, data in events(response)][-1]["receipt"]["status"] == "declined"


def test_wrong_requests_are_refused_with_the_place(served: Served) -> None:
    for body, place in (
        ({}, "messages"),
        ({"messages": []}, "messages"),
        ({"messages": [{"role": "system", "content": "x"}]}, "messages[0].role"),
        (asked("x", effort="huge"), "effort"),
        (asked("x", model="gpt-4"), "model"),
    ):
        response = served.post(SOLVE, body)
        assert response.status_code in (400, 404)
        assert response.json()["error"]["param"] == place
    foreign = served.post(SOLVE, asked(PUZZLE), headers={"origin": "http://elsewhere.example"})
    assert foreign.status_code == 403


def test_the_page_is_open_and_its_requests_need_the_key(start: Callable[..., Served]) -> None:
    served = start(Router(exact=ExactSolver()), keys=frozenset({digest("a key of sixteen!")}))
    with served.client() as client:
        assert {client.get(path).status_code for path in (*FILES, "/page/choices.json")} == {200}
    assert served.post(SOLVE, asked(PUZZLE)).status_code == 401
    let_in = served.post(SOLVE, asked(PUZZLE), headers={"authorization": "Bearer a key of sixteen!"})
    assert [data for _, data in events(let_in)][-1]["content"] == SOLVED


class Endless:
    """A network that steps for ever, until it is stopped."""

    name = "endless"

    def __init__(self) -> None:
        self.stopped = threading.Event()

    def supports(self, kind: str, puzzle: Any) -> bool:
        return True

    def solve(self, kind: Any, puzzles: Any, *, on_step: Any = None, **_: Any) -> list[Any]:
        step = 0
        try:
            while step < 500:
                step += 1
                time.sleep(0.02)
                on_step(0, step, np.full((4, 4), 1 + step % 4))
                raise_if_stopped()
        except Stopped:
            self.stopped.set()
            raise
        raise AssertionError("nobody stopped it")


def _boards(lines: Iterator[str]) -> Iterator[dict[str, Any]]:
    for line in lines:
        if line.startswith("data: ") and (event := json.loads(line[6:]))["type"] == "board":
            yield event


def test_steps_are_drawn_and_leaving_stops_the_work(start: Callable[..., Served]) -> None:
    network = Endless()
    served = start(Router(network))
    with served.client() as client, client.stream("POST", SOLVE, json=asked(PUZZLE)) as response:
        boards = _boards(response.iter_lines())
        assert next(boards)["step"] == 0
        first = next(boards)
        assert first["cells"][0][:2] == [["1", "given"], [str(1 + first["step"] % 4), "thought"]]
        assert not first["proven"]
    assert network.stopped.wait(5)


def test_boards_say_how_sure_the_network_is_and_other_doors_do_not(start: Callable[..., Served]) -> None:
    served = start(Router(shared()))
    puzzle = "Solve this sudoku:\n" + SUDOKU.render(SUDOKU.generate(3))
    boards = [event for event in told(served, puzzle, model="trm") if event["type"] == "board" and event["step"]]
    thinking = [board for board in boards if not board["proven"]]
    assert thinking[0]["signs"] == list("123456789")
    shares = np.frombuffer(base64.b64decode(thinking[-1]["shares"]), dtype=np.uint8).reshape(9, 9, 9)
    for row, line in enumerate(thinking[-1]["cells"]):
        for column, (sign, look) in enumerate(line):
            if look == "thought":
                assert str(shares[row, column].argmax() + 1) == sign
    assert max(len(json.dumps(board)) for board in boards) < 8_000
    chat = served.post("/v1/chat/completions", {"model": "trm", "stream": True, **asked(puzzle)})
    assert "shares" not in chat.text


def test_a_board_of_rules_is_drawn_while_the_network_thinks(start: Callable[..., Served]) -> None:
    served = start(Router(shared(), ExactSolver()))
    latin = KINDS["latin"]
    puzzle = latin.generate(1)
    found = told(served, "Latin square:\n" + latin.render(puzzle))
    board = next(event for event in found if event["type"] == "board" and event["step"])
    assert not board["whole"]
    given = {(r, c) for r, row in enumerate(board["cells"]) for c, (_, look) in enumerate(row) if look == "given"}
    assert len(given) == len(puzzle.board.clues)
    size = len(board["cells"])
    assert len(base64.b64decode(board["shares"])) == size * size * len(board["signs"])
    assert found[-1]["receipt"]["status"] == "verified"


def test_blank_boards_read_back_as_the_puzzles_they_are(served: Served) -> None:
    with served.client() as client:
        found = client.get("/page/choices.json").json()
    assert [model["name"] for model in found["models"]] == ["auto", "auto:offline", "trm"]
    names = [board["name"] for board in found["boards"]]
    assert len(names) == len(set(names)) >= 5
    for board in found["boards"]:
        signs = {sign for sign, _ in board["signs"]} | {board["empty"]}
        assert {sign for row in board["example"] for sign in row} <= signs
        drawn = "\n".join([board["lead"], *(" ".join(row) for row in board["example"])])
        assert told(served, drawn)[-1]["receipt"]["status"] == "verified", board["name"]


def test_cells_of_frames_and_pictures() -> None:
    board = of_frame(
        [[("1 ", "bold"), ("| ", "dim"), (". ", "cyan")], [("-+-", "dim")], [("2 ", "cyan"), ("3 ", "cyan")]]
    )
    assert board.cells == ((("1", "given"), ("", "open")), (("2", "thought"), ("3", "thought")))
    assert (board.down, board.across) == ((1,), (1,))
    assert of_picture([["wall", "start"]]) == ((("", "wall"), ("S", "start")),)


def test_an_answer_written_otherwise_than_the_puzzle_is_not_drawn_as_proven() -> None:
    drawing = Drawing(Router(exact=ExactSolver()).read(PUZZLE))
    solution = {"rows": [[int(sign) for sign in row.split()] for row in SOLVED.splitlines()]}
    proven = Receipt(status="verified", kind="sudoku", answer=SOLVED, solution=solution)
    board = drawing.end(proven)
    assert board is not None
    assert board.proven
    by_columns = "\n".join(" ".join(column) for column in zip(*map(str.split, SOLVED.splitlines()), strict=True))
    assert by_columns != SOLVED
    assert drawing.end(proven.model_copy(update={"answer": by_columns})) is None
    assert drawing.end(proven.model_copy(update={"status": "unsolved"})) is None


def test_tokens_of_another_puzzle_are_not_drawn() -> None:
    drawing = Drawing(Router(exact=ExactSolver()).read(PUZZLE))
    assert drawing.given() is not None
    assert drawing.step(Step(0, 1, np.ones((9, 9)))) is None
    assert drawing.step(Step(1, 1, np.ones((4, 4)))) is None
    assert drawing.step(Step(0, 1, np.ones((4, 4)))) is not None


@pytest.mark.parametrize("name", ["futoshiki", "binairo", "n_queens", "nonogram", "arc"])
def test_boards_of_other_kinds_are_drawn_where_they_can_be(name: str) -> None:
    kind = KINDS[name]
    puzzle = kind.generate(3)
    text = f"Solve this {kind.title}:\n\n{kind.render(puzzle)}"
    reading = Router(exact=ExactSolver()).read(text)
    drawing, given = Drawing(reading), Drawing(reading).given()
    reply = Router(exact=ExactSolver()).handle(Request(text=text, seconds=5))
    end = drawing.end(reply.receipt)
    if name == "arc":
        assert given is not None
        assert given.whole
        assert {look for row in given.cells for _, look in row} & {f"colour {n}" for n in range(10)}
        return
    assert given is None, "clues between and beside cells would be lost"
    assert end is not None
    assert (len(end.cells), len(end.cells[0])) == kind.shape(reading.candidate)
    assert (end.proven, end.whole) == (True, False)
    assert {look for row in end.cells for _, look in row} <= {"given", "thought", "open"}
