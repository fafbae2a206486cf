"""Ways in which people write one and the same sudoku, and what happens to it in transit; for tests."""

from __future__ import annotations

import json
import random
from collections.abc import Callable

from solvers.kinds.sudoku.rules import Sudoku, render

Form = Callable[[Sudoku, str], str]
HEX = "123456789ABCDEFG"


def cells(puzzle: Sudoku, blank: str, wide: bool = False) -> list[list[str]]:
    """Symbols of each cell; 16x16 as numbers if `wide`, else as 1-G."""
    names = [str(d) for d in range(17)] if wide or puzzle.size < 16 else ["0", *HEX]
    return [[names[d] if d else blank for d in row] for row in puzzle.rows]


def compact(puzzle: Sudoku, blank: str) -> str:
    return "\n".join("".join(row) for row in cells(puzzle, blank))


def line(puzzle: Sudoku, blank: str) -> str:
    return compact(puzzle, blank).replace("\n", "")


def spaced(puzzle: Sudoku, blank: str) -> str:
    return "\n".join(" ".join(row) for row in cells(puzzle, blank, wide=True))


def double_spaced(puzzle: Sudoku, blank: str) -> str:
    return spaced(puzzle, blank).replace("\n", "\n\n")


def bands(puzzle: Sudoku, blank: str) -> str:
    rows = spaced(puzzle, blank).split("\n")
    k = puzzle.box_rows
    return "\n\n".join("\n".join(rows[i : i + k]) for i in range(0, len(rows), k))


def grouped(puzzle: Sudoku, blank: str) -> str:
    k = puzzle.box_cols
    return "\n".join(" ".join("".join(row[i : i + k]) for i in range(0, len(row), k)) for row in cells(puzzle, blank))


def boxes(puzzle: Sudoku, blank: str) -> str:
    return render(puzzle).replace(".", blank)


def framed(puzzle: Sudoku, blank: str) -> str:
    lines = []
    rule = "+" + "+".join("-" * (2 * puzzle.box_cols + 1) for _ in range(puzzle.size // puzzle.box_cols)) + "+"
    for r, row in enumerate(cells(puzzle, blank)):
        if r % puzzle.box_rows == 0:
            lines.append(rule)
        k = puzzle.box_cols
        lines.append("| " + " | ".join(" ".join(row[i : i + k]) for i in range(0, len(row), k)) + " |")
    return "\n".join([*lines, rule])


def ss_file(puzzle: Sudoku, blank: str) -> str:
    lines = []
    k = puzzle.box_cols
    for r, row in enumerate(cells(puzzle, blank)):
        if r and r % puzzle.box_rows == 0:
            lines.append("+".join("-" * k for _ in range(puzzle.size // k)))
        lines.append("|".join("".join(row[i : i + k]) for i in range(0, len(row), k)))
    return "\n".join(lines)


def sdk_file(puzzle: Sudoku, blank: str) -> str:
    return "#AJohn\n#Dsomething\n#B27-02-2007\n#LEasy\n" + compact(puzzle, blank)


def unicode_box(puzzle: Sudoku, blank: str) -> str:
    n, k = puzzle.size, puzzle.box_cols
    lines = ["╔" + "╦".join("╤".join(["═══"] * k) for _ in range(n // k)) + "╗"]
    for r, row in enumerate(cells(puzzle, blank)):
        if r and r % puzzle.box_rows == 0:
            lines.append("╠" + "╬".join("╪".join(["═══"] * k) for _ in range(n // k)) + "╣")
        elif r:
            lines.append("╟" + "╫".join("┼".join(["───"] * k) for _ in range(n // k)) + "╢")
        lines.append("║" + "║".join("│".join(f" {c} " for c in row[i : i + k]) for i in range(0, n, k)) + "║")
    return "\n".join([*lines, "╚" + "╩".join("╧".join(["═══"] * k) for _ in range(n // k)) + "╝"])


def markdown(puzzle: Sudoku, blank: str) -> str:
    rows = ["| " + " | ".join(row) + " |" for row in cells(puzzle, blank, wide=True)]
    return "\n".join([rows[0], "|" + "---|" * puzzle.size, *rows[1:]])


def markdown_header(puzzle: Sudoku, blank: str) -> str:
    rows = ["| " + " | ".join(row) + " |" for row in cells(puzzle, blank, wide=True)]
    return "\n".join(["|" + "   |" * puzzle.size, "|" + ":-:|" * puzzle.size, *rows])


def python_list(puzzle: Sudoku, blank: str) -> str:
    del blank
    return "board = [\n" + ",\n".join("    " + str(list(row)) for row in puzzle.rows) + "\n]"


def numpy_print(puzzle: Sudoku, blank: str) -> str:
    del blank
    return "[" + "\n ".join("[" + " ".join(map(str, row)) + "]" for row in puzzle.rows) + "]"


def json_numbers(puzzle: Sudoku, blank: str) -> str:
    del blank
    return json.dumps({"id": 7, "puzzle": {"grid": [list(row) for row in puzzle.rows]}})


def json_nulls(puzzle: Sudoku, blank: str) -> str:
    del blank
    return json.dumps([[d or None for d in row] for row in puzzle.rows], indent=1)


def json_strings(puzzle: Sudoku, blank: str) -> str:
    return json.dumps(["".join(row) for row in cells(puzzle, blank)])


def json_cells(puzzle: Sudoku, blank: str) -> str:
    return json.dumps({"board": cells(puzzle, blank, wide=True)})


def json_text(puzzle: Sudoku, blank: str) -> str:
    return json.dumps({"prompt": "sudoku", "puzzle": spaced(puzzle, blank)})


def csv(puzzle: Sudoku, blank: str) -> str:
    return "\n".join(",".join(row) for row in cells(puzzle, blank, wide=True))


def csv_empty(puzzle: Sudoku, blank: str) -> str:
    del blank
    return "\n".join(",".join(row) for row in cells(puzzle, "", wide=True))


def tabs(puzzle: Sudoku, blank: str) -> str:
    return "\n".join("\t".join(row) for row in cells(puzzle, blank, wide=True))


def facts(puzzle: Sudoku, blank: str) -> str:
    del blank
    n = puzzle.size
    told = [f"r{r + 1}c{c + 1}={d}" for r, row in enumerate(puzzle.rows) for c, d in enumerate(row) if d]
    return f"{n}x{n}: " + ", ".join(told)


FORMS: dict[str, Form] = {
    f.__name__: f
    for f in (
        compact, line, spaced, double_spaced, bands, grouped, boxes, framed, ss_file, sdk_file, unicode_box, markdown,
        markdown_header, python_list, numpy_print, json_numbers, json_nulls, json_strings, json_cells, json_text, csv,
        csv_empty, tabs, facts,
    )
}  # fmt: skip


def fences(text: str) -> str:
    return "```text\n" + text + "\n```"


def quotes(text: str) -> str:
    return "\n".join("> " + row for row in text.split("\n"))


def numbers(text: str) -> str:
    return "\n".join(f"{k}: {row}" for k, row in enumerate(text.split("\n"), 12))


def indented(text: str) -> str:
    return "\n".join("    " + row for row in text.split("\n"))


def no_break(text: str) -> str:
    return text.replace(" ", "\u00a0")


def full_width(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in text)


def zero_width(text: str) -> str:
    return "\ufeff" + text.replace("\n", "\u200b\n")


def windows(text: str) -> str:
    return text.replace("\n", "\r\n")


def trailing(text: str) -> str:
    return "\n".join(row + "  " for row in text.split("\n"))


DAMAGE: dict[str, Callable[[str], str]] = {
    f.__name__: f for f in (fences, quotes, numbers, indented, no_break, full_width, zero_width, windows, trailing)
}

INTRODUCTIONS = (
    "Solve this sudoku:\n",
    "Can you help me with this sodoko please?\n\n",
    "Bitte löse dieses Sudoku.\n\n",
    "この数独を解いてください。\n",
    "Реши судоку:\n",
)
FAREWELLS = ("", "\nThanks!", "\n\nGive only the grid.")


def message(rng: random.Random, body: str) -> str:
    """The grid somewhere in a message."""
    return rng.choice(INTRODUCTIONS) + body + rng.choice(FAREWELLS)
