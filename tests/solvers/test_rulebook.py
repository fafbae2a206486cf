"""Rulebooks: JSON to puzzle and back; errors are one line with the place; whatever is sent, nothing else happens."""

from __future__ import annotations

import json
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from solvers.base import BadPuzzle
from solvers.kinds import KINDS, RULE_KINDS
from solvers.kinds.rulebook import RULEBOOKS
from solvers.rules import rulebook
from solvers.rules.board import Problem
from solvers.rules.exact import Search
from solvers.rules.forms import FORMS
from solvers.rules.reasons import cannot, told
from solvers.rules.rulebook import read, write
from solvers.text.source import Text

GRID = {"grid": {"rows": 2, "columns": 2}, "values": [1, 2, 3]}
LINE = ["r1c1", "r1c2"]
EXAMPLES: dict[str, dict[str, Any]] = {
    "different": {"cells": LINE},
    "same": {"cells": LINE},
    "sum": {"cells": LINE, "is": 5, "weights": [1, 2], "when": [{"cell": "r2c1", "value": 1, "not": True}]},
    "product": {"cells": LINE, "is": 6},
    "count": {"cells": LINE, "values": [1, 2], "at_least": 1, "when": {"cell": "r2c2", "value": 3}},
    "less": {"cells": LINE},
    "difference": {"cells": LINE, "is": 1},
    "ratio": {"cells": LINE, "at_least": 2, "at_most": 3},
    "allowed": {"cells": LINE, "tuples": [[1, 2], [3, 1]]},
    "forbidden": {"cells": LINE, "tuples": [[1, 2], [3, 1]]},
    "if": {"when": {"cell": "r1c1", "value": 1}, "then": [{"cell": "r1c2", "value": 2}]},
    "any": {"of": [{"cell": "r1c1", "value": 1}, {"cell": "r1c2", "value": 2, "not": True}]},
    "visible": {"cells": LINE, "is": 2},
    "runs": {"cells": ["r1c1", "r1c2", "r2c1"], "value": 1, "lengths": [1, 1]},
    "path": {"cells": ["r1c1", "r1c2", "r2c1", "r2c2"], "last": 3},
    "connected": {"cells": ["r1c1", "r1c2", "r2c1", "r2c2"], "value": 1},
    "loop": {"cells": ["r1c1", "r1c2", "r2c1", "r2c2"], "value": 1},
    "acyclic": {"links": [["a", "b", "r1c1", 1], ["b", "c", "r1c2", 1], ["c", "a", "r2c1", 1]]},
}


def book(*rules: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {**GRID, "rules": list(rules), **changes}


def attempt(source: str | bytes) -> Problem | None:
    """The puzzle, or None where it was refused in one line."""
    try:
        return read(source)
    except BadPuzzle as exc:
        said, hint = str(exc), exc.hint
    assert said.isprintable(), said
    assert len(said) < 250, said
    assert hint
    return None


def refused(given_: Any) -> str:
    source = given_ if isinstance(given_, str | bytes) else json.dumps(given_)
    assert attempt(source) is None
    with pytest.raises(BadPuzzle) as caught:
        read(source)
    return str(caught.value)


def brute(problem: Problem) -> set[tuple[Any, ...]]:
    """Solutions by trying everything, proven by the rules' own words alone."""
    cells = problem.board.cells
    every = (dict(zip(cells, values, strict=True)) for values in product(*problem.board.domains))
    return {tuple(found[n] for n in problem.board.shown) for found in every if not problem.verify(found)}


def searched(problem: Problem) -> set[tuple[Any, ...]]:
    found = Search(problem).solve(limit=0)
    assert found.complete
    return {tuple(solution[name] for name in problem.board.shown) for solution in found.solutions}


def test_every_rule_has_a_form_and_an_example() -> None:
    assert {form.of.name for form in FORMS.values()} == set(EXAMPLES)


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_each_rule_goes_both_ways_and_means_what_its_check_says(name: str) -> None:
    problem = read(json.dumps(book({"rule": name, "label": "mine", **EXAMPLES[name]})))
    assert problem.rules[0].label == "mine"
    again = read(json.loads(json.dumps(write(problem))))
    assert again == problem
    assert write(again) == write(problem)
    solutions = brute(problem)
    assert searched(problem) == solutions
    assert 0 < len(solutions) < 81, "the example says something, and can be kept"
    assert told(problem.rules[0]).startswith("mine (")


def test_what_clashes_is_told() -> None:
    low = {"rule": "less", "cells": ["r1c1", "r1c2"], "label": "Ann before Bob"}
    far = {"rule": "sum", "cells": LINE, "is": 2}
    needless = {"rule": "different", "cells": ["r2c1", "r2c2"]}
    assert cannot(read(book(needless, low, far))) == (
        "these cannot hold together: Ann before Bob (r1c1 < r1c2); r1c1 and r1c2 add up to exactly 2"
    )
    assert cannot(read(book(low, given={"r1c1": 3}))) == (
        "these cannot hold together: r1c1 is given as 3; Ann before Bob (r1c1 < r1c2)"
    )
    assert cannot(read(book({"rule": "sum", "cells": LINE, "is": 99}))).startswith("this cannot hold: r1c1 and r1c2")


@pytest.mark.parametrize("name", sorted(set(RULE_KINDS) & set(KINDS)))
def test_puzzles_of_every_kind_are_rulebooks(name: str) -> None:
    puzzle: Any = KINDS[name].generate(3, difficulty="easy")
    again = read(json.dumps(write(puzzle)))
    assert again.board == puzzle.board
    assert again.rules == puzzle.rules


def test_names_maps_and_hidden_cells() -> None:
    seats = {
        "values": {"Ann": ["door", "window"], "Bob": ["door", "window"], "helper": [0, 1]},
        "given": {"Ann": "door"},
        "hidden": ["helper"],
        "rules": [{"rule": "different", "cells": ["Ann", "Bob"]}],
    }
    problem = read(json.dumps(seats))
    assert problem.board.shown == ("Ann", "Bob")
    assert searched(problem) == {("door", "window")}
    assert read(write(problem)) == problem
    holes = read({"grid": {"rows": 2, "columns": 2}, "cells": LINE, "values": [1]})
    assert (holes.board.cells, holes.board.shape) == (tuple(LINE), (2, 2))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"rules": [{"rule": "less", "cells": ["r1c1", "r9c9"]}]}, "rules[0].cells[1]: no cell is called 'r9c9'"),
        ({"rules": [{"rule": "less", "cells": ["r1c1", "r1c1"]}]}, "rules[0].cells[1]: 'r1c1' stands twice"),
        ({"rules": [{"rule": "sum", "cells": LINE, "is": True}]}, "rules[0].is: True is no whole number"),
        ({"rules": [{"rule": "sum", "cells": LINE, "is": float("nan")}]}, "rules[0].is: nan is no whole number"),
        ({"rules": [{"rule": "sum", "cells": LINE, "is": 2.0}]}, "rules[0].is: 2.0 is no whole number"),
        ({"rules": [{"rule": "sum", "cells": LINE}]}, "rules[0]: give either is, or at_least and at_most"),
        ({"rules": [{"rule": "sum", "cells": LINE, "is": 1, "at_most": 2}]}, "rules[0]: give either is, or at_least"),
        ({"rules": [{"rule": "count", "cells": LINE, "is": 1, "value": "1"}]}, "rules[0].value: r1c1 never holds '1'"),
        ({"rules": [{"rule": "summ", "cells": LINE, "is": 5}]}, "rules[0]: no rule is called 'summ'"),
        ({"rules": [{"cells": LINE}]}, "rules[0]: this rule has no name"),
        ({"rules": [{"rule": "less", "cels": LINE}]}, "rules[0]: there is no field 'cels' here"),
        ({"rules": [{"rule": "less", "cells": "r1c1"}]}, "rules[0].cells: 'r1c1' is no list"),
        ({"rules": [{"rule": "less", "cells": []}]}, "rules[0].cells: [] has too few entries"),
        ({"rules": [{"rule": "less", "cells": [1]}]}, "rules[0].cells[0]: 1 is no name"),
        ({"rules": [{"rule": "allowed", "cells": LINE, "tuples": [[1]]}]}, "rules[0].tuples[0]: 1 values for 2 cells"),
        ({"rules": [{"rule": "forbidden", "cells": LINE, "tuples": [[1, "2"]]}]}, "rules[0].tuples[0][1]: r1c2 never"),
        ({"rules": [{"rule": "ratio", "cells": LINE, "is": 10**30}]}, "rules[0].is: 1000000000"),
        ({"rules": [{"rule": "less", "cells": LINE, "label": "a\nb"}]}, "rules[0].label: 'a\\nb' is no label"),
        ({"rules": [5]}, "rules[0]: 5 is no object"),
        ({"values": []}, "values: [] has too few entries"),
        ({"values": [1, 1]}, "values[1]: 1 stands twice"),
        ({"values": [1, "1"]}, "values[1]: 1 and '1' look the same"),
        ({"values": [True]}, "values[0]: True is no value"),
        ({"values": {"r1c1": [1]}}, "values: 'r1c2' has none"),
        ({"values": {"x": [1]}}, "values: no cell is called 'x'"),
        ({"values": {"r1c1": [1, None]}}, "values.r1c1[1]: None is no value"),
        ({"given": {"r1c1": 4}}, "given.r1c1: r1c1 never holds 4"),
        ({"given": {"r3c1": 1}}, "given: no cell is called 'r3c1'"),
        ({"hidden": ["x"]}, "hidden[0]: no cell is called 'x'"),
        ({"cells": ["a", "a"]}, "cells[1]: 'a' stands twice"),
        ({"grid": {"rows": 0, "columns": 2}}, "grid.rows: 0: "),
        ({"grid": None}, "rulebook: it names no cells"),
        ({"extra": 1}, "rulebook: there is no field 'extra' here"),
    ],
)
def test_an_error_names_the_place(changes: dict[str, Any], message: str) -> None:
    assert refused(book() | changes).startswith(message)


@pytest.mark.parametrize(
    "source", ['{"a": 1, "a": 2}', "[", "[" * 100_000, "5", "", '"x"', "9" * 5000, b"\xff", "x" * 1_100_000]
)
def test_what_is_no_rulebook_is_said(source: str | bytes) -> None:
    assert refused(source)


def test_size_is_bounded() -> None:
    big = {"rows": 200, "columns": 200}
    assert "candidates" in refused({"grid": big, "values": [1, 2, 3]})
    assert refused(book({"rule": "sum", "cells": LINE, "weights": [1_000_000, 1], "is": 1_000_000_000}, values=[999]))
    cells = [f"c{i}" for i in range(300)]
    seen = {"rule": "visible", "cells": cells, "is": 3}
    assert "too many to search" in refused({"cells": cells, "values": list(range(1, 101)), "rules": [seen]})


def test_the_schema_holds_every_rule() -> None:
    assert {f'"{name}"' for name in EXAMPLES} <= {
        json.dumps(d["properties"].get("rule", {}).get("const"))
        for d in (rulebook.schema()["$defs"].values())
        if "properties" in d
    }


VALUES = st.sampled_from([1, 2, 3])
NAMES = st.sampled_from(["r1c1", "r1c2", "r2c1", "r2c2"])
SOME = st.lists(NAMES, min_size=1, max_size=4, unique=True)
PAIR = st.lists(NAMES, min_size=2, max_size=2, unique=True)
LITERAL = st.fixed_dictionaries({"cell": NAMES, "value": VALUES}, optional={"not": st.booleans()})
BOUND = st.one_of(
    st.fixed_dictionaries({"is": st.integers(-2, 9)}),
    st.fixed_dictionaries({"at_least": st.integers(-2, 5)}),
    st.fixed_dictionaries({"at_least": st.integers(-2, 2), "at_most": st.integers(2, 9)}),
)


@st.composite
def rules(draw: st.DrawFn) -> dict[str, Any]:
    name = draw(st.sampled_from(sorted(EXAMPLES)))
    cells = draw(PAIR if name in ("difference", "ratio") else SOME)
    rule: dict[str, Any] = {"rule": name, "cells": cells}
    if name in ("sum", "count", "difference", "ratio", "visible"):
        rule |= draw(BOUND)
    if name in ("sum", "count"):
        rule["when"] = draw(st.lists(LITERAL, max_size=2))
    if name == "sum" and draw(st.booleans()):
        rule["weights"] = draw(st.lists(st.integers(-3, 3), min_size=len(cells), max_size=len(cells)))
    if name in ("count", "connected"):
        rule["values"] = draw(st.lists(VALUES, min_size=1, max_size=2, unique=True))
    if name in ("loop", "runs"):
        rule["value"] = draw(VALUES)
    if name == "runs":
        rule["lengths"] = draw(st.lists(st.integers(1, 2), max_size=2))
    if name == "product":
        rule["is"] = draw(st.integers(1, 12))
    if name in ("allowed", "forbidden"):
        rule["tuples"] = draw(st.lists(st.lists(VALUES, min_size=len(cells), max_size=len(cells)), max_size=4))
    if name == "path":
        rule |= {"first": 1, "last": draw(st.integers(1, 3)), "diagonal": draw(st.booleans())}
    if name in ("if", "any", "acyclic"):
        del rule["cells"]
    if name == "if":
        rule |= {"when": draw(st.lists(LITERAL, min_size=1, max_size=2)), "then": draw(LITERAL)}
    if name == "any":
        rule["of"] = draw(st.lists(LITERAL, min_size=1, max_size=3))
    if name == "acyclic":
        node = st.sampled_from("abc")
        rule["links"] = draw(st.lists(st.tuples(node, node, NAMES, VALUES).map(list), min_size=1, max_size=4))
    return rule


@settings(max_examples=80, deadline=None)
@given(st.lists(rules(), max_size=4), st.dictionaries(NAMES, VALUES, max_size=2))
def test_search_and_rules_agree_on_any_rulebook(said: list[dict[str, Any]], clues: dict[str, int]) -> None:
    problem = read(json.dumps(book(*said, given=clues)))
    assert read(write(problem)) == problem
    assert searched(problem) == brute(problem)


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | NAMES | st.just(10**400),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5) | NAMES, inner, max_size=3),
    max_leaves=6,
)


def places(value: Any) -> list[tuple[Any, Any]]:
    """(container, key) of everything inside `value`."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for key, inner in list(items) for found in [(value, key), *places(inner)]]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_whatever_is_changed_in_a_rulebook_gives_a_puzzle_or_one_line(data: st.DataObject) -> None:
    names = data.draw(st.lists(st.sampled_from(sorted(EXAMPLES)), min_size=1, max_size=3))
    whole = json.loads(json.dumps(book(*({"rule": name, **EXAMPLES[name]} for name in names), given={"r1c1": 1})))
    for _ in range(data.draw(st.integers(1, 2))):
        container, key = data.draw(st.sampled_from(places(whole)))
        container[key] = data.draw(JUNK)
    problem = attempt(json.dumps(whole))
    if problem is not None:
        Search(problem).solve(limit=1, seconds=1.0)
        assert read(write(problem)) == problem


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60) | st.binary(max_size=60) | JUNK.map(json.dumps))
def test_any_text_is_a_puzzle_or_one_line(source: str | bytes) -> None:
    attempt(source)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_text_with_a_damaged_rulebook_is_asked_about_and_never_raises(data: st.DataObject) -> None:
    whole = json.dumps(book({"rule": "less", "cells": LINE}))
    at, length = data.draw(st.integers(0, len(whole))), data.draw(st.integers(0, 6))
    damaged = whole[:at] + data.draw(st.text(max_size=3)) + whole[at + length :]
    for candidate in RULEBOOKS.read(Text(f"Please solve this:\n{damaged}\nThanks {{ }}")):
        assert (candidate.puzzle is None) == bool(candidate.doubts)


def test_a_rulebook_is_found_in_a_text_and_other_json_is_none() -> None:
    text = f"Who is where? {json.dumps(book({'rule': 'less', 'cells': LINE}))} Thanks"
    (candidate,) = RULEBOOKS.read(Text(text))
    assert candidate.puzzle == read(book({"rule": "less", "cells": LINE}))
    assert text[candidate.span.start : candidate.span.end].startswith('{"grid"')
    (unclear,) = RULEBOOKS.read(Text(text.replace('"less"', '"lesser"')))
    assert "no rule is called 'lesser'" in unclear.doubts[0].question
    (broken,) = RULEBOOKS.read(Text(text.replace("}]", "},]")))
    assert "no JSON" in broken.doubts[0].question
    for other in ('{"rules": []}', '{"rules": [{"name": "a"}], "values": [1]}', "{" * 5000, '"rules": [{"rule":'):
        assert RULEBOOKS.read(Text(f"What is this? {other}")) == []
