"""Measuring generated mazes: proven ones are counted, bad options end in one line."""

from __future__ import annotations

import pytest

from solvers.measure import mazes


def test_small_mazes_are_proven(capsys: pytest.CaptureFixture[str]) -> None:
    assert mazes.main(["--side", "9", "--kinds", "loopy,prim", "--n", "4"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("9x9 loopy,prim, effort medium: 4/4 proven")


def test_unproven_mazes_do_not_count(capsys: pytest.CaptureFixture[str]) -> None:
    assert mazes.main(["--side", "30", "--n", "1", "--seconds", "1e-9"]) == 0
    assert "0/1 proven" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["--kinds", "hexagonal"], ["--side", "1"], ["--n", "0"]])
def test_bad_options_are_one_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        mazes.main(arguments)
    assert end.value.code == 2
    assert "error: " in capsys.readouterr().err
