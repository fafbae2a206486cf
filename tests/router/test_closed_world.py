"""A clause that asks is understood word by word: extra words, renounced solutions and told facts never vanish."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from router import Request, Router
from router.asking.message import Message
from router.asking.wildcards import own_words
from router.types import Receipt
from solvers.exact import ExactSolver
from solvers.kinds import KINDS

ROUTER = Router(exact=ExactSolver())


@cache
def board(name: str) -> str:
    kind = KINDS[name]
    return f"{kind.title}:\n{kind.render(kind.generate(3, difficulty='easy'))}"


def ask(name: str, words: str) -> Receipt:
    """The receipt for some words above a small puzzle of a kind."""
    return ROUTER.handle(Request(text=f"{words}\n\n{board(name)}")).receipt


PLAIN = (
    ("sudoku", "Please solve this sudoku"),
    ("sudoku", "Could somebody finish this puzzle"),
    ("sudoku", "Löse bitte dieses Sudoku"),
    ("sudoku", "Résous cette grille"),
    ("sudoku", "Give me only row 3"),
    ("sudoku", "How many solutions are there"),
    ("sudoku", "Give me a hint"),
    ("maze", "How many steps is the shortest path"),
    ("futoshiki", "Solve this puzzle please"),
)
EXTRA = (
    "backwards", "knightly", "hexadecimal", "halfway", "twice", "tomorrow", "without", "except", "mirrored",
    "blindfolded", "rückwärts", "zweimal",
    "spiegelverkehrt", "moitié", "envers", "sauf", "whispered", "via", "upwards", "Klingon", "underwater",
    "instead", "zorble", "frumious", "unless", "seven",
)  # fmt: skip


@pytest.mark.parametrize(("name", "words"), PLAIN)
def test_the_plain_ask_is_answered(name: str, words: str) -> None:
    assert ask(name, words + ".").status == "verified"


@pytest.mark.parametrize("seed", range(60))
def test_an_extra_word_never_leaves_the_plain_answer(seed: int) -> None:
    rng = random.Random(seed)
    name, words = rng.choice(PLAIN)
    split = words.split()
    split.insert(rng.randrange(1, len(split) + 1), rng.choice(EXTRA))
    plain, other = ask(name, words + "."), ask(name, " ".join(split) + ".")
    assert (other.status, other.asked) != ("verified", plain.asked), " ".join(split)


@pytest.mark.parametrize("words", ["now", "kindly", "for my brother", "for our grandmother", "from the newspaper"])
def test_fillers_change_nothing(words: str) -> None:
    assert ask("sudoku", f"Please solve this sudoku {words}.").status == "verified"


@pytest.mark.parametrize(
    "words",
    [
        "Do not solve this.", "Please never solve it.", "No need to solve this.", "Nobody should solve this one.",
        "I already solved it.",
        "Nicht lösen bitte!", "Das muss nicht gelöst werden.", "Ne le résous pas.", "No lo resuelvas.",
        "Non risolverlo.", "Não resolvas isto.",
        "Niet oplossen.", "Nie rozwiązuj tego.", "Не решай это.", "不要解这个数独。", "この数独を解かないでください。",
        "Please don't spoil it.",
    ],
)  # fmt: skip
def test_what_is_not_to_be_solved_is_not(words: str) -> None:
    receipt = ask("sudoku", words)
    assert (receipt.status, receipt.answer, receipt.solution) == ("declined", None, None)


@pytest.mark.parametrize(
    "words",
    [
        "hint please, not the solution", "Hint only, not the answer.", "Bitte nur ein Tipp, nicht die Lösung",
        "Un indice, pas la solution.",
    ],
)  # fmt: skip
def test_a_hint_gives_no_more_than_a_hint(words: str) -> None:
    receipt = ask("sudoku", words)
    assert (receipt.status, receipt.asked, receipt.solution) == ("verified", "a hint", None)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("binairo", "r1c2 is 1. Solve."), ("kenken", "r1c1 = 9. Solve."), ("nurikabe", "r1c1 is white. Solve."),
        ("tents", "One tree has no tent. Solve."),
        ("tents", "Use ^ for tents."), ("colouring", "Vertex 1 must not be 2. Solve."),
        ("sudoku", "Boxes don't matter here. Solve."),
        ("sudoku", "Solve. (the last digit of line 7 is a 9)"), ("sudoku", "Forget row 3, I need row 4."),
        ("sudoku", "Only the empty cells please."),
        ("sudoku", "Only the middle row and the middle column."),
        ("sudoku", "Solve it and the one I sent yesterday."),
    ],
)  # fmt: skip
def test_facts_changes_and_second_wishes_never_vanish(name: str, words: str) -> None:
    receipt = ask(name, words)
    assert (receipt.status, receipt.answer) == ("declined", None)


@pytest.mark.parametrize(
    "words",
    [
        "My friend says there are two solutions. Is she right?", "My son says there is no solution. Is he right?",
        "He says it's easy. Is he right?",
        "Is it right?", "Is this correct?",
        "Everybody claims it cannot be solved. True?",
    ],
)  # fmt: skip
def test_a_claim_that_is_not_read_is_not_judged(words: str) -> None:
    assert ask("sudoku", words).status == "declined"


@pytest.mark.parametrize(
    "words",
    [
        "Ratkaise, mutta älä näytä vastausta.", "Çöz lütfen ama son satır hariç.", "Rezolvă doar coloana 2.",
        "이 스도쿠를 풀지 마세요.", "Løs ikke denne.",
    ],
)  # fmt: skip
def test_languages_without_a_table(words: str) -> None:
    assert ask("sudoku", words).status == "declined"


@pytest.mark.parametrize("words", ["Lös detta sudoku tack", "Ratkaise tämä sudoku, kiitos", "이 스도쿠를 풀어 주세요"])
def test_messages_of_known_shape_are_answered_in_any_language(words: str) -> None:
    assert ask("sudoku", words).status == "verified"


@pytest.mark.parametrize("name", ["hitori", "tents", "nonogram", "n_queens"])
def test_signs_are_not_added_up(name: str) -> None:
    assert ask(name, "What is the sum of row 1 in the solution?").status == "declined"


@pytest.mark.parametrize("hook", ["question", "plain_numbers", "signs_of", "write", "read"])
def test_a_hook_that_breaks_declines(hook: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> Any:
        raise ZeroDivisionError("a hook broke")

    text = f"What is r1c2?\n\n{board('sudoku')}" if hook == "signs_of" else f"Solve this.\n\n{board('sudoku')}"
    target: Callable[..., Any] = broken
    monkeypatch.setattr(type(KINDS["sudoku"]), hook, target)
    receipt = ROUTER.handle(Request(text=text)).receipt
    assert (receipt.status, receipt.answer) == ("declined", None)
    assert receipt.reason is not None


def test_open_places_of_a_pattern_take_nothing() -> None:
    import re

    match = re.compile(r"how many [^.?!\n]{0,30}\bsteps\b").search("how many purple steps")
    assert match is not None
    assert [match.string[a:b] for a, b in own_words(match)] == ["how many ", "steps"]
    message = Message("Solve the second one.")
    message.take(re.compile(r"Solve the (?:\w+ ){0,2}one"))
    assert message.rest.split() == ["second", "."]


def test_a_sign_in_quotes_asks_nothing() -> None:
    """A prompt in which the goal is drawn as a question mark."""
    receipt = ROUTER.handle(
        Request(
            text=(
                "Navigate from '3' (start) to '?' (goal):\n\n```\n>>>>>\n>3ee>\n>>e>>\n>ee?>\n>>>>>\n```\n"
                "Legend: '>' = Wall, 'e' = Passage\n\n"
                "What is the minimum number of steps to reach the goal?\n"
                "Give only the number of steps as your final answer, no other text or formatting."
            )
        )
    ).receipt
    assert (receipt.status, receipt.answer) == ("verified", "4")
