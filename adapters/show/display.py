"""What a person sees: the answer in the asked form, then a compact receipt. Rich text objects only, never markup.

Whatever came from outside (the user's text, a model's words) passes `clean` first, so that nothing printed back can
move the cursor, recolour the screen or turn the reading direction around.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from router.checks import places

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from router.types import Reading, Receipt, Rung

_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")

_PLACE = re.compile(r"r(\d+)c(\d+)")

GRAMMAR = "grammar"
"""Who reads most puzzles; a receipt shows only other readers."""
STATUS_STYLE = {
    "verified": "bold green", "supported": "bold cyan", "answered": "bold", "declined": "bold yellow",
    "unsolved": "bold yellow",
}  # fmt: skip


def clean(text: str) -> str:
    """`text` without escape sequences, control characters (newline and tab stay) and direction overrides."""
    return _CONTROLS.sub("", _ESCAPES.sub("", text.replace("\r\n", "\n")))


def console(*, stderr: bool = False) -> Console:
    """A console that never wraps or guesses; not even bold where it is no terminal or NO_COLOR is set."""
    from rich.console import Console

    file = sys.stderr if stderr else sys.stdout
    plain = bool(os.environ.get("NO_COLOR")) or not file.isatty()
    return Console(
        file=file, markup=False, emoji=False, highlight=False, soft_wrap=True, color_system=None if plain else "auto"
    )


def receipt_json(receipt: Receipt) -> str:
    """The receipt on one line, in ASCII, so that it survives every pipe and terminal."""
    return json.dumps(receipt.model_dump(mode="json"))


def show(
    out: Console, receipt: Receipt, *, source: str | None = None, quiet: bool = False, answered_already: bool = False
) -> None:
    """Print the answer (or why there is none), then the receipt; `quiet`: the answer only, and the reason apart.

    `source` is the part of the user's text that the answer redraws; cells that differ from it stand out.
    `answered_already`: the answer was streamed, so only the receipt is left to show.
    """
    if answered_already:
        pass
    elif receipt.answer is not None:
        out.print(answer_text(receipt.answer, source))
    elif receipt.reason is not None:
        # A pipe that wants the bare answer must not take the reason for one.
        (console(stderr=True) if quiet else out).print(clean(receipt.reason))
    if quiet:
        return
    if receipt.answer is None and receipt.solution is not None:
        out.print()
        out.print(unproven(receipt.solution), style="dim")
    out.print()
    for name, text in summary(receipt):
        out.print(label(name, text))


def unproven(solution: dict[str, Any]) -> str:
    """A grid or path that is not the answer, and why: one of several solutions, or the best try."""
    title = "one of the solutions:" if solution.get("unique") is False else "the closest try, not proven:"
    if "values" in solution and (rows := _rows(solution["values"])) is not None:
        solution = {"rows": rows}
    if "values" in solution:
        return "\n".join([title, *(f"{cell} = {value}" for cell, value in solution["values"].items())])
    if "rows" in solution:
        wide = max(len(str(value)) for row in solution["rows"] for value in row)
        return "\n".join([title, *(" ".join(f"{value:>{wide}}" for value in row) for row in solution["rows"])])
    if "tests" in solution:
        return "\n\n".join(
            ["a guess:", *("\n".join(" ".join(map(str, r)) for r in each[0]) for each in solution["tests"])]
        )
    return f"{title} {solution.get('moves') or 'no path'}"


def _rows(values: dict[str, Any]) -> list[list[Any]] | None:
    """Values by cell as the rows of a grid, where the cells are just those of one (r1c1, r1c2, ...)."""
    places = [_PLACE.fullmatch(name) for name in values]
    at = [(int(place[1]), int(place[2])) for place in places if place is not None]
    height, width = (max((pair[k] for pair in at), default=0) for k in (0, 1))
    if not at or len(at) < len(values) or len(at) < height * width:
        return None
    return [[values[f"r{row}c{column}"] for column in range(1, width + 1)] for row in range(1, height + 1)]


def label(name: str, text: str) -> Text:
    """One line of a receipt."""
    from rich.text import Text

    line = Text()
    line.append(f"{name:<10}", style=STATUS_STYLE.get(name, "dim"))
    line.append(clean(text))
    return line


def answer_text(answer: str, source: str | None) -> Text:
    """The answer; where it redraws the source cell by cell, what was filled in is set off from what was given."""
    from rich.text import Text

    shown = Text(clean(answer))
    if source is not None and len(source) == len(answer) and clean(source) == source:
        for index, (old, new) in enumerate(zip(source, answer, strict=True)):
            if old != new:
                shown.stylize("bold cyan", index, index + 1)
    return shown


def summary(receipt: Receipt) -> list[tuple[str, str]]:
    """The receipt as (label, sentence) lines: status and checks, broken rules, route, cost."""
    from router.llm.seeing import NEEDED, needs_confirmation

    passed = ", ".join(check.name for check in receipt.checks if check.ok)
    lines: list[tuple[str, str]] = [(receipt.status, f"{receipt.kind}: {passed}" if passed else receipt.kind)]
    if receipt.status == "supported":
        lines = [(receipt.status, f"{receipt.kind}: not proven; this speaks for it")]
        lines += [("", f"{check.name}: {check.detail}") for check in receipt.checks]
    if needs_confirmation(receipt):
        lines = [(receipt.status, f"{receipt.kind}: {NEEDED}"), ("reader", receipt.checks[-1].detail)]
    else:
        lines += [("failed", f"{check.name}: {check.detail}") for check in receipt.checks if not check.ok]
        lines += [("reader", receipt.reader)] if receipt.reader not in (None, GRAMMAR) else []
    if receipt.violations:
        lines.append(("broken", "; ".join(_violation(v.rule, v.cells) for v in receipt.violations[:5])))
    if receipt.reason is not None and receipt.answer is not None:
        lines.append(("note", receipt.reason))
    lines += [("route", rung_line(rung)) for rung in receipt.route]
    lines.append(("cost", f"{money(receipt)}, {seconds(receipt.seconds)} in all"))
    return lines


def _violation(rule: str, cells: Sequence[Any]) -> str:
    return f"{rule} {places(cells, 8)}".rstrip()


def rung_line(rung: Rung) -> str:
    """One rung of the ladder: who, how hard, what came of it."""
    parts = [rung.outcome]
    if rung.steps is not None:
        parts.append(f"{rung.steps} step{'s' if rung.steps != 1 else ''}")
    if rung.attempts != 1:
        parts.append(f"{rung.attempts} attempts")
    parts.append(seconds(rung.seconds))
    return f"{rung.solver} ({rung.effort}): {', '.join(parts)}"


def seconds(value: float) -> str:
    """A duration as a person says it."""
    if value < 0.001:
        return "under 1 ms"
    return f"{value * 1000:.0f} ms" if value < 1 else f"{value:.1f} s"


def money(receipt: Receipt) -> str:
    """Cost and tokens; an unknown price is said to be unknown, never shown as 0."""
    cost = receipt.cost
    if not cost.calls:
        return "$0.00, 0 tokens"
    known = "price unknown" if cost.usd is None else f"${cost.usd:.4f}"
    if cost.tokens_in is None or cost.tokens_out is None:
        return f"{known}, tokens unknown, {len(cost.calls)} call(s)"
    return f"{known}, {cost.tokens_in} + {cost.tokens_out} tokens, {len(cost.calls)} call(s)"


def source_of(text: str, reading: Reading) -> str | None:
    """The part of the user's text that holds the puzzle."""
    if reading.candidate is None:
        return None
    return text[reading.candidate.span.start : reading.candidate.span.end]
