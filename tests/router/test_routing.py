"""Routing quality over public prompts: puzzles found, false routes, flips. Skipped where the texts are not there."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from tests_data_router import GRID, MAZE

from router.errors import UsageError
from router.reading.evaluate import KEYS, evaluate, noisy, route
from router.reading.read import read

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
SHIPPED = ("sudoku", "sudoku_hard", "sudoku2", "mini_sudoku", "maze", "maze_large", "mazes", "shortest_path")
"""Tasks of the kinds that have a network of their own: none of their prompts may be lost."""
needs_data = pytest.mark.skipif(not (DATA / "prompts").is_dir(), reason="../shared/data holds the public prompts")


@needs_data
def test_a_sample_of_every_source_is_routed_right() -> None:
    report = evaluate(DATA, limit=5)
    positives, negatives = report["all positives"], report["all negatives"]
    assert positives["n"] >= 60
    assert negatives["n"] >= 60
    shipped = [row for source, row in report.items() if source.split("/")[-1] in SHIPPED]
    assert len(shipped) >= 8
    assert all(row["found"] == row["n"] for row in shipped)
    assert negatives["false_routes"] == 0
    assert negatives["false_alarms"] == 0
    assert sum(row["flips"] for row in shipped) + negatives["flips"] <= 6
    assert "reasoning_gym/maze" in str(report)


@needs_data
@pytest.mark.slow
def test_all_of_it() -> None:
    report = evaluate(DATA)
    assert report["all positives"]["found"] >= 0.99 * report["all positives"]["n"]
    assert report["all negatives"]["false_routes"] <= 2
    assert report["all positives"]["flips"] <= 0.02 * report["all positives"]["n"]


def test_a_missing_folder_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="prompts"):
        evaluate(tmp_path)


def test_counts_over_a_small_folder(tmp_path: Path) -> None:
    (tmp_path / "prompts").mkdir()
    (tmp_path / "negatives").mkdir()
    rows = [
        {"id": "1", "kind": "positive", "puzzle": "sudoku9", "prompt": f"Solve this sudoku:\n{GRID}"},
        {"id": "2", "kind": "positive", "puzzle": "sudoku9", "prompt": "Solve my sudoku."},
        {"id": "3", "kind": "positive", "puzzle": "maze", "prompt": f"Maze, S to G, walls move each step:\n{MAZE}"},
        {"id": "4", "kind": "near_miss", "puzzle": "sudoku_code", "prompt": "How do I write a sudoku solver?"},
        {"id": "5", "kind": "near_miss", "puzzle": "x", "prompt": f"Sudoku:\n{GRID}"},
    ]
    import json

    (tmp_path / "prompts" / "wild_prompts.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    report = evaluate(tmp_path)
    found = report["wild/positives"]
    assert [found[key] for key in KEYS[:6]] == [3, 3, 1, 0, 1, 1]
    assert report["wild/near misses"]["false_routes"] == 1
    assert evaluate(tmp_path, limit=1)["all positives"]["n"] == 1


def test_noise_never_touches_the_grid() -> None:
    text = f"Please solve this wonderful sudoku for me:\n\n{GRID}\n\nThank you very much indeed!"
    clean = read(text).candidate
    assert clean is not None
    for seed in range(20):
        damaged = noisy(text, random.Random(seed))
        found = read(damaged)
        assert route(found) == "sudoku", damaged
        assert found.candidate is not None
        assert found.candidate.puzzle == clean.puzzle
