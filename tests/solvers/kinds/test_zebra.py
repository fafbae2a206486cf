"""Zebra puzzles: public prompts with their own answers, each form of sentence, and what is refused."""

from __future__ import annotations

import gzip
import json
from itertools import permutations, product
from pathlib import Path
from typing import Any

import pytest

from router.asking.message import Message
from solvers.base import Form
from solvers.kinds.zebra.clues import Ambiguous, Unread, rule
from solvers.kinds.zebra.kind import ZEBRA
from solvers.kinds.zebra.setting import Setting, setting
from solvers.rules.board import Problem
from solvers.text.source import Text

LISTS = """There are 4 houses (numbered 1 on the left, 4 on the right).
 - Each person has a unique name: alice, bob, carol, david
 - Each mother is accompanied by their child: alice, fred, bella, billy
 - Everyone has a favorite color: red, blue, green, white
 - Everyone has a different favorite cigar: red eye, blue master, prince, pall mall
 - The people are of nationalities: brit, dane, swede, german
"""


@pytest.fixture(scope="module")
def lists() -> Setting:
    found = setting(LISTS)
    assert found is not None
    return found


def prompts(data: Path) -> list[dict[str, Any]]:
    own = (data / "prompts/reasoning_gym/zebra_puzzles.jsonl").read_text().splitlines()
    with gzip.open(data / "prompts/reasoning_gym_eval_prompts.jsonl.gz", "rt") as lines:
        return [row for line in (*own, *lines) if (row := json.loads(line))["task"] == "zebra_puzzles"]


def solved(text: str, form: Form | None = None) -> str:
    found = ZEBRA.read(Text(text))
    assert len(found) == 1
    assert not found[0].doubts, found[0].doubts
    assert found[0].puzzle is not None
    (answer,) = ZEBRA.exact(found[0].puzzle).answers
    assert ZEBRA.verify(found[0].puzzle, answer) == ()
    return ZEBRA.write(found[0], answer, form or ZEBRA.form("", found[0]) or Form())


def judge(prompt: dict[str, Any]) -> None:
    assert solved(prompt["question"]) == prompt.get("answer", prompt.get("expected_answer"))


def test_public_prompts(shared_data: Path) -> None:
    for prompt in prompts(shared_data)[::8]:
        judge(prompt)


@pytest.mark.slow
def test_all_public_prompts(shared_data: Path) -> None:
    found = prompts(shared_data)
    assert len(found) == 160
    for prompt in found:
        judge(prompt)


def test_lists_are_named_by_their_labels(lists: Setting) -> None:
    assert [a.key for a in lists.attributes] == ["name", "child", "color", "cigar", "nationalities"]
    assert lists.houses == 4


@pytest.mark.parametrize(
    ("said", "name", "cells"),
    [
        ("The German is in the third house.", "allowed", ("nationalities: german",)),
        ("Bob lives in house 2.", "allowed", ("name: bob",)),
        ("Bob is in the second house or the last house.", "allowed", ("name: bob",)),
        ("The Dane is not in the first house.", "forbidden", ("nationalities: dane",)),
        ("The person who loves red is the person who smokes Red Eye.", "same", ("color: red", "cigar: red eye")),
        ("The Brit lives in the red house.", "same", ("nationalities: brit", "color: red")),
        ("Alice is the person's child is named Alice.", "same", ("name: alice", "child: alice")),
        ("The person's child is named Alice is Alice.", "same", ("child: alice", "name: alice")),
        ("The Swedish person is not Carol.", "different", ("nationalities: swede", "name: carol")),
        ("Bob and the mother of Fred are next to each other.", "difference", ("name: bob", "child: fred")),
        ("Bob lives next to the person partial to Pall Mall.", "difference", ("name: bob", "cigar: pall mall")),
        ("The Dane is not next to Bob.", "forbidden", ("nationalities: dane", "name: bob")),
        ("Bob is directly left of Carol.", "sum", ("name: carol", "name: bob")),
        ("Bob is immediately to the right of Carol.", "sum", ("name: bob", "name: carol")),
        ("Bob is somewhere to the left of the Prince smoker.", "less", ("name: bob", "cigar: prince")),
        ("Bob is somewhere to the right of the Prince smoker.", "less", ("cigar: prince", "name: bob")),
        ("There is one house between Bob and the Dane.", "difference", ("name: bob", "nationalities: dane")),
        ("There are two houses between Bob and the Dane.", "difference", ("name: bob", "nationalities: dane")),
    ],
)  # fmt: skip
def test_sentences(lists: Setting, said: str, name: str, cells: tuple[str, ...]) -> None:
    found = rule(said, lists)
    assert (found.name, found.cells) == (name, cells)


def test_numbers_in_sentences(lists: Setting) -> None:
    assert rule("There are two houses between Bob and the Dane.", lists).sentence().endswith("differ by exactly 3")
    held = rule("Bob is in the second house or the last house.", lists)
    assert not held.broken({"name: bob": 4})
    assert held.broken({"name: bob": 3})


@pytest.mark.parametrize(
    "said",
    [
        "Bob never drives.",
        "Bob is Carol.",
        "Either Bob or Carol is the Dane.",
        "Bob is the Dane if Carol is the Brit.",
        "Bob is the Dane unless it rains.",
        "Bob is two houses away from the Dane or the Brit.",
        "Bob is in the ninth house.",
        "The person who hates red is Bob.",
        "Bob is the Dane and Carol is the Brit.",
        "He drinks tea.",
        "All but Bob like red.",
        "Bob is at least two houses left of Carol.",
    ],
)
def test_other_sentences_are_not_read(lists: Setting, said: str) -> None:
    with pytest.raises(Unread):
        rule(said, lists)


def test_left_alone_is_ambiguous(lists: Setting) -> None:
    with pytest.raises(Ambiguous):
        rule("The red house is to the left of the white house.", lists)


SMALL = """There are 3 houses in a row.
- Names: Ann, Ben, Cleo
- Pets: zebra, cat, dog
- Drinks: tea, milk, water

Clues:
1. Ann lives in the first house.
2. The tea drinker is directly right of the zebra's owner.
3. Cleo has the dog.
4. There is one house between the water drinker and Cleo.
5. Ben drinks tea.
"""


def test_every_arrangement_of_a_small_one() -> None:
    (found,) = ZEBRA.read(Text(SMALL))
    assert found.puzzle is not None
    held = []
    for names, pets, drinks in product(permutations((1, 2, 3)), repeat=3):
        ann, ben, cleo = names
        zebra, _, dog = pets
        tea, _, water = drinks
        right = ann == 1 and tea == zebra + 1 and cleo == dog and abs(water - cleo) == 2 and ben == tea
        answer = dict(zip(found.puzzle.board.cells, (*names, *pets, *drinks), strict=True))
        assert (ZEBRA.verify(found.puzzle, answer) == ()) is right
        held += [answer] if right else []
    assert [dict(answer) for answer in ZEBRA.exact(found.puzzle).answers] == held[:2]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Who owns the zebra?", "Ann"),
        ("Who lives in house 3?", "Cleo"),
        ("Which house does Ben live in?", "2"),
        ("What is the pet of the person who lives in the second house?", "cat"),
        ("Whose pet is the dog?", None),
        ("What drink does Cleo have?", "milk"),
        ("Give me the whole table.", "House 1: name: Ann; pets: zebra; drinks: water"),
    ],
)
def test_questions(question: str, answer: str | None) -> None:
    written = solved(SMALL + "\n" + question)
    assert answer is None or written.startswith(answer)


def test_the_table_is_written_and_read_back() -> None:
    (found,) = ZEBRA.read(Text(SMALL))
    assert isinstance(found.puzzle, Problem)
    (answer,) = ZEBRA.exact(found.puzzle).answers
    table = ZEBRA.write(found, answer, Form())
    assert ZEBRA.read_answer(found.puzzle, table) == answer
    data = json.loads(ZEBRA.write(found, answer, Form(wrap="json")))
    assert data["1"] == {"name": "Ann", "pets": "zebra", "drinks": "water"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (SMALL.replace("has the dog", "hates the dog"), "clue"),
        (SMALL.replace("directly right of", "to the right of"), "clue"),
        (SMALL + "One of the clues is false, clues may be wrong.", "variant"),
        (SMALL.replace("in a row", "in a circle"), "variant"),
    ],
)
def test_what_is_open_or_changed_is_asked(text: str, code: str) -> None:
    (found,) = ZEBRA.read(Text(text))
    assert found.puzzle is None
    assert found.doubts[0].code == code


def test_other_texts_are_no_zebra_puzzles() -> None:
    for text in (
        "I saw a zebra near two houses.\n- Lions: big, wild\n- Tigers: big, wild",
        SMALL.replace("3. Cleo has the dog.\n", ""),
        "There are 3 houses in a row.\n- Names: Ann, Ben, Cleo\n1. Ann lives in the first house.",
    ):
        assert ZEBRA.read(Text(text)) == []


def test_the_question_is_understood_in_words() -> None:
    text = SMALL + "\nWho owns the zebra?"
    (found,) = ZEBRA.read(Text(text))
    message = Message(text, (found.span,))
    asked = ZEBRA.question(message, found)
    assert asked is not None
    assert asked.words() == "name in the house with pets: zebra"
    assert not message.rest.replace("\0", "").strip()
    assert found.puzzle is not None
    (answer,) = ZEBRA.exact(found.puzzle).answers
    assert ZEBRA.said(asked, found, answer) == "Ann"
