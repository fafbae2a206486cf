"""`parse` and `route`: what a message was understood to be, with the source marked, and where it would go and why."""

from __future__ import annotations

import json as jsonlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adapters.cli import inputs
from adapters.cli.solve import Options
from adapters.show.display import clean, console
from router.checks import places
from router.types import Reading

if TYPE_CHECKING:
    from rich.text import Text

MARK = "^"

ROLES = ("blank", "wall", "open", "start", "goal", "path")
"""Roles of a notation that mean something to a person; a grammar keeps others for itself."""


def parse(text: str | None, file: Path | None, *, json: bool) -> int:
    """Read one message; exit code 0 if it can go on, 3 if it must be asked about or is refused."""
    from router.reading.read import read

    message = inputs.message(text, file)
    reading = read(message)
    if json:
        sys.stdout.write(jsonlib.dumps(reading_json(reading)) + "\n")
    else:
        show_reading(message, reading)
    return exit_code(reading)


def parse_batch(file: Path) -> int:
    """One reading a line, in order; the exit code is that of the worst row."""
    from router.reading.read import read

    worst = 0
    for row in inputs.batch(file):
        said: dict[str, Any] = {} if row.id is None else {"id": row.id}
        if row.text is None:
            said |= {"kind": "open", "refusal": row.wrong or "a rulebook is not parsed: `solve` reads it"}
            code = 3
        else:
            reading = read(row.text)
            said |= reading_json(reading)
            code = exit_code(reading)
        sys.stdout.write(jsonlib.dumps(said) + "\n")
        worst = max(worst, code)
    return worst


def exit_code(reading: Reading) -> int:
    """0 if the reading can go on, 3 (declined) if not."""
    return 3 if reading.questions or reading.refusal else 0


def reading_json(reading: Reading) -> dict[str, Any]:
    """A reading as plain data; spans are [start, end) character offsets into the message."""
    candidate = reading.candidate
    found: dict[str, Any] | None = None
    if candidate is not None:
        found = {
            "form": candidate.form,
            "span": [candidate.span.start, candidate.span.end],
            "cells": [[span.start, span.end] for span in candidate.cells],
            "notation": dict(candidate.notation),
            "puzzle": rendered(reading),
        }
    return {
        "kind": reading.kind,
        "wanted": reading.wanted,
        "only": reading.only,
        "questions": list(reading.questions),
        "refusal": reading.refusal,
        "refusal_cells": [cell if isinstance(cell, str) else list(cell) for cell in reading.refusal_cells],
        "candidate": found,
    }


def rendered(reading: Reading) -> str | None:
    """The puzzle in its plainest form, or None where none was read."""
    from solvers.kinds import kind

    if reading.candidate is None or reading.candidate.puzzle is None:
        return None
    return str(kind(reading.kind).render(reading.candidate.puzzle))


def show_reading(message: str, reading: Reading) -> None:
    """The message with its cells marked, then what was understood."""
    out = console()
    if reading.candidate is not None:
        for line in marked(message, reading, colour=out.is_terminal and not out.no_color):
            out.print(line)
        out.print()
    for label, value in facts(reading):
        out.print(f"{label:<10}{clean(value)}")


def facts(reading: Reading) -> list[tuple[str, str]]:
    """What was understood, as (label, value) lines."""
    lines = [("kind", reading.kind)]
    if reading.candidate is not None:
        filled = sum(span.end > span.start for span in reading.candidate.cells)
        lines.append(
            ("form", f"{reading.candidate.form}, {filled} of {len(reading.candidate.cells)} cells in the text")
        )
        if any(role in ROLES for role in reading.candidate.notation):
            signs = ", ".join(
                f"{role} {sign!r}"
                for role, sign in reading.candidate.notation.items()
                if role in ROLES and len(sign) <= 12
            )
            lines.append(("signs", signs))
        lines.append(("wanted", reading.wanted + (", nothing else" if reading.only else "")))
    lines += [("question", question) for question in reading.questions]
    if reading.refusal is not None:
        lines.append(("refused", reading.refusal))
    if reading.refusal_cells:
        lines.append(("cells", places(reading.refusal_cells, 20)))
    return lines


def marked(message: str, reading: Reading, *, colour: bool) -> list[Text]:
    """The lines that hold the puzzle; cells stand out by colour, or by a line of marks under each line."""
    from rich.cells import cell_len
    from rich.text import Text

    assert reading.candidate is not None
    span = reading.candidate.span
    cells = {i for cell in reading.candidate.cells for i in range(cell.start, cell.end)}
    first = message.rfind("\n", 0, span.start) + 1
    last = message.find("\n", max(span.end - 1, first))
    lines: list[Text] = []
    offset = first
    for line in message[first : last if last >= 0 else len(message)].split("\n"):
        shown, marks = Text(), ""
        for index, char in enumerate(line, start=offset):
            kept = clean(char).replace("\t", " ")
            shown.append(kept, style="reverse" if colour and index in cells else "")
            marks += (MARK if index in cells else " ") * cell_len(kept)
        lines.append(shown)
        if marks.strip() and not colour:
            lines.append(Text(marks.rstrip()))
        offset += len(line) + 1
    return lines


def route(text: str | None, file: Path | None, options: Options, *, explain: bool, json: bool) -> int:
    """Say where one message would go."""
    from router.reading.read import read

    reading = read(inputs.message(text, file))
    rungs = ladder(reading, options)
    if json:
        plan: dict[str, Any] = {"kind": reading.kind, "route": [name for name, _ in rungs]}
        if explain:
            plan |= {"why": [why for _, why in rungs], "reading": reading_json(reading)}
        sys.stdout.write(jsonlib.dumps(plan) + "\n")
        return exit_code(reading)
    out = console()
    if not explain:
        out.print(" -> ".join(name for name, _ in rungs))
        return exit_code(reading)
    for label, value in facts(reading):
        out.print(f"{label:<10}{clean(value)}")
    out.print()
    for number, (name, why) in enumerate(rungs, start=1):
        out.print(f"{number}. {name:<14}{clean(why)}")
    return exit_code(reading)


def ladder(reading: Reading, options: Options) -> list[tuple[str, str]]:
    """(rung, why) in the order in which the router would try them. Nothing is solved or loaded."""
    from adapters.compose import configured_model
    from solvers.neural import default_solver

    if reading.questions:
        return [("ask", reading.questions[0])]
    if reading.refusal is not None:
        return [("decline", reading.refusal)]
    model = None if options.offline else configured_model(options.model)
    if reading.kind == "open" or reading.candidate is None:
        why = "no puzzle was read, so this is for a language model"
        if options.offline:
            return [("decline", f"{why}, and --offline forbids one")]
        return [(model, why)] if model else [("decline", f"{why}, and none is configured (see `trm-router doctor`)")]
    size = f"{reading.kind} read as {reading.candidate.form}"
    rungs: list[tuple[str, str]] = []
    if default_solver().supports(reading.kind, reading.candidate.puzzle):
        further = "" if options.effort == "low" else ", and where one pass proves nothing it searches on"
        rungs.append((f"trm {options.effort}", f"{size}; code checks the network's answer at every step{further}"))
    else:
        rungs.append(("trm (missing)", f"{size}, but no shipped weights can do it"))
    if options.exact:
        rungs.append(("exact", "if the network proves nothing: classical search"))
    if model:
        rungs.append((model, "if nothing is proven yet: the language model's answer, verified like any other"))
    rungs.append(("unsolved", "if nothing is proven: the best try and the rules it breaks"))
    return rungs
