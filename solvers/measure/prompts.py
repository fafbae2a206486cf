"""Public prompts with a judge for each: is what was printed right, and in the form that the prompt asks for?

Each collection says a puzzle in its own template, so its judge reads the puzzle off the row (or the template) by a few
lines of its own and asks `checkers`. It never asks the code that answered. Where a prompt has several right answers,
each is right; where the stored answer breaks the prompt's own rules, "there is none" is right if no answer exists.
"""

from __future__ import annotations

import ast
import gzip
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from solvers.measure import checkers as check
from solvers.measure.checkers import Place

Row = Mapping[str, Any]
Said = Callable[[Row, str], bool]
"""(a row of the data file, what was printed) -> right and as asked."""
STEPS: Mapping[str, Place] = {"up": (-1, 0), "down": (1, 0), "left": (0, -1), "right": (0, 1)}


@dataclass(frozen=True, slots=True)
class Case:
    """One prompt, and what is said of an answer to it."""

    source: str
    text: str
    right: Callable[[str], bool]
    none: Callable[[], bool] = lambda: False
    """Whether there is no answer at all, so that a refusal that says so is right."""


class Misshapen(ValueError):
    """A printed answer that is not in the asked form."""


def otherwise(said: str) -> Iterator[str]:
    """The same answer in the other forms that prompts ask for, to tell a wrong form from a wrong answer."""
    bare = re.sub(r"</?\w+>|```\w*", "", said).strip("\n")
    pairs = re.findall(r"[\[(](\d+), ?(\d+)[\])]", bare)
    rows = bare.split("\n")
    yield from (bare, bare.replace(",", " "), f"```\n{bare}\n```", f"<begin_board>\n{bare}\n<end_board>")
    yield f"```\n[{', '.join(f'({r}, {c})' for r, c in pairs)}]\n```"
    yield f"[[{','.join(rows)}]]"
    yield f"[[{bare}]]"
    yield json.dumps({"steps": bare})
    yield f"Solution: [{','.join(re.findall('[a-z]+', bare))}]"


# ---------------------------------------------------------------------- the forms that prompts ask for


def plain(said: str) -> list[list[str]]:
    """Rows of signs with spaces between them, and nothing else."""
    return [line.split() for line in said.strip("\n").split("\n") if line.strip()]


def fenced(said: str) -> str:
    """What stands in the one code block."""
    found = re.fullmatch(r"```\w*\n(.*?)\n?```", said.strip(), re.S)
    if found is None:
        raise Misshapen("no code block")
    return found[1]


def tagged(said: str) -> list[list[str]]:
    """The board between its tags."""
    found = re.search(r"<begin_board>\n(.*?)\n<end_board>", said, re.S)
    if found is None:
        raise Misshapen("no board between tags")
    return plain(found[1])


def bracketed(said: str) -> str:
    """What stands in double square brackets."""
    found = re.fullmatch(r"\[\[(.*)\]\]", said.strip(), re.S)
    if found is None:
        raise Misshapen("no double brackets")
    return found[1]


def comma_rows(said: str) -> list[list[str]]:
    return [row.split() for row in bracketed(said).split(",")]


def numbers(rows: check.Grid) -> list[list[int]]:
    """Raises ValueError for what is no number."""
    return [[int(sign) for sign in row] for row in rows]


def listed(text: str, name: str) -> list[int]:
    """The numbers of "NAME: [1, 2, 3]" or "NAME: 1 2 3"."""
    found = re.search(rf"{name}\W*([\d, ]+)", text)
    return [int(n) for n in re.findall(r"\d+", found[1])] if found else []


def lines_of(text: str, sign: str) -> list[str]:
    """The lines of a prompt that hold nothing but such signs."""
    return [line for line in text.split("\n") if re.fullmatch(sign, line.strip()) and line.strip()]


# ---------------------------------------------------------------------- reasoning-gym


def futoshiki(row: Row, said: str) -> bool:
    """The drawing with every blank filled: a Latin square in which the signs between cells are true."""
    drawn = row["question"].split("\n\n")[1].split("\n")
    lines = said.split("\n")
    if len(lines) != len(drawn):
        return False
    width = max(len(line) for line in drawn)
    above, below = [line.ljust(width) for line in drawn], [line.rstrip().ljust(width) for line in lines]
    if any(
        b != a if a != "_" else not b.isdigit()
        for u, v in zip(above, below, strict=True)
        for a, b in zip(u, v, strict=True)
    ):
        return False
    grid = [[int(line[c]) for c in range(0, width, 4)] for line in below[::2]]
    order = all(
        grid[r][c // 4] < grid[r][c // 4 + 1] if line[c] == "<" else grid[r][c // 4] > grid[r][c // 4 + 1]
        for r, line in enumerate(above[::2])
        for c in range(2, width, 4)
        if line[c] in "<>"
    )
    down = all(
        grid[r][c // 4] < grid[r + 1][c // 4] if line[c] == "∧" else grid[r][c // 4] > grid[r + 1][c // 4]
        for r, line in enumerate(above[1::2])
        for c in range(0, width, 4)
        if line[c] in "∧∨"
    )
    return check.latin(grid) and order and down


def n_queens(row: Row, said: str) -> bool:
    clues, grid = plain("\n".join(lines_of(row["question"], r"[_Q](?: [_Q])+"))), plain(said)
    return check.kept(clues, grid, "_") and {s for r in grid for s in r} == {"_", "Q"} and check.queens(grid, "Q")


def kakurasu(row: Row, said: str) -> bool:
    rows, cols = row["metadata"]["row_sums"], row["metadata"]["col_sums"]
    grid = plain(said)
    black = {(r, c) for r, line in enumerate(grid) for c, sign in enumerate(line) if sign == "1"}
    shaped = check.shape(grid) == (len(cols),) * len(rows) and {s for r in grid for s in r} <= {"0", "1"}
    return shaped and check.weighed(black, rows, cols)


def survo(row: Row, said: str) -> bool:
    """The whole matrix with its sums, and the listed numbers each placed once."""
    clues, grid = [[str(n) for n in line] for line in row["metadata"]["puzzle"]], plain(said)
    if not check.kept(clues, grid, "0"):
        return False
    placed = [a for u, v in zip(clues, grid, strict=True) for c, a in zip(u, v, strict=True) if c == "0"]
    filled = numbers(grid)
    sums = all(2 * line[-1] == sum(line) for line in [*filled, *check.columns(filled)])
    return sums and sorted(map(int, placed)) == sorted(row["metadata"]["candidate_numbers"])


def told(row: Row, said: str) -> bool:
    """The stored answer, capitals aside."""
    return said.strip().lower() == _stored(row).lower()


def _sudoku(blank: str, height: int, width: int) -> Said:
    def right(row: Row, said: str) -> bool:
        n = height * width
        clues, grid = (
            plain("\n".join(lines_of(row["question"], rf"[\d{blank}](?: [\d{blank}]){{{n - 1}}}"))[-2 * n * n :]),
            plain(said),
        )
        return check.kept(clues, grid, blank) and check.boxes(numbers(grid), height, width)

    return right


def maze_steps(row: Row, said: str) -> bool:
    """How many steps: counted anew on the drawing."""
    text = row["question"]
    drawn = re.search(r"```\n(.*)\n```\nLegend", text, re.S)
    found = re.search(r"from '(.)' \(start\) to '(.)' \(goal\)", text)
    wall = re.search(r"'(.)' = Wall", text)
    if drawn is None or found is None or wall is None:
        return False
    grid = drawn[1].split("\n")
    where = {sign: (r, c) for r, line in enumerate(grid) for c, sign in enumerate(line)}
    free = {(r, c) for r, line in enumerate(grid) for c, sign in enumerate(line) if sign != wall[1]}
    return said.strip() == str(check.shortest(free, where[found[1]], where[found[2]]))


def shortest_path(row: Row, said: str) -> bool:
    """Directions with spaces between them, as the example shows, or "infeasible"."""
    grid = plain("\n".join(lines_of(row["question"], r"[XO*#](?: [XO*#])+")))
    where = {sign: (r, c) for r, line in enumerate(grid) for c, sign in enumerate(line)}
    free = {(r, c) for r, line in enumerate(grid) for c, sign in enumerate(line) if sign != "X"}
    best = check.shortest(free, where["*"], where["#"])
    if best is None:
        return said.strip() == "infeasible"
    moves = said.split()
    return (
        all(move in STEPS for move in moves)
        and len(moves) == best
        and check.walks(_path(where["*"], moves), free, where["*"], where["#"])
    )


def _path(start: Place, moves: list[str]) -> list[Place]:
    path = [start]
    for move in moves:
        path.append((path[-1][0] + STEPS[move][0], path[-1][1] + STEPS[move][1]))
    return path


REASONING_GYM: Mapping[str, Said] = {
    "futoshiki": futoshiki, "n_queens": n_queens, "kakurasu": kakurasu, "survo": survo, "zebra_puzzles": told,
    "sudoku": _sudoku("_", 3, 3), "sudoku_hard": _sudoku("_", 3, 3), "mini_sudoku": _sudoku("_", 2, 2),
    "maze": maze_steps, "maze_large": maze_steps, "shortest_path": shortest_path, "shortest_path_large": shortest_path,
}  # fmt: skip


def _stored(row: Row) -> str:
    return str(row.get("answer", row.get("expected_answer")))


# ---------------------------------------------------------------------- walking the files


def rows_of(path: Path) -> Iterator[Row]:
    opener: Callable[..., Any] = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if isinstance(row.get("metadata"), str):
                row["metadata"] = json.loads(row["metadata"])
            yield row


def cases(folder: Path) -> Iterator[Case]:
    """Every prompt of the folder `prompts` whose kind is one of ours, source by source."""
    from solvers.measure import prompts_enigmata as enigmata
    from solvers.measure import prompts_korbench as korbench

    for task, right in REASONING_GYM.items():
        for path in sorted((folder / "reasoning_gym").glob(f"{task}.jsonl*")):
            yield from (_case(f"reasoning-gym {task}", row["question"], right, row) for row in rows_of(path))
    for row in rows_of(folder / "reasoning_gym_eval_prompts.jsonl.gz"):
        if row["task"] in REASONING_GYM:
            yield _case(f"reasoning-gym-eval {row['task']}", row["question"], REASONING_GYM[row["task"]], row)
    for row in rows_of(folder / "enigmata_generated_grid_prompts.jsonl"):
        if row["task"] in enigmata.TASKS:
            none = enigmata.NONE.get(row["task"])
            yield _case(f"Enigmata {row['task']}", row["question"], enigmata.TASKS[row["task"]], row, none)
    for row in rows_of(folder / "korbench_prompts.jsonl"):
        if row["category"] == "puzzle" and row["title"] in korbench.TASKS:
            yield _case(
                f"KOR-Bench {row['title']}", row["rule"] + "\n" + row["question"], korbench.TASKS[row["title"]], row
            )
    for path in sorted(folder.glob("openai_evals_*_generated.jsonl")):
        yield from (_case("openai/evals mazes", row["question"], directed, row) for row in rows_of(path))
    for row in rows_of(folder / "wild_prompts.jsonl"):
        if row["kind"] == "positive":
            yield _case("wild", row["prompt"], wild, row)


def _case(source: str, text: str, right: Said, row: Row, none: Callable[[Row], bool] | None = None) -> Case:
    def judged(said: str) -> bool:
        try:
            return right(row, said)
        except (ValueError, TypeError, IndexError, SyntaxError, KeyError):  # not in the asked form
            return False

    return Case(source, text, judged, (lambda: none(row)) if none is not None else (lambda: False))


def directed(row: Row, said: str) -> bool:
    """openai/evals: "Solution: [up,up,left]"."""
    drawn = row["question"].split("<maze-to-solve>")[1]
    grid = [re.findall(r"\d", line) for line in drawn.split("\n") if line.startswith("[")]
    where = {sign: (r, c) for r, line in enumerate(grid) for c, sign in enumerate(line)}
    free = {(r, c) for r, line in enumerate(grid) for c, sign in enumerate(line) if sign != "1"}
    found = re.fullmatch(r"(?:Solution: )?\[([\w, ]+)\]", said.strip())
    if found is None:
        return False
    moves = [move.strip() for move in found[1].split(",")]
    best = check.shortest(free, where["2"], where["3"])
    return len(moves) == best and check.walks(_path(where["2"], moves), free, where["2"], where["3"])


def wild(row: Row, said: str) -> bool:
    """Prompts quoted from public pages; the one maze among them asks for JSON with the steps as words."""
    if row["puzzle"] == "maze":
        moves = [move.strip().lower() for move in json.loads(said)["steps"].split(",")]
        grid = [ast.literal_eval(line) for line in row["prompt"].split("\n") if re.fullmatch(r"\[[\d,]+\]", line)]
        free = {(r, c) for r, line in enumerate(grid) for c, value in enumerate(line) if value != 1}
        return check.walks(_path((3, 0), moves), free, (3, 0), (3, 5))
    digits = "".join(re.findall(r"\d", said))
    clues = re.findall(r"[\d.]", row["prompt"])[-81:]
    grid = [[int(d) for d in digits[i : i + 9]] for i in range(0, 81, 9)]
    same = all(a == b for a, b in zip(clues, digits, strict=True) if a not in "0.")
    return same and check.boxes(grid, 3, 3)
