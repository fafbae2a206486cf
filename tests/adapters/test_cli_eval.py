"""eval: rows of CSV files, counts, and the independent second check."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from adapters import compose
from adapters.cli import run
from adapters.compare import evaluation, rows
from router.errors import UsageError
from router.types import Reading as ReadingType
from router.types import Receipt, Reply, Request, Rung
from solvers.base import BadData
from solvers.kinds.maze import MAZE
from solvers.kinds.sudoku import SUDOKU
from solvers.measure import recheck

EASY = "1...\n..3.\n.4..\n...2".replace("\n", "")
FILLED = "1324423124133142"
MAZE_CELLS = "S # # G  "
WAY = ((0, 0), (1, 0), (2, 0))


def csv_file(folder: Path, text: str, name: str = "data.csv") -> Path:
    path = folder / name
    path.write_text(text)
    return path


class Scripted:
    """Answers the n-th puzzle with the n-th receipt."""

    def __init__(self, receipts: list[Receipt]) -> None:
        self.receipts, self.requests = receipts, list[Request]()
        self.solver = None

    def read(self, text: str) -> ReadingType:
        return ReadingType(kind="open")

    def handle_many(self, requests: list[Request]) -> list[Reply]:
        self.requests += requests
        return [Reply(receipt=self.receipts.pop(0), reading=ReadingType(kind="sudoku")) for _ in requests]


def proven(digits: str, steps: int | None, seconds: float, solver: str = "trm") -> Receipt:
    n = round(len(digits) ** 0.5)
    grid = [[int(c) for c in digits[i : i + n]] for i in range(0, len(digits), n)]
    rung = Rung(solver=solver, effort="low", outcome="proven", seconds=seconds, attempts=1, steps=steps)
    return Receipt(status="verified", kind="sudoku", solution={"rows": grid}, route=(rung,), seconds=seconds)


def test_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    file = csv_file(tmp_path, "puzzle,solution\n" + f"{EASY},{FILLED}\n" * 5)
    lie = "1" + FILLED[1:15] + "1"
    router = Scripted(
        [
            proven(FILLED, 1, 0.010),
            proven(FILLED, 4, 0.020),
            proven(lie, 2, 0.030),
            Receipt(status="unsolved", kind="sudoku", seconds=0.5),
            Receipt(status="declined", kind="sudoku", seconds=0.001),
        ]
    )
    monkeypatch.setattr(compose, "build_router", lambda **_: router)
    assert run(["eval", "sudoku", str(file), "--json", "--no-exact", "--effort", "low", "--together", "2"]) == 4
    result = json.loads(capsys.readouterr().out)
    rate = result.pop("puzzles_per_s")
    assert rate > 0
    assert result == {
        "n": 5, "proven": 3, "proven_first_step": 1, "wrong": 1, "unsolved": 1, "declined": 1, "exact_match": 2,
        "p50_ms": 20.0, "p95_ms": 500.0, "steps_mean": 2.333,
    }  # fmt: skip
    assert [(r.effort, r.exact, r.offline) for r in router.requests] == [("low", False, True)] * 5


def test_keys_are_the_agreed_ones(tmp_path: Path) -> None:
    receipts = [proven(FILLED, None, 0.01, solver="exact")]
    file = csv_file(tmp_path, f"puzzle\n{EASY}\n")
    found = rows.read("sudoku", file)
    result = evaluation.counts(evaluation.Plan("sudoku", file), found, receipts, 2.0)
    assert tuple(result) == evaluation.KEYS
    assert (result["exact_match"], result["steps_mean"], result["puzzles_per_s"]) == (None, None, 0.5)
    assert (result["proven"], result["declined"]) == (1, 0)
    alone = evaluation.counts(evaluation.Plan("sudoku", file, exact=False), found, receipts, 2.0)
    assert (alone["proven"], alone["declined"]) == (0, 1)


def test_rows_of_every_shape(tmp_path: Path) -> None:
    assert [r.puzzle.rows[0] for r in rows.read("sudoku", csv_file(tmp_path, f"rating,Puzzle\n2,{EASY}\n"))] == [
        (1, 0, 0, 0)
    ]
    packed = tmp_path / "x.csv.gz"
    packed.write_bytes(gzip.compress(f'question,answer\n"{MAZE_CELLS}",{MAZE_CELLS}\n"S #\n# G",\n'.encode()))
    found = rows.read("maze", packed)
    assert [(r.line, r.puzzle.height, r.puzzle.width, r.solution) for r in found] == [
        (2, 3, 3, MAZE_CELLS), (4, 2, 3, None),
    ]  # fmt: skip


def test_limit_and_where(tmp_path: Path) -> None:
    file = csv_file(tmp_path, "puzzle,rating\n" + "".join(f"{EASY},{r}\n" for r in (1, 5, 4.5, 2)))
    assert [r.line for r in rows.read("sudoku", file, where="rating<=4.5")] == [2, 4, 5]
    assert [r.line for r in rows.read("sudoku", file, where="rating >= 2", limit=2)] == [3, 4]
    with pytest.raises(UsageError, match="COLUMN"):
        rows.read("sudoku", file, where="rating=4")
    with pytest.raises(BadData, match=r"data\.csv:2: no number in column 'level'"):
        rows.read("sudoku", file, where="level<3")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no column 'puzzle'"),
        ("a,b\n1,2\n", "no column 'puzzle' or 'question', only 'a', 'b'"),
        ("puzzle\n", "holds no puzzle"),
        (f"puzzle\n{EASY}\n123\n", "data.csv:3: 3 cells"),
        (f"puzzle\n{EASY[:-1]}5\n", "data.csv:2: '5' is no digit"),
        (f"puzzle\n{EASY[:-1]}é\n", "data.csv:2: 'é' is no digit"),
    ],
)
def test_bad_rows_are_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(BadData) as caught:
        rows.read("sudoku", csv_file(tmp_path, text))
    assert said in str(caught.value)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('question\n"S #G#"\n', "data.csv:2: 5 cells are no square"),
        ('question\n"S   "\n', "not exactly one S and one G"),
        ('question\n"SSG "\n', "not exactly one S and one G"),
        ('question\n"SGx "\n', "'x' in a maze"),
    ],
)
def test_bad_mazes_are_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(BadData, match=r"data\.csv:2") as caught:
        rows.read("maze", csv_file(tmp_path, text))
    assert said in str(caught.value)


def test_bad_files(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no file"):
        rows.read("sudoku", tmp_path / "none.csv")
    with pytest.raises(UsageError, match="cannot read"):
        rows.read("sudoku", tmp_path)
    (tmp_path / "x.csv.gz").write_bytes(b"not gzip")
    with pytest.raises(UsageError, match="cannot read"):
        rows.read("sudoku", tmp_path / "x.csv.gz")
    (tmp_path / "y.csv").write_bytes(b"puzzle\n\xff\xfe\n")
    with pytest.raises(BadData, match="not a CSV"):
        rows.read("sudoku", tmp_path / "y.csv")


def test_recheck_agrees_with_the_rules_and_catches_lies() -> None:
    for seed in range(5):
        puzzle = SUDOKU.generate(seed, size=6)
        answer = SUDOKU.exact(puzzle).answers[0]
        grid = [list(row) for row in answer]
        assert recheck.sudoku(puzzle, {"rows": grid})
        for r in range(6):
            changed: list[Any] = [list(row) for row in grid]
            changed[r][r] = changed[r][r] % 6 + 1
            assert not recheck.sudoku(puzzle, {"rows": changed})
        maze = MAZE.generate(seed, height=8, width=11, kind="loopy")
        path = [list(cell) for cell in MAZE.exact(maze).answers[0]]
        assert recheck.maze(maze, {"path": path})
        assert not recheck.maze(maze, {"path": path[:-1]})
        assert not recheck.maze(maze, {"path": path[:1] + path[2:]})
        assert not recheck.maze(maze, {"path": [*path, path[-2], path[-1]]})
        assert not recheck.maze(maze, None)
    assert not recheck.sudoku(puzzle, None)
    walled = MAZE.generate(3, height=7, width=7, solvable=False)
    assert recheck.maze(walled, {"path": []})


def test_any_kind_is_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from solvers.kinds import kind as kind_of

    for name in ("futoshiki", "rules"):
        kind = kind_of(name)
        lines = ["puzzle"] + [
            '"' + kind.render(kind.generate(seed, difficulty="easy")).replace('"', '""') + '"' for seed in range(2)
        ]
        assert run(["eval", name, str(csv_file(tmp_path, "\n".join(lines) + "\n")), "--json"]) == 0
        result = json.loads(capsys.readouterr().out)
        assert (result["n"], result["proven"], result["wrong"]) == (2, 2, 0)


def test_public_files_are_read(shared_data: Path) -> None:
    assert len(rows.read("sudoku", shared_data / "sudoku" / "dev_by_rating.csv", where="rating<=4.5", limit=50)) == 50
    assert len(rows.read("sudoku", shared_data / "sudoku" / "dev_4x4_d1.csv")) == 500
    found = rows.read("maze", shared_data / "maze" / "dev_hard_30x30.csv")
    assert len(found) == 200
    for row in found[:5]:
        marked = {divmod(i, 30) for i, c in enumerate(str(row.solution)) if c in "oSG"}
        assert len(marked) == 1 + recheck._distance(row.puzzle)  # the stored path is a shortest one
