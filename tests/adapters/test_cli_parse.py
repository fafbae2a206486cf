"""parse, route and verify, with the real grammars and rules; nothing is solved, so no weights are needed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fake_router import FILLED, GRID

from adapters.cli import run

Output = pytest.CaptureFixture[str]

SUDOKU = f"Solve this sudoku:\n\n{GRID}\n"
MAZE = "Find the way from S to G in this maze, # is a wall:\n\nS.#\n...\n#.G\n"
TWO = f"{SUDOKU}\nand this sudoku:\n\n{GRID.replace('3', '4').replace('2', '3')}\n"


def last_json(capsys: Output) -> dict[str, object]:
    value = json.loads(capsys.readouterr().out)
    assert isinstance(value, dict)
    return value


def test_parse_marks_every_cell_in_the_source(capsys: Output) -> None:
    assert run(["parse", SUDOKU]) == 0
    out = capsys.readouterr().out
    assert out.startswith("1...\n^^^^\n..3.\n^^^^\n.4..\n^^^^\n...2\n^^^^\n\nkind      sudoku\n")
    assert "16 of 16 cells" in out


@pytest.mark.parametrize(("text", "kind", "count"), [(SUDOKU, "sudoku", 16), (MAZE, "maze", 9)])
def test_parse_json_points_into_the_text(capsys: Output, text: str, kind: str, count: int) -> None:
    assert run(["parse", "--json", text]) == 0
    found = last_json(capsys)
    candidate = found["candidate"]
    assert found["kind"] == kind
    assert isinstance(candidate, dict)
    cells = [text[start:end] for start, end in candidate["cells"]]
    start, end = candidate["span"]
    assert len(cells) == count
    assert "".join(cells) == text[start:end].replace("\n", "")


@pytest.mark.parametrize(
    ("text", "code", "key"),
    [
        (TWO, 3, "questions"),
        (SUDOKU.replace("sudoku", "killer sudoku"), 3, "refusal"),
        ("What is the capital of France?", 0, "kind"),
    ],
)
def test_parse_says_what_stands_in_the_way(capsys: Output, text: str, code: int, key: str) -> None:
    assert run(["parse", "--json", text]) == code
    assert last_json(capsys)[key]


def test_parse_shows_only_signs_that_stand_in_the_text(capsys: Output) -> None:
    assert run(["parse", MAZE]) == 0
    assert "signs     wall '#', open '.', start 'S', goal 'G'\n" in capsys.readouterr().out


def test_parse_batch(capsys: Output, tmp_path: Path) -> None:
    file = tmp_path / "b.jsonl"
    file.write_text("\n".join(json.dumps({"text": text}) for text in (SUDOKU, MAZE, "hi there")))
    assert run(["parse", "--batch", str(file)]) == 0
    assert [json.loads(line)["kind"] for line in capsys.readouterr().out.splitlines()] == ["sudoku", "maze", "open"]


def test_route_explains_without_solving(capsys: Output) -> None:
    assert run(["route", "--explain", "--json", SUDOKU]) == 0
    plan = last_json(capsys)
    assert plan["kind"] == "sudoku"
    assert isinstance(plan["route"], list)
    assert isinstance(plan["why"], list)
    assert len(plan["route"]) == len(plan["why"])
    assert plan["route"] == ["trm medium", "exact", "unsolved"]
    assert run(["route", "--json", "--no-exact", SUDOKU]) == 0
    assert last_json(capsys)["route"] == ["trm medium", "unsolved"]
    assert run(["route", "--json", "--effort", "low", SUDOKU]) == 0
    assert last_json(capsys)["route"] == ["trm low", "exact", "unsolved"]


@pytest.mark.parametrize(
    ("arguments", "code", "first"),
    [
        (["hello"], 0, "decline"),
        (["hello", "--model", "openai/some-model"], 0, "openai/some-model"),
        (["hello", "--model", "openai/some-model", "--offline"], 0, "decline"),
        ([TWO], 3, "ask"),
        ([SUDOKU.replace("sudoku", "killer sudoku")], 3, "decline"),
    ],
)
def test_route_of_other_messages(capsys: Output, arguments: list[str], code: int, first: str) -> None:
    assert run(["route", "--json", *arguments]) == code
    assert last_json(capsys)["route"] == [first]


def test_route_for_a_person(capsys: Output) -> None:
    assert run(["route", MAZE, "--model", "openai/some-model"]) == 0
    assert capsys.readouterr().out.strip().endswith("exact -> openai/some-model -> unsolved")
    assert run(["route", "--explain", MAZE]) == 0
    assert "\n1. trm" in capsys.readouterr().out


def test_verify_files_and_texts(capsys: Output, tmp_path: Path) -> None:
    puzzle, answer = tmp_path / "p.txt", tmp_path / "a.txt"
    puzzle.write_text(SUDOKU)
    answer.write_text(FILLED)
    assert run(["verify", str(puzzle), str(answer)]) == 0
    assert capsys.readouterr().out == "verified  the answer keeps every rule of this sudoku\n"
    assert run(["verify", SUDOKU, FILLED.replace("1324", "1342"), "--json"]) == 4
    verdict = last_json(capsys)
    assert verdict["status"] == "wrong"
    assert {v["rule"] for v in verdict["violations"]} >= {"column"}  # type: ignore[union-attr, index]
    assert run(["verify", MAZE, "DRRD"]) == 0
    assert run(["verify", MAZE, "DRDUDR"]) == 4


@pytest.mark.parametrize(
    ("puzzle", "answer", "code"), [("hello", FILLED, 3), (TWO, FILLED, 3), (SUDOKU, "no idea", 2), (SUDOKU, "", 2)]
)
def test_verify_needs_one_puzzle_and_an_answer(capsys: Output, puzzle: str, answer: str, code: int) -> None:
    assert run(["verify", puzzle, answer]) == code
    assert "Traceback" not in capsys.readouterr().err


def test_verify_says_which_file_is_missing(capsys: Output) -> None:
    assert run(["verify", MAZE, "nowhere.txt"]) == 2
    assert "cannot read 'nowhere.txt': no such file" in capsys.readouterr().err
