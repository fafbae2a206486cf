"""What CONTRIBUTING says about adding a puzzle is true: the kind it shows keeps the contract of every kind."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from solvers.base import Form
from solvers.rules.generate import unique
from solvers.text.source import Text

TEXT = (Path(__file__).resolve().parents[1] / "CONTRIBUTING.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def kind() -> Any:
    block = re.search(r"<!-- test: kind -->\n```python\n(.*?)^```$", TEXT, re.S | re.M)
    assert block is not None
    space: dict[str, Any] = {}
    exec(compile(block[1], "CONTRIBUTING.md", "exec"), space)
    return space["DIAGONAL_LATIN"]


def test_it_is_read_solved_and_written(kind: Any) -> None:
    for seed in range(3):
        puzzle = kind.generate(seed, difficulty="easy")
        assert unique(puzzle)
        assert puzzle == kind.generate(seed, difficulty="easy")
        (candidate,) = kind.read(Text(f"Please solve this {kind.title}.\n\n{kind.render(puzzle)}\n\nThanks!"))
        assert not candidate.doubts
        assert (candidate.puzzle.board, candidate.puzzle.rules) == (puzzle.board, puzzle.rules)
        (answer,) = kind.exact(puzzle).answers
        assert kind.verify(puzzle, answer) == ()
        assert kind.verify(puzzle, {**answer, "r1c1": answer["r1c1"] % 4 + 1})
        assert kind.read_answer(puzzle, kind.write(candidate, answer, Form())) == answer
    assert kind.read(Text(f"I love a {kind.title}.\nDo you?")) == []


def test_a_wrong_grid_is_asked_about(kind: Any) -> None:
    (candidate,) = kind.read(Text("Diagonal Latin square:\n\n1 2 3 9\n. . . .\n. . . .\n. . . ."))
    assert candidate.puzzle is None
    assert candidate.doubts


@pytest.mark.parametrize(
    "name", sorted(set(re.findall(r"`((?:solvers|adapters|tests|trm|router)/[\w./]+\.\w+)`", TEXT)))
)
def test_files_it_names_are_there(name: str) -> None:
    if "NAME" not in name:
        assert (Path(__file__).resolve().parents[1] / name).exists()
