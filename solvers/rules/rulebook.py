"""A rulebook: a puzzle whose rules are written as JSON, by a person, an agent or a language model. Both ways.

    problem = read('{"cells": ["Ann", "Bob"], "values": [1, 2], "rules": [{"rule": "less", "cells": ["Ann", "Bob"]}]}')
    write(problem)                # the JSON again, of any puzzle whose rules are data

Everything wrong with it is one line that names the place: `rules[3].cells[2]: no cell is called 'r9c9'`. Its size is
bounded, so that whatever is sent here is answered or refused soon.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag, ValidationError

from solvers.base import BadPuzzle
from solvers.rules import conditions, constraints, shapes
from solvers.rules.board import Board, Problem, Value, rows
from solvers.rules.forms import FORMS, AnyRule, entry
from solvers.rules.rule import Rule
from solvers.rules.written import MEMBERS, AnyValue, Frozen, Name, shown

BYTES = 1024 * 1024
"""Of JSON. A 25x25 sudoku with every rule written out is 30 kB."""
SIDE = 200
"""Rows or columns of a grid: what mazes have at most."""
CANDIDATES = 100_000
"""Cells times values: a 25x25 sudoku has 15,625, a 200x200 grid of black and white 80,000."""
RULES = 20_000
"""A 100x100 grid with a rule for each cell has half as many."""
WORK = 5_000_000
"""Pairs of candidates that the rules compare or count: some ten seconds at worst until the search begins."""
REACH = 2**31 - 1
"""Sums are counted in 32 bits by the exact solver."""

RULES_KNOWN = [form.of.name for form in FORMS.values()]


class Grid(Frozen):
    """Cells are called r1c1, r1c2, ... (row, column)."""

    rows: Annotated[int, Field(strict=True, ge=1, le=SIDE)]
    columns: Annotated[int, Field(strict=True, ge=1, le=SIDE)]


_Listed = Annotated[tuple[AnyValue, ...], Field(min_length=1, max_length=MEMBERS)]
_Values = Annotated[
    Annotated[_Listed, Tag("list")] | Annotated[dict[Name, _Listed], Tag("map")],
    Discriminator(lambda given: "map" if isinstance(given, Mapping) else "list"),
]


class Rulebook(Frozen):
    """Cells with the values each may take, what is given, and rules."""

    grid: Grid | None = None
    """Of this many rows and columns; with `cells`, only those that are listed there exist."""
    cells: Annotated[tuple[Name, ...], Field(min_length=1, max_length=SIDE * SIDE)] | None = None
    """Names of the cells: instead of `grid`, or those of the grid that exist (and any more)."""
    values: _Values
    """The values of every cell, or cell -> its values."""
    given: dict[Name, AnyValue] = Field(default_factory=dict)
    hidden: tuple[Name, ...] = ()
    """Cells that only help to say the rules: no part of the answer."""
    rules: Annotated[tuple[AnyRule, ...], Field(max_length=RULES)] = ()


def schema() -> dict[str, Any]:
    """The JSON schema of a rulebook."""
    return Rulebook.model_json_schema()


def read(source: str | bytes | Mapping[str, Any]) -> Problem:
    """The puzzle that a rulebook describes. Raises BadPuzzle with the place and what to do."""
    given = source if isinstance(source, Mapping) else parsed(source)
    try:
        book = Rulebook.model_validate(given)
    except ValidationError as exc:
        raise _located(exc) from exc
    return problem(book)


def parsed(source: str | bytes) -> Any:
    """JSON of a bounded size, in which no name stands twice. Raises BadPuzzle."""
    size = len(source if isinstance(source, bytes) else source.encode("utf-8", "surrogatepass"))
    if size > BYTES:
        raise BadPuzzle(f"the rulebook holds {size:,} bytes", hint=f"at most {BYTES:,}; describe less at once")
    try:
        found = json.loads(source, object_pairs_hook=_once)
    except BadPuzzle:
        raise
    except RecursionError as exc:
        raise BadPuzzle("the rulebook is nested too deep", hint="rules hold lists, not further rules") from exc
    except json.JSONDecodeError as exc:
        where = f"line {exc.lineno}, column {exc.colno}"
        raise BadPuzzle(
            f"the rulebook is no JSON: {exc.msg.lower()} at {where}", hint="check quotes and commas"
        ) from exc
    except ValueError as exc:  # not UTF-8, or a number of thousands of digits
        raise BadPuzzle(f"the rulebook is no JSON that can be read: {exc!s:.80}", hint="UTF-8, small numbers") from exc
    if not isinstance(found, dict):
        raise BadPuzzle(f"a rulebook is an object, not {shown(found)}", hint='begin with {"grid": ..., "values": ...')
    return found


def _fields(place: tuple[str | int, ...]) -> list[str]:
    """The fields that an object at this place may have."""
    if not place:
        return list(Rulebook.model_fields)
    if place == ("grid",):
        return list(Grid.model_fields)
    forms = {form.of.name: form for form in FORMS.values()}
    rule = next((forms[part] for part in reversed(place) if isinstance(part, str) and part in forms), None)
    return [] if rule is None else list(rule.model_fields)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise BadPuzzle(f"{shown(twice)} stands twice in one object", hint="say it once")
    return found


def _located(exc: ValidationError) -> BadPuzzle:
    """The first error as one line: its place in the JSON, and what to do. A misspelled field goes before a missing."""
    errors = exc.errors(include_url=False)
    error = next((e for e in errors if e["type"] == "extra_forbidden"), errors[0])
    place = _place(error["loc"])
    kind, context, given = error["type"], error.get("ctx", {}), error["input"]
    hint = "see what a rulebook may say in docs/rulebook.md"
    if kind == "value_error":
        message = str(context["error"])
    elif kind == "union_tag_invalid":
        message = f"no rule is called {shown(context['tag'])}"
        near = difflib.get_close_matches(str(context["tag"]), RULES_KNOWN, 1)
        hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(RULES_KNOWN)}"
    elif kind == "union_tag_not_found":
        message, hint = "this rule has no name", f'"rule" is one of {", ".join(RULES_KNOWN)}'
    elif kind == "extra_forbidden":
        place = _place(error["loc"][:-1])
        message, hint = f"there is no field {shown(error['loc'][-1])} here", "leave it out, or look how it is spelled"
        near = difflib.get_close_matches(str(error["loc"][-1]), _fields(error["loc"][:-1]), 1)
        hint = f"did you mean {near[0]!r}?" if near else hint
    elif kind == "missing":
        message = "this is missing"
    elif kind == "tuple_type":
        message = f"{shown(given)} is no list"
    elif kind in ("dict_type", "model_type", "model_attributes_type"):
        message = f"{shown(given)} is no object"
    elif kind == "too_short":
        message = f"{shown(given)} has too few entries, {context['min_length']} at least"
    elif kind == "too_long":
        message, hint = f"more than {context['max_length']:,} entries", "describe less at once"
    else:
        message = f"{shown(given)}: {error['msg'].lower()}"
    return BadPuzzle(f"{place or 'rulebook'}: {message}", hint=hint)


def _place(steps: tuple[int | str, ...]) -> str:
    """`rules[3].cells[2]` of pydantic's ("rules", 3, "different", "cells", 2): branches of unions are no place."""
    place = ""
    if steps[-1:] == ("[key]",):
        steps = steps[:-2]
    for i, step in enumerate(steps):
        before = steps[i - 1] if i else None
        if isinstance(step, int):
            place += f"[{step}]"
        elif not (before == "values" and step in ("list", "map")) and not (isinstance(before, int) and i == 2):
            place += ("." if place else "") + (step if step.isidentifier() and len(step) < 30 else shown(step))
    return place


# ---------------------------------------------------------------------- from the JSON


def problem(book: Rulebook) -> Problem:
    """The puzzle, once every cell and value that is named is there. Raises BadPuzzle."""
    board = _board(book)
    if sum(map(len, board.domains)) > CANDIDATES:
        raise BadPuzzle(f"values: {sum(map(len, board.domains)):,} candidates", hint=f"at most {CANDIDATES:,}")
    built, work = [], 0
    for number, form in enumerate(book.rules):
        where = f"rules[{number}]"
        _cells_there(form, board, where)
        try:
            rule = form.build()
            rule.fits(board)
        except BadPuzzle as exc:
            raise BadPuzzle(f"{where}: {exc}", hint=exc.hint) from exc
        _values_there(rule, board, where)
        work += _work(rule, board, where)
        if work > WORK:
            raise BadPuzzle(f"{where}: from here on the rules are too many to search", hint="describe less at once")
        built.append(rule)
    return Problem(board, tuple(built))


def _board(book: Rulebook) -> Board:
    shape = None if book.grid is None else (book.grid.rows, book.grid.columns)
    names = book.cells
    if names is None and shape is not None:
        names = tuple(name for row in rows(*shape) for name in row)
    if names is None and isinstance(book.values, dict):
        names = tuple(book.values)
    if not names:
        raise BadPuzzle("rulebook: it names no cells", hint='give "grid": {"rows": 4, "columns": 4}, or "cells"')
    there = set(names)
    _unique(names, "cells")
    if isinstance(book.values, dict):
        for name in book.values:
            _cell(name, there, names, "values")
        if missing := next((name for name in names if name not in book.values), None):
            raise BadPuzzle(f"values: {missing!r} has none", hint="name every cell, or give one list for all")
        for name, listed in book.values.items():
            _unique(listed, f"values.{name}")
        domains = tuple(book.values[name] for name in names)
    else:
        _unique(book.values, "values")
        domains = (book.values,) * len(names)
    domain = dict(zip(names, domains, strict=True))
    for name, value in book.given.items():
        _cell(name, there, names, "given")
        _holds(value, name, domain, f"given.{name}")
    for i, name in enumerate(book.hidden):
        _cell(name, there, names, f"hidden[{i}]")
    return Board(names, domains, tuple(book.given.items()), shape, frozenset(book.hidden))


def _unique(items: Sequence[Value], place: str) -> None:
    seen: dict[str, Value] = {}
    for i, item in enumerate(items):
        if str(item) in seen:
            same = seen[str(item)]
            what = f"{shown(item)} stands twice" if same == item else f"{shown(same)} and {shown(item)} look the same"
            raise BadPuzzle(f"{place}[{i}]: {what}", hint="say it once")
        seen[str(item)] = item


def _cell(name: str, there: Iterable[str], names: Sequence[str], place: str) -> None:
    if name not in there:
        near = difflib.get_close_matches(name, names[:2000], 1)
        hint = f"did you mean {near[0]!r}?" if near else f"cells are {', '.join(names[:6])}{', ...' * (len(names) > 6)}"
        raise BadPuzzle(f"{place}: no cell is called {shown(name)}", hint=hint)


def _holds(value: Value, name: str, domain: Mapping[str, Sequence[Value]], place: str) -> None:
    if value not in domain[name]:
        alike = next((other for other in domain[name] if str(other) == str(value)), None)
        hint = f"write {alike!r}, not {value!r}" if alike is not None else _takes(domain[name])
        raise BadPuzzle(f"{place}: {name} never holds {shown(value)}", hint=hint)


def _takes(values: Sequence[Value]) -> str:
    return f"it takes {', '.join(map(str, values[:8]))}{', ...' * (len(values) > 8)}"


def _cells_there(form: Any, board: Board, where: str) -> None:
    """Every cell that an entry names is on the board, and stands there once."""
    for field in ("cells", "edges"):
        for i, item in enumerate(getattr(form, field, ())):
            for name in (item,) if isinstance(item, str) else item:
                _cell(name, board.domain, board.cells, f"{where}.{field}[{i}]")
    _unique(getattr(form, "cells", ()), f"{where}.cells")
    for i, combination in enumerate(getattr(form, "tuples", ())):
        if len(combination) != len(form.cells):
            message = f"{len(combination)} values for {len(form.cells)} cells"
            raise BadPuzzle(f"{where}.tuples[{i}]: {message}", hint="one value a cell, in order")
    for field in ("when", "then", "literals"):
        for i, literal in enumerate(getattr(form, field, ())):
            place = f"{where}.{'of' if field == 'literals' else field}[{i}]"
            _cell(literal.cell, board.domain, board.cells, f"{place}.cell")
            _holds(literal.value, literal.cell, board.domain, f"{place}.value")
    for i, (_, _, name, value) in enumerate(getattr(form, "links", ())):
        _cell(name, board.domain, board.cells, f"{where}.links[{i}][2]")
        _holds(value, name, board.domain, f"{where}.links[{i}][3]")


def _values_there(rule: Rule, board: Board, where: str) -> None:
    """A value that no cell of the rule can hold is a slip ("1" for 1), which would turn the rule into another one."""
    if isinstance(rule, conditions.Allowed | conditions.Forbidden):
        for i, combination in enumerate(rule.tuples):
            for j, (name, value) in enumerate(zip(rule.cells, combination, strict=True)):
                _holds(value, name, board.domain, f"{where}.tuples[{i}][{j}]")
    named: tuple[Value, ...] = ()
    if isinstance(rule, constraints.Count | shapes.Connected):
        named = rule.values
    elif isinstance(rule, shapes.Loop):
        named = (rule.value,)
    for value in named:
        if not any(value in board.domain[name] for name in rule.cells):
            _holds(value, rule.cells[0], board.domain, f"{where}.value{'s' if len(named) > 1 else ''}")


def _work(rule: Rule, board: Board, where: str) -> int:
    """About how many steps its linear form takes; refuses sums beyond what the exact solver counts in."""
    sizes = [len(board.domain[name]) for name in rule.cells]
    own = sum(sizes)
    if isinstance(rule, constraints.Sum):
        weights = rule.weights or (1,) * len(rule.cells)
        terms = zip(rule.cells, weights, strict=True)
        reach = sum(abs(weight * int(value)) for name, weight in terms for value in board.domain[name])
        reach += max(abs(bound) for bound in (rule.low, rule.high) if bound is not None)
        if 2 * reach * (1 + len(rule.when)) > REACH:
            raise BadPuzzle(f"{where}: the sum reaches {reach:,}", hint="divide all by a common factor")
    if isinstance(rule, shapes.Visible):
        return own * own
    if isinstance(rule, constraints.Same | constraints.Less | constraints.Difference | constraints.Ratio):
        return own + 2 * sum((a + b) ** 2 for a, b in pairwise(sizes))
    if isinstance(rule, conditions.Allowed | conditions.Forbidden):
        pairs = sizes[0] * sizes[1] * 2 if len(sizes) == 2 else own * len(rule.tuples)
        return own + len(rule.tuples) * len(sizes) + pairs
    if isinstance(rule, shapes.Runs):
        return own + len(rule.lengths) * len(rule.cells) ** 2
    if isinstance(rule, constraints.Product):
        return own * 20 + min(rule.target, 100_000)
    return 10 * own + len(getattr(rule, "links", ())) + len(getattr(rule, "edges", ()))


# ---------------------------------------------------------------------- to the JSON


def write(puzzle: Problem) -> dict[str, Any]:
    """The rulebook of a puzzle whose rules are data; `read` makes the same board and rules of it."""
    board = puzzle.board
    book: dict[str, Any] = {}
    every = None if board.shape is None else tuple(name for row in rows(*board.shape) for name in row)
    if board.shape is not None:
        book["grid"] = {"rows": board.shape[0], "columns": board.shape[1]}
    if board.cells != every:
        book["cells"] = list(board.cells)
    alike = len(set(board.domains)) == 1
    book["values"] = list(board.domains[0]) if alike else {n: list(v) for n, v in board.domain.items()}
    if board.given:
        book["given"] = dict(board.given)
    if board.hidden:
        book["hidden"] = [name for name in board.cells if name in board.hidden]
    book["rules"] = [entry(rule) for rule in puzzle.rules]
    return book
