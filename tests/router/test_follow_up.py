"""Conversation without a model: what follows a puzzle is about that puzzle, or is not understood."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from adapters.graph.mixed_router import MixedRouter
from router import Request
from router.asking.ask import Value
from router.reading.follow_up import corrected, follow_up
from router.reading.read import read
from router.types import Receipt
from solvers.exact import ExactSolver

GRID = "53..7....\n6..195...\n.98....6.\n8...6...3\n4..8.3..1\n7...2...6\n.6....28.\n...419..5\n....8..79"
MAZE = "#########\n#S..#...#\n#.#.#.#.#\n#.#...#G#\n#########"


def after(first: str, *said: str, path: Path | None = None) -> Receipt:
    """The receipt of the last of several messages of one thread."""
    router = MixedRouter(exact=ExactSolver(), threads=path)
    receipt = None
    for text in (first, *said):
        receipt = router.handle(Request(text=text, thread="t")).receipt
    assert receipt is not None
    return receipt


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("now only row 3", "1 9 8 3 4 2 5 6 7"),
        ("what is r5c5?", "5"),
        ("is it unique?", "yes"),
        ("and column 4?", "6 1 3 7 8 9 5 4 2"),
        ("und jetzt nur Zeile 3", "1 9 8 3 4 2 5 6 7"),
        ("how many solutions are there?", "1"),
        ("is r1c3 a 4?", "yes"),
    ],
)
def test_about_the_last_sudoku(said: str, answer: str) -> None:
    receipt = after(f"Solve this sudoku:\n{GRID}", said)
    assert (receipt.status, receipt.answer) == ("verified", answer)


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("how many steps?", "12"),
        ("as UDLR moves", "RRDDRRUURRDD"),
        ("what is the first move?", "right"),
        ("is there a way within 10 steps?", "no"),
    ],
)
def test_about_the_last_maze(said: str, answer: str) -> None:
    receipt = after(f"Maze from S to G:\n{MAZE}", said)
    assert (receipt.status, receipt.answer) == ("verified", answer)


def test_why_and_hints() -> None:
    why = after(f"Sudoku:\n{GRID}", "why?")
    assert why.status == "verified"
    assert re.match(r"r\dc\d = \d, because of: \S", why.answer or "")
    assert (after(f"Sudoku:\n{GRID}", "another hint please").answer or "").startswith("Look at r")


def test_another_one_becomes_the_puzzle_that_is_spoken_of() -> None:
    made = after(f"Sudoku:\n{GRID}", "another one")
    assert made.asked == "a new medium puzzle"
    assert after(f"Sudoku:\n{GRID}", "another one", "now only row 3").answer != "1 9 8 3 4 2 5 6 7"


def test_a_correction_changes_the_board_or_is_declined() -> None:
    wrong = GRID.replace("53..7", "58..7", 1)
    assert after(f"Sudoku:\n{wrong}").status == "declined"
    mended = after(f"Sudoku:\n{wrong}", "that first 8 should be a 3")
    assert (mended.status, (mended.answer or "")[:9]) == ("verified", "534678912")
    by_place = after(f"Sudoku:\n{wrong}", "row 1, column 2 should be a 3")
    assert by_place.answer == mended.answer
    unclear = after(f"Sudoku:\n{GRID}", "one of them should be a 3")
    assert (unclear.status, unclear.answer) == ("declined", None)


@pytest.mark.parametrize("said", ["hello", "what is the capital of France?", "write a poem", "row your boat gently"])
def test_other_talk_is_no_question_about_it(said: str) -> None:
    assert after(f"Sudoku:\n{GRID}", said).kind == "open"


def test_a_thread_is_remembered_in_its_file(tmp_path: Path) -> None:
    path = tmp_path / "threads.db"
    after(f"Sudoku:\n{GRID}", path=path)
    router = MixedRouter(exact=ExactSolver(), threads=path)  # another process, the same file
    assert router.handle(Request(text="now only row 1", thread="t")).receipt.answer == "5 3 4 6 7 8 9 1 2"
    assert router.handle(Request(text="now only row 1", thread="other")).receipt.kind == "open"


@pytest.mark.parametrize(
    "said", ["and the value?", "What is its value?", "what goes there?", "und der Wert?", "Which digit?"]
)
def test_the_value_after_a_hint(said: str) -> None:
    sudoku = f"Solve this sudoku:\n{GRID}"
    where = after(sudoku, "give me a hint").answer or ""
    receipt = after(sudoku, "give me a hint", said)
    cell = where.removeprefix("Look at ").split(":")[0]
    assert (receipt.status, receipt.asked) == ("verified", "the next step and why")
    assert re.match(rf"{cell} = [1-9], because of", receipt.answer or "")
    assert after(f"A hint please:\n{GRID}", said).answer == receipt.answer
    # without a hint before, nobody knows whose value is meant; a new puzzle forgets the hint
    assert after(sudoku, said).status == "declined"
    assert after(sudoku, "hint", f"Solve this sudoku:\n{GRID}", said).status == "declined"


@pytest.mark.parametrize("said", ["And from G to S, as moves?", "from G to S, the moves"])
def test_what_closes_the_way_beside_a_maze_is_no_follow_up(said: str) -> None:
    assert follow_up(said, read(f"Maze from S to G:\n{MAZE}")) is None


def test_a_rule_beside_is_no_question_about_what_stands_there() -> None:
    assert follow_up("Now with the diagonals too.", read(f"Solve this sudoku:\n{GRID}")) is None


@pytest.mark.parametrize(
    "said",
    ["r1c1 should be 5, right?", "r1c3 should be 4. Row 1?", "r1c3 should be 4, not 2", "r1c3 must be blank or 5"],
)
def test_a_correction_says_one_thing_only(said: str) -> None:
    message = f"Solve this sudoku:\n{GRID}"
    assert corrected(said, message, read(message)) is None


@pytest.mark.parametrize("said", ["how many steps?", "as UDLR moves", "why?"])
def test_terms_of_the_question_before_are_not_lost(said: str) -> None:
    before = read(f"Maze: you may also move diagonally. How many steps from S to G?\n{MAZE}")
    assert before.refusal is None
    assert follow_up(said, before) is None


def test_a_rule_told_between_is_remembered_with_the_puzzle() -> None:
    assert after(f"Maze from S to G:\n{MAZE}", "S and G are swapped.", "as UDLR moves").status == "declined"
    told = after(f"Solve this sudoku:\n{GRID}", "Diagonals count too.", "row 1")
    assert (told.status, told.answer) != ("verified", "5 3 4 6 7 8 9 1 2")


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("is it right?", "whether the answer that was given is right"),
        ("are you sure?", "whether the answer that was given is right"),
        ("ist das richtig?", "whether the answer that was given is right"),
        ("make me a harder one", "a new hard puzzle"),
        ("another one please", "a new medium puzzle"), ("Noch eins, aber schwerer", "a new hard puzzle"),
        ("easier please", "a new easy puzzle"), ("show it again", "the solution"),
        ("just tell me the answer", "the solution"),
        ("explain", "why the solution is what it is"), ("Noch ein Tipp bitte", "a hint"),
        ("without spaces", "the solution"),
        ("now only row 3", "values of row 3 in the solution, rows from the top, columns from the left, counted from 1"),
    ],
)  # fmt: skip
def test_few_words_after_an_answer(said: str, asked: str) -> None:
    receipt = after(f"Solve this sudoku:\n{GRID}", said)
    assert (receipt.status, receipt.asked) == ("verified", asked)


def test_another_one_is_another_each_time_and_another_hint_no_puzzle() -> None:
    first, second = after("Make me an easy sudoku"), after("Make me an easy sudoku", "another one")
    third = after("Make me an easy sudoku", "another one", "one more")
    assert len({first.answer, second.answer, third.answer}) == 3
    assert after("Make me an easy sudoku", "a bit harder please").asked == "a new medium puzzle"
    assert after(f"Give me a hint:\n{GRID}", "another one").asked == "a hint"


@pytest.mark.parametrize("said", [("I think r1c3 is 9", "is it right?"), ("hard!",), ("is it even?",), ("too easy",)])
def test_remarks_and_what_may_mean_them_are_no_questions_about_the_answer(said: tuple[str, ...]) -> None:
    receipt = after(f"Solve this sudoku:\n{GRID}", *said)
    assert (receipt.status, receipt.answer) == ("declined", None)


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("¿Y la fila 5?", "values of row 5"),
        ("Et la ligne 5 ?", "values of row 5"),
        ("E la riga 5?", "values of row 5"),
        ("E a linha 5?", "values of row 5"),
        ("En rij 5?", "values of row 5"),
        ("I wiersz 5?", "values of row 5"),
        ("А строка 5?", "values of row 5"),
        ("5行目は？", "values of row 5"),
        ("Y ahora solo la columna 3", "values of column 3"),
        ("otra pista", "a hint"),
        ("Un autre indice", "a hint"),
        ("¿Es única la solución?", "whether the solution is the only one"),
        ("Есть ли другие решения?", "whether there is more than one"),
    ],
)
def test_a_follow_up_in_another_language(said: str, asked: str) -> None:
    found = follow_up(said, read(f"Solve\n\n{GRID}"))
    assert found is not None
    assert found.ask.words().startswith(asked)


@pytest.mark.parametrize(
    "said",
    [
        "And with the diagonals?",
        "What about with both diagonals?",
        "Und mit den Diagonalen?",
        "¿Y con las diagonales?",
        "Et avec les diagonales ?",
        "Y sin la fila 5?",
        "Todas menos la fila 2",
        "¿Y si r1c1 es 5?",
        "E senza la riga 2?",
        "А без строки 5?",
    ],
)
def test_a_puzzle_changed_afterwards_is_no_follow_up(said: str) -> None:
    found = follow_up(said, read(f"Solve\n\n{GRID}"))
    assert found is None or (isinstance(found.ask, Value) and found.ask.but)
