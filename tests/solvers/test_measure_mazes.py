"""Measuring generated mazes: proven ones are counted, bad options end in one line."""

from __future__ import annotations

import json

import pytest

from adapters.cli import run

MEASURE = ["measure", "puzzles", "maze"]


def test_small_mazes_are_proven(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*MEASURE, "--size", "9", "--set", "kinds=loopy,prim", "--n", "2"]) == 0
    assert capsys.readouterr().out.startswith("9x9 loopy,prim, effort medium: 2/2 proven")


def test_unproven_mazes_do_not_count(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*MEASURE, "--size", "30", "--n", "1", "--timeout", "1e-9", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["kind"], said["n"], said["proven"]) == ("maze", 1, 0)


@pytest.mark.parametrize(
    "arguments",
    [["--set", "kinds=hexagonal"], ["--set", "kinds"], ["--set", "x=1"], ["--size", "1"], ["--n", "0"]],
)
def test_bad_options_are_one_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*MEASURE, *arguments]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)


def test_a_kind_without_a_network_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    from solvers.neural import default_solver

    if default_solver().supports("futoshiki", None):
        pytest.skip("a network serves it")
    code = run(["measure", "puzzles", "futoshiki", "--n", "1", "--size", "3"])
    assert code in (0, 3)
