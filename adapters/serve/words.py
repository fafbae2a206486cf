"""A receipt as a client shows it: the content, the headers, and the steps of the network as lines of thinking."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adapters.doors import receipt_at
from adapters.serve.pictured import offer
from router.llm.seeing import needs_confirmation
from router.streaming import Step
from router.types import Reading, Receipt
from solvers.kinds import KINDS

FIRST_LINES = 12
EVERY = 8
"""After the first lines only every so many steps are told: thinking is to be read, not scrolled."""


def content_of(receipt: Receipt) -> str:
    """What stands in the answer. Where nothing was proven it says so, and gives no answer."""
    receipt = receipt_at("http", receipt)
    if receipt.parts:
        return receipt.answer or _unanswered(receipt)
    if receipt.status == "supported" and receipt.answer is not None:
        evidence = "; ".join(check.detail or check.name for check in receipt.checks if check.ok)
        return f"{receipt.answer}\n\n(not proven; this speaks for it: {evidence})"
    if receipt.status == "verified" and receipt.answer is not None:
        notes = [] if receipt.reason is None else [f"({receipt.reason})"]
        if receipt.board is not None:  # proven for this board: the person sees whether it is the one that was meant
            notes.append(f"(read by {receipt.reader} as:\n{receipt.board})")
        return "\n\n".join([receipt.answer, *notes])
    if receipt.status == "answered" and receipt.answer is not None:
        return receipt.answer
    return _unanswered(receipt)


def _unanswered(receipt: Receipt) -> str:
    if needs_confirmation(receipt):
        return offer(receipt)
    lead = "Not solved: " if receipt.status == "unsolved" else "Not answered: "
    return lead + (receipt.reason or "no reason is known")


def headers_of(receipt: Receipt) -> dict[str, str]:
    """The receipt in short, for programs that look at headers only."""
    found = {
        "x-trm-status": receipt.status,
        "x-trm-kind": receipt.kind,
        "x-trm-seconds": f"{receipt.seconds:.3f}",
        "x-trm-cost-usd": "unknown" if receipt.cost.usd is None else f"{receipt.cost.usd:.6f}",
    }
    if receipt.route:
        found["x-trm-solver"] = receipt.route[-1].solver
    return {name: value.encode("ascii", "replace").decode() for name, value in found.items()}


def receipt_json(receipt: Receipt) -> Mapping[str, Any]:
    """The receipt as every front door gives it."""
    shown: dict[str, Any] = receipt_at("http", receipt).model_dump(mode="json")
    return shown


class Thinking:
    """Lines about one request's thinking: what was read, what each step changed, what was proven."""

    def __init__(self) -> None:
        self._last: dict[int, Any] = {}
        self._told = 0

    def read(self, reading: Reading) -> str:
        """How the message was understood."""
        if reading.kind == "open" or reading.candidate is None:
            return ""
        return f"Read as: {KINDS[reading.kind].title}; asked: {reading.ask.words()}.\n"

    def step(self, step: Step) -> str:
        """One step of the network; "" where it is not worth a line."""
        before, self._last[step.part] = self._last.get(step.part), step.answer
        changed = _changed(before, step.answer)
        if changed == 0 or (self._told >= FIRST_LINES and step.step % EVERY):
            return ""
        self._told += 1
        what = "a first filling" if changed is None else f"{changed} cell{'s' if changed != 1 else ''} changed"
        return f"Step {step.step}: {what}.\n"

    def end(self, receipt: Receipt) -> str:
        """What was proven, or that nothing was."""
        if receipt.status == "verified":
            names = ", ".join(check.name for check in receipt.checks if check.ok)
            by = next((rung for rung in reversed(receipt.route) if rung.outcome == "proven"), None)
            who = "" if by is None else f" by {by.solver}"
            if by is not None and by.steps:
                who += f" after {by.steps} step{'' if by.steps == 1 else 's'}"
            return f"Proven{who}{f' ({names})' if names else ''}.\n"
        return "Nothing was proven.\n" if receipt.status in ("unsolved", "supported") else ""


def _changed(before: Any, now: Any) -> int | None:
    """Cells that differ; None where there is nothing to compare with."""
    if before is None or getattr(before, "shape", None) != getattr(now, "shape", ()):
        return None
    return int((before != now).sum())
