"""Sudokus in bulk: what the generator makes is proven by plain Python here, not by the kernels that made it."""

from __future__ import annotations

import gzip
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("numba", reason="the generator needs the extra `train`")

from solvers.base import BadData, BadPuzzle
from solvers.kinds.sudoku import SUDOKU
from solvers.kinds.sudoku.canonical import exclude, invariant, transform
from solvers.kinds.sudoku.files import read_csv, read_puzzles
from solvers.kinds.sudoku.forge import forge, main, solve_batch
from solvers.kinds.sudoku.forged import Forged, read, write
from solvers.kinds.sudoku.rules import Sudoku

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared" / "data" / "sudoku"
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="the public puzzle files are not here")

# Source: t-dillon/tdoku, puzzles5_forum_hardest_1905_11+ and puzzles2_17_clue; the guesses are those of that list.
HARD = "98.7..6....5.9..4......3..93..9......7...8.....2.1..6.2......1...41....5....2.4.6"
HARD_SOLVED = "981754632635291748427683159348962571176538294592417863253846917864179325719325486"
SEVENTEEN = "..............1.23..1.45.........5.....2......6.7...8....6.3.9.5.4......7........"
SEVENTEEN_SOLVED = "683927154945861723271345869819436572357218946462759381128673495594182637736594218"


def grid(text: str) -> np.ndarray:
    return np.array([0 if c == "." else int(c) for c in text], np.uint8)


def broken(solution: np.ndarray, box_rows: int, box_cols: int) -> bool:
    """Plain check of a full grid: some row, column or box does not hold every digit."""
    size = box_rows * box_cols
    full = set(range(1, size + 1))
    lines = solution.reshape(size, size)
    boxes = lines.reshape(size // box_rows, box_rows, size // box_cols, box_cols).transpose(0, 2, 1, 3)
    return any(set(line) != full for unit in (lines, lines.T, boxes.reshape(size, size)) for line in unit.tolist())


def count_answers(puzzle: np.ndarray) -> int:
    """Answers up to 2 by the exact solver of the product: an independent judge of the kernels."""
    rows = tuple(tuple(row) for row in puzzle.reshape(9, 9).tolist())
    return len(SUDOKU.exact(Sudoku(rows, 3, 3)).answers)


def test_solves_and_rates_as_the_public_list_says() -> None:
    solved = solve_batch([grid(HARD), grid(SEVENTEEN)])
    assert solved.solutions.tolist() == [grid(HARD_SOLVED).tolist(), grid(SEVENTEEN_SOLVED).tolist()]
    assert solved.counts.tolist() == [1, 1]
    assert solved.guesses.tolist() == [376, 4]


def test_tells_none_one_and_many_apart_and_says_when_it_gave_up() -> None:
    contradiction, dead_end = grid(HARD), grid(HARD)
    contradiction[1:3] = 8
    dead_end[2] = 2  # no clash to see, but the answer has 1 there
    loose = grid(HARD)
    loose[0] = 0
    solved = solve_batch([contradiction, dead_end, grid(HARD), loose, np.zeros(81, np.uint8)])
    assert solved.counts.tolist() == [0, 0, 1, 2, 2]
    assert not solved.solutions[0].any()
    assert solve_batch([grid(HARD)], most=5).counts.tolist() == [-1]


@pytest.mark.parametrize("rows", [np.zeros((1, 80)), np.full((1, 81), 10), np.zeros(81)])
def test_refuses_what_is_not_a_batch_of_grids(rows: np.ndarray) -> None:
    with pytest.raises(BadPuzzle):
        solve_batch(rows)


def test_random_puzzles_are_minimal_and_have_one_answer() -> None:
    made = forge(7, 12)
    for puzzle, solution in zip(made.puzzles[:4], made.solutions[:4], strict=True):
        assert not broken(solution, 3, 3)
        assert (solution[puzzle > 0] == puzzle[puzzle > 0]).all()
        assert count_answers(puzzle) == 1
        for clue in np.flatnonzero(puzzle)[::4]:
            looser = puzzle.copy()
            looser[clue] = 0
            assert count_answers(looser) == 2
    assert (solve_batch(made.puzzles).guesses == made.guesses).all()
    assert ((made.puzzles > 0).sum(axis=1) < 30).all()


def test_hill_climbing_reaches_the_asked_hardness() -> None:
    made = forge(3, 20, 30)
    solved = solve_batch(made.puzzles)
    assert len(made.puzzles) == 20
    assert made.guesses.min() >= 30
    assert (solved.guesses == made.guesses).all()
    assert (solved.counts == 1).all()
    assert (solved.solutions == made.solutions).all()
    assert len(np.unique(made.puzzles, axis=0)) == 20


def test_hill_climbs_can_start_from_given_puzzles() -> None:
    made = forge(3, 5, 60, parents=grid(HARD)[None])
    assert made.guesses.min() >= 60
    shared = ((made.puzzles[0] == grid(HARD)) & (grid(HARD) > 0)).sum()
    assert shared >= 15, "the first neighbour keeps most clues of its parent"


def test_the_same_seed_gives_the_same_stream() -> None:
    assert (forge(5, 6).puzzles == forge(5, 9).puzzles[:6]).all()
    assert (forge(5, 3, 20).puzzles == forge(5, 5, 20).puzzles[:3]).all()
    assert (forge(5, 1).puzzles != forge(6, 1).puzzles).any()


@pytest.mark.parametrize(
    ("box", "clues"), [((2, 2), (4, 7)), ((2, 3), (6, 16)), ((3, 2), (6, 16)), ((4, 4), (60, 256))]
)
def test_other_sizes(box: tuple[int, int], clues: tuple[int, int]) -> None:
    made = forge(1, 2, box=box)
    solved = solve_batch(made.puzzles, box=box, most=100_000)
    assert not any(broken(solution, *box) for solution in made.solutions)
    assert (solved.counts == 1).all()
    assert (solved.solutions == made.solutions).all()
    assert all(clues[0] <= (puzzle > 0).sum() <= clues[1] for puzzle in made.puzzles)


def test_digging_stops_at_the_clues_asked_for() -> None:
    assert ((forge(1, 2, box=(4, 4), keep=150).puzzles > 0).sum(axis=1) == 150).all()


def test_unsupported_shapes_are_refused() -> None:
    with pytest.raises(BadPuzzle, match=r"\(1, 5\)"):
        forge(1, 1, box=(1, 5))
    with pytest.raises(BadPuzzle, match=r"\(4, 4\)"):
        forge(1, 1, 10, box=(4, 4))


def test_the_command_writes_a_file_that_reads_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    held_out = tmp_path / "held.csv"
    dropped = forge(2, 1).puzzles[0]
    held_out.write_text("puzzle\n" + "".join(map(str, transform(dropped[None], np.random.default_rng(0))[0])) + "\n")
    out = tmp_path / "made.npz"
    command = ["--count", "8", "--hard-fraction", "0.5", "--hardness", "10", "20", "--seed", "2", "--out", str(out)]
    assert main([*command, "--held-out", str(held_out)]) == 0
    made = read(out)
    assert "7 puzzles" in capsys.readouterr().out
    assert made.puzzles.tolist()[:3] == forge(2, 4).puzzles[1:].tolist(), "the held-out one is gone, the rest is there"
    assert (made.guesses >= 10).sum() >= 4
    assert sorted(path.name for path in tmp_path.iterdir()) == ["held.csv", "made.npz"], "no partial file is left"


def test_the_command_says_in_one_line_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("puzzle\n123\n")
    assert main(["--count", "1", "--out", str(tmp_path / "x.npz"), "--held-out", str(bad)]) == 2
    assert "bad.csv:2" in capsys.readouterr().err


def test_reading_something_else_is_bad_data(tmp_path: Path) -> None:
    other = tmp_path / "other.npz"
    other.write_bytes(b"not a zip")
    with pytest.raises(BadData, match=r"other\.npz"):
        read(other)
    write(other, Forged(*(np.zeros((0, 81), np.uint8),) * 2, np.zeros(0, np.int32)))
    assert read_puzzles(other).shape == (0, 81)


def test_reads_csv_with_header_gzip_and_plain_lines(tmp_path: Path) -> None:
    plain = tmp_path / "a.csv"
    plain.write_text(f"puzzle,solution,clues,guesses_mrv\n{HARD},{HARD_SOLVED},24,376\n\n{SEVENTEEN},,17,\n")
    table = read_csv(plain)
    assert table.puzzles.tolist() == [grid(HARD).tolist(), grid(SEVENTEEN).tolist()]
    assert table.solutions[0].tolist() == grid(HARD_SOLVED).tolist()
    assert not table.solutions[1].any()
    assert table.guesses.tolist() == [376, -1]
    assert table.lines.tolist() == [2, 4]
    packed = tmp_path / "b.csv.gz"
    packed.write_bytes(gzip.compress(f"rating,Puzzle\n5.2,{HARD}\n".encode()))
    assert read_csv(packed).ratings.tolist() == pytest.approx([5.2])
    lines = tmp_path / "c.txt"
    lines.write_text(f"# a comment\n{HARD}\n{SEVENTEEN.replace('.', '0')}\n")
    assert (read_csv(lines).puzzles == table.puzzles).all()


SWAPPED = HARD_SOLVED[:2] + "71" + HARD_SOLVED[4:]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("123,", "3 characters"),
        (f"{HARD[:-1]}x,", "'x' at character 81"),
        (f"{HARD},{HARD_SOLVED},9", "3 columns where the header has 2"),
        (f"{HARD},{HARD}", "blanks"),
        (f"{HARD},1{HARD_SOLVED[1:]}", "clue 9 at character 1"),
        (f"{'.' * 81},{SWAPPED}", "column 3"),
        (f"{HARD[:-1]}é,", "character 81"),
    ],
)
def test_a_bad_row_is_named_by_file_and_line(tmp_path: Path, row: str, reason: str) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(f"puzzle,solution\n{HARD},{HARD_SOLVED}\n{row}\n{SEVENTEEN},\n", encoding="utf-8")
    with pytest.raises(BadData, match=r"rows\.csv:3: ") as caught:
        read_csv(path)
    assert reason in str(caught.value)
    assert "\n" not in str(caught.value)
    skipped = read_csv(path, skip=True)
    assert len(skipped.puzzles) == 2
    assert len(skipped.bad) == 1


@pytest.mark.parametrize("content", [b"\x1f\x8bbroken", b"\xff\xfe\x00\x80"])
def test_an_unreadable_file_is_bad_data(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.csv.gz"
    path.write_bytes(content)
    with pytest.raises(BadData, match=r"x\.csv\.gz"):
        read_csv(path)
    with pytest.raises(BadData, match="missing"):
        read_csv(tmp_path / "missing.csv")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 9), min_size=81, max_size=81), st.integers(0, 2**32 - 1))
def test_symmetries_keep_the_invariant(cells: list[int], seed: int) -> None:
    puzzle = np.array([cells], np.uint8)
    moved = transform(puzzle, np.random.default_rng(seed))
    assert sorted(np.bincount(moved[0], minlength=10)[1:]) == sorted(np.bincount(puzzle[0], minlength=10)[1:])
    assert invariant(moved) == invariant(puzzle)


def test_symmetries_keep_the_rating_of_being_a_sudoku() -> None:
    moved = transform(np.repeat(grid(HARD)[None], 20, axis=0), np.random.default_rng(1))
    assert (solve_batch(moved).counts == 1).all()
    assert len(np.unique(moved, axis=0)) == 20
    assert len(np.unique(invariant(moved))) == 1


def test_other_puzzles_have_another_invariant() -> None:
    made = forge(11, 300).puzzles
    assert len(np.unique(invariant(made))) == 300
    one_clue_elsewhere = np.repeat(grid(HARD)[None], 81, axis=0)
    for cell in range(81):
        one_clue_elsewhere[cell, cell] = 0 if HARD[cell] != "." else int(HARD_SOLVED[cell])
    assert len(np.unique(invariant(one_clue_elsewhere))) == 81


def test_rectangular_boxes_have_no_transpose() -> None:
    made = forge(1, 20, box=(2, 3)).puzzles
    moved = transform(made, np.random.default_rng(2), box=(2, 3))
    assert (invariant(moved, box=(2, 3)) == invariant(made, box=(2, 3))).all()


def test_exclude_takes_out_every_symmetric_copy_and_nothing_else() -> None:
    made = forge(13, 40).puzzles
    held_out = transform(made[::4], np.random.default_rng(3))
    assert exclude(made, held_out).tolist() == [i % 4 != 0 for i in range(40)]
    assert exclude(made, np.zeros((0, 81), np.uint8)).all()


@needs_data
def test_ratings_and_solutions_of_the_public_file() -> None:
    table = read_csv(DATA / "dev_forum_hardest_11plus.csv")
    solved = solve_batch(table.puzzles[:200])
    assert (solved.guesses == table.guesses[:200]).all()
    assert (solved.solutions == table.solutions[:200]).all()


@needs_data
def test_the_public_training_files_overlap_what_is_measured_on() -> None:
    train = read_csv(DATA / "train_forum_hardest_11plus.csv.gz").puzzles
    overlap = {
        name: int((~exclude(train, read_csv(DATA / f"{name}.csv").puzzles)).sum())
        for name in ("dev_forum_hardest_11plus", "dev_forum_hardest_1106", "dev_clue17", "dev_by_rating")
    }
    assert overlap == {
        "dev_forum_hardest_11plus": 0,
        "dev_forum_hardest_1106": 125,
        "dev_clue17": 0,
        "dev_by_rating": 0,
    }


def test_importing_the_solvers_loads_no_compiler() -> None:
    code = (
        "import sys, solvers, solvers.kinds.sudoku.forge, solvers.kinds.sudoku.files,"
        " solvers.kinds.sudoku.canonical; assert 'numba' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, timeout=60)
