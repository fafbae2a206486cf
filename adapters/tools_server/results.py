"""What the tools hand back: typed data for programs, and the same in few words for whoever reads text only."""

from __future__ import annotations

from typing import Any, Literal

from mcp_types import CallToolResult, TextContent
from pydantic import BaseModel, Field

from adapters.doors import receipt_at
from router.claimed import Verdict, as_json
from router.types import Frozen, Place, Receipt
from solvers.base import BadPuzzle


class Fault(Frozen):
    """A rule that an answer breaks."""

    rule: str
    cells: tuple[Place, ...]
    """[row, column] from 0, or the cell's name."""
    detail: str = ""


class Judgement(Frozen):
    """What the rules say of an answer."""

    status: Literal["verified", "partial", "wrong", "declined"]
    kind: str
    reason: str | None = None
    violations: tuple[Fault, ...] = ()
    open: tuple[Place, ...] = ()
    """Cells that the answer leaves blank."""
    unique: bool | None = None
    """Whether no other answer is right; null where that was not settled."""


class MadePuzzle(Frozen):
    """A new puzzle; the same kind, difficulty, size and seed make the same one."""

    kind: str
    title: str
    difficulty: str
    seed: int
    text: str = Field(description="Give it to a person, or to solve_puzzle, as it stands.")


def receipt(given: Receipt) -> CallToolResult:
    """The receipt, and first of all its answer or why there is none."""
    given = receipt_at("tools", given)
    return _result(words_of(given), given)


def judgement(verdict: Verdict) -> CallToolResult:
    """The verdict on a claimed answer."""
    given = Judgement.model_validate(as_json(verdict))
    said = {
        "verified": f"verified: the answer keeps every rule of this {_title(given.kind)}",
        "partial": f"partial: no rule is broken so far, {len(given.open)} cells are still open",
        "wrong": "wrong: " + "; ".join(fault.detail or fault.rule for fault in given.violations[:5]),
        "declined": f"declined: {given.reason}",
    }[given.status]
    return _result(said, given)


def _title(kind: str) -> str:
    from solvers.kinds import KINDS

    return KINDS[kind].title if kind in KINDS else kind


def make(kind: str, difficulty: str, size: int | None, seed: int) -> MadePuzzle:
    """A puzzle made to order. Raises BadPuzzle where this kind has none of that size."""
    from adapters.cli.generate import headed
    from solvers.kinds import kind as kind_of

    made_by = kind_of(kind)
    sized = {} if size is None else {"size": size}
    try:
        puzzle = made_by.generate(seed, difficulty=difficulty, **sized)
    except (TypeError, ValueError) as exc:
        if size is None:
            raise
        raise BadPuzzle(f"no {made_by.title} of size {size!r} can be made", hint="choose another size") from exc
    text = headed(made_by.render(puzzle), made_by.title)
    return MadePuzzle(kind=kind, title=made_by.title, difficulty=difficulty, seed=seed, text=text)


def made(puzzle: MadePuzzle) -> CallToolResult:
    """A new puzzle."""
    return _result(puzzle.text, puzzle)


def words_of(given: Receipt) -> str:
    """A receipt for people: the answer and what was proven about it, or the reason."""
    if given.answer is None:
        return f"{given.status}: {given.reason or ''}".rstrip(": ")
    proven = "; ".join(check.detail or check.name for check in given.checks if check.ok)
    return f"{given.answer}\n\n{given.status}" + (f": {proven}" if proven else "")


def _result(said: str, data: BaseModel) -> CallToolResult:
    plain: dict[str, Any] = data.model_dump(mode="json")
    texts = [TextContent(type="text", text=said), TextContent(type="text", text=data.model_dump_json())]
    return CallToolResult(content=list(texts), structured_content=plain)
