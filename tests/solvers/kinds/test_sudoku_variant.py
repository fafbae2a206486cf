"""Sudoku variants: rules in ten languages, denials, questions, what is not understood, and a brute-force recheck."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from router import Request, Router
from solvers.base import Form
from solvers.exact import ExactSolver
from solvers.kinds.sudoku.extra_rules import sentence
from solvers.kinds.sudoku.family import Look, problem, readings
from solvers.kinds.sudoku.told import Told
from solvers.kinds.sudoku.variant_kind import SUDOKU_VARIANT
from solvers.rules.generate import guesses
from solvers.text.source import Text
from tests.solvers.kinds.fillings import Cell, Clash, boxed, either, fillings, given_of

GRID = """
5 3 . | . 7 . | . . .
6 . . | 1 9 5 | . . .
. 9 8 | . . . | . 6 .
------+-------+------
8 . . | . 6 . | . . 3
4 . . | 8 . 3 | . . 1
7 . . | . 2 . | . . 6
------+-------+------
. 6 . | . . . | 2 8 .
. . . | 4 1 9 | . . 5
. . . | . 8 . | . 7 9
"""
SIX = "2 . 6 . 1 3\n. . . . . 2\n. . . . 6 .\n. . . 5 . .\n3 . . . . .\n. 1 . . 4 .\n"


def told(words: str, grid: str = GRID) -> tuple[Told, ...] | str:
    """The rules that are read from a text, or "asked", or "plain" where this kind leaves it alone."""
    found = SUDOKU_VARIANT.read(Text(f"{words}\n{grid}"))
    if not found:
        return "plain"
    assert len(found) == 1
    if found[0].doubts:
        assert found[0].puzzle is None
        return "asked"
    assert found[0].puzzle is not None
    rules: tuple[Told, ...] = found[0].puzzle.look.told
    return rules


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("diagonals", "Here's today's X-Sudoku from the app. Could you fill it in?"),
        ("diagonals", "This sudoku has an additional constraint: the numbers 1 through 9 appear exactly once on both "
         "main diagonals."),
        ("diagonals", "sudoku, diagonals must also be unique"),
        ("diagonals", "Solve. In addition to the normal rules, the two main diagonals must each contain 1 to 9."),
        ("diagonals", "Ein Sudoku, bei dem zusätzlich beide Hauptdiagonalen die Zahlen von 1 bis 9 enthalten müssen."),
        ("diagonals", "Peux-tu résoudre ce sudoku diagonal ?"),
        ("diagonals", "Resuelve: además de filas, columnas y cajas, en las dos diagonales principales no se repite "
         "ningún número. (sudoku)"),
        ("diagonals", "Questo è un sudoku diagonale, aiutami a risolverlo"),
        ("diagonals", "Sudoku em X: também nas diagonais os números de 1 a 9 não se repetem."),
        ("diagonals", "Los deze sudoku op. Ook op de beide diagonalen moeten de cijfers 1 t/m 9 staan."),
        ("diagonals", "Диагональное судоку: на каждой большой диагонали цифры от 1 до 9 не повторяются."),
        ("diagonals", "帮我解一下这个对角线数独"),
        ("diagonals", "数独です。斜めの列にも1〜9が一回ずつ入ります。"),
        ("knight", "Sudoku. Same digits can't be a knight's move away from each other."),
        ("knight", "Anti-Springer-Sudoku bitte lösen."),
        ("knight", "Sudoku: dos números iguales no pueden estar a un salto de caballo."),
        ("king", "In this sudoku, identical numbers must not touch diagonally."),
        ("king", "Sudoku: des chiffres identiques ne peuvent pas se toucher en diagonale."),
        ("king", "Sudoku: i numeri uguali non possono toccarsi nemmeno in diagonale."),
        ("nonconsecutive", "Sudoku non-consecutive: adjacent cells may never contain consecutive numbers."),
        ("nonconsecutive", "Судоку: в соседних клетках не могут стоять последовательные числа."),
        ("nonconsecutive", "数独：相邻格子的数字不能连续。"),
        ("hyper", "Solve this windoku. The four shaded 3x3 windows also contain the digits 1 to 9."),
        ("disjoint", "Sudoku. The nine cells in the same position of each block must also be all different."),
    ],
)  # fmt: skip
def test_rules_that_need_no_cells(what: str, words: str) -> None:
    assert told(words) == (Told(what),)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (Told("even", ("r1c3", "r2c2", "r3c1")), "Sudoku. Even cells: r1c3, r2c2, r3c1"),
        (Told("odd", ("r1c3", "r2c2")), "Sudoku : les cases r1c3 et r2c2 sont impaires."),
        (Told("even", ("r1c3", "r2c2")), "Sudoku: las casillas r1c3 y r2c2 deben contener números pares."),
        (Told("even", ("corners",)), "数独。四隅は偶数です。"),
        (Told("even", ("corners",)), "解这个数独，四个角只能填偶数。"),
        (Told("even", ("centres",)), "Sudoku: Die Felder in der Mitte jedes Blocks müssen gerade Zahlen enthalten."),
        (Told("even", ("r1c3",)), "数独，第1行第3列是偶数。"),
        (Told("sum", ("r1c1", "r1c2", "r1c3"), 15), "Solve this sudoku, where the three digits r1c1, r1c2 and r1c3 add "
         "up to 15."),
        (Told("sum", ("r1c3", "r1c4"), 10), "Sudoku where r1c3 + r1c4 = 10"),
        (Told("sum", ("corners",), 20), "Sudoku: the four corners add up to 20."),
        (Told("nodigit", ("centre",), 5), "Sudoku. The center cell is not 5."),
        (Told("digit", ("r1c3",), 2), "Solve the sudoku. Assume r1c3 = 2."),
        (Told("less", ("r1c4", "r1c3")), "Sudoku, r1c3 is greater than r1c4."),
        (Told("different", ("r1c3", "r2c2", "r3c1")), "Sudoku: the cells r1c3, r2c2, r3c1 must all be different"),
        (Told("centres", ("centres",)), "Sudoku where the centre cells of all nine boxes are also different."),
    ],
)  # fmt: skip
def test_rules_about_cells(rule: Told, words: str) -> None:
    assert told(words) == (rule,)


@pytest.mark.parametrize(
    "words",
    [
        "Just a plain sudoku, no diagonal rule.",
        "It's an extreme sudoku: no hidden tricks, no diagonals, no cages.",
        "This is a normal sudoku, not an X-sudoku.",
        "Sudoku, diagonals don't matter.",
        "Solve this sudoku (the diagonals do not have to be different)",
        "Sudoku. Digits may repeat on the diagonals.",
        "Kein Diagonalsudoku, nur ein normales.",
        "My sudoku book has a picture of a knight on it. Solve:",
        "Sudoku. Do not change r1c3, it is right.",
        "Sudoku classique (pas de diagonales).",
        "普通数独，不是对角线数独。",
        "Classic sudoku, the type they print next to the killer sudoku in the Times. Solve.",
        "Solve this sudoku and give me only the digits on the main diagonal",
        "Sudoku: what is in the center cell?",
        "Is r1c3 even in the solved sudoku?",
        "Only the box in the middle, please. Sudoku:",
        "Please solve this sudoku. The answer must be 9 lines of 9 digits separated by spaces.",
        "Sudoku from r/sudoku, solve. Posted by u/even_odd_42 in the thread 'X-wings and parity'.",
        "My son is even better at sudoku than I am, but he can't do this one.",
        "Sudoku: must be solved without guessing. Next to each other on the sofa we are all stuck.",
    ],
)
def test_denials_questions_and_talk_leave_the_plain_sudoku(words: str) -> None:
    assert told(words) == "plain"


@pytest.mark.parametrize(
    "words",
    [
        "Solve this sudoku. Odd digits may only stand next to even digits.",
        "This sudoku uses the numbers 2 to 10 instead of 1 to 9. Solve.",
        "Sudoku where both diagonals contain only three different digits.",
        "Sudoku: no digit may repeat on any diagonal of length greater than 3.",
        "Sudoku: the main diagonal must contain 1-9.",
        "Sudoku: on the main diagonal only odd digits are allowed",
        "Sudoku. Zwei benachbarte Felder müssen sich um mindestens 2 unterscheiden.",
        "Solve this diagonal sudoku where the digits along the border are symmetric and must add to 10.",
        "Solve this sudoku. In addition, the middle cell of the top row is 9, not 7: the 7 there is a misprint.",
        "Sudoku: r10c1 must be even",
        "Sudoku. r1c3 and r5c5 are different from r7c1.",
        "Sudoku. r1c3 differs from r5c5 and r7c1.",
        "Sudoku. r1c3 may be odd.",
        "Sudoku. r1c3 is not 3 apart.",
        "Solve this diagonal sudoku with thermometers: r1c1-r1c2-r1c3",
        "Sudoku. Cells of one color hold 1 to 9 too; r1c1, r2c4, r3c7 are blue.",
    ],
)
def test_rules_that_are_not_understood_are_asked_about(words: str) -> None:
    assert told(words) == "asked"


def test_a_question_quotes_the_rule() -> None:
    found = SUDOKU_VARIANT.read(Text(f"Sudoku. Odd digits may only stand next to even digits.\n{GRID}"))[0]
    assert [doubt.code for doubt in found.doubts] == ["variant"]
    assert "Odd digits may only stand next to even digits." in found.doubts[0].question


@pytest.mark.parametrize(
    ("words", "shape"),
    [
        ("Solve this 6x6 sudoku, boxes are 3 rows high and 2 columns wide.", (3, 2)),
        ("Mini sudoku 6x6. Each row, column and each 3x2 block (3 high, 2 wide) holds 1-6 once.", (3, 2)),
        ("6er-Sudoku mit hochkant stehenden Blöcken (je zwei nebeneinander, drei übereinander). Lösung?", (3, 2)),
        ("6x6 sudoku; the blocks have 2 rows and 3 columns, diagonals count too", (2, 3)),
    ],
)
def test_shapes_of_boxes(words: str, shape: tuple[int, int]) -> None:
    found = SUDOKU_VARIANT.read(Text(f"{words}\n{SIX}"))
    assert [c.puzzle.look.boxes for c in found if c.puzzle is not None] == [shape]


def test_drawn_boxes_tell_their_shape_and_larger_sizes_ask() -> None:
    drawn = "\n".join("1 . | . . | . ." if r == 0 else "-----" if r == 3 else ". . | . . | . ." for r in range(7))
    assert SUDOKU_VARIANT.read(Text(f"sudoku\n{drawn}"))[0].puzzle.look.boxes == (3, 2)  # type: ignore[union-attr]
    eight = "\n".join(" ".join("1" if r == c == 0 else "." for c in range(8)) for r in range(8))
    assert SUDOKU_VARIANT.read(Text(f"Solve this 8x8 sudoku\n{eight}"))[0].doubts[0].code == "boxes"
    boxed8 = SUDOKU_VARIANT.read(Text(f"Solve this 8x8 sudoku with 2x4 boxes\n{eight}"))[0].puzzle
    assert boxed8 is not None
    assert boxed8.look.boxes == (2, 4)
    assert SUDOKU_VARIANT.read(Text(f"6x6 diagonal sudoku with 3x2 boxes\n{SIX}"))[0].doubts[0].code == "boxes"


def test_every_rule_is_said_so_that_it_is_read_again() -> None:
    for rule in (
        *(Told(what) for what in ("diagonals", "knight", "king", "nonconsecutive", "hyper", "disjoint")),
        Told("centres", ("centres",)),
        Told("even", ("r1c2", "r3c3")), Told("odd", ("corners",)), Told("sum", ("r1c1", "r2c2"), 9),
        Told("less", ("r1c1", "r1c2", "r1c3")), Told("digit", ("r4c4",), 7), Told("nodigit", ("centre",), 5),
        Told("different", ("r1c1", "r2c2", "r3c3")),
    ):  # fmt: skip
        assert told(f"9x9 sudoku. {sentence(rule)}") == (rule,)


def _step(a: Cell, b: Cell) -> tuple[int, int]:
    return tuple(sorted((abs(a[0] - b[0]), abs(a[1] - b[1]))))  # type: ignore[return-value]


def _extra(rule: Told, n: int, high: int, wide: int) -> Clash:
    """The rule over again, as pairs of cells and digits."""
    both: dict[str, Callable[[Cell, Cell], bool]] = {
        "diagonals": lambda a, b: (a[0] - a[1] == b[0] - b[1] == 0) or (sum(a) == sum(b) == n - 1),
        "knight": lambda a, b: _step(a, b) == (1, 2),
        "king": lambda a, b: _step(a, b) == (1, 1),
        "disjoint": lambda a, b: (a[0] % high, a[1] % wide) == (b[0] % high, b[1] % wide),
        "hyper": lambda a, b: all(x % 4 and y % 4 and x // 4 == y // 4 for x, y in zip(a, b, strict=True)),
        "centres": lambda a, b: a[0] % 3 == a[1] % 3 == b[0] % 3 == b[1] % 3 == 1,
    }
    if rule.what == "nonconsecutive":
        return lambda a, v, b, w: _step(a, b) == (0, 1) and abs(v - w) == 1
    if rule.what in ("even", "odd"):
        return lambda a, v, b, w: False
    near = both[rule.what]
    return lambda a, v, b, w: v == w and near(a, b)


@pytest.mark.parametrize("seed", range(14))
def test_brute_force_finds_the_same_only_solution(seed: int) -> None:
    puzzle = SUDOKU_VARIANT.generate(seed, difficulty="medium")
    look = puzzle.look
    high, wide = look.boxes
    clash = either(boxed(high, wide), *(_extra(rule, look.size, high, wide) for rule in look.told))
    parity = {name: rule.what == "odd" for rule in look.told for name in rule.cells}

    def may(at: Cell, digit: int) -> bool:
        odd = parity.get(f"r{at[0] + 1}c{at[1] + 1}")
        return odd is None or digit % 2 == odd

    found = list(fillings(look.size, given_of(puzzle.board.clues), clash, may=may))
    assert found == [given_of(SUDOKU_VARIANT.exact(puzzle).answers[0])]


@pytest.mark.parametrize("what", ["diagonals", "hyper", "centres", "disjoint", "knight"])
def test_brute_force_agrees_on_a_nine(what: str) -> None:
    rule = Told(what, ("centres",) * (what == "centres"))
    look = Look(9, (3, 3), (rule,))
    answer = SUDOKU_VARIANT.exact(problem(look, {"r1c1": 1, "r2c4": 2})).answers[0]
    kept = dict(list(answer.items())[20:])
    found = list(fillings(9, given_of(kept), either(boxed(3, 3), _extra(rule, 9, 3, 3))))
    assert given_of(answer) in found
    assert len(found) == len(SUDOKU_VARIANT.exact(problem(look, kept)).answers) or len(found) > 2


def test_the_answer_is_written_into_the_users_grid() -> None:
    text = f"6x6 sudoku, boxes are 3 rows high and 2 columns wide\n{SIX}"
    candidate = SUDOKU_VARIANT.read(Text(text))[0]
    assert candidate.puzzle is not None
    answers = SUDOKU_VARIANT.exact(candidate.puzzle).answers
    assert len(answers) == 1
    written = SUDOKU_VARIANT.write(candidate, answers[0], Form())
    assert written.replace("\n", "").replace(" ", "") == "256413463152135264624531341625512346"
    line = "2.6.13.....2....6....5..3......1..4."
    flat = SUDOKU_VARIANT.read(Text(f"6x6 sudoku, boxes are 3 rows high and 2 columns wide\n{line}"))[0]
    assert SUDOKU_VARIANT.write(flat, answers[0], Form()) == "256413463152135264624531341625512346"


def test_public_requests_are_read_or_asked_about_never_taken_as_plain(shared_data: Path) -> None:
    rows = [json.loads(line) for line in (shared_data / "meaning/dev_requests.jsonl").open()]
    found: dict[str, list[str]] = {}
    for row in rows:
        kinds = [reading.kind + ("" if reading.puzzle else "?") for reading in readings(Text(row["text"]))]
        if row["cls"].startswith(("var-", "6x6")):
            found.setdefault(row["cls"], []).extend(kinds)
        elif row["cls"].startswith(("over", "plain")):
            assert kinds == [], row["text"]
    for cls in ("var-diag-de", "var-diag-fr", "var-diag-es", "var-diag-ja", "var-diag-zh", "var-even-de", "var-even-fr",
                "var-even-es", "var-even-zh", "var-disjoint", "var-sum", "var-6x6boxes", "var-8x8"):  # fmt: skip
        assert found[cls] == ["sudoku_variant"], cls
    assert found["6x6"] == ["sudoku_variant"] * 3
    assert found["var-touch"] == ["sudoku_variant"] * 2
    assert found["var-jigsaw"] == ["jigsaw"]
    assert found["var-noboxes"] == ["latin"] * 2
    assert found["var-noboxes-4"] == ["latin"]
    for cls in ("var-parity", "var-2-10", "var-colour"):
        assert found[cls] == ["sudoku_variant?"], cls


@pytest.mark.parametrize("name", ["korbench", "enigmata_generated_grid", "wild"])
def test_prompts_of_other_puzzles_and_plain_sudokus_are_left_alone(shared_data: Path, name: str) -> None:
    rows: list[dict[str, Any]] = [json.loads(line) for line in (shared_data / f"prompts/{name}_prompts.jsonl").open()]
    for row in rows[:: max(1, len(rows) // 80)]:
        text = row.get("rule", "") + "\n" + (row.get("prompt") or row.get("question") or "")
        assert readings(Text(text)) == (), text[:300]


def test_difficulty_is_a_dial() -> None:
    easy = [len(SUDOKU_VARIANT.generate(seed, difficulty="easy").board.given) for seed in range(4)]
    medium = [len(SUDOKU_VARIANT.generate(seed, difficulty="medium").board.given) for seed in range(4)]
    assert sum(easy) > sum(medium)
    assert guesses(SUDOKU_VARIANT.generate(1, difficulty="medium")) >= 0


@pytest.mark.parametrize(
    ("words", "grid", "kind", "answer"),
    [
        ("Solve this 6x6 sudoku, boxes are 3 rows high and 2 columns wide.", SIX, "sudoku_variant", "2 5 6 4 1 3"),
        ("6x6 sudoku, boxes are 3 rows high and 2 columns wide. What is in r2c1?", SIX, "sudoku_variant", "4"),
        ("Sudoku. The center cell is not 4.", GRID, "sudoku_variant", "5 3 4 | 6 7 8 | 9 1 2"),
        ("Sudoku: no hidden tricks, no diagonals, no cages.", GRID, "sudoku", "5 3 4 | 6 7 8 | 9 1 2"),
        ("Sudoku, no diagonals, only row 3", GRID, "sudoku", "1 9 8 3 4 2 5 6 7"),
    ],
)
def test_the_whole_way(words: str, grid: str, kind: str, answer: str) -> None:
    receipt = Router(exact=ExactSolver()).handle(Request(text=f"{words}\n{grid}")).receipt
    assert (receipt.status, receipt.kind) == ("verified", kind), receipt.reason
    assert (receipt.answer or "").strip().splitlines()[0] == answer


@pytest.mark.parametrize(
    "words",
    [
        "Solve this sudoku. r1c3 and r5c5 could add up to 8.",
        "6x6 sudoku, boxes are 3 rows high and 2 columns wide, rows 1-3 please",
        "Boxes are 3 rows high and 2 columns wide in this 6x6 sudoku and then only row 3 please",
        "6x6 sudoku, boxes are 3 rows high and 2 columns wide. Odd digits may only stand next to even digits.",
    ],
)
def test_what_is_not_understood_is_not_answered(words: str) -> None:
    assert Router(exact=ExactSolver()).handle(Request(text=f"{words}\n{SIX}")).receipt.status == "declined"
