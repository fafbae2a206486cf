"""Everyday use of the command line: batches that lose nothing, several files, plain output, sizes in bounds."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from fake_router import FILLED, GRID, MAZE_TEXT, FakeRouter

from adapters import compose
from adapters.cli import run
from adapters.show import display
from router.types import Reply, Request

Output = pytest.CaptureFixture[str]


@pytest.fixture
def router(monkeypatch: pytest.MonkeyPatch) -> FakeRouter:
    fake = FakeRouter()
    monkeypatch.setattr(compose, "build_router", lambda **_: fake)
    return fake


class Interrupted(FakeRouter):
    """The person presses Ctrl-C during the message that says stop."""

    def handle_many(self, requests: list[Request]) -> list[Reply]:
        if any("stop" in request.text for request in requests):
            raise KeyboardInterrupt
        return super().handle_many(requests)


def rows(file: Path, *texts: str) -> Path:
    file.write_text("".join(json.dumps({"id": f"n{i}", "text": text}) + "\n" for i, text in enumerate(texts)))
    return file


def test_a_stopped_batch_keeps_what_was_done_and_goes_on(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Output
) -> None:
    batch, out = rows(tmp_path / "b.jsonl", GRID, f"stop\n{GRID}", MAZE_TEXT, GRID), tmp_path / "a.jsonl"
    monkeypatch.setattr(compose, "build_router", lambda **_: Interrupted())
    assert run(["solve", "--batch", str(batch), "--out", str(out)]) == 130
    assert "1 of 4 rows are written (the same command goes on there)" in capsys.readouterr().err
    assert [json.loads(line)["id"] for line in out.read_text().splitlines()] == ["n0"]

    with out.open("a") as stream:
        stream.write('{"id": "n1", "sta')  # killed in the middle of a line
    after = FakeRouter()
    monkeypatch.setattr(compose, "build_router", lambda **_: after)
    assert run(["solve", "--batch", str(batch), "--out", str(out)]) == 0
    answers = [json.loads(line) for line in out.read_text().splitlines()]
    assert [answer["id"] for answer in answers] == ["n0", "n1", "n2", "n3"]
    assert answers[2]["answer"] == "DRR"
    assert len(after.requests) == 3
    assert capsys.readouterr().out == ""


def test_a_batch_without_out_writes_each_line_at_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Output
) -> None:
    batch = rows(tmp_path / "b.jsonl", GRID, MAZE_TEXT, f"stop\n{GRID}", GRID)
    monkeypatch.setattr(compose, "build_router", lambda **_: Interrupted())
    assert run(["solve", "--batch", str(batch)]) == 130
    out, err = capsys.readouterr()
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["n0"]
    assert "with --out FILE it can go on later" in err


def test_answers_of_another_batch_are_not_gone_on_with(router: FakeRouter, tmp_path: Path, capsys: Output) -> None:
    batch, out = rows(tmp_path / "b.jsonl", GRID), tmp_path / "a.jsonl"
    out.write_text('{"id": "other", "status": "verified"}\n')
    assert run(["solve", "--batch", str(batch), "--out", str(out)]) == 2
    assert "line 1 does not answer this batch" in capsys.readouterr().err
    assert run(["solve", GRID, "--out", str(out)]) == 2
    assert run(["solve", "--batch", str(batch), "--out", str(tmp_path / "no" / "a.jsonl")]) == 2
    assert not router.requests


def test_several_files(router: FakeRouter, tmp_path: Path, capsys: Output) -> None:
    one, two = tmp_path / "one.txt", tmp_path / "two.txt"
    one.write_text(GRID)
    two.write_text(f"give up\n{GRID}")
    assert run(["solve", "-q", str(one), str(two)]) == 4
    assert capsys.readouterr().out == f"== {one} ==\n{FILLED}\n\n== {two} ==\n"
    assert run(["solve", "--json", str(two), str(one)]) == 4
    said = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(each["file"], each["status"]) for each in said] == [(str(two), "unsolved"), (str(one), "verified")]


def test_words_without_quotes_are_not_taken_for_files(router: FakeRouter, capsys: Output) -> None:
    assert run(["solve", "solve", "this", "sudoku"]) == 2
    assert "'solve' is no file, and several arguments must be files (put a message in quotes" in capsys.readouterr().err
    assert not router.requests


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("FOLDER", "is a folder (name a file in it"),
        ("./nothing/here", "no such file"),
        ("/tmp/nowhere", "no such file"),
    ],
)
def test_a_path_that_is_no_file(router: FakeRouter, tmp_path: Path, capsys: Output, given: str, told: str) -> None:
    assert run(["solve", str(tmp_path) if given == "FOLDER" else given]) == 2
    assert told in capsys.readouterr().err
    assert not router.requests


class Terminal(io.StringIO):
    """Something that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("no_color", ["", "1"])
def test_no_color_is_plain(monkeypatch: pytest.MonkeyPatch, no_color: str) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("NO_COLOR", no_color)
    display.console().print("here", style="bold green")
    assert ("\x1b" in screen.getvalue()) is (no_color == "")
    piped = io.StringIO()
    monkeypatch.setattr(sys, "stdout", piped)
    display.console().print("here", style="bold green")
    assert piped.getvalue() == "here\n"


def test_sizes_have_bounds(capsys: Output) -> None:
    for size in ("1", "400"):
        for kind in ("zebra", "killer", "futoshiki", "hitori"):
            assert run(["generate", kind, "--size", size]) == 2
            out, err = capsys.readouterr()
            assert out == ""
            assert f"size {size} is made here (sizes are " in err
    assert run(["generate", "minesweeper", "--size", "16", "--timeout", "0.05"]) == 2
    assert "no minesweeper was made in 0.05 s (give a smaller --size" in capsys.readouterr().err


def test_kinds_without_a_network_of_their_own_are_measured(capsys: Output) -> None:
    assert run(["measure", "puzzles", "futoshiki", "-n", "2", "--size", "4", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["kind"], said["n"], said["proven"]) == ("futoshiki", 2, 2)


def test_doctor_and_models_keep_their_columns(capsys: Output) -> None:
    assert run(["doctor"]) in (0, 1)
    lines = [line for line in capsys.readouterr().out.splitlines() if line]
    column = lines[0].index("ok")
    assert all(line[column - 2 : column] == "  " and line[column] != " " for line in lines)
    exact = next(line for line in lines if line.startswith("exact "))
    assert "clingo" in exact
    assert run(["models"]) == 0
    for line in capsys.readouterr().out.splitlines():
        assert len(line) < 700  # a table in a card takes a line each
    assert run(["--help"]) == 0
    assert "0 verified, supported (evidence, where no proof exists) or answered" in " ".join(
        capsys.readouterr().out.split()
    )


def test_quiet_keeps_reasons_out_of_the_pipe(router: FakeRouter, capsys: Output) -> None:
    assert run(["solve", "-q", f"give up\n{GRID}"]) == 4
    out, err = capsys.readouterr()
    assert (out, err) == ("", "nothing was proven\n")


def test_a_thread_goes_on_from_one_command_to_the_next(
    capsys: Output, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert run(["solve", "-q", "--thread", "t", f"Solve this sudoku:\n{GRID}"]) == 0
    assert run(["solve", "-q", "--thread", "t", "now only row 2"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].replace(" ", "") == "4231"
    assert run(["solve", "--thread", "t", "--rules", "x.json"]) == 2


@pytest.mark.parametrize(
    "command",
    ["solve --file F", "eval sudoku F", "compare F", "compare --recorded F", "solve --rules F", "solve --batch F"],
)
def test_files_that_cannot_be_read_are_told_in_words(command: str, tmp_path: Path, capsys: Output) -> None:
    for path, told in ((tmp_path, "is a directory"), (tmp_path / "none", "no ")):
        assert run([str(path) if word == "F" else word for word in command.split()]) == 2
        err = capsys.readouterr().err
        assert told in err
        assert err.count("\n") == 1
        assert not any(odd in err for odd in ("Errno", "Error", "Directory"))
