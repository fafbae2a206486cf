"""Questions that look like plain ones and are others: about a changed puzzle, a claim, or more than a value."""

from __future__ import annotations

import pytest
from tests_data_router import GRID

from router import Request, Router
from router.asking.ask import Check, Claim, Count, Value
from router.reading.read import read
from solvers.kinds import KINDS

NAMES = [name for name in KINDS if name != "rules"]


@pytest.mark.parametrize(
    "said",
    [
        "How many solutions without r1c8?",
        "How many solutions if r1c3 is 2?",
        "Is it still unique without the 4?",
        "Does it have a unique solution if r1c3 is 4?",
        "Is 42 right?",
        "r1c1+r1c3=?",
        "Is r1c3 > r1c4?",
        "Which digit is not in row 1?",
        "What is r1c3 and is it bigger than r1c4?",
        "What is cell 82?",
    ],
)
def test_it_is_declined_in_its_own_words(said: str) -> None:
    reading = read(f"{said}\n{GRID}")
    assert reading.refusal is not None
    assert said.rstrip("?.") in reading.refusal


@pytest.mark.parametrize(
    ("said", "ask"),
    [
        ("How many solutions are there?", Count),
        ("Is the solution unique?", Claim),
        ("Check my grid so far, please.", Check),
        ("What is in row 3?", Value),
    ],
)
def test_the_plain_ones_are_still_understood(said: str, ask: type) -> None:
    reading = read(f"{said}\n{GRID}")
    assert reading.refusal is None
    assert isinstance(reading.ask, ask)


def test_a_number_in_question_is_a_claim_and_no_answer_to_check() -> None:
    reading = read(f"Is 4 in r1c3 correct?\n{GRID}")
    assert isinstance(reading.ask, Claim)
    assert reading.ask.value == "4"


@pytest.mark.parametrize("name", NAMES)
def test_what_the_kind_says_itself_is_plain(name: str) -> None:
    kind = KINDS[name]
    drawn = kind.render(kind.generate(1, difficulty="easy"))
    for text in (f"{kind.title}:\n\n{drawn}", f"Please solve this {kind.title}. {kind.says}\n\n{kind.title}:\n{drawn}"):
        reading = read(text)
        assert (reading.kind, reading.refusal, reading.questions) == (name, None, ())


def test_why_names_a_false_premise_and_what_is_near() -> None:
    kind = KINDS["sudoku"]
    drawn = kind.render(kind.generate(3, difficulty="easy"))
    receipt = Router().handle(Request(text=f"{drawn}\nWhy is r2c2 a 5?")).receipt
    assert receipt.answer is not None
    assert receipt.answer.startswith("It is not 5. r2c2 = 9, because of: row 2 ")
    assert "more rules" not in receipt.answer


def test_a_zebra_clue_apart_is_never_left_out() -> None:
    kind = KINDS["zebra"]
    drawn = kind.render(kind.generate(1, difficulty="easy"))
    apart = read(f"{drawn}\nBob owns the dog, by the way.")
    assert apart.questions or apart.refusal is not None
    assert read(f"{drawn}\nWho is in house 2 counted from the right?").refusal is not None


SUDOKU = "53..7....\n6..195...\n.98....6.\n8...6...3\n4..8.3..1\n7...2...6\n.6....28.\n...419..5\n....8..79"


@pytest.mark.parametrize(
    "words",
    [
        "Los op en zeg me hoeveel de vier hoekvakjes samen zijn.",
        "Löse es und sag mir, wie viele Fünfen in den Ecken stehen.",
        "My brother says he solved this sudoku in 6 minutes. Possible?",
    ],
)
def test_what_is_asked_besides_is_not_dropped(words: str) -> None:
    reading = read(f"{words}\n\n{SUDOKU}")
    assert reading.refusal is not None


def test_not_to_be_solved() -> None:
    reading = read(f"Please do NOT solve this sudoku, I only post it for my brother.\n\n{SUDOKU}")
    assert reading.refusal is not None or reading.ask.words() == "the puzzle as given, not solved"
