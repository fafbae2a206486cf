"""No kind ignores what changes its puzzle, and none is put off by talk: every kind, the same sentences."""

from __future__ import annotations

from functools import cache

import pytest

from router.asking.ask import Solve
from router.reading.read import read
from router.types import Reading
from solvers.kinds import KINDS

NAMES = [name for name in KINDS if name != "rules"]
READS_RULES = {"sudoku", "sudoku_variant", "killer", "jigsaw", "latin"}
"""Kinds that make rules of some such sentences."""
CHANGES = (
    "The first row must be increasing.",
    "In addition, the four corners add up to 9.",
    "Cell r1c1 must be even.",
    "Use 0-based rows and turn the result by 90 degrees.",
    "Ignore column 2.",
    "The last clue is wrong, treat it as empty.",
    "Never put the same thing twice in a row of three.",
    "Die erste Zeile muss aufsteigend sein.",
    "La somme de la diagonale doit être 10.",
    "La primera fila no puede tener pares.",
    "第一行必须递增。",
    "最初の行は増加しなければならない。",
    "Which cell is filled last?",
    "Show the candidates of every cell.",
    "Assume the top left cell is 2.",
    "Rotate the board first.",
    "Only the border counts.",
    "Two solutions are wanted, the one with the larger sum.",
)
TALK = (
    "My grandmother gave me this one.",
    "I found it in an old magazine on the train.",
    "Thanks a lot, best regards, Eva",
    "Hi there! My friend Tom could not do it.",
    "Danke schön!",
    "Merci beaucoup !",
)


@cache
def drawn(name: str) -> str:
    return KINDS[name].render(KINDS[name].generate(3, difficulty="easy"))


OWN_WORDS = (
    ("star_battle", "Stars may touch."),
    ("tents", "The tents may touch each other."),
    ("kakurasu", "Every row weighs one more than it says."),
    ("minesweeper", "Numbers count only orthogonal neighbours."),
    ("killer", "Cages may repeat."),
    ("nurikabe", "Islands may touch."),
    ("light_up", "Bulbs may shine on each other."),
    ("hitori", "Shaded ones may touch."),
    ("slitherlink", "The loop may cross itself."),
    ("skyscrapers", "Buildings of equal height are seen too."),
    ("kenken", "Zero is allowed too."),
    ("hitori", "Shade as few as possible."),
    ("nurikabe", "The sea may have pools."),
    ("killer", "Cages are products."),
    ("jigsaw", "Ignore the regions."),
    ("tents", "One tree has two tents."),
    ("colouring", "Also 0 and 5 are neighbours."),
    ("futoshiki", "The signs are reversed."),
    ("sudoku", "The 5s are actually 6s."),
    ("sudoku", "Print it twice."),
)
"""Changes told in nothing but the kind's own words."""


def asked(name: str, said: str) -> Reading:
    return read(f"Solve this {KINDS[name].title}. {said}\n{drawn(name)}")


@pytest.mark.parametrize("name", NAMES)
def test_what_changes_the_puzzle_is_never_ignored(name: str) -> None:
    for said in CHANGES:
        reading = asked(name, said)
        closed = reading.refusal is not None or bool(reading.questions) or reading.kind == "open"
        assert closed or reading.kind in READS_RULES, said
        if not closed:  # the rule became one of the board's, or the question is not the plain one
            plain = asked(name, "").candidate
            assert reading.candidate is not None
            assert plain is not None
            assert reading.candidate.puzzle != plain.puzzle or not isinstance(reading.ask, Solve), said


@pytest.mark.parametrize("name", NAMES)
def test_talk_puts_nobody_off(name: str) -> None:
    for said in TALK:
        reading = asked(name, said)
        assert reading.kind == name, said
        assert (reading.refusal, reading.questions) == (None, ()), said
        assert reading.candidate is not None
        assert reading.candidate.puzzle is not None


@pytest.mark.parametrize(("name", "said"), OWN_WORDS)
def test_a_change_in_the_kinds_own_words_is_not_taken_for_talk(name: str, said: str) -> None:
    reading = asked(name, said)
    assert reading.refusal is not None or reading.questions
