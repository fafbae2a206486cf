"""Plain requests as people type them: each is answered as it was asked, and its near neighbours stay declined."""

from __future__ import annotations

import pytest

from router import Request, Router
from router.reading.read import read
from router.types import Receipt
from solvers.exact import ExactSolver

NINE = "53..7....\n6..195...\n.98....6.\n8...6...3\n4..8.3..1\n7...2...6\n.6....28.\n...419..5\n....8..79"
MINES = "Minesweeper:\n? 1 0 0\n1 1 0 0\n0 0 1 1\n0 0 1 ?"
HITORI = "Hitori:\n1 2 2\n2 1 3\n3 3 1"
ARC = (
    "Input 1:\n1 0 0\n0 2 0\nOutput 1:\n0 0 1\n0 2 0\n"
    "Input 2:\n0 3 0\n4 0 0\nOutput 2:\n0 3 0\n0 0 4\nTest input:\n6 0 0\n0 7 0"
)


def asked(drawing: str, words: str) -> Receipt:
    return Router(exact=ExactSolver()).handle(Request(text=f"{drawing}\n\n{words}")).receipt


@pytest.mark.parametrize(
    "words",
    [
        "What is the test output?",
        "What is the output grid for the test input?",
        "What should the output be?",
        "Find the missing output.",
        "What comes out?",
        "Was ist die Ausgabe?",
        "Quelle est la sortie du test ?",
        "Predict the output.",
    ],
)
def test_the_output_of_the_test_is_the_solution(words: str) -> None:
    found = read(f"{ARC}\n\n{words}")
    assert (found.kind, found.refusal, found.ask.words()) == ("arc", None, "the solution")


@pytest.mark.parametrize(
    "words",
    [
        "What is the output of input 1?",
        "How many colours does the output have?",
        "What is the rule?",
        "Find the missing output rotated.",
        "What is the output if red is blue?",
    ],
)
def test_another_question_about_the_outputs_is_declined(words: str) -> None:
    assert "not understood" in (read(f"{ARC}\n\n{words}").refusal or "")


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("Why is the cell in row 1 column 3 a 4?", None),
        ("Is 4 right in r1c3?", "yes"),
        ("Is 5 right in r1c3?", "no: it is 4"),
        ("What goes in the middle cell?", "5"),
        ("What is the value two cells to the right of r1c1?", "4"),
        ("Show me everything except the center box", None),
        ("¿Cuál es el valor de la fila 1 columna 3?", "4"),
        ("¿Qué hay en la penúltima columna?", "1 4 6 2 9 5 8 3 7"),
        ("Qual é a penúltima coluna?", "1 4 6 2 9 5 8 3 7"),
        ("resolva este sudoku por favor, só a última linha", "3 4 5 2 8 6 1 7 9"),
        ("jaka cyfra jest w r1c3?", "4"),
        ("Podaj tylko ostatni wiersz", "3 4 5 2 8 6 1 7 9"),
        ("покажи только третью строку", "1 9 8 3 4 2 5 6 7"),
        ("第二行是什么？", "6 7 2 1 9 5 3 4 8"),
        ("最后一行是什么？", "3 4 5 2 8 6 1 7 9"),
        ("倒数第二行是什么？", "2 8 7 4 1 9 6 3 5"),
        ("只要第三行", "1 9 8 3 4 2 5 6 7"),
        ("What is the third row from the bottom?", "9 6 1 5 3 7 2 8 4"),
        ("What is in the second to last column?", "1 4 6 2 9 5 8 3 7"),
        ("Solve and verify it", None),
        ("¿Es verdad que en la fila 1, columna 3 va un 4?", "sí"),
        ("Правда ли, что в первой строке, третьем столбце стоит 8?", "нет: it is 4"),
        ("Czy w wierszu 5, kolumnie 5 stoi 5?", "tak"),
        ("Quel chiffre va dans la case ligne 1, colonne 3 ?", "4"),
        ("Welche Ziffer kommt in Zeile 1, Spalte 3?", "4"),
        ("Wie viele verschiedene Lösungen hat dieses Sudoku?", "1"),
        ("I'm stuck, please solve it", None),
    ],
)
def test_about_a_sudoku(words: str, answer: str | None) -> None:
    receipt = asked(f"Sudoku:\n{NINE}", words)
    assert receipt.status == "verified", receipt.reason
    if answer is not None:
        assert receipt.answer == answer


def test_all_but_the_middle_box_leaves_it_as_it_was_given() -> None:
    receipt = asked(NINE, "Show me everything except the center box")
    assert receipt.answer is not None
    rows = [
        line.replace(" ", "").replace("|", "") for line in receipt.answer.split("\n") if any(map(str.isdigit, line))
    ]
    assert [row[3:6] for row in rows[3:6]] == [".6.", "8.3", ".2."]


@pytest.mark.parametrize(
    "words",
    [
        "Why is row 3 as it is?",
        "a hint about row 5",
        "hint for r1c3",
        "give me everything backwards",
        "I've done everything except the bottom-right 3x3 box. What goes in there?",
        "I have solved everything but row 3. What is in it?",
        "Quel chiffre ne va pas dans la case ligne 9, colonne 1 ?",
        "Quel chiffre va dans la case ligne 9, colonne 1 sauf si c'est pair ?",
        "Welche Ziffer steht in Zeile 5, Spalte 5 und welche daneben?",
        "Va un 5 en la fila 5, columna 5 o en la fila 6?",
    ],
)
def test_what_is_not_answered_is_declined(words: str) -> None:
    assert asked(f"Sudoku:\n{NINE}", words).status == "declined"


def test_three_cells_told_to_differ_are_a_rule() -> None:
    found = read(f"Sudoku:\n{NINE}\nr1c3, r5c5 and r7c1 are different.")
    assert (found.kind, found.refusal) == ("sudoku_variant", None)
    assert found.candidate is not None
    assert found.candidate.puzzle is not None
    assert ("r1c3", "r5c5", "r7c1") in [getattr(rule, "cells", ()) for rule in found.candidate.puzzle.rules]


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("Is r1c1 a mine?", "yes"),
        ("Is r1c1 safe?", "no"),
        ("Is r1c1 not a mine?", None),
        ("Is r1c1 a mine or r4c4?", None),
    ],
)
def test_about_one_hidden_cell(words: str, answer: str | None) -> None:
    receipt = asked(MINES, words)
    assert (receipt.status, receipt.answer) == (("verified", answer) if answer else ("declined", None)), receipt.reason


def test_safe_cells_are_asked_plainly() -> None:
    assert asked(MINES, "which cells are safe?").status == "verified"
    assert asked(MINES, "which cells in row 2 are safe?").status == "declined"
    assert asked(MINES, "which cells are not safe?").status == "declined"


def test_why_the_solution_is_what_it_is() -> None:
    for words in ("Pourquoi cette solution ?", "Why this solution?", "Warum diese Lösung?"):
        assert read(f"{HITORI}\n\n{words}").refusal is None, words
    assert read(f"{HITORI}\n\nWhy this solution and no other one?").refusal is not None


HOUSES = """There are 3 houses, numbered 1 to 3 from left to right. In each house lives one person with unique values:
- Name: Bob, Ann, Carl
- Pet: dog, cat, fish
- Drink: tea, milk, water
Clues:
1. Bob has the dog.
2. Ann lives in house 1.
3. The fish is in house 3.
4. Ann drinks tea.
5. The person with the dog drinks milk.
"""


def follows(said: str, first: str = f"Solve this sudoku:\n{NINE}") -> Receipt:
    from adapters.graph.mixed_router import MixedRouter

    router = MixedRouter(exact=ExactSolver())
    router.handle(Request(text=first, thread="t"))
    return router.handle(Request(text=said, thread="t")).receipt


@pytest.mark.parametrize(
    ("said", "status", "answer"),
    [
        ("is it the only solution?", "verified", "yes"),
        ("ist das die einzige Lösung?", "verified", "ja"),
        ("Thanks!", "answered", "You're welcome."),
        ("vielen Dank", "answered", "Gern geschehen."),
        ("thanks, solve it backwards", "declined", None),
        ("is it the only solution with diagonals?", "declined", None),
        ("solve it with diagonals", "declined", None),
    ],
)
def test_after_a_solved_sudoku(said: str, status: str, answer: str | None) -> None:
    receipt = follows(said)
    assert (receipt.status, receipt.answer) == (status, answer)


def test_solve_it_gives_the_solution_again() -> None:
    receipt = follows("solve it")
    assert receipt.status == "verified"
    assert (receipt.answer or "").startswith("534678912")


@pytest.mark.parametrize(
    ("said", "status", "answer"),
    [
        ("Who has the dog?", "verified", "Bob"),
        ("and who drinks milk?", "verified", "Bob"),
        ("In which house does Carl live?", "verified", "3"),
        ("Who does not have the dog?", "declined", None),
        ("Who has the dog and who drinks milk?", "declined", None),
        ("Who would have the dog if Ann lived in house 2?", "declined", None),
        ("Who has the dog? Is Bob in house 3?", "declined", None),
    ],
)
def test_after_a_solved_zebra_puzzle(said: str, status: str, answer: str | None) -> None:
    receipt = follows(said, HOUSES)
    assert (receipt.status, receipt.answer) == (status, answer)


def test_a_row_of_other_houses_than_the_lists_tell_is_quoted() -> None:
    assert read(HOUSES).refusal is None
    assert read(HOUSES.replace("1 to 3 from", "1 to 4 from")).refusal is not None
