"""`solve --rules`, rulebooks in a batch, `generate`, `verify` of partial answers: as people type them."""

from __future__ import annotations

import io
import json
import re
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from adapters.cli import run

Output = pytest.CaptureFixture[str]
ROOT = Path(__file__).resolve().parents[2]
SEATS: dict[str, Any] = {
    "cells": ["Ann", "Bob", "Cleo"],
    "values": [1, 2, 3],
    "rules": [{"rule": "different", "cells": ["Ann", "Bob", "Cleo"]}, {"rule": "less", "cells": ["Ann", "Bob"]}],
}
ONE = SEATS | {"given": {"Ann": 2}}
PUZZLE = "Sudoku:\n1 . | . .\n. . | 3 .\n----+----\n. 4 | . .\n. . | . 2"


def book(folder: Path, given: Any) -> str:
    file = folder / "book.json"
    file.write_text(given if isinstance(given, str) else json.dumps(given))
    return str(file)


def pipe(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(text.encode()), isatty=lambda: False))


def test_a_rulebook_is_solved(tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(["solve", "--offline", "--rules", book(tmp_path, ONE)]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Ann = 2\nBob = 3\nCleo = 1\n\nverified  rules: given, different, less, unique\n")
    pipe(monkeypatch, json.dumps(ONE))
    assert run(["solve", "-q", "--rules", "-"]) == 0
    assert capsys.readouterr().out == "Ann = 2\nBob = 3\nCleo = 1\n"
    assert run(["solve", "--json", "--rules", book(tmp_path, ONE)]) == 0
    assert json.loads(capsys.readouterr().out)["solution"] == {"values": {"Ann": 2, "Bob": 3, "Cleo": 1}}


def test_several_and_no_solutions(tmp_path: Path, capsys: Output) -> None:
    assert run(["solve", "--rules", book(tmp_path, SEATS)]) == 3
    out = capsys.readouterr().out
    assert "more than one solution" in out
    assert "one of the solutions:" in out
    assert run(["solve", "--rules", book(tmp_path, SEATS), "--solutions", "2", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["solution"]["more"] is True
    assert run(["solve", "--rules", book(tmp_path, SEATS | {"given": {"Ann": 3}})]) == 3
    assert "these cannot hold together: Ann is given as 3; Ann < Bob" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--solutions", "2", "text"], "--solutions lists the solutions of a rulebook"),
        (["--rules", "BOOK", "text"], "do not go together"),
        (["--rules", "BOOK", "--batch", "x"], "do not go together"),
        (["--rules", "BOOK", "--png", "x.png"], "draws no picture"),
        (["--rules", "/no/such.json"], "cannot read"),
        (["--rules", "BAD"], "rules[0].cells[1]: no cell is called 'Zoe' (cells are Ann, Bob, Cleo)"),
        (["--rules", "BOOK", "--solutions", "5000"], "5000 solutions cannot be listed"),
    ],
)
def test_wrong_use_is_one_line(tmp_path: Path, capsys: Output, arguments: list[str], said: str) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text(json.dumps(SEATS | {"rules": [{"rule": "less", "cells": ["Ann", "Zoe"]}]}))
    names = {"BOOK": book(tmp_path, ONE), "BAD": str(wrong)}
    assert run(["solve", *(names.get(word, word) for word in arguments)]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert said in err


def test_rulebooks_and_texts_share_a_batch(tmp_path: Path, capsys: Output) -> None:
    lines = [
        {"id": "one", "rulebook": ONE},
        {"id": "text", "text": PUZZLE},
        {"id": "list", "rulebook": SEATS, "solutions": 9},
        {"id": "bad", "rulebook": {"rules": [1]}},
    ]
    file = tmp_path / "b.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)))
    assert run(["solve", "--offline", "--batch", str(file)]) == 3
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(each["id"], each["kind"], each["status"]) for each in found] == [
        ("one", "rules", "verified"), ("text", "sudoku", "verified"), ("list", "rules", "verified"),
        ("bad", "rules", "declined"),
    ]  # fmt: skip
    assert len(found[2]["solution"]["solutions"]) == 3
    assert found[3]["reason"].startswith("rules[0]: 1 is no object") or "values" in found[3]["reason"]


def test_the_example_is_solved(capsys: Output) -> None:
    assert run(["solve", "--rules", str(ROOT / "examples" / "rulebook.json")]) == 0
    assert "verified  rules: " in capsys.readouterr().out


def test_generate_is_seeded_and_can_be_piped(tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in ("futoshiki", "rules", "sudoku", "maze"):
        arguments = ["generate", kind, "--difficulty", "easy", "--seed", "3"]
        assert run(arguments) == 0
        text = capsys.readouterr().out
        assert run(arguments) == 0
        assert capsys.readouterr().out == text
    assert run(["generate", "sudoku", "-n", "3", "--json", "--seed", "5"]) == 0
    lines = capsys.readouterr().out
    rows = [json.loads(line) for line in lines.splitlines()]
    assert [row["id"] for row in rows] == ["sudoku-medium-5", "sudoku-medium-6", "sudoku-medium-7"]
    pipe(monkeypatch, lines)
    assert run(["solve", "--offline", "--batch", "-"]) == 0
    solved = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(each["id"], each["status"]) for each in solved] == [(row["id"], "verified") for row in rows]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chess"], "no kind of puzzle is called 'chess'"),
        (["sodoku"], "did you mean 'sudoku'?"),
        (["sudoku", "--size", "7"], "no sudoku of size 7"),
        (["futoshiki", "--difficulty", "extreme"], "'extreme'"),
        (["futoshiki", "-n", "0"], "greater than or equal to 1"),
    ],
)
def test_generate_refuses_in_one_line(capsys: Output, arguments: list[str], said: str) -> None:
    assert run(["generate", *arguments]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert said in err


def test_a_partial_answer_has_no_faults_but_open_cells(capsys: Output) -> None:
    assert run(["verify", PUZZLE, "1 3 . .\n. . 3 .\n. 4 . .\n. . . 2"]) == 4
    out = capsys.readouterr().out
    assert out.startswith("partial   no rule is broken so far; 11 cells are still open\nopen      r1c3 r1c4 r2c1")


def test_a_partial_answer_with_a_mistake_shows_the_mistake_only(capsys: Output) -> None:
    assert run(["verify", "--json", PUZZLE, "1 1 . .\n. . 4 .\n. . . .\n. . . 2"]) == 4
    said = json.loads(capsys.readouterr().out)
    assert said["status"] == "wrong"
    assert [v["rule"] for v in said["violations"]] == ["clue", "row", "box"]
    assert [0, 2] in said["open"]


def test_a_whole_answer_is_verified_and_other_solutions_are_said(capsys: Output) -> None:
    right = "1 3 2 4\n4 2 3 1\n2 4 1 3\n3 1 4 2"
    assert run(["verify", PUZZLE, right]) == 0
    assert capsys.readouterr().out == "verified  the answer keeps every rule of this sudoku\n"
    assert run(["verify", "-q", PUZZLE, right]) == 0
    assert capsys.readouterr().out == "verified\n"
    loose = "Sudoku:\n1 . | . .\n. . | . .\n----+----\n. . | . .\n. . | . 2"
    assert run(["verify", loose, right]) == 0
    assert "several solutions; this is one of them" in capsys.readouterr().out
    assert run(["verify", "--json", loose, right]) == 0
    assert json.loads(capsys.readouterr().out)["unique"] is False


def test_no_help_text_is_cut_and_the_shell_can_complete(capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for arguments in (["--help"], ["measure", "--help"]):
        assert run(arguments) == 0
        out = capsys.readouterr().out
        assert "..." not in out.split("Commands:")[1], out
    assert run(["--show-completion", "bash"]) in (0, 2)
    assert run(["--help"]) == 0
    assert "--install-completion" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("flag", "commands"),
    [
        ("--json", "solve parse route verify eval generate models doctor costs compare measure-puzzles"),
        ("--offline", "solve parse route chat eval"),
        ("--effort", "solve route chat eval compare measure-puzzles"),
        ("--no-exact", "solve route chat eval"),
        ("--timeout", "solve verify chat eval measure-puzzles"),
        ("--budget", "solve chat"),
        ("--quiet", "solve verify eval generate train measure-puzzles"),
        ("--seed", "solve chat eval generate train"),
    ],
)
def test_a_flag_is_there_wherever_it_could_be_used(flag: str, commands: str, capsys: Output) -> None:
    for command in commands.split():
        assert run([*command.split("-"), "--help"]) == 0
        out = capsys.readouterr().out
        assert re.search(rf"{flag}\b", out), f"{command} has no {flag}"


def test_the_command_line_names_no_kind() -> None:
    for file in (ROOT / "adapters" / "cli").glob("*.py"):
        found = re.findall(r"sudoku|maze", file.read_text(), re.I)
        assert found == [] or file.name == "compare.py", (file.name, found)


def test_misspelled_fields_are_told_how_they_are_spelled(tmp_path: Path, capsys: Output) -> None:
    book = {
        "grid": {"rows": 2, "columns": 2},
        "values": [1, 2],
        "rules": [{"rule": "different", "cells": ["r1c1", "r1c2"]}],
    }
    for wrong, near in (
        ({**{key: book[key] for key in ("grid", "values")}, "rule": book["rules"]}, "rules"),
        ({**book, "grid": {"rows": 2, "colums": 2}}, "columns"),
        ({**book, "rules": [{"rule": "different", "cell": ["r1c1", "r1c2"]}]}, "cells"),
    ):
        file = tmp_path / "book.json"
        file.write_text(json.dumps(wrong))
        assert run(["solve", "--rules", str(file)]) == 2
        assert f"(did you mean {near!r}?)" in capsys.readouterr().err


def test_one_of_several_solutions_is_drawn_as_the_grid_it_is(tmp_path: Path, capsys: Output) -> None:
    file = tmp_path / "book.json"
    rule = {"rule": "different", "cells": ["r1c1", "r1c2"]}
    file.write_text(
        json.dumps({"grid": {"rows": 2, "columns": 2}, "values": [1, 2], "given": {"r1c1": 2}, "rules": [rule]})
    )
    assert run(["solve", "--rules", str(file)]) == 3
    drawn = capsys.readouterr().out.split("one of the solutions:\n")[1].split("\n\n")[0].splitlines()
    assert drawn[0] == "2 1"
    assert len(drawn) == 2


def test_verify_calls_a_kind_by_its_title(capsys: Output) -> None:
    assert run(["verify", "Magic square:\n. . 6\n. 5 .\n4 9 .", "2 7 6\n9 5 1\n4 3 8"]) == 4
    assert run(["verify", "Magic square:\n2 . 6\n. 5 .\n4 3 .", "2 7 6\n9 5 1\n4 3 8"]) == 0
    assert "keeps every rule of this magic square" in capsys.readouterr().out
