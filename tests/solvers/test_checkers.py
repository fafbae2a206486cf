"""The second opinion on public prompts: it takes what the rules allow, in the asked form, and nothing else."""

from __future__ import annotations

import contextlib
import re
from collections import Counter
from pathlib import Path

import pytest

from solvers.measure import checkers as check
from solvers.measure.prompts import REASONING_GYM, Case, cases, otherwise, rows_of


def test_grids() -> None:
    square = [[1, 2, 3, 4], [3, 4, 1, 2], [2, 1, 4, 3], [4, 3, 2, 1]]
    assert check.boxes(square, 2, 2)
    assert not check.boxes([[1, 2, 3, 4], [2, 1, 4, 3], [3, 4, 1, 2], [4, 3, 2, 1]], 2, 2)
    assert check.latin([[1, 2], [2, 1]])
    assert not check.latin([[1, 2], [1, 2]])
    assert check.kept(["1."], ["12"], ".")
    assert not check.kept(["1."], ["22"], ".")
    assert not check.kept(["1."], ["1"], ".")
    assert check.magic([[2, 7, 6], [9, 5, 1], [4, 3, 8]])
    assert not check.magic([[2, 7, 6], [9, 5, 1], [4, 8, 3]])
    assert check.balanced([[0, 1], [1, 0]])
    assert not check.balanced([[0, 0], [1, 1]])
    assert check.seen([2, 1, 4, 3]) == 2
    assert check.weighed([(0, 0), (0, 2)], [4, 0], [1, 0, 1])


def test_pieces() -> None:
    assert check.queens([".Q..", "...Q", "Q...", "..Q."], "Q")
    assert not check.queens(["Q...", ".Q..", "..Q.", "...Q"], "Q")
    assert check.stars([".*..", "...*", "*...", "..*."], "*", 1, ["AABB", "ABBB", "CCDD", "CDDD"])
    assert not check.stars([".*..", "*...", "...*", "..*."], "*", 1)
    assert check.camp([".T", "C."], "T", "C", [0, 1], [1, 0], pairs=False) is False  # diagonal is not beside
    assert check.camp(["TC.", "..."], "T", "C", [1, 0], [0, 1, 0], pairs=True)
    assert not check.paired({(0, 0), (0, 2)}, {(0, 1)})
    assert check.lit(["..", "#1"], {(0, 1)}, ".")
    assert not check.lit(["..", "#1"], {(0, 0)}, ".")
    assert not check.lit(["..", "#2"], {(0, 0), (0, 1)}, ".")
    assert check.dominoes([((0, 0), (0, 1))], ["AA", "AA"])
    assert not check.dominoes([((0, 0), (1, 1))], ["AA", "AA"])


def test_slants_and_their_rings() -> None:
    ring = [[1, -1], [-1, 1]]
    assert not check.slanted(ring, ["...", "...", "..."])
    assert check.slanted([[-1, 1], [1, 1]], ["1..", ".3.", "..."])
    assert check.slantable(["...", ".4.", "..."])
    assert not check.slantable(["0..", ".0.", "..."])  # every corner says "the ring"


def test_mines_that_are_sure() -> None:
    assert check.sure_mines([[1, -1], [1, 1]]) == {(0, 1)}
    assert check.sure_mines([[1, -1], [-1, -1]]) == set()
    assert check.sure_mines([[0, -1], [2, -1]]) == set()  # these numbers cannot be


def test_ways() -> None:
    free = {(0, 0), (0, 1), (1, 1)}
    assert check.shortest(free, (0, 0), (1, 1)) == 2
    assert check.shortest(free - {(0, 1)}, (0, 0), (1, 1)) is None
    assert check.walks([(0, 0), (0, 1), (1, 1)], free, (0, 0), (1, 1))
    assert not check.walks([(0, 0), (1, 1)], free, (0, 0), (1, 1))


def test_stored_answers_are_right_and_changed_ones_are_not(shared_data: Path) -> None:
    for task, right in REASONING_GYM.items():
        for path in (shared_data / "prompts" / "reasoning_gym").glob(f"{task}.jsonl*"):
            for row in list(rows_of(path))[:8]:
                assert right(row, row["answer"]), (task, row["answer"])
                changed = re.sub(r"\w+(?=\W*$)", "7", row["answer"])
                if changed != row["answer"]:
                    with contextlib.suppress(ValueError, IndexError):  # in no form at all
                        assert not right(row, changed), (task, changed)


def test_the_sources_and_forms(shared_data: Path) -> None:
    found = list(cases(shared_data / "prompts"))
    counted = Counter(case.source.split(" ")[0] for case in found)
    assert counted == {"reasoning-gym": 720, "reasoning-gym-eval": 700, "Enigmata": 417, "KOR-Bench": 27,
                       "openai/evals": 90, "wild": 6}  # fmt: skip
    stars: list[Case] = [case for case in found if case.source == "Enigmata star_battle"]
    board = "* . . . . .\nX . X . * .\nX X * X . .\nX . X . . *\n. . . * . .\nX * X X . ."
    case = next(case for case in stars if board.replace("*", ".") in case.text)
    assert case.right(f"<begin_board>\n{board}\n<end_board>")
    assert not case.right(board)  # the prompt asks for tags
    assert any(case.right(each) for each in otherwise(board))
    assert not any(case.right(each) for each in otherwise(board.replace("*", ".", 1)))


@pytest.mark.parametrize(
    ("said", "form"), [("up, down", "up  down"), ("[[0, 1], [2, 3]]", "```\n[(0, 1), (2, 3)]\n```")]
)
def test_other_forms(said: str, form: str) -> None:
    assert form in list(otherwise(said))
