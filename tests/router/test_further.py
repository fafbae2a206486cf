"""Terms that a model names beside a drawn grid: code reads them in the quote, edits, adds, chooses, or declines."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from ideal_model import NOTES, ideal, judged
from pointers import NORVIG, pointer, solved

from adapters.models.fake import FakeModel
from router import Request, Router
from router.llm.further import read_further
from router.llm.terms import TermTold, Unsaid
from router.types import Receipt
from solvers.exact import ExactSolver
from solvers.kinds import KINDS

SMALL = "1 . . .\n. . . .\n. . 2 .\n. . . ."


def term(name: str, quote: str, *cells: str, numbers: tuple[int, ...] = ()) -> TermTold:
    return TermTold(term=name, quote=quote, cells=list(cells), numbers=list(numbers))


def handled(text: str, *terms: TermTold) -> Receipt:
    told = pointer("sudoku").model_copy(update={"terms": list(terms)})
    return Router(exact=ExactSolver(), chat=FakeModel([told])).handle(Request(text=text)).receipt


def read(text: str, *terms: TermTold) -> Any:
    def nothing() -> Any:
        raise Unsaid("no drawing")

    return read_further(text, terms, "model m", nothing)


def rows(text: str) -> list[list[int]]:
    return [[int(sign) for sign in line if sign.isdigit()] for line in text.splitlines() if any(map(str.isdigit, line))]


def test_a_clue_that_a_model_finds_to_be_left_out_is_left_out_of_the_drawing() -> None:
    sentence = "Kindly ignore the clue 4 in row 9, column 3."
    found = read(f"Solve this sudoku.\n{NORVIG}\n{sentence}", term("erase", sentence, "r9c3", numbers=(4,)))
    assert found.candidate.puzzle.rows[8] == (1, 0, 0, 0, 0, 0, 0, 0, 0)
    assert (found.reader, found.noted) == ("model m", "Kindly ignore the clue 4 in row 9, column 3")


@pytest.mark.parametrize(
    ("told", "problem"),
    [
        (term("erase", "ignore the clue 4 in row 9, column 3", "r9c3", numbers=(5,)), "names the numbers"),
        (term("erase", "ignore the clue 4 in row 9, column 3", "r3c9", numbers=(4,)), "names other cells"),
        (term("sum", "ignore the clue 4 in row 9, column 3", "r9c3", numbers=(4,)), "does not say 'sum'"),
        (term("different", "ignore the clue 4 in row 9", numbers=()), "does not say 'different'"),
        (term("erase", "ignore the clue 4 in row 8, column 3", "r8c3", numbers=(4,)), "not in the message"),
    ],
)
def test_a_term_that_its_quote_does_not_say_is_thrown_out(told: TermTold, problem: str) -> None:
    with pytest.raises(Unsaid, match=problem):
        read(f"Solve this sudoku.\n{NORVIG}\nKindly ignore the clue 4 in row 9, column 3.", told)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "Never ignore the clue 4 in row 9, column 3.",
            term("erase", "ignore the clue 4 in row 9, column 3", "r9c3", numbers=(4,)),
        ),
        (
            "Should I ignore the clue 4 in row 9, column 3?",
            term("erase", "ignore the clue 4 in row 9, column 3", "r9c3", numbers=(4,)),
        ),
        ("r1c2 is 1 if r1c3 is 7.", term("given", "r1c2 is 1 if r1c3 is 7", "r1c2", "r1c3", numbers=(1, 7))),
        ("Ignore my note on r9c3.", term("erase", "Ignore my note on r9c3", "r9c3")),
        (
            "r1c2 and r1c3 add up to at least 9.",
            term("sum", "r1c2 and r1c3 add up to at least 9", "r1c2", "r1c3", numbers=(9,)),
        ),
        ("r1c2 and r1c3 add up to 9 or so.", term("sum", "r1c2 and r1c3 add up to 9", "r1c2", "r1c3", numbers=(9,))),
        ("r1c2 and r1c3 add up to about 9.", term("sum", "r1c2 and r1c3 add up to", "r1c2", "r1c3", numbers=(9,))),
        (
            "r1c2 and r1c3 add up to over 8.",
            term("sum", "r1c2 and r1c3 add up to over 8", "r1c2", "r1c3", numbers=(8,)),
        ),
        ("Written column by column, please.", term("columns", "Written column by column, please")),
        ("Rows bottom to top.", term("upward", "Rows bottom to top")),
        ("How many cells are empty in the solution?", term("blanks", "How many cells are empty in the solution")),
        ("The largest digit is in row 1.", term("largest", "The largest digit is in row 1", "row 1")),
        ("Equal digits must never touch.", term("apart", "Equal digits must never touch")),
        (
            "r1c2, r5c5 are different and r7c3, r9c9 too.",
            term("different", "r1c2, r5c5 are different and r7c3, r9c9 too", "r1c2", "r5c5", "r7c3", "r9c9"),
        ),
        ("Either r1c2 is not 3 or my aunt is wrong.", term("forbidden", "r1c2 is not 3", "r1c2", numbers=(3,))),
        ("Give the answer box by box.", term("boxes", "Give the answer box by box")),
        (
            "I want the one whose first row is the largest prime.",
            term("largest", "the one whose first row is the largest prime", "row 1"),
        ),
        ("Equal digits must never touch, except in row 1.", term("apart", "Equal digits must never touch")),
    ],
)
def test_a_sentence_that_says_more_than_the_term_closes_the_way(sentence: str, told: TermTold) -> None:
    got = handled(f"Solve this sudoku.\n{NORVIG}\n{sentence}", told)
    assert got.status == "declined"


def test_a_rule_for_some_cells_is_not_read_as_one_for_all() -> None:
    text = f"Solve this sudoku.\n{NORVIG}\nOdd digits may only stand next to even digits in row 1."
    with pytest.raises(Unsaid, match="names more cells"):
        read(text, term("odd_apart", "Odd digits may only stand next to even"))


def test_different_from_one_is_not_all_different() -> None:
    quote = "r1c2 and r1c3 are different from r5c5"
    with pytest.raises(Unsaid, match="does not say"):
        read(f"Solve this sudoku.\n{NORVIG}\n{quote}.", term("different", quote, "r1c2", "r1c3", "r5c5"))


def test_one_term_does_not_say_another_clause() -> None:
    text = f"Solve this sudoku. Ignore the clue 4 in row 9, column 3. Row 2 holds no 7.\n{NORVIG}"
    with pytest.raises(Unsaid):
        read(text, term("erase", "Ignore the clue 4 in row 9, column 3", "r9c3", numbers=(4,)))


def test_a_further_rule_is_proven_or_has_no_solution() -> None:
    sentence = "Moreover r1c2 and r1c3 add up to 8."
    text = f"Solve this sudoku.\n{NORVIG}\n{sentence}"
    quote = "r1c2 and r1c3 add up to 8"
    got = handled(text.replace("Moreover", "Also"), term("sum", f"Also {quote}", "r1c2", "r1c3", numbers=(8,)))
    if got.status == "verified":  # the grammars know this rule, or the model's term was believed: the same grid
        assert sum(solved()[0][1:3]) == 8
    else:
        assert sum(solved()[0][1:3]) != 8
        assert "no solution" in (got.reason or "")


def test_a_criterion_chooses_among_all_solutions() -> None:
    sentence = "Kindly print the lexicographically first one."
    text = f"A 4x4 sudoku with several solutions.\n{sentence}\n{SMALL}"
    found = read(text, term("in_order", sentence))
    kind = KINDS[found.kind]
    answer = found.ask.task.done(kind, found.candidate, text, 5.0)
    grid = rows(answer.text)
    assert answer.status == "verified"
    assert not kind.verify(found.candidate.puzzle, tuple(map(tuple, grid)))
    assert grid[0] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    "sentence",
    ["En plus, les deux grandes diagonales doivent être justes aussi.", "Beide Diagonalen müssen auch stimmen."],
)
def test_both_diagonals_are_a_rule_in_words_of_a_person(sentence: str) -> None:
    kept = "1 2 3 .\n. 4 1 2\n4 3 . 1\n2 . 4 3"
    broken = "1 2 3 .\n. 4 1 2\n2 1 . 3\n4 . 2 1"
    answers = []
    for grid in (kept, broken):
        text = f"Sudoku\n{sentence}\n{grid}"
        found = read(text, term("diagonals", sentence))
        answers.append(found.ask.task.done(KINDS[found.kind], found.candidate, text, 5.0))
    assert rows(answers[0].text) == [[1, 2, 3, 4], [3, 4, 1, 2], [4, 3, 2, 1], [2, 1, 4, 3]]
    assert "no solution" in answers[1].reason


def test_one_diagonal_is_not_both() -> None:
    with pytest.raises(Unsaid, match="does not say 'diagonals'"):
        read(
            f"Solve this sudoku. The main diagonal must be right.\n{NORVIG}",
            term("diagonals", "The main diagonal must be right."),
        )


def test_the_sides_of_a_box_are_read_where_they_are_told_in_brackets() -> None:
    grid = "2 . 6 . 1 3\n. . . . . 2\n. . . . 6 .\n. . . 5 . .\n3 . . . . .\n. 1 . . 4 ."
    quote = "Each row, column and each 3x2 block (3 high, 2 wide) holds 1-6 once."
    got = handled(f"Mini sudoku 6x6. {quote}\n{grid}", term("box_shape", quote, numbers=(3, 2)))
    columns = list(zip(*rows(got.answer or ""), strict=True))
    assert got.status == "verified"
    assert sorted(value for column in columns[:2] for value in column[:3]) == [1, 2, 3, 4, 5, 6]


def test_what_a_row_reads_in_the_solution_that_is_wanted() -> None:
    quote = "I want one in which the last row reads 3 2 1 4."
    grid = "1 . . .\n. . . .\n. . . .\n. . . 4"
    told = term("given", f"4x4 sudoku with many solutions, {quote}", "row 4", numbers=(3, 2, 1, 4))
    got = handled(f"4x4 sudoku with many solutions, {quote}\n\n{grid}", told)
    assert got.status == "verified"
    assert rows(got.answer or "")[3] == [3, 2, 1, 4]


def test_notes_use_every_sort_of_term() -> None:
    assert {name for notes in NOTES.values() for name, *_ in notes} >= {
        "given", "erase", "columns", "boxes", "sum", "different", "in_order", "largest", "times", "check", "minimal",
    }  # fmt: skip


def test_an_ideal_reader_over_a_sample(shared_data: Path) -> None:
    results = judged(shared_data / "meaning" / "dev_requests.jsonl", only=frozenset(sorted(NOTES)[::3]))
    counts = Counter(verdict for verdict, *_ in results)
    assert (len(results), counts["wrong"], counts["refused"]) == (len(NOTES) // 3 + 1, 0, 0)
    assert counts["right"] >= len(results) - 1


@pytest.mark.slow
def test_an_ideal_reader_over_all_requests(shared_data: Path) -> None:
    results = judged(shared_data / "meaning" / "dev_requests.jsonl")
    counts = Counter(verdict for verdict, *_ in results)
    print(dict(counts), json.dumps([row["id"] for verdict, row, _ in results if verdict != "right"]))
    assert counts["wrong"] == 0
    assert counts["right"] >= 0.95 * len(results)


def test_the_receipt_says_who_read(shared_data: Path) -> None:
    lines = (shared_data / "meaning" / "dev_requests.jsonl").read_text(encoding="utf-8").splitlines()
    row = next(row for row in map(json.loads, lines) if row["id"] == "inv2/67")
    got = Router(exact=ExactSolver(), chat=ideal(row)).handle(Request(text=row["text"])).receipt
    if got.reader != "grammar":
        assert (got.reader, len(got.cost.calls)) == ("model fake/ideal", 1)
    assert got.status == "verified"
