"""Plain requests in everyday words: hints for a place, what somebody put into a cell, what is missing, and talk."""

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


@pytest.mark.parametrize(
    ("name", "words", "asked", "cell"),
    [
        ("sudoku", "Give me a hint for r1c2.", "a hint for r1c2", "r1c2"),
        ("sudoku", "Can you give me a hint about the first row?", "a hint for row 1", "r1"),
        ("star_battle", "Give me a hint for row 2.", "a hint for row 2", "r2"),
        ("sudoku", "Hint for row 3 only.", "a hint for row 3", "r3"),
        ("tents", "Hint for r5c1?", "a hint for r5c1", "r5c1"),
        ("futoshiki", "Gib mir bitte einen Tipp für Zeile 1.", "a hint for row 1", "r1"),
        ("sudoku", "Gib mir nur einen Tipp, mehr nicht.", "a hint", ""),
        ("sudoku", "Ein kleiner Tipp reicht mir.", "a hint", ""),
        ("kenken", "Ich hänge fest, wo geht es weiter?", "a hint", ""), ("sudoku", "What do I do next?", "a hint", ""),
        ("latin", "How do I continue?", "a hint", ""), ("sudoku", "One hint, nothing more please.", "a hint", ""),
    ],
)  # fmt: skip
def test_a_hint_where_it_is_wanted_and_no_more(name: str, words: str, asked: str, cell: str) -> None:
    receipt = ask(name, words)
    assert (receipt.status, receipt.asked, receipt.solution) == ("verified", asked, None), receipt.reason
    assert (receipt.answer or "").startswith(f"Look at {cell}")


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("I put a 7 in r1c1. Am I on the right track?", "yes"),
        ("I have just r1c1 as a 6 so far, am I on the right track?", "no: it is 7"),
        ("I've got r1c1 as 7. Is that right so far?", "yes"),
        ("Ich habe in r1c1 eine 6 eingetragen. Ist das richtig?", "nein: it is 7"),
        ("Ich habe in Zeile 1, Spalte 1 eine 7 geschrieben, stimmt das?", "ja"),
    ],
)
def test_a_number_that_somebody_put_into_a_cell_is_checked(words: str, answer: str) -> None:
    receipt = ask("sudoku", words)
    assert (receipt.status, receipt.answer) == ("verified", answer), receipt.reason


@pytest.mark.parametrize("words", ["What's missing in row 1?", "Welche Ziffern fehlen noch in der ersten Zeile?"])
def test_what_is_missing_in_a_line(words: str) -> None:
    assert ask("sudoku", words).answer == "3 4 6 7 9"


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("Is it hard?", "easy"), ("Would you say this is an easy one or a hard one?", "easy"),
        ("Ist das schwer?", "easy"), ("Findest du das eher leicht oder schwer?", "easy"),
        ("Solve it. One row per line, no spaces.", "762394185\n943518726\n581267439"),
        ("Solve it and print it one row per line please.", "7 6 2 3 9 4 1 8 5\n"),
        ("Löse es zeilenweise ohne Leerzeichen.", "762394185\n943518726\n581267439"),
    ],
)  # fmt: skip
def test_how_hard_it_is_and_how_it_is_written(words: str, answer: str) -> None:
    receipt = ask("sudoku", words)
    assert receipt.status == "verified", receipt.reason
    assert (receipt.answer or "").startswith(answer)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("sudoku", "Finish this for me, I've been at it for an hour."),
        ("killer", "Please help me finish this killer, I'm stuck on the train."),
        ("kenken", "Gib mir die Lösung, ich gebe auf."),
        ("zebra", "Please solve this riddle, my kids are going mad over it."),
        ("sudoku", "Gibst du mir bitte die Lösung? Ich sitze im Zug und mir ist langweilig."),
        ("sudoku", "Help! Deadline is in five minutes and I need this solved."),
        ("latin", "Please solve this because I'm about to lose my mind."),
        ("sudoku", "Kannst du mir zeigen, wie das fertig aussieht?"),
        ("nonogram", "Show me what it looks like when it is done."),
        ("latin", "cant figure this out, can u solve it"),
        ("kenken", "I need the answer to this for school."),
        ("sudoku", "Meine Tochter braucht das für die Schule, bitte einmal ausfüllen."),
        ("sudoku", "Moin, wer kann das lösen?"),
        ("killer", "Solve this killer, my brain hurts."), ("nonogram", "Solve it, I want to see what it is."),
        ("sudoku", "What would the finished grid look like?"), ("nonogram", "Was kommt dabei heraus?"),
    ],
)  # fmt: skip
def test_talk_around_a_plain_request_refuses_nothing(name: str, words: str) -> None:
    receipt = ask(name, words)
    assert (receipt.status, receipt.solution is not None) == ("verified", True), receipt.reason


@pytest.mark.parametrize(
    "words",
    [
        "Solve it, I play it with a twist.", "Solve it, we use letters.", "Solve it, my son needs it backwards.",
        "Solve it, I'm colour-blind so use letters.", "Solve it, I've been told nines are wild.",
        "Solve it, I've got a wildcard.", "I want it backwards. Solve it.", "I consider the middle free. Solve it.",
        "We count a nine as zero. Solve it.", "Löse es, ich spiele mit Diagonalen.", "One row per line reversed.",
        "Solve it, I am used to hexadecimal.", "Give me a hint, but not for row 1.",
        "What would it look like mirrored?",
        "Give me a hint for the sudoku with diagonals.", "What do I do next if r1c1 is 5?",
        "I didn't put a 7 in r1c1. Am I right?", "I put a 7 in r1c1 and a 3 in r1c2. Am I right?",
        "What is missing in this sudoku?", "Is r1c1 a 7 in the given grid?",
        "I put 7 in r1c1 and erased it. Is that right?",
        "I almost put a 7 in r1c1. Right?", "Solve it, I am doing the one with arrows.",
        "Löse es, mein Bruder hat eine Sonderregel.", "Löse es, meine Oma kommt mit Buchstaben besser klar.",
        "I want to see what it looks like upside down.", "Give me a hint for row 1 and solve row 2.",
        "Could r1c1 be a 6 or a 7?", "Could r1c1 be a 7 by symmetry?", "Middle column plus one please.",
        "Can this be solved if r1c1 is 6", "I would like the odd ones.",
    ],
)  # fmt: skip
def test_what_is_more_than_talk_closes_the_way(words: str) -> None:
    receipt = ask("sudoku", words)
    assert (receipt.status, receipt.answer) == ("declined", None)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("SEND + MORE = MONEY", "D=7,E=5,M=1,N=6,O=0,R=8,S=9,Y=2"),
        ("Solve SEND+MORE=MONEY, what does M stand for?", "1"), ("In SEND + MORE = MONEY, what digit is Y?", "2"),
        ("Kannst du SEND + MORE = MONEY lösen?", "D=7,E=5,M=1,N=6,O=0,R=8,S=9,Y=2"),
        ("What do the letters stand for in SEND + MORE = MONEY?", "D=7,E=5,M=1,N=6,O=0,R=8,S=9,Y=2"),
    ],
)  # fmt: skip
def test_a_sum_of_words_needs_no_name(text: str, answer: str) -> None:
    assert ROUTER.handle(Request(text=text)).receipt.answer == answer


@pytest.mark.parametrize(
    "text",
    [
        "My motto: WORK + LUCK = MONEY", "WORK + STRESS = BURNOUT. Thoughts?", "SEND + MORE = MONEY with S even",
        "Solve SEND + MORE = MONEY without S = 9.", "SEND + MORE = MONEY in base 12, solve",
    ],
)  # fmt: skip
def test_a_motto_or_a_changed_sum_is_none(text: str) -> None:
    receipt = ROUTER.handle(Request(text=text)).receipt
    assert (receipt.status, receipt.answer) == ("declined", None)


@pytest.mark.parametrize(
    ("name", "words", "answer"),
    [
        ("sudoku", "Just need row 5 of this sudoku, don't show me the rest please.", "3 7 4 9 8 2 6 5 1"),
        ("sudoku", "Only r1c1, I'll do the rest myself.", "7"),
        ("sudoku", "Nur Zeile 5, den Rest mache ich selbst.", "3 7 4 9 8 2 6 5 1"),
        ("sudoku", "Welche Zahlen stehen im Kasten rechts unten?", "5 1 8\n9 7 4\n2 6 3"),
        ("sudoku", "What's in the block at the top left?", "7 6 2\n9 4 3\n5 8 1"),
        ("sudoku", "Was kommt in Zeile 2, Spalte 2 hin?", "4"),
        ("sudoku", "Wie lautet die letzte Zeile?", "8 9 5 4 7 1 2 6 3"),
        ("sudoku", "How many different ways can this little sudoku be completed?", "1"),
        ("sudoku", "Auf wie viele Arten kann man das lösen?", "1"), ("maze", "How many steps to the goal?", "17"),
        ("sudoku", "Middle column please.", "9 1 6 4 8 5 3 2 7"), ("sudoku", "Welche Ziffer gehört in die Mitte?", "8"),
        ("sudoku", "Nenne mir die oberste Zeile.", "7 6 2 3 9 4 1 8 5"),
        ("magic_square", "What number is missing in the middle?", "32"),
        ("sudoku", "is this solvable", "yes"), ("sudoku", "has this got one solution or more", "1"),
        ("maze", "Wie viele Schritte sind es bis zum Ziel?", "17"),
        ("maze", "What's the last move before the goal?", "up"),
        ("maze", "In welche Richtung muss ich zuerst?", "left"), ("maze", "Kommt man überhaupt raus?", "yes"),
        ("maze", "Zeig mir den kürzesten Weg mit Pfeilen", "←←↓↓↓↓←←←←↓↓↓↓→→↑"),
    ],
)  # fmt: skip
def test_everyday_words_for_parts_and_ways(name: str, words: str, answer: str) -> None:
    receipt = ask(name, words)
    assert (receipt.status, (receipt.answer or "").replace("ja", "yes")) == ("verified", answer), receipt.reason


@pytest.mark.parametrize(
    ("name", "words", "answer"),
    [
        ("sudoku", "What are the first two rows?", "7 6 2 3 9 4 1 8 5\n9 4 3 5 1 8 7 2 6"),
        ("sudoku", "Please tell me row 1 of the solution without spaces.", "762394185"),
        ("sudoku", "Give me the four corners.", "7 5 8 3"), ("sudoku", "Was steht in den vier Ecken?", "7 5 8 3"),
        ("latin", "Give me the answer without spaces.", "1423\n3142\n4231\n2314"),
        ("latin", "Gib mir die Lösung ohne Leerzeichen.", "1423\n3142\n4231\n2314"),
        ("latin", "Schreib die Lösung als JSON.", "[[1, 4, 2, 3], [3, 1, 4, 2], [4, 2, 3, 1], [2, 3, 1, 4]]"),
        ("maze", "How far is it from S to G?", "17"), ("maze", "Gib mir die Schritte als Liste.", "LLDDDDLLLLDDDDRRU"),
        ("slant", "Is r1c1 a slash or a backslash?", "slash"), ("cryptarithm", "Wofür steht T?", "5"),
    ],
)  # fmt: skip
def test_several_lines_corners_and_how_it_is_written(name: str, words: str, answer: str) -> None:
    receipt = ask(name, words)
    assert (receipt.status, receipt.answer) == ("verified", answer), receipt.reason


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("sudoku", "I won't need row 1."), ("sudoku", "I don't need row 1."), ("sudoku", "Ich brauche Zeile 1 nicht."),
        ("sudoku", "Solve it. I need letters."), ("sudoku", "My kids need the odd ones."),
        ("latin", "I need it backwards."),
        ("sudoku", "dont give me row 1"), ("sudoku", "The solution without the clues."),
        ("nonogram", "Draw it inverted."),
        ("sudoku", "The first two rows are swapped."), ("sudoku", "Lösung als JSON ohne die erste Zeile."),
        ("sudoku", "Give me the corners of the middle box."), ("sudoku", "What are the first two rows and columns?"),
        ("norinori", "Shade it except r1c1."), ("maze", "How far is it from S to G if I may jump?"),
        ("maze", "Gib mir die Schritte rückwärts."), ("cryptarithm", "Wofür steht T nicht?"),
    ],
)  # fmt: skip
def test_what_limits_them_closes_the_way(name: str, words: str) -> None:
    receipt = ask(name, words)
    assert (receipt.status, receipt.answer) == ("declined", None)
