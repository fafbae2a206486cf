"""Measuring generated sudokus: proven ones are counted, bad options end in one line."""

from __future__ import annotations

import pytest

from adapters.cli import run

pytest.importorskip("numba", reason="the forge needs numba")

MEASURE = ["measure", "puzzles", "sudoku"]


@pytest.mark.parametrize(("size", "clues"), [(4, "fewest"), (6, "fewest"), (9, "40")])
def test_small_and_easy_sudokus_are_proven(size: int, clues: str, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["--set", f"clues={clues}"] if clues != "fewest" else []
    assert run([*MEASURE, "--size", str(size), "--n", "3", *given]) == 0
    assert capsys.readouterr().out.startswith(f"{size}x{size}, {clues} clues, effort medium: 3/3 proven")


def test_unproven_sudokus_do_not_count(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*MEASURE, "--n", "1", "--timeout", "1e-9"]) == 0
    assert "0/1 proven" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments", [["--size", "5"], ["--set", "clues=-1"], ["--set", "clues=99"], ["--n", "0"], ["--timeout", "0"]]
)
def test_bad_options_are_one_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*MEASURE, *arguments]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
