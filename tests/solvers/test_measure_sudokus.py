"""Measuring generated sudokus: proven ones are counted, bad options end in one line."""

from __future__ import annotations

import pytest

from solvers.measure import sudokus

pytest.importorskip("numba", reason="the forge needs numba")


@pytest.mark.parametrize(("size", "clues"), [(4, "fewest"), (6, "fewest"), (9, "40")])
def test_small_and_easy_sudokus_are_proven(size: int, clues: str, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["--clues", clues] if clues != "fewest" else []
    assert sudokus.main(["--size", str(size), "--n", "3", *given]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith(f"{size}x{size}, {clues} clues, effort medium: 3/3 proven")


def test_unproven_sudokus_do_not_count(capsys: pytest.CaptureFixture[str]) -> None:
    assert sudokus.main(["--n", "1", "--seconds", "1e-9"]) == 0
    assert "0/1 proven" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["--size", "5"], ["--clues", "-1"], ["--n", "0"], ["--seconds", "0"]])
def test_bad_options_are_one_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        sudokus.main(arguments)
    assert end.value.code == 2
    assert "error: " in capsys.readouterr().err
