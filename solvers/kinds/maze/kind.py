"""The kind `maze`: every method is a plain function of a neighbour."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest
from typing import Any

import numpy as np

from solvers.base import BadPuzzle, Candidate, Cell, Exact, Form, Traits, Violation
from solvers.hooks import Blank, Dictation, Hooks, Piece, Said, Told, Words
from solvers.kinds.maze import answer as answers
from solvers.kinds.maze import asks, claims, forms, hint, wishes
from solvers.kinds.maze import said as told
from solvers.kinds.maze.blanks import BLANKS
from solvers.kinds.maze.generate import KINDS, training_batch
from solvers.kinds.maze.heard import hear, states_a_rule
from solvers.kinds.maze.network import MazeNetwork
from solvers.kinds.maze.pointing import MazePointing
from solvers.kinds.maze.rules import (
    LIMIT,
    Maze,
    Path,
    distances,
    follow,
    move_bits,
    moves,
    shortest,
    user_path,
    verify,
    walled_off,
)
from solvers.kinds.maze.text import read
from solvers.kinds.maze.told import tell
from solvers.kinds.maze.words import variant
from solvers.text.source import Text

_CHECKS = (
    (
        "path legal",
        ("start", "goal", "bounds", "wall", "step", "repeat", "cell"),
        "open cells only, step by step from start to goal",
    ),
    (
        "shortest",
        ("shortest", "start", "goal", "bounds", "wall", "step", "cell"),
        "breadth-first search finds none shorter",
    ),
)
"""(name of the check, the rules that fail it, what it means)."""
_MOVES = ((1, -1, 0), (2, 1, 0), (4, 0, -1), (8, 0, 1))
"""(bit, row step, column step): how the network writes its next moves."""

GRADES = {"easy": (11, "backtracker"), "medium": (21, "backtracker"), "hard": (35, "loopy")}
"""Side and kind of drawn mazes: with loops, a way that leads to the goal need not be a shortest one."""


class MazeKind(Hooks[Maze]):
    """Implements `solvers.base.Kind`."""

    name = "maze"
    title = "maze"
    names = re.compile(
        r"\bma[iy]?zes?\b|labyrint|laberint|labirint|labirynt|лабиринт|迷宫|迷宮|迷路|めいろ|미로|doolhof|irrgarten|bludiště|"
        r"\bshortest (?:path|route|way)",
        re.I,
    )
    says = (
        "A way from the start to the goal through open cells, up, down, left or right, with no more steps than needed."
    )
    forms: tuple[str, ...] = ("path", "grid", "moves", "directions", "coordinates", "steps", "yes_no")
    traits = Traits(unique=False, none_is_answer=True)
    network = MazeNetwork()
    pointing = MazePointing()
    tasks = ("maze_large", "mazes", "shortest_path", "shortest_path_large")

    # ------------------------------------------------------------------ reading

    def read(self, text: Text) -> list[Candidate[Maze]]:
        return read(text)

    def form(self, words: str, candidate: Candidate[Maze]) -> Form | None:
        return forms.form(words)

    def refusal(self, text: str, words: str, candidate: Candidate[Maze]) -> str | None:
        other = wishes.other(asks.without_bound(words))
        if other is None and wishes.turns_round(words, candidate.notation):
            other = wishes.told("another start or goal")
        if other is None and wishes.elsewhere(words, candidate.notation):
            other = wishes.told("another start or goal")
        if other is not None:
            return other
        why = variant(text)
        return None if why is None else f"This is not a plain maze: {why}."

    # ------------------------------------------------------------------ asking

    vocabulary = told.VOCABULARY
    denies = told.DENIES

    def plain_numbers(self, puzzle: Maze) -> frozenset[str]:
        return frozenset({"0", "1", "4"})

    def question(self, message: Words, candidate: Candidate[Maze]) -> asks.Walk | None:
        walk = asks.read(message)
        asks.consume(message)
        start = candidate.notation.get("start", "")
        if len(start) == 1 and start.isalnum():
            message.take(asks.from_sign(start))
        return walk

    def hears(self, message: Words, candidate: Candidate[Maze]) -> asks.Walk | None:
        heard = hear(message, candidate)
        if heard is None:
            return None
        rules = [span for span in heard.spans if states_a_rule(message.words[slice(*span)])]
        for span in rules:  # their numbers and directions are no wish for a form
            message.settle(*span)
        walk = asks.read(message) or asks.Walk()
        asks.consume(message)
        for span in heard.spans:
            message.settle(*span)
        return replace(walk, heard=heard)

    def hinted(self, candidate: Candidate[Maze], strength: int) -> Told | None:
        return None if candidate.puzzle is None else hint.hinted(candidate.puzzle, strength)

    def tell(self, question: asks.Walk, candidate: Candidate[Maze]) -> Told | None:
        assert question.heard is not None
        return tell(question.heard, question, candidate)

    def said(self, question: asks.Walk, candidate: Candidate[Maze], answer: Path) -> str | bool:
        assert candidate.puzzle is not None
        notation = candidate.notation if not question.mark else {**candidate.notation, "path": question.mark}
        drawn = answers.write(candidate.puzzle, answer, Form("path"), notation)
        return asks.answer(question, candidate.puzzle, answer, drawn, candidate.notation)

    # ------------------------------------------------------------------ proving

    def check(self, puzzle: Maze) -> tuple[Violation, ...]:
        """A `Maze` that could be built has nothing contradictory; a walled-off goal is found by `exact`."""
        return ()

    def verify(self, puzzle: Maze, answer: Path) -> tuple[Violation, ...]:
        return verify(puzzle, answer)

    def partial(self, puzzle: Maze, answer: Path) -> tuple[tuple[Violation, ...], tuple[Any, ...]]:
        return self.verify(puzzle, answer), ()  # half a path is none

    def exact(self, puzzle: Maze, *, seconds: float = 5.0) -> Exact[Path]:
        """Breadth-first search: one shortest path, or none (proven walled off). Many shortest paths are no fault."""
        if shortest(puzzle) is None:
            return Exact(())
        path = follow(puzzle, move_bits(distances(puzzle)).tolist())
        return Exact((path,)) if path else Exact((), complete=False)

    def checks(self, puzzle: Maze, violations: Sequence[Violation]) -> list[Said]:
        lines = []
        for name, rules, meaning in _CHECKS:
            broken = next((v for v in violations if v.rule in rules), None)
            lines.append((name, broken is None, meaning if broken is None else broken.detail))
        return lines

    def none_found(self, puzzle: Maze) -> Said:
        """The proof that the goal is walled off."""
        reached = distances(puzzle) >= 0
        if puzzle.between:
            cells = int(reached[1::2, 1::2].sum())
            total = sum(sum(row[1::2]) for row in puzzle.open[1::2])
        else:
            cells, total = int(reached.sum()), sum(sum(row) for row in puzzle.open)
        return (
            "no path",
            True,
            f"breadth-first search from the goal reaches {cells} of {total} open cells, and the start is not among "
            "them",
        )

    def none(self, candidate: Candidate[Maze], form: Form, text: str) -> str | None:
        return answers.none(form, candidate.notation, text)

    # ------------------------------------------------------------------ telling

    def render(self, puzzle: Maze) -> str:
        rows = [["." if cell else "#" for cell in row] for row in puzzle.open]
        rows[puzzle.start[0]][puzzle.start[1]] = "S"
        rows[puzzle.goal[0]][puzzle.goal[1]] = "G"
        return "Maze (# wall, . open, S start, G goal):\n" + "\n".join("".join(row) for row in rows)

    def write(self, candidate: Candidate[Maze], answer: Path, form: Form) -> str:
        assert candidate.puzzle is not None
        return answers.write(candidate.puzzle, answer, form, candidate.notation)

    def solution_json(self, puzzle: Maze, answer: Path) -> dict[str, Any]:
        path = user_path(puzzle, answer)
        return {"path": [list(cell) for cell in path], "moves": moves(path), "length": len(path) - 1}

    def read_answer(self, puzzle: Maze, text: str) -> Path:
        return claims.read_answer(puzzle, text)

    def dictation(self, puzzle: Maze) -> Dictation:
        task = "Find a shortest way from S to G. Steps go up, down, left or right through open cells."
        return Dictation(task, "moves", "one letter a step: U, D, L or R", "text")

    def judge(self, candidate: Candidate[Maze], form: Form, answer: str, request: str) -> bool | None:
        return claims.right(candidate, form, answer, answers.none(form, candidate.notation, request))

    def same(self, puzzle: Maze, solution: Mapping[str, Any], stored: str) -> bool:
        return claims.same(solution, stored)

    def row(self, text: str) -> Maze:
        return claims.row(text)

    def frame(self, puzzle: Maze, tokens: Any, width: int) -> list[list[Piece]] | None:
        """Walls, the cells that the wave has reached, and the way from the start as far as the moves lead."""
        twice = 2 if 2 * puzzle.width < width else 1
        way = trail(puzzle, tokens)
        lines: list[list[Piece]] = []
        for r, row in enumerate(puzzle.open):
            line: list[Piece] = []
            for c, is_open in enumerate(row):
                if (r, c) == puzzle.start:
                    sign, style = "S", "bold green"
                elif (r, c) == puzzle.goal:
                    sign, style = "G", "bold red"
                elif not is_open:
                    sign, style = "#", "grey30 on grey30"
                elif (r, c) in way:
                    sign, style = "o", "bold cyan"
                else:
                    sign, style = (".", "blue") if tokens is not None and tokens[r][c] else (" ", "")
                line.append((sign * twice if sign == "#" else sign.ljust(twice), style))
            lines.append(line)
        return lines

    def picture(self, puzzle: Maze, solution: Mapping[str, Any]) -> list[list[str]] | None:
        """Where walls lie between cells, places of the path lie between them too."""
        drawn = [["open" if cell else "wall" for cell in row] for row in puzzle.open]
        for row, column in _places(puzzle, solution.get("path") or []):
            drawn[row][column] = "trail"
        for (row, column), what in ((puzzle.start, "start"), (puzzle.goal, "goal")):
            drawn[row][column] = what
        return drawn

    def blanks(self) -> Sequence[Blank]:
        return BLANKS

    # ------------------------------------------------------------------ making

    makes = range(2, LIMIT + 1)

    def generate(self, seed: int, *, difficulty: str | None = None, size: int | None = None, **options: Any) -> Maze:
        """Options: height, width (15, or `size` for both), kind ("backtracker", see KINDS), solvable (True)."""
        if difficulty is not None:
            if difficulty not in GRADES:
                raise BadPuzzle(f"no difficulty is called {difficulty!r}", hint=f"there are {', '.join(GRADES)}")
            side, drawn = GRADES[difficulty]
            options = {"height": side, "width": side, "kind": drawn, **options}
        if size is not None:
            options |= {"height": size, "width": size}
        height, width = options.pop("height", 15), options.pop("width", 15)
        kind, solvable = options.pop("kind", "backtracker"), options.pop("solvable", True)
        if options or kind not in KINDS:
            raise BadPuzzle(
                f"cannot generate {kind!r} mazes with {sorted(options)!r}",
                hint=f"options: height, width, solvable, kind ({', '.join(KINDS)})",
            )
        if not (1 <= height <= LIMIT and 1 <= width <= LIMIT) or height * width < (2 if solvable else 3):
            raise BadPuzzle(f"cannot generate a {height!r}x{width!r} maze", hint=f"sides from 1 to {LIMIT}")
        rng = np.random.default_rng(seed)
        while True:
            tokens, _ = training_batch(rng, 1, height, width, (kind,), compiled=False)
            maze = self.network.decode(tokens[0].astype(np.int64))
            if solvable:
                return maze
            if (shortest(maze) or 0) > 1:
                return walled_off(maze, rng)


def trail(puzzle: Maze, tokens: Any) -> set[Cell]:
    """Cells met when following the moves from the start, until they end, hit a wall or come round again."""
    here, way = puzzle.start, set[Cell]()
    while tokens is not None and here not in way:
        way.add(here)
        for bit, down, right in _MOVES:
            row, column = here[0] + down, here[1] + right
            inside = 0 <= row < puzzle.height and 0 <= column < puzzle.width
            if int(tokens[here[0]][here[1]]) & bit and inside and puzzle.open[row][column]:
                here = (row, column)
                break
    return way


def _places(maze: Maze, path: Sequence[Sequence[int]]) -> list[Cell]:
    """The receipt's path in the puzzle's own cells."""
    if not maze.between:
        return [(row, column) for row, column in path]
    cells = [(2 * row + 1, 2 * column + 1) for row, column in path]
    between = [((a + c) // 2, (b + d) // 2) for (a, b), (c, d) in pairwise(cells)]
    return [place for pair in zip_longest(cells, between) for place in pair if place is not None]


MAZE = MazeKind()
