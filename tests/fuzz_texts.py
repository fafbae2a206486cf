"""Damaged texts for `read`: grids in every form people paste, harmed in every way of transit, and plain noise.

    python tests/fuzz_texts.py --count 100000 --seed 0

Each text either keeps its puzzle's content (then `puzzle` is known, and a reading that holds any other puzzle is an
error; a question or "open" is not) or does not. Whatever happens, `fault` checks a reading cell by cell against the
source, and the clock: nothing may take longer than a second, nothing may raise.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
import traceback
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from router.reading.read import read
from router.types import Reading
from solvers.kinds import KINDS

SECONDS = 1.0
"""The most one reading may take, in processor time."""


@dataclass(frozen=True, slots=True)
class Text:
    """One fuzzed text. `puzzle` is what it says, where the damage left that alone; `how` names the damage."""

    text: str
    kind: str
    puzzle: Any
    how: str


# ---------------------------------------------------------------------- forms


@cache
def _pool() -> tuple[tuple[str, Any], ...]:
    """Puzzles to damage, made once."""
    sudokus = [KINDS["sudoku"].generate(seed, size=size) for size in (9, 9, 9, 4, 6) for seed in range(4)]
    mazes = [
        KINDS["maze"].generate(seed, height=height, width=width, kind=kind)
        for seed, (height, width, kind) in enumerate(
            [
                (5, 5, "walls"),
                (7, 9, "loopy"),
                (9, 9, "backtracker"),
                (12, 8, "walls"),
                (21, 21, "prim"),
                (30, 30, "walls"),
            ]
        )
    ]
    return tuple([("sudoku", puzzle) for puzzle in sudokus] + [("maze", maze) for maze in mazes])


def _sudoku_text(rows: Any, rng: random.Random) -> str:
    n = len(rows)
    blank = rng.choice(["0", ".", "x", "X", "*", "_", "?", "-"])
    cells = [[str(d) if d else blank for d in row] for row in rows]
    form = rng.choice(["dense", "spaced", "line", "boxes", "table", "list", "json", "csv", "tabs", "strings", "pipes"])
    if form == "line" and n == 9:
        body = "".join("".join(row) for row in cells)
    elif form == "spaced":
        body = "\n".join(" ".join(row) for row in cells)
    elif form == "boxes":
        body = KINDS["sudoku"].render(_sudoku(rows)).replace(".", blank if blank not in "-" else ".")
    elif form == "table":
        body = "\n".join("| " + " | ".join(row) + " |" for row in cells)
    elif form == "list":
        body = str([list(row) for row in rows])
    elif form == "json":
        body = json.dumps({"grid": [list(row) for row in rows]}, indent=rng.choice([None, 2]))
    elif form == "csv":
        body = "\n".join(",".join(row) for row in cells)
    elif form == "tabs":
        body = "\n".join("\t".join(row) for row in cells)
    elif form == "strings":
        body = json.dumps(["".join(row) for row in cells])
    elif form == "pipes":
        body = "\n".join("|".join(row) for row in cells)
    else:
        body = "\n".join("".join(row) for row in cells)
    word = rng.choice(["sudoku", "Sudoku", "sodoku", "SUDOKU puzzle", "数独", "судоку"])
    lead = rng.choice(["Solve this {}:\n", "{}\n\n", "Hi! Can you help me with this {}?\n\n", "My {} is\n"])
    return lead.format(word) + body


def _sudoku(rows: Any) -> Any:
    from solvers.kinds.sudoku.rules import sudoku

    return sudoku(rows)


def _maze_text(maze: Any, rng: random.Random) -> str:
    wall, floor, start, goal = rng.choice(["#.SG", "# SG", "X.AB", "█ SE", "10SG", "kqWz", "@-se", "⬛⬜🟢🏁"])
    rows = [[floor if cell else wall for cell in row] for row in maze.open]
    rows[maze.start[0]][maze.start[1]] = start
    rows[maze.goal[0]][maze.goal[1]] = goal
    gap = rng.choice(["", "", " "]) if floor != " " else ""
    body = "\n".join(gap.join(row) for row in rows)
    legend = f"Legend: '{wall}' = wall, '{floor}' = open, '{start}' = start, '{goal}' = goal"
    lead = rng.choice(["Solve this maze.", "Find the shortest path through the maze.", "Labyrinth: how many steps?"])
    return f"{lead} {legend}\n\n{body}\n" if rng.random() < 0.5 else f"{lead}\n\n{body}\n\n{legend}\n"


# ---------------------------------------------------------------------- damage


def _prefixed(prefix: Callable[[int], str]) -> Callable[[str, random.Random], str]:
    return lambda text, rng: "\n".join(prefix(i) + line for i, line in enumerate(text.split("\n"), start=1))


def _full_width(text: str, rng: random.Random) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isdigit() else c for c in text)


HARMLESS: dict[str, Callable[[str, random.Random], str]] = {
    "none": lambda text, rng: text,
    "crlf": lambda text, rng: text.replace("\n", "\r\n"),
    "quoted": _prefixed(lambda i: "> "),
    "quoted twice": _prefixed(lambda i: "> > "),
    "indented": _prefixed(lambda i: "    "),
    "numbered": _prefixed(lambda i: f"{i}: "),
    "fenced": lambda text, rng: f"```\n{text}\n```",
    "no-break spaces": lambda text, rng: text.replace(" ", "\u00a0"),
    "full width": _full_width,
    "zero width": lambda text, rng: "\u200b".join(text.split("\n")[0]) + "\n" + "\n".join(text.split("\n")[1:]),
    "trailing spaces": lambda text, rng: text.replace("\n", "   \n"),
    "stripped": lambda text, rng: "\n".join(line.rstrip() for line in text.split("\n")),
    "signature": lambda text, rng: "Dear all,\n\n" + text + "\n\n-- \nJ. Doe, 555-123-4567, 2026-11-22\n",
    "byte order mark": lambda text, rng: "\ufeff" + text,
}
"""Damage that leaves every cell as it was. (Where it makes the grid ambiguous, a question is right.)"""


def _drop(text: str, rng: random.Random) -> str:
    at = rng.randrange(len(text))
    return text[:at] + text[at + 1 :]


def _drop_line(text: str, rng: random.Random) -> str:
    lines = text.split("\n")
    lines.pop(rng.randrange(len(lines)))
    return "\n".join(lines)


def _repeat_line(text: str, rng: random.Random) -> str:
    lines = text.split("\n")
    at = rng.randrange(len(lines))
    return "\n".join([*lines[:at], lines[at], *lines[at:]])


def _insert(text: str, rng: random.Random) -> str:
    chars = list(text)
    for _ in range(rng.randint(1, 20)):
        chars.insert(rng.randrange(len(chars) + 1), _any_char(rng))
    return "".join(chars)


def _swap(text: str, rng: random.Random) -> str:
    chars = list(text)
    for _ in range(rng.randint(1, 6)):
        i, j = rng.randrange(len(chars)), rng.randrange(len(chars))
        chars[i], chars[j] = chars[j], chars[i]
    return "".join(chars)


HARMFUL: dict[str, Callable[[str, random.Random], str]] = {
    "dropped character": _drop,
    "dropped line": _drop_line,
    "repeated line": _repeat_line,
    "inserted noise": _insert,
    "swapped characters": _swap,
    "cut short": lambda text, rng: text[: rng.randrange(len(text))],
    "cut in front": lambda text, rng: text[rng.randrange(len(text)) :],
    "letter O": lambda text, rng: text.replace("0", "O"),
    "reversed": lambda text, rng: text[::-1],
    "twice": lambda text, rng: text + "\n\n" + text,
    "joined lines": lambda text, rng: text.replace("\n", " "),
    "doubled lines": lambda text, rng: text.replace("\n", "\n\n"),
    "escaped": lambda text, rng: json.dumps(text),
    "control characters": lambda text, rng: "".join(
        c + (chr(rng.randrange(32)) if rng.random() < 0.02 else "") for c in text
    ),
}
"""Damage that may change what the text says: only the source check applies."""


def _any_char(rng: random.Random) -> str:
    which = rng.random()
    if which < 0.3:
        return chr(rng.randrange(32, 127))
    if which < 0.4:
        return chr(rng.randrange(32))
    if which < 0.5:
        return rng.choice("\u200b\u00a0\u3000\u202e\ufeff\u2028\u2029\x85\u0301\ufe0f")
    code = rng.randrange(0x110000)
    return "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)


def _noise(rng: random.Random) -> str:
    """No puzzle at all: unicode, digits, symbols, code, very long lines."""
    size = rng.choice([0, 1, 17, 81, 200, 1000, 5000])
    alphabet = rng.choice(
        ["01", "0123456789.\n", "#. SG\n", "[](){},;:'\"\n 0123456789", "|+-= \n123456789", ">\n> 0", "a b\n"]
    )
    if rng.random() < 0.4:
        return "".join(_any_char(rng) for _ in range(size))
    word = rng.choice(["", "sudoku ", "maze from S to G ", "sudoku maze "])
    return word + "".join(rng.choice(alphabet) for _ in range(size))


def _huge(rng: random.Random) -> str:
    """A megabyte."""
    piece = rng.choice(
        [
            "0",
            "1 2 3 ",
            "#",
            "[",
            "....\n",
            "53..7....\n",
            "sudoku ",
            "> ",
            "S#G\n",
            "\t",
            "r1c1=5 ",
            "(1,1) <--> (1,2) ; ",
        ]
    )
    return "sudoku maze S G\n" * rng.randrange(2) + piece * (1_000_000 // len(piece))


def texts(seed: int, count: int, start: int = 0) -> Iterator[Text]:
    """`count` texts; text number i depends on `seed` and i only."""
    for number in range(start, start + count):
        yield text_number(seed, number)


def text_number(seed: int, number: int) -> Text:
    rng = random.Random(f"{seed}/{number}")
    if number % 997 == 500:
        return Text(_huge(rng), "", None, "huge")
    if rng.random() < 0.15:
        return Text(_noise(rng), "", None, "noise")
    kind, puzzle = rng.choice(_pool())
    text = _sudoku_text(puzzle.rows, rng) if kind == "sudoku" else _maze_text(puzzle, rng)
    if rng.random() < 0.5:
        name = rng.choice(list(HARMLESS))
        if name == "trailing spaces" and "' ' = open" in text:  # there they are cells
            puzzle = None
        return Text(HARMLESS[name](text, rng), kind, puzzle, name)
    name = rng.choice(list(HARMFUL))
    return Text(HARMFUL[name](text, rng), kind, None, name)


# ---------------------------------------------------------------------- what may not happen


def fault(case: Text, seconds: float = SECONDS) -> str | None:
    """What is wrong with the reading of this text, or None."""
    began = time.process_time()
    try:
        reading = read(case.text)
    except Exception:
        return traceback.format_exc(limit=-3)
    took = time.process_time() - began
    if took > seconds:
        return f"took {took:.2f} s"
    found = reading.candidate.puzzle if reading.candidate is not None else None
    if found is None or reading.questions or reading.refusal:
        return None
    if case.puzzle is not None and found != case.puzzle:
        return f"read as another {reading.kind}"
    return differs(case.text, reading)


def differs(text: str, reading: Reading) -> str | None:
    """Where the puzzle that was read says something else than its source, cell by cell."""
    candidate = reading.candidate
    assert candidate is not None
    spans = candidate.cells
    written = [unicodedata.normalize("NFKC", text[s.start : s.end]).strip() for s in spans]
    if reading.kind == "sudoku":
        digits = candidate.notation.get("digits", "")
        flat = [digit for row in candidate.puzzle.rows for digit in row]
        for cell, (sign, digit) in enumerate(zip(written, flat, strict=True)):
            name = digits[digit - 1] if digit and len(digits) >= digit else str(digit)
            same = sign.upper() == unicodedata.normalize("NFKC", name).upper()
            if digit and not same:
                return f"cell {cell} was read as {digit}, but the source says {sign!r}"
            if not digit and sign.isdigit() and sign != "0":
                return f"cell {cell} was read as blank, but the source says {sign!r}"
        return None
    maze = candidate.puzzle
    if len(spans) != maze.height * maze.width:
        return None  # walls between cells, or a list of links: its own grammar proves it
    meaning: dict[str, set[bool]] = {}
    for cell, span in enumerate(spans):
        row, column = divmod(cell, maze.width)
        if span.end > span.start and (row, column) not in (maze.start, maze.goal):
            meaning.setdefault(text[span.start : span.end], set()).add(maze.open[row][column])
    torn = [sign for sign, values in meaning.items() if len(values) > 1]
    return f"{torn[0]!r} was read both as wall and as open" if torn else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--start", type=int, default=0)
    wish = parser.parse_args()
    tally: Counter[str] = Counter()
    slowest = (0.0, 0)
    for number, case in enumerate(texts(wish.seed, wish.count, wish.start), start=wish.start):
        began = time.process_time()
        wrong = fault(case)
        slowest = max(slowest, (time.process_time() - began, number))
        if wrong:
            tally["faults"] += 1
            print(f"text {number} ({case.how}, {case.kind}): {wrong}", flush=True)
    worst = f"slowest {slowest[0]:.3f} s (text {slowest[1]})"
    print(f"{wish.count} texts from {wish.start}, seed {wish.seed}: {tally['faults']} faults; {worst}")
    raise SystemExit(1 if tally["faults"] else 0)


if __name__ == "__main__":
    main()
