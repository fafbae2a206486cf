"""Colouring: public prompts, graphs and maps as people write them, doubts, and a brute-force recheck."""

from __future__ import annotations

import ast
import json
import re
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from solvers.base import Form
from solvers.kinds.colouring import COLOURING
from solvers.text.source import Text


def solved(text: str, form: Form | None = None) -> str:
    found = COLOURING.read(Text(text))
    assert len(found) == 1
    assert not found[0].doubts, found[0].doubts
    assert found[0].puzzle is not None
    answer = COLOURING.exact(found[0].puzzle).answers[0]
    assert COLOURING.verify(found[0].puzzle, answer) == ()
    written = COLOURING.write(found[0], answer, form or COLOURING.form(text, found[0]) or Form())
    assert COLOURING.read_answer(found[0].puzzle, written) == answer
    return written


def test_public_prompts(shared_data: Path) -> None:
    rows: list[dict[str, Any]] = [
        json.loads(line) for line in (shared_data / "negatives/reasoning_gym_text_tasks.jsonl").open()
    ]
    asked = [row["question"] for row in rows if row["task"] == "graph_color"]
    assert len(asked) == 8
    for question in asked:
        told = json.loads(solved(question))
        lists = {m[1]: ast.literal_eval(m[2]) for m in re.finditer(r"(\w+): (\[.*\])", question)}
        assert list(told) == [str(v) for v in lists["Vertices"]]
        assert set(told.values()) <= set(lists["colors"])
        assert all(told[str(a)] != told[str(b)] for a, b in lists["Edges"])
    for row in rows:
        if row["task"] != "graph_color":
            assert COLOURING.read(Text(row["question"])) == []


CHUK = """Graph: 6 nodes, 5 edges, 3 colors

Colors: 1=Red, 2=Blue, 3=Green

Nodes:
    1: [       ]  adj: 2, 4, 5
    2: [       ]  adj: 1, 6
    3: [       ]  adj: 4
  * 4: [   Blue]  adj: 1, 3
  * 5: [   Blue]  adj: 1
    6: [       ]  adj: 2

GRAPH COLORING (6 nodes, 3 colors). No two connected (adjacent) nodes may share the same color.
"""
EDGES = {("1", "2"), ("1", "4"), ("1", "5"), ("2", "6"), ("3", "4")}


def test_lines_of_neighbours_with_colours_held() -> None:
    (candidate,) = COLOURING.read(Text(CHUK))
    assert candidate.puzzle is not None
    assert {rule.cells for rule in candidate.puzzle.rules} == EDGES
    assert candidate.puzzle.board.clues == {"4": "Blue", "5": "Blue"}
    told = dict(line.split(": ") for line in solved(CHUK).splitlines())
    assert told["4"] == told["5"] == "Blue"
    assert all(told[a] != told[b] for a, b in EDGES)


@pytest.mark.parametrize(
    ("text", "edges"),
    [
        ("Colour the graph with 3 colours: A-B, B-C, C-A, C - D", {"AB", "BC", "AC", "CD"}),
        ("3-color this graph. Edges: (A, B), (B, C), (A, C)", {"AB", "BC", "AC"}),
        ("Color the map using red, green and blue.\nA: B, C\nB: A, C\nC: A, B", {"AB", "BC", "AC"}),
        ("Map coloring with red, green, or blue. A borders B and C. B borders C.", {"AB", "BC", "AC"}),
        ('Graph coloring, 3 colors:\n{"A": ["B", "C"],\n"B": ["C"],\n"C": ["A"]}', {"AB", "BC", "AC"}),
    ],
)
def test_graphs_as_people_write_them(text: str, edges: set[str]) -> None:
    (candidate,) = COLOURING.read(Text(text))
    assert not candidate.doubts, candidate.doubts
    assert candidate.puzzle is not None
    assert {"".join(rule.cells) for rule in candidate.puzzle.rules} == edges
    assert len(candidate.puzzle.board.domains[0]) == 3


def test_names_of_several_words_and_told_colours() -> None:
    text = """Color each state of this map with red, green or blue; South Australia is red.
Western Australia: Northern Territory, South Australia
Northern Territory: Western Australia, South Australia, Queensland
South Australia: Western Australia, Northern Territory, Queensland, New South Wales, Victoria
Queensland: Northern Territory, South Australia, New South Wales
New South Wales: Queensland, South Australia, Victoria
Victoria: South Australia, New South Wales"""
    told = dict(line.split(": ") for line in solved(text).splitlines())
    assert len(told) == 6
    assert told["South Australia"] == "red"
    assert told["Victoria"] not in ("red", told["New South Wales"])
    assert told["Queensland"] == told["Western Australia"] == told["Victoria"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Graph coloring with the fewest colors: A-B, B-C", "variant"),
        ("Edge-coloring; color the graph with 3 colors: A-B, B-C", "variant"),
        ("Color the graph with 3 colors: A-B, B-C. A must not be red.", "variant"),
        ("Color the graph: A-B, B-C", "colours"),
        ("Color the graph with 2 colors (red, green, blue): A-B, B-C", "colours"),
        ("Color the graph, 5 nodes, 3 colors: A-B, B-C", "graph"),
    ],
)
def test_what_is_not_plain_is_asked_about(text: str, code: str) -> None:
    assert [d.code for c in COLOURING.read(Text(text)) for d in c.doubts] == [code]


def test_other_texts_are_none() -> None:
    for text in (
        "Color each state: which map projection is best?",
        "Map coloring needs four colors at most; the proof of 1976-1977 used a computer.",
        "Rows: A-B, B-C without any request",
    ):
        assert COLOURING.read(Text(text)) == []


def test_brute_force_agrees() -> None:
    for seed in range(3):
        puzzle = COLOURING.generate(seed, size=7)
        names = puzzle.board.cells
        good = []
        for colours in product((1, 2, 3), repeat=7):
            told = dict(zip(names, colours, strict=True))
            apart = all(told[rule.cells[0]] != told[rule.cells[1]] for rule in puzzle.rules)
            if apart and all(told[name] == value for name, value in puzzle.board.given):
                good.append(told)
        assert good == list(COLOURING.exact(puzzle).answers)
