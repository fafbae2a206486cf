"""ARC tasks: read in the usual forms, solved by programs, given with their evidence and never called proven."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from router import Request, Router
from solvers.base import BadPuzzle
from solvers.induction import Induction
from solvers.kinds.arc.answer import SUPPORTED, TABLE, Answer, Evidence
from solvers.kinds.arc.changes import changes, shifted
from solvers.kinds.arc.counting import counting
from solvers.kinds.arc.kind import ARC
from solvers.kinds.arc.objects import enclosed, label
from solvers.kinds.arc.panels import panelled, panels
from solvers.kinds.arc.picks import picks
from solvers.kinds.arc.rays import rays
from solvers.kinds.arc.solve import solve
from solvers.kinds.arc.task import Task
from solvers.text.source import Text

MIRROR = {
    "train": [
        {"input": [[1, 0, 0], [2, 0, 0]], "output": [[0, 0, 1], [0, 0, 2]]},
        {"input": [[0, 3, 4], [0, 0, 5]], "output": [[4, 3, 0], [5, 0, 0]]},
    ],
    "test": [{"input": [[6, 0, 0], [0, 7, 0]]}],
}
LINES = """Find the rule.

Example 1:
Input:  1 0 0 0
Output: 0 1 0 0

Example 2:
Input:  0 2 0 0
Output: 0 0 2 0

Below is a test input grid.
Input:
3 3 0 0
"""

NAMES = ("black", "blue", "red", "green", "yellow", "gray", "pink", "orange")


def only(text: str) -> Task:
    found = ARC.read(Text(text))
    assert len(found) == 1
    assert found[0].puzzle is not None, found[0].doubts
    return found[0].puzzle


def test_the_official_json_is_read() -> None:
    assert only(f"Here it is: {json.dumps(MIRROR)} thanks") == Task.of(MIRROR)
    assert only(json.dumps({"0a1b2c3d": MIRROR})) == Task.of(MIRROR)


@pytest.mark.parametrize(
    "row",
    [
        lambda r: " ".join(map(str, r)), lambda r: "".join(map(str, r)), str, lambda r: ", ".join(map(str, r)),
        lambda r: "".join("⬛🟦🟥🟩🟨⬜🟪🟧"[c] for c in r), lambda r: " ".join(".bcdefgh"[c] for c in r),
        lambda r: " ".join(NAMES[c] for c in r),
    ],
)  # fmt: skip
def test_every_usual_way_to_write_a_grid(row) -> None:
    lines = []
    for number, pair in enumerate(MIRROR["train"], 1):
        lines += [f"Train {number} input:", *map(row, pair["input"]), "Output:", *map(row, pair["output"]), ""]
    lines += ["Test input:", *map(row, MIRROR["test"][0]["input"])]
    text = "\n".join(lines)
    receipt = Router(solver=Induction()).handle(Request(text=text, seconds=4)).receipt
    assert receipt.status == "supported", receipt.reason
    assert receipt.answer is not None
    assert receipt.answer.split("\n") == [row([0, 0, 6]), row([0, 7, 0])]


def test_lines_with_arrows_and_several_tests() -> None:
    task = only("1 0 0 -> 0 0 1\n2 2 0 -> 0 2 2\n3 0 0 -> ?\n0 4 0 -> ?")
    assert (len(task.train), len(task.tests)) == (2, 2)
    assert solve(task, seconds=4)[0].grids[0].tolist() == [[0, 0, 3]]


@pytest.mark.parametrize(
    "text",
    [
        "Input: a list of numbers\nOutput: their sum", "Input:\n1 0\nOutput:\n0 1\nInput:\n1 1",
        "Input 1: [3, 1, 2]\nOutput 1: [1, 2]\nInput 2: [5, 5]\nOutput 2: [5]\nInput 3: [1]",
    ],
)  # fmt: skip
def test_what_is_no_task(text: str) -> None:
    assert ARC.read(Text(text)) == []


def test_a_torn_grid_is_asked_about() -> None:
    found = ARC.read(Text(LINES.replace("0 1 0 0", "0 1 0 0\n0 1")))
    assert [c.puzzle for c in found] == [None]
    assert "not whole" in found[0].doubts[0].question


def test_the_answer_is_supported_with_what_speaks_for_it() -> None:
    receipt = Router(solver=Induction()).handle(Request(text=LINES, seconds=4)).receipt
    assert (receipt.status, receipt.answer) == ("supported", "0 3 3 0")
    checks = {check.name: check for check in receipt.checks}
    assert checks["demonstrations"].detail.endswith(" all 2")
    assert set(checks) == {"demonstrations", "other answers", "left out", "rule", "confidence"}
    assert receipt.solution is not None
    assert receipt.solution["tests"][0][0] == [[0, 3, 3, 0]]
    assert receipt.route[0].outcome == "supported"


def test_no_rule_is_said_and_not_guessed() -> None:
    noise = {"train": [{"input": [[1, 2]], "output": [[3, 4], [5, 6]]}, {"input": [[2, 1]], "output": [[7]]}],
             "test": [{"input": [[1, 1]]}]}  # fmt: skip
    receipt = Router(solver=Induction()).handle(Request(text=json.dumps(noise), seconds=3)).receipt
    assert (receipt.status, receipt.answer) == ("unsolved", None)
    assert receipt.reason is not None
    assert "no rule was found" in receipt.reason or "too little speaks" in receipt.reason


def test_contradicting_demonstrations_are_declined() -> None:
    twice = {
        "train": [{"input": [[1]], "output": [[2]]}, {"input": [[1]], "output": [[3]]}],
        "test": [{"input": [[1]]}],
    }
    receipt = Router(solver=Induction()).handle(Request(text=json.dumps(twice))).receipt
    assert receipt.status == "declined"


def test_weak_evidence_gives_a_guess_only() -> None:
    assert min(v for row in TABLE for v in row.values()) < SUPPORTED < max(v for row in TABLE for v in row.values())
    assert all(row[True] > row[False] for row in TABLE)
    answer = ARC.induce(Task.of(MIRROR), seconds=5)
    assert answer is not None
    assert ARC.verify(Task.of(MIRROR), answer) == ()
    claimed = ARC.read_answer(Task.of(MIRROR), "0 0 6\n0 7 0")
    assert [v.rule for v in ARC.verify(Task.of(MIRROR), claimed)] == ["evidence"]


def task_of(rule, *images) -> Task:
    grids = [np.array(image, np.int8) for image in images]
    pairs = [{"input": g.tolist(), "output": rule(g).tolist()} for g in grids[:-1]]
    return Task.of({"train": pairs, "test": [{"input": grids[-1].tolist()}]})


def _filled(g):
    return np.where(enclosed(g != 0) & (g == 0), 4, g)


BOX = [[0, 0, 0, 0, 0], [0, 3, 3, 3, 0], [0, 3, 0, 3, 0], [0, 3, 3, 3, 0], [0, 0, 0, 0, 0]]
WIDE = [[3, 3, 3, 3, 0], [3, 0, 0, 3, 0], [3, 3, 3, 3, 0], [0, 0, 0, 0, 0], [0, 0, 3, 0, 0]]
TWO = [[3, 3, 3, 0, 0], [3, 0, 3, 0, 0], [3, 3, 3, 0, 3], [0, 0, 0, 0, 3], [3, 3, 0, 0, 0]]


@pytest.mark.parametrize(
    "rule", [_filled, lambda g: g[:, ::-1], lambda g: np.where(g == 3, 8, g), lambda g: g.repeat(2, 0).repeat(2, 1)]
)
def test_rules_are_found(rule) -> None:
    task = task_of(rule, BOX, WIDE, TWO)
    best = solve(task, seconds=4)[0]
    assert best.grids[0].tolist() == rule(np.array(TWO)).tolist()
    assert best.reproduced == 2


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.integers(0, 9), min_size=4, max_size=4), min_size=3, max_size=6))
def test_every_change_keeps_to_colours_and_to_its_input(picture) -> None:
    image = np.array(picture, np.int8)
    for change in [*changes(0, (1, 2), (2, 3)), *picks(0)]:
        before = image.copy()
        out = change.apply(image)
        assert np.array_equal(image, before), change.name
        if out is not None and out.size:
            assert out.ndim == 2
            assert ((out >= 0) & (out <= 9)).all(), change.name


def test_objects_and_shifts() -> None:
    image = np.array([[1, 1, 0], [0, 0, 2], [2, 0, 2]], np.int8)
    assert label(image, 0, one_colour=True, diagonal=False).tolist() == [[1, 1, 0], [0, 0, 2], [3, 0, 2]]
    assert label(image, 0, one_colour=False, diagonal=True).max() == 2
    assert shifted(image, 1, 0, 0).tolist() == [[0, 0, 0], [1, 1, 0], [0, 0, 2]]


def test_a_generated_task_is_read_back() -> None:
    for seed in range(3):
        task = ARC.generate(seed, difficulty="easy")
        assert only(ARC.render(task)) == task
        assert ARC.generate(seed, difficulty="easy") == task
    with pytest.raises(BadPuzzle, match="no difficulty"):
        ARC.generate(0, difficulty="odd")


@pytest.mark.parametrize(
    ("programs", "distinct", "said"),
    [
        (1, 1, ["1 program that gives it reproduces all 3", "no other answer was found"]),
        (23, 2, ["23 programs that give it reproduce all 3", "programs that fit too give 1 other"]),
        (2, 4, ["2 programs that give it reproduce all 3", "programs that fit too give 3 others"]),
    ],
)
def test_the_evidence_says_how_many_programs_agree_and_what_others_give(
    programs: int, distinct: int, said: list[str]
) -> None:
    evidence = Evidence(programs, distinct, reproduced=3, demonstrations=3, words="half turn")
    assert [detail for _, _, detail in ARC.evidence(Answer((), evidence))][:2] == said


def arc_said(words: str) -> tuple[str, str]:
    receipt = Router(solver=Induction()).handle(Request(text=f"ARC task:\n{json.dumps(MIRROR)}\n\n{words}")).receipt
    return receipt.status, receipt.answer or receipt.reason or ""


@pytest.mark.parametrize(
    "words",
    [
        "Answer column by column.",
        "Give the answer in one line.",
        "As a table.",
        "Donne seulement la deuxième ligne.",
        "Solo la segunda fila, por favor.",
        "Give only the second row.",
    ],
)
def test_another_form_than_the_examples_have_is_declined(words: str) -> None:
    assert arc_said(words)[0] == "declined"


def test_json_is_given_where_it_is_asked_for() -> None:
    text = (
        "Find the common rule that maps an input grid to an output grid.\n\nExample 1:\nInput:\n1 0 0\nOutput:\n0 0 1\n"
    )
    text += "\nExample 2:\nInput:\n2 3 0\nOutput:\n0 3 2\n\nTest:\nInput:\n4 0 5\nOutput:\n\nGive the answer as JSON."
    receipt = Router(solver=Induction()).handle(Request(text=text)).receipt
    assert (receipt.solution or {}).get("tests", [[]])[0][0] == [[5, 0, 4]]
    assert receipt.answer in (None, "[[5, 0, 4]]")


@pytest.mark.parametrize("left", ["Output 3: ?", "Output: ?", "Output:\n?", "Output:\n? ? ?\n? ? ?"])
def test_an_output_that_is_left_open_is_what_is_asked(left: str) -> None:
    drawn = {True: "Output", False: "Input"}
    pairs = [
        f"{drawn[out]} {number}:\n" + "\n".join(" ".join(map(str, row)) for row in pair[drawn[out].lower()])
        for number, pair in enumerate(MIRROR["train"], 1)
        for out in (False, True)
    ]
    text = "\n".join([*pairs, "Input 3:", "6 0 0", "0 7 0", left])
    (found,) = ARC.read(Text(text))
    assert found.puzzle == Task.of(MIRROR)
    assert text[found.span.start : found.span.end] == text


@pytest.mark.parametrize(
    "text",
    [
        "1 0 0\n2 0 0\n->\n0 0 1\n0 0 2\n\n0 3 4\n0 0 5\n->\n4 3 0\n5 0 0\n\n6 0 0\n0 7 0\n->\n?",
        json.dumps({"examples": MIRROR["train"], "query": MIRROR["test"][0]["input"]}),
        json.dumps({"demonstrations": MIRROR["train"], "tests": MIRROR["test"]}),
    ],
)
def test_blocks_around_arrows_and_other_names_in_json(text: str) -> None:
    assert only(text) == Task.of(MIRROR)


def test_pictures_in_panels() -> None:
    picture = np.array(
        [
            [1, 0, 5, 0, 0, 5, 2, 2],
            [0, 0, 5, 0, 3, 5, 2, 0],
            [5] * 8,
            [0, 0, 5, 4, 0, 5, 0, 0],
            [0, 0, 5, 0, 0, 5, 0, 6],
        ],
        np.int8,
    )
    found = panels(picture)
    assert found is not None
    assert (len(found.parts), found.across, found.line) == (6, 3, 5)
    named = {change.name: change.apply(picture) for change in panelled(0)}
    assert np.array_equal(named["panel with most drawn cells"], [[2, 2], [2, 0]])
    assert np.array_equal(named["a cell for every panel"], [[1, 3, 2], [0, 4, 6]])
    assert np.array_equal(named["panels upon each other"], [[1, 2], [2, 3]])
    assert named["panels without lines"].shape == (4, 6)
    assert panels(np.array([[1, 5, 2, 2]], np.int8)) is None  # of different sizes


def test_rays_lines_and_images() -> None:
    named = {change.name: change.apply for change in rays(0, (3,))}
    ends = np.zeros((5, 5), np.int8)
    ends[0, 0] = ends[1, 1] = 4
    assert np.array_equal(np.diag(named["ends go on"](ends)), [4] * 5)
    block = np.zeros((7, 7), np.int8)
    block[3, 3], block[1, 2], block[3, 6] = 3, 4, 2
    assert np.array_equal(named["lines to colour 3"](block)[3], [0, 0, 0, 3, 2, 2, 2])
    block[2:4, 2:4] = 3
    about = named["images about the block object"](block)
    assert [about[r, c] for r, c in ((1, 2), (1, 3), (4, 2), (4, 3))] == [4] * 4


def test_colours_as_bars() -> None:
    named = {change.name: change.apply for change in counting(0)}
    picture = np.array([[1, 1, 1], [2, 2, 0]], np.int8)
    assert np.array_equal(named["bars of drawn colours, standing, commonest first"](picture), [[1, 2], [1, 2], [1, 0]])
    assert named["bars of all colours, lying, rarest first"](picture).shape == (3, 3)
    assert named["drawn colours in a row, rarest first"](picture).tolist() == [[2, 1]]


def test_exceptions_in_order_are_found_where_no_product_explains_all() -> None:
    """Red beats everything in its row, then green in its column, else the input: two exceptions and a rest."""
    rng = np.random.default_rng(3)
    pairs = []
    while len(pairs) < 4:
        image = np.zeros((7, 7), np.int8)
        image[rng.integers(7), rng.integers(7)] = 2
        for _ in range(2):
            image[rng.integers(7), rng.integers(7)] = 3
        image[0, 0] = 4
        out = image.copy()
        out[:, (image == 3).any(0)] = 3
        out[(image == 2).any(1)] = 2
        if (image == 2).any() and (image == 3).any() and image[0, 0] == 4:
            pairs.append((image.tolist(), out.tolist()))
    task = Task.of(
        {
            "train": [{"input": a, "output": b} for a, b in pairs[:3]],
            "test": [{"input": pairs[3][0]}],
        }
    )
    best = solve(task, seconds=30)
    assert best[0].grids[0].tolist() == pairs[3][1]
