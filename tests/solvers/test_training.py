"""Tasks and the training command: puzzles stay puzzles under augmentation; a run ends in weights, card and curves."""

from __future__ import annotations

import functools
import json
import signal
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from trm_tasks import SOLVED_4X4, Grid, distances

from adapters.cli import run
from solvers.base import BadData
from solvers.kinds.maze import MAZE
from solvers.kinds.maze import recipe as maze_recipe
from solvers.kinds.maze.generate import training_batch
from solvers.kinds.maze.recipe import MazeTask, optimal_moves
from solvers.kinds.sudoku import SUDOKU
from solvers.kinds.sudoku.recipe import Source, SudokuTask, augment, shuffled_lines
from solvers.neural import NeuralSolver
from solvers.training import runs, ship
from solvers.training.recipe import BadOption, RunOptions, budget, proven_share, scaled
from trm.checkpoint import load_tensors
from trm.config import NAMED_SIZES
from trm.curves import read_log

NINE = np.array([[(3 * (r % 3) + r // 3 + c) % 9 + 1 for c in range(9)] for r in range(9)])
SIX = np.array([[(3 * (r % 2) + r // 2 + c) % 6 + 1 for c in range(6)] for r in range(6)])
plain_batch = functools.partial(training_batch, compiled=False)


@pytest.mark.parametrize("solved", [SOLVED_4X4, SIX, NINE], ids=["4x4", "6x6", "9x9"])
def test_augmented_solutions_solve_the_augmented_puzzles(solved: Grid) -> None:
    rng = np.random.default_rng(0)
    solutions = np.repeat(solved[None].astype(np.uint8), 40, 0)
    puzzles = np.where(rng.random(solutions.shape) < 0.5, 0, solutions).astype(np.uint8)
    moved_puzzles, moved_solutions = augment(rng, puzzles, solutions)
    for puzzle, solution in zip(moved_puzzles, moved_solutions, strict=True):
        assert SUDOKU.verify(SUDOKU.network.decode(puzzle.astype(np.int64)), tuple(map(tuple, solution.tolist()))) == ()
    assert ((moved_puzzles > 0).sum((1, 2)) == (puzzles > 0).sum((1, 2))).all()
    assert len({solution.tobytes() for solution in moved_solutions}) > 30  # another symmetry for every row


def test_shuffled_lines_keep_bands_together() -> None:
    order = shuffled_lines(np.random.default_rng(0), 200, 6, 2)
    assert (np.sort(order, axis=1) == np.arange(6)).all()
    assert (order.reshape(200, 3, 2) // 2 == order.reshape(200, 3, 2)[:, :, :1] // 2).all()
    assert len({tuple(row) for row in order.tolist()}) == 3 * 2 * 8  # every one of them is drawn


def source(solved: Grid, weight: float, reveal: float, blanks: int = 6) -> Source:
    rng = np.random.default_rng(1)
    solutions = np.repeat(solved[None].astype(np.uint8), 5, 0)
    hidden = np.stack([rng.permutation(solved.size).reshape(solved.shape) < blanks for _ in range(5)])
    return Source(np.where(hidden, 0, solutions).astype(np.uint8), solutions, weight, reveal)


def test_a_task_is_seeded_and_respects_weight_and_reveal() -> None:
    shown = SudokuTask((source(SOLVED_4X4, 1.0, 0.0), source(SOLVED_4X4, 0.0, 1.0, blanks=16)))
    one, two = (shown.batch(np.random.default_rng(3), 50) for _ in range(2))
    assert (one.inputs == two.inputs).all()
    assert (one.targets == two.targets).all()
    assert ((one.inputs == 0).sum((1, 2)) == 6).all()  # nothing revealed, the other source never drawn
    assert ((one.inputs == 0) | (one.inputs == one.targets)).all()
    assert (one.ready == 0).all()
    open_task = SudokuTask((source(SOLVED_4X4, 1.0, 1.0),))
    left = (open_task.batch(np.random.default_rng(3), 400).inputs == 0).sum((1, 2))
    assert left.min() == 0
    assert left.max() == 6
    assert 2 < left.mean() < 4  # half of the blanks on average


def test_maze_targets_are_all_optimal_moves_and_padding_is_wall() -> None:
    task = MazeTask(plain_batch, 9, 5, ("walls", "loopy", "rooms"))
    batch = task.batch(np.random.default_rng(0), 12)
    again = task.batch(np.random.default_rng(0), 12)
    assert (batch.inputs == again.inputs).all()
    for tokens, targets, ready in zip(batch.inputs, batch.targets, batch.ready, strict=True):
        assert (targets == MAZE.network.encode_answer(MAZE.network.decode(tokens), ())).all()
        far = distances(tokens)
        assert (ready[far > 0] >= far[far > 0]).all()  # never asked before the wave can be there
        assert (ready[far <= 0] == -1).all()
    sizes = {int(max(np.argwhere(tokens > 0).max(0))) for tokens in batch.inputs}
    assert len(sizes) > 1


def test_optimal_moves_point_downhill() -> None:
    far = np.array([[[2, 1, 0], [3, -1, 1], [4, 3, 2]]])
    assert optimal_moves(far)[0].tolist() == [[8, 8, 0], [1, 0, 1], [9, 8, 1]]


class Perfect:
    """Stands in for a trained maze network."""

    def __init__(self) -> None:
        from test_neural import ScriptedMoves

        self.moves = ScriptedMoves(lambda tokens: MAZE.network.encode_answer(MAZE.network.decode(tokens), ()))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.moves, name)

    def __call__(self, *args: Any) -> Any:
        return self.moves(*args)


def test_proven_share_is_what_verify_accepts() -> None:
    tokens, _ = plain_batch(np.random.default_rng(0), 4, 6, 6, ("walls",))
    assert proven_share(Perfect(), MAZE, list(tokens.astype(np.int64)), 2) == 1.0  # type: ignore[arg-type]


def test_budget_and_scale() -> None:
    options = RunOptions("maze", Path("x"))
    assert budget(options, 50.0)["minutes"] == 50.0
    assert budget(RunOptions("maze", Path("x"), steps=7), 50.0)["minutes"] is None
    both = budget(RunOptions("maze", Path("x"), steps=7, minutes=2.0, learning_rate=0.1), 50.0)
    assert (both["minutes"], both["steps"], both["learning_rate"]) == (2.0, 7, 0.1)
    assert "optimizer" not in both
    assert [scaled(rows, 48, 96) for rows in (48, 24, 12)] == [96, 48, 24]
    assert scaled(12, 48, 1) == 1
    assert scaled(24, 48, None) == 24


# ---- the command ----------------------------------------------------------------------------------------------


@pytest.fixture
def small_mazes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Mazes a test can afford: 6x6, drawn without numba."""
    monkeypatch.setattr(maze_recipe, "training_batch", plain_batch)
    monkeypatch.setattr(maze_recipe, "POOLS", ((6, 5, ("walls",), 4, 1), (7, 6, ("loopy",), 2, 1)))
    monkeypatch.setattr(maze_recipe, "HELD_OUT", {"held-out 5x5": (5, ("walls",), 2)})


def forged(cache: Path, name: str, puzzles: Grid, solution: Grid) -> None:
    """A file as the forge leaves it, so that nothing need be forged here."""
    cache.mkdir(exist_ok=True)
    flat = puzzles.reshape(len(puzzles), -1).astype(np.uint8)
    solutions = np.repeat(solution.reshape(1, -1).astype(np.uint8), len(puzzles), 0)
    np.savez(cache / name, puzzles=flat, solutions=solutions, guesses=np.zeros(len(puzzles), np.int32))


def some_puzzles(solution: Grid, count: int) -> Grid:
    rng = np.random.default_rng(7)
    return np.stack([np.where(rng.random(solution.shape) < 0.4, 0, solution) for _ in range(count)])


BRIEF = ("--no-compile", "--held-out", "2", "--rows", "4")


def test_a_maze_run_ends_in_weights_card_and_curves(
    small_mazes: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, to = tmp_path / "run", tmp_path / "weights"
    assert run(["train", "maze", "--steps", "3", "--out", str(out), "--ship-to", str(to), *BRIEF]) == 0
    printed = capsys.readouterr().out
    assert "100% · step 3 · " in printed
    assert "held-out 5x5" in printed
    for folder in (out, to):
        card = json.loads((folder / "maze.json").read_text())
        assert (card["kind"], card["sizes"], card["steps"], card["seed"]) == ("maze", None, 3, 0)
        assert card["parameters"] == 19_745
        assert card["config"] == NAMED_SIZES["convolution-medium"].to_json()
        assert card["command"].startswith("trm-router train maze --steps 3 --out ")
        assert card["puzzles_seen"] >= 6
        assert list(card["scores"]) == ["held-out 5x5"]
        assert [d["source"] for d in card["data"]] == ["generated 5x5 to 6x6", "generated 6x6 to 7x7"]
        assert "CPU thread" in card["machine"]
    maze = MAZE.network.decode(plain_batch(np.random.default_rng(0), 1, 6, 6, ("walls",))[0][0].astype(np.int64))
    (solution,) = NeuralSolver({"maze": to / "maze.safetensors"}).solve(MAZE, [maze])
    assert solution.answer is None or MAZE.verify(maze, solution.answer) == ()
    assert run(["train", "maze", "--steps", "3", "--out", str(out), *BRIEF]) == 2
    error = capsys.readouterr().err
    assert error == f"trm-router: {str(out)!r} already holds a run (--resume, or another --out)\n"


def test_ctrl_c_saves_and_resume_equals_uninterrupted(
    small_mazes: None, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    update = runs.Display.update

    def pressed(self: Any, report: Any) -> None:
        update(self, report)
        if report.step == 2:
            signal.raise_signal(signal.SIGINT)

    base = ["maze", "--steps", "5", *BRIEF]
    monkeypatch.setattr(ship, "draw", lambda *args: None)
    monkeypatch.setattr(runs.Display, "update", pressed)
    assert run(["train", *base, "--out", str(tmp_path / "parts")]) == 130
    assert "stopped at step 2 and saved; the same command with --resume goes on" in capsys.readouterr().out
    assert not (tmp_path / "parts" / "maze.safetensors").exists()
    monkeypatch.setattr(runs.Display, "update", update)
    assert run(["train", *base, "--out", str(tmp_path / "parts"), "--resume"]) == 0
    assert run(["train", *base, "--out", str(tmp_path / "whole")]) == 0
    (parts, _), (whole, _) = (load_tensors(tmp_path / name / "training.safetensors") for name in ("parts", "whole"))
    assert [name for name in whole if not bool((parts[name] == whole[name]).all())] == []
    assert [record["step"] for record in read_log(tmp_path / "parts" / "log.jsonl")] == [5]
    assert signal.getsignal(signal.SIGINT) is not None


def test_a_sudoku_run_over_two_sizes_where_matplotlib_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("numba")
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    cache = tmp_path / "cache"
    forged(cache, "sudoku-4x4-minimal-8-seed3.npz", some_puzzles(SOLVED_4X4, 8), SOLVED_4X4)
    forged(cache, "sudoku-6x6-minimal-8-seed3.npz", some_puzzles(SIX, 8), SIX)
    arguments = ["sudoku", "--grids", "4,6", "--steps", "2", "--seed", "3", "--puzzles", "8", "--cache", str(cache)]
    assert run(["train", *arguments, "--out", str(tmp_path / "run"), *BRIEF]) == 0
    assert "matplotlib is missing" in capsys.readouterr().err
    assert not (tmp_path / "run" / "sudoku.png").exists()
    card = json.loads((tmp_path / "run" / "sudoku.json").read_text())
    assert (card["kind"], card["sizes"], card["seed"]) == ("sudoku", [4, 6], 3)
    assert [d["puzzles"] for d in card["data"]] == [6, 6]  # two of each kept aside
    assert set(card["scores"]) == {"held-out forged 4x4 minimal", "held-out forged 6x6 minimal"}


def test_excluded_puzzles_are_kept_out_up_to_symmetry(tmp_path: Path) -> None:
    pytest.importorskip("numba")
    from solvers.kinds.sudoku.canonical import transform
    from solvers.kinds.sudoku.recipe import recipe

    puzzles = some_puzzles(NINE, 9)
    forged(tmp_path, "sudoku-9x9-minimal-9-seed0.npz", puzzles, NINE)
    turned = transform(puzzles[:4].reshape(4, 81).astype(np.uint8), np.random.default_rng(0))
    dev = tmp_path / "dev.csv"
    dev.write_text("puzzle\n" + "\n".join("".join(map(str, row)) for row in turned.tolist()) + "\n")
    options = RunOptions(
        "sudoku", tmp_path, steps=1, grids=(9,), puzzles=9, hardness=0, cache=tmp_path, exclude=(dev,), held_out=2
    )
    made = recipe(options)
    assert [d["puzzles"] for d in made.data] == [3]  # nine, less two held out, less the four turned ones
    (pool,) = made.pools
    kept = {p.tobytes() for p in pool.task.sources[0].puzzles}  # type: ignore[attr-defined]
    assert kept == {p.astype(np.uint8).tobytes() for p in puzzles[4:7]}


def test_public_training_files_are_read_and_bad_rows_named(tmp_path: Path) -> None:
    from solvers.kinds.sudoku.recipe import from_files

    row = "".join(map(str, NINE.ravel()))
    path = tmp_path / "train_clue17.csv.gz"
    path.write_text(f"puzzle,solution\n{'.' + row[1:]},{row}\n")
    (part,) = from_files(tmp_path)
    assert (part.name, len(part.puzzles), part.weight) == ("train_clue17", 1, 0.1)
    assert (part.solutions[0] == NINE.ravel()).all()
    path.write_text(f"puzzle,solution\n{row[1:]},{row}\n")
    with pytest.raises(BadData, match=r"train_clue17\.csv\.gz:2"):
        from_files(tmp_path)
    path.unlink()
    with pytest.raises(BadOption, match="nothing to train on"):
        from_files(tmp_path)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["maze", "--size", "relational-small"], "no size 'relational-small' for maze"),
        (["maze", "--data", "x"], "--data, --exclude and --grids are for sudoku"),
        (["maze", "--steps", "0"], "--steps 0 (at least 1)"),
        (["maze", "--minutes", "-1"], "--minutes -1.0 (more than 0)"),
        (["maze", "--threads", "0"], "greater than or equal to 1"),
        (["chess"], "no kind of puzzle is called 'chess'"),
        (["arc"], "no recipe trains 'arc' (there is one for sudoku, maze, rules, and every kind whose rules are data"),
        (["sudoku", "--grids", "4;6"], "--grids '4;6' are no side lengths"),
        (["sudoku", "--grids", "5"], "no sudoku of size 5 (sizes: [4, 6, 9, 16])"),
        (["sudoku", "--size", "paper-mlp", "--grids", "4"], "the mlp mixer sees 9x9 only, not (4,)"),
        (["maze", "--resume", "--steps", "1", "--no-compile"], "no checkpoint at"),
    ],
)
def test_errors_are_one_line(
    small_mazes: None, arguments: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["train", *arguments, "--out", str(tmp_path / "run")]) == 2
    error = capsys.readouterr().err
    assert error.startswith("trm-router: ")
    assert error.count("\n") == 1
    assert said in error


def test_tensorboard_is_asked_for_in_one_line_where_it_is_missing(
    small_mazes: None, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "torch.utils.tensorboard", None)
    arguments = ["maze", "--steps", "1", "--tensorboard", "--out", str(tmp_path / "run"), *BRIEF]
    assert run(["train", *arguments]) == 2
    error = "trm-router: --tensorboard: TensorBoard is not installed (pip install tensorboard)\n"
    assert capsys.readouterr().err == error


def test_tensorboard_gets_loss_rate_and_scores() -> None:
    from trm.train import Progress

    written: dict[str, float] = {}

    class Events:
        def add_scalar(self, name: str, value: float, step: int) -> None:
            written[name] = value

        def flush(self) -> None: ...

    runs.write_events(Events(), Progress(7, 1.0, 0.5, 0.1, 9, {"a": 0.2}))
    assert written == {}  # not every step
    runs.write_events(Events(), Progress(50, 1.0, 0.5, 0.1, 9, {"a": 0.2}, {"b": 0.3}))
    assert written == {"loss": 0.5, "learning rate": 0.1, "solved/a": 0.2, "scores/b": 0.3}


def test_without_a_compiler_the_run_is_eager(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CXX", raising=False)
    monkeypatch.setattr("shutil.which", lambda name: None)
    assert runs.can_compile("cpu") is False
    assert runs.can_compile("cuda") is True
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    assert runs.can_compile("cpu") is True
