"""Cryptarithms: equations on one line and under each other, in the asked form; what is no plain sum is asked about."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path

import pytest

from solvers.base import Form
from solvers.kinds.cryptarithm import CRYPTARITHM
from solvers.text.source import Text


def answers(text: str, form: Form | None = None) -> list[str]:
    found = CRYPTARITHM.read(Text(text))
    assert len(found) == 1
    assert not found[0].doubts, found[0].doubts
    assert found[0].puzzle is not None
    proven = CRYPTARITHM.exact(found[0].puzzle).answers
    assert all(CRYPTARITHM.verify(found[0].puzzle, answer) == () for answer in proven)
    return [CRYPTARITHM.write(found[0], answer, form or Form()) for answer in proven]


def test_korbench(shared_data: Path) -> None:
    """One of the two answers that come with them gives a letter twice, so arithmetic judges."""
    lines = (shared_data / "prompts/korbench_prompts.jsonl").read_text().splitlines()
    rows = [row for line in lines if (row := json.loads(line))["title"] == "Crypto-Math"]
    written = [answers(f"{row['rule']}\n\n{row['question']}", Form(wrap="brackets")) for row in rows]
    assert sorted(written) == [["[[A=1,C=3,E=4,F=6,I=5,M=0,R=7,S=9,T=8,Y=2]]"], ["[[C=8,L=1,T=9]]"]]
    assert 65682 + 981849 == 1047531


def test_reasoning_gym(shared_data: Path) -> None:
    """Most of these have several solutions; the stored one is among them, whatever others there are."""
    lines = (shared_data / "negatives/reasoning_gym_text_tasks.jsonl").read_text().splitlines()
    rows = [row for line in lines if (row := json.loads(line))["task"] == "cryptarithm"]
    assert len(rows) >= 10
    for row in rows:
        found = CRYPTARITHM.read(Text(row["question"]))
        assert [candidate.doubts for candidate in found] == [()]
        puzzle = found[0].puzzle
        assert puzzle is not None
        assert CRYPTARITHM.verify(puzzle, CRYPTARITHM.read_answer(puzzle, row["answer"])) == ()
        written = answers(row["question"])
        assert len(written) == 2 or written == [row["answer"]]


REASONING_GYM = """Solve this cryptarithm:

    HEQU
    OEYD
+  HODHQ
--------
  MRYQHO

Each letter stands for a unique digit (0-9). No leading letter can be zero.
Provide a comma separated mapping from letters to digits that satisfies the equation in your final answer. Output \
format: "A=1,B=2,C=3" (without quotes)
"""


def test_words_under_each_other() -> None:
    """In the words of reasoning-gym's cryptarithm."""
    for written in answers(REASONING_GYM):
        value = {pair[0]: pair[2] for pair in written.split(",")}
        assert len(set(value.values())) == len(value) == 9
        first, second, third, total = (
            int("".join(value[letter] for letter in word)) for word in ("HEQU", "OEYD", "HODHQ", "MRYQHO")
        )
        assert first + second + third == total
    assert answers("cryptarithm\n  MONEY\n-  MORE\n-------\n   SEND") == ["D=7,E=5,M=1,N=6,O=0,R=8,S=9,Y=2"]


def test_forms() -> None:
    text = "Solve the cryptarithm SEND + MORE = MONEY."
    assert answers(text) == ["D=7,E=5,M=1,N=6,O=0,R=8,S=9,Y=2"]
    assert answers(text, Form(wrap="json")) == ['{"D": 7, "E": 5, "M": 1, "N": 6, "O": 0, "R": 8, "S": 9, "Y": 2}']
    assert answers(text, Form("equation")) == ["9567 + 1085 = 10652"]
    found = CRYPTARITHM.read(Text("alphametic: send+more=money"))[0]
    assert CRYPTARITHM.form("Write the equation with digits.", found) == Form("equation")
    assert found.puzzle is not None
    assert CRYPTARITHM.verify(found.puzzle, CRYPTARITHM.read_answer(found.puzzle, '{"S": 9, "E": 5, "N": 6}'))
    claimed = CRYPTARITHM.read_answer(found.puzzle, "S=9, E=5, N=6, D=7, M=1, O=0, R=8, Y=2")
    assert CRYPTARITHM.verify(found.puzzle, claimed) == ()


def test_known_letters_digits_and_other_bases() -> None:
    known = "Each letter represents a unique digit (0-9).\nEquation: XQR + RRQ = VVXV\n\n  X38 + 883 = 11X1\n\n"
    assert answers(f"{known}Assignments:\n  *Q = 3\n  *R = 8 (leading)\n  *V = 1 (leading)\n   X = ? (leading)") == [
        "Q=3,R=8,V=1,X=2"
    ]
    assert len(answers("Each letter represents a different digit: TWO + TWO = FOUR")) == 2
    assert answers("Cryptarithm TWO + TWO = FOUR, where T is 8 and W = 4.") == ["F=1,O=6,R=2,T=8,U=9,W=4"]
    assert answers("Solve the cryptarithm SEND + MORE = MONEY. S is 8.") == []
    assert answers("cryptarithm in base 8: AA + B = BCC") == ["A=7,B=1,C=0"]
    assert answers("cryptarithm A5 + A = 1BC") == answers("cryptarithm: 1BC - A = A5")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("cryptarithm ABCDE * 4 = EDCBA", "shape"),
        ("cryptarithm AB + C = DE, where A is not 2", "variant"),
        ("cryptarithm AB + C = DE with A > D", "variant"),
        ("cryptarithm with digits 1-9: AB + C = DE", "variant"),
        ("A cryptarithm in which different letters may stand for the same digit: AB + CB = DD", "variant"),
    ],
)
def test_what_is_not_plain_is_asked_about(text: str, code: str) -> None:
    assert [doubt.code for found in CRYPTARITHM.read(Text(text)) for doubt in found.doubts] == [code]


def test_other_texts_are_none() -> None:
    for text in (
        "SEND + MORE = MONEY is what the telegram said.",
        "Each letter stands for a number, as in A = 1, B = 2. What is x + 3 = 7?",
        "Explain cryptarithms: 12 + 13 = 25",
    ):
        assert CRYPTARITHM.read(Text(text)) == []


def test_brute_force_agrees() -> None:
    for left, right, total in (("AB", "BA", "CAC"), ("AB", "AB", "BC"), ("ABA", "B", "BAA"), ("AA", "BB", "CBC")):
        letters = sorted(set(left + right + total))
        count = 0
        for digits in permutations("0123456789", len(letters)):
            numbers = [w.translate(str.maketrans("".join(letters), "".join(digits))) for w in (left, right, total)]
            leading = any(len(n) > 1 and n[0] == "0" for n in numbers)
            count += not leading and int(numbers[0]) + int(numbers[1]) == int(numbers[2])
        assert len(answers(f"cryptarithm {left} + {right} = {total}")) == min(2, count)
