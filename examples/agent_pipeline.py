"""An agent that uses the router as its puzzle tool: plans in words, proofs by code, every cent counted.

Run it with `python examples/agent_pipeline.py`. The model is scripted, so it needs no key and no network; with a real
one, put `adapters.models.configured.configured_chat("openai/gpt-4o-mini")` in its place.
"""

from __future__ import annotations

from collections.abc import Sequence

from adapters.graph.app import Conversation
from adapters.models.fake import FakeModel
from router import Router
from router.llm.ledger import Ledger
from router.llm.parts import PartPlan, SplitPlan
from router.types import Message
from solvers.exact import ExactSolver

TICKET = """Two things for the newsletter. Solve this sudoku for the answer page:
53..7....
6..195...
.98....6.
8...6...3
4..8.3..1
7...2...6
.6....28.
...419..5
....8..79
and write one line to go under it."""


def scripted(messages: Sequence[Message]) -> SplitPlan | str:
    """What a model would answer: first the split of the ticket, then the line."""
    if "You split" in messages[0].content:
        puzzle = PartPlan(kind="puzzle", first_line=2, last_line=10, wish="", about=[])
        line = PartPlan(kind="open", first_line=0, last_line=0, wish="Write one line to go under it.", about=[1])
        return SplitPlan(parts=[puzzle, line])
    return "Thirty clues, one way home."


def main() -> None:
    """One ticket through the pipeline."""
    ledger = Ledger()
    router = Router(exact=ExactSolver(), chat=FakeModel([scripted]), ledger=ledger)
    turn = Conversation(router).send(TICKET, thread="ticket-17")
    receipt = turn.receipt
    assert receipt is not None
    print(receipt.answer)
    print()
    for part in receipt.parts:
        print(f"{part.kind}: {part.status}, {len(part.checks)} checks, {len(part.cost.calls)} model calls")
    for total in ledger.totals(["route"]):
        print(f"{total.group[0]}: {total.calls} calls, ${total.usd:.6f}")
    print(f"total ${receipt.cost.usd:.6f}")


if __name__ == "__main__":
    main()
