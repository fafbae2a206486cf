"""Questions about what a board holds are put together from a kind's own words, and only if every word is known."""

from __future__ import annotations

from functools import cache

import pytest

from router import Request, Router
from router.types import Receipt
from solvers.exact import ExactSolver
from solvers.kinds import KINDS

ROUTER = Router(exact=ExactSolver())


@cache
def board(name: str) -> str:
    kind = KINDS[name]
    return f"{kind.title}:\n{kind.render(kind.generate(41, difficulty='easy'))}"


def ask(name: str, words: str) -> Receipt:
    """The receipt for some words above a small puzzle of a kind."""
    return ROUTER.handle(Request(text=f"{words}\n\n{board(name)}")).receipt


def told(name: str, words: str) -> str | None:
    receipt = ask(name, words)
    assert receipt.status == "verified", (receipt.reason, words)
    return receipt.answer


@pytest.mark.parametrize(
    ("name", "words", "answer"),
    [
        ("star_battle", "Is there a star in r1c1?", "no"),
        ("star_battle", "Is there a star in row 1, column 2?", "yes"),
        ("star_battle", "Steht in r1c2 ein Stern?", "ja"), ("star_battle", "Where is the star in row 2?", "r2c5"),
        ("star_battle", "In which column is the star of row 2?", "5"),
        ("star_battle", "In welcher Spalte steht der Stern von Zeile 2?", "5"),
        ("tents", "How many tents are there?", "5"), ("tents", "Wie viele Zelte gibt es?", "5"),
        ("tents", "How many tents are in row 2?", "0"), ("tents", "Is there a tent at r1c4?", "no"),
        ("light_up", "How many bulbs do I need?", "6"), ("light_up", "Is there a bulb in r2c1?", "no"),
        ("hitori", "Ist r1c1 schwarz oder weiß?", "schwarz"), ("nurikabe", "Is r3c3 black or white?", "black"),
        ("sudoku", "Would a 9 fit in r1c1?", "no: it is 7"), ("sudoku", "Passt in r1c1 eine 7?", "ja"),
        ("minesweeper", "Can I open r2c1?", "no"),
        ("minesweeper", "Wo kann ich in Zeile 3 gefahrlos klicken?", "r3c2, r3c4, r3c5"),
        ("hitori", "Is r1c2 shaded?", "no"), ("hitori", "Ist r1c1 schwarz?", "ja"),
        ("hitori", "Which cells in row 1 are unshaded?", "r1c2, r1c4, r1c5"),
        ("hitori", "Tell me whether r1c1 has to be shaded.", "yes"),
        ("nonogram", "Which cells of the first row are filled?", "r1c1, r1c2, r1c3"),
        ("n_queens", "Where is the queen in the first row?", "r1c5"),
        ("minesweeper", "Ist in Zeile 1, Spalte 2 eine Mine?", "nein"),
        ("minesweeper", "Where are the mines in row 4?", "r4c4"),
        ("minesweeper", "Is it safe to click on row 1 column 2?", "yes"),
        ("cryptarithm", "what digit is G?", "9"), ("cryptarithm", "What does T stand for?", "5"),
        ("cryptarithm", "Für welche Ziffer steht G?", "9"), ("cryptarithm", "What number does JTJV stand for?", "1510"),
        ("cryptarithm", "Which letter is 1?", "J"), ("cryptarithm", "Is G equal to 9?", "yes"),
        ("cryptarithm", "Is G = 8?", "no"), ("cryptarithm", "Ist G = 9?", "ja"),
        ("skyscrapers", "How tall is the building in r2c3?", "1"),
        ("skyscrapers", "Wie hoch ist das Haus in r1c1?", "1"),
        ("numbrix", "Where does the 10 go?", "r3c2"), ("sudoku", "Where does the 9 go in row 1?", "r1c5"),
        ("sudoku", "Which column is the 9 of row 1 in?", "5"),
    ],
)  # fmt: skip
def test_a_question_in_the_words_of_the_kind(name: str, words: str, answer: str) -> None:
    assert told(name, words) == answer


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("tents", "Where do the tents go?"), ("tents", "Put in the tents for me, would you?"),
        ("tents", "Wo kommen die Zelte hin?"), ("star_battle", "Wo müssen die Sterne hin?"),
        ("light_up", "Where do I put the bulbs?"), ("slitherlink", "Can you draw the loop?"),
        ("slitherlink", "Zeichne bitte die Schleife ein."), ("slant", "Draw the diagonals for me."),
        ("n_queens", "Where do the queens go?"), ("norinori", "Where do the dominoes go?"),
        ("nonogram", "What picture comes out?"), ("hitori", "Which numbers do I cross out?"),
        ("hitori", "Welche Zahlen muss ich streichen?"), ("kakurasu", "Which cells do I fill?"),
        ("binairo", "Fill the grid with zeros and ones."), ("slitherlink", "What does the finished loop look like?"),
        ("numbrix", "Fill in the path."), ("light_up", "Place the lamps so everything is lit."),
    ],
)  # fmt: skip
def test_asking_where_the_things_go_is_asking_for_the_solution(name: str, words: str) -> None:
    receipt = ask(name, words)
    assert (receipt.status, receipt.asked) == ("verified", "the solution")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("star_battle", "Where do the stars not go?"), ("star_battle", "Where do the stars go if row 1 has one?"),
        ("star_battle", "How many stars are left?"), ("star_battle", "Where do the stars go except in row 1?"),
        ("star_battle", "Is there a star in r1c1 or in r1c2?"), ("star_battle", "Where is the star in region A?"),
        ("star_battle", "Where do the first three stars go?"), ("star_battle", "Where do the stars go? Row 1 has two."),
        ("hitori", "Which cells are shaded if r1c1 stays white?"), ("hitori", "Is r1c2 shaded, and why?"),
        ("hitori", "Which cells touch a shaded one?"), ("hitori", "Shade the cells that repeat."),
        ("numbrix", "Is 10 next to 11?"), ("cryptarithm", "What is T plus G?"), ("cryptarithm", "Is G bigger than 4?"),
        ("cryptarithm", "Which letter is 1 or 2?"), ("minesweeper", "Is r1c2 safe if r1c4 is a mine?"),
        ("minesweeper", "Is r1c2 safe? Where are the mines?"), ("minesweeper", "How many mines touch r1c1?"),
        ("norinori", "How many dominoes are there?"), ("nurikabe", "How many islands are there?"),
        ("nonogram", "Draw the picture mirrored."), ("tents", "Draw tents as X."),
        ("slant", "Draw the diagonals backwards."),
        ("nonogram", "Which rows are filled?"), ("light_up", "Place the lamps so everything is lit except r1c1."),
        ("hitori", "Welche Felder sind nicht schwarz?"), ("tents", "Stell die Zelte auf, aber nur in Zeile 1."),
        ("cryptarithm", "Für welche Ziffer steht G, wenn T 6 ist?"), ("sudoku", "Where do the 9s and 8s go?"),
        ("slitherlink", "Draw the loop through all cells."), ("sudoku", "Where does 9 not go in row 1?"),
        ("tents", "Wo kommen die Zelte nicht hin?"), ("binairo", "Fill the grid with ones and twos."),
        ("nurikabe", "Is r3c3 or r3c4 black?"), ("numbrix", "Fill in the path backwards."),
        ("minesweeper", "Should I click r1c2 or r1c4?"), ("binairo", "Fill row 1 with zeros and ones."),
    ],
)  # fmt: skip
def test_another_question_is_none_of_these(name: str, words: str) -> None:
    receipt = ask(name, words)
    assert (receipt.status, receipt.answer) == ("declined", None)


@pytest.mark.parametrize("words", ["What colour is vertex 5?", "Welche Farbe hat Knoten 5?", "Which vertices are 1?"])
def test_what_differs_between_solutions_is_not_told(words: str) -> None:
    text = f"{words}\n\nGraph colouring.\nVertices: [0, 1, 5]\nEdges: [(0, 1), (1, 5)]\nPossible colours: [1, 2, 3]"
    receipt = ROUTER.handle(Request(text=text)).receipt
    assert (receipt.status, receipt.answer) == ("declined", None)


@pytest.mark.parametrize("words", ["What colour is vertex 5?", "Welche Farbe hat Knoten 5?"])
def test_what_all_solutions_agree_on_is_told(words: str) -> None:
    graph = "Vertices: [0, 1, 5]\nEdges: [(0, 1), (1, 5), (0, 5)]\nPossible colours: [1, 2, 3]\n"
    text = f"{words}\n\nGraph colouring.\n{graph}Vertex 0 has colour 3.\nVertex 1 has colour 2."
    assert ROUTER.handle(Request(text=text)).receipt.answer == "1"


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("Does it have more than one solution?", "no"), ("Gibt es mehr als eine Lösung?", "nein"),
        ("Is there only one solution?", "yes"), ("Hat das Sudoku genau eine Lösung?", "ja"),
        ("Is this ambiguous?", "no"),
        ("Is there another solution?", "no"),
    ],
)  # fmt: skip
def test_whether_there_are_several_is_answered_the_way_it_was_asked(words: str, answer: str) -> None:
    assert told("sudoku", words) == answer


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("So who plays golf?", "Carol"), ("Is Bob in house 3?", "yes"), ("Does Alice drink tea?", "no"),
        ("Is Alice the one who plays soccer?", "yes"), ("Which house is Bob in?", "3"),
        ("What is Carol's sport?", "golf"),
        ("Who lives in the middle house?", "Carol"), ("Wer wohnt in Haus 2?", "Carol"), ("Was trinkt Alice?", "coffee"),
        ("In welchem Haus wohnt Carol?", "2"),
    ],
)  # fmt: skip
def test_who_lives_where(words: str, answer: str) -> None:
    assert told("zebra", words) == answer


@pytest.mark.parametrize(
    "words",
    [
        "So who owns the dog?", "Does Alice not drink tea?", "Does Alice hate tea?", "Who hates tea?",
        "Is Alice left of Bob?",
        "Who drinks tea? And who plays golf?", "Does Alice drink tea in house 2?", "Wer trinkt keinen tea?",
    ],
)  # fmt: skip
def test_what_is_not_said_of_houses_is_declined(words: str) -> None:
    receipt = ask("zebra", words)
    assert (receipt.status, receipt.answer) == ("declined", None)
