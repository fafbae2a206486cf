"""An agent that works through a newsletter's inbox: puzzles go to the router as a tool, words to a language model.

Run it with `python examples/agent_pipeline.py`. The model is scripted, so it needs no key and no network; with a real
one, put `adapters.models.configured.configured_chat("openai/gpt-4o-mini").answer` in its place. A puzzle costs no call,
its answer is proven, and one that cannot be read comes back as a question instead of a guess.
"""

from __future__ import annotations

from dataclasses import dataclass

from adapters.models.fake import FakeModel
from router import Message, Receipt, Request, Router
from router.llm.ledger import Ledger
from router.llm.metered import metered
from router.types import ChatModel, Completion
from solvers.exact import ExactSolver

INBOX = {
    "puzzle page": """Solve this sudoku for the answer page:
53..7....
6..195...
.98....6.
8...6...3
4..8.3..1
7...2...6
.6....28.
...419..5
....8..79""",
    "reader's letter": """I got stuck. Is my sudoku solvable at all?
1...
..3.
.4..
...1""",
    "torn page": """Sudoku:
1...
..3.
.4..
...""",
    "next issue": "Make an easy futoshiki",
    "headline": "Write one line to go above the puzzle page.",
}

LINES = ["Thirty clues, one way home."]


@dataclass
class Agent:
    """One model for words, one router for puzzles; `ledger` counts every call of a model."""

    router: Router
    model: ChatModel
    ledger: Ledger
    seconds: float = 0.0
    spared_in: int = 0
    spared_out: int = 0

    def handle(self, text: str) -> tuple[str, Receipt | None]:
        """The answer to one message, and the receipt where it was a puzzle."""
        if self.router.read(text).kind == "open":
            return self.words(text), None
        receipt = self.router.handle(Request(text=text, offline=True)).receipt
        self.seconds += receipt.seconds
        if receipt.answer is None:
            return receipt.reason or receipt.status, receipt
        self.spared_in += len(text.split())
        self.spared_out += len(receipt.answer.split())
        return receipt.answer, receipt

    def words(self, text: str) -> str:
        """What the language model writes."""
        purse = metered(self.model, self.ledger, route="newsletter")
        said = purse.complete([Message(role="user", content=text)])
        assert isinstance(said, Completion)
        return said.text


def main() -> None:
    """The whole inbox, and what it cost."""
    ledger = Ledger()
    price_in, price_out = 1e-6, 2e-6
    agent = Agent(Router(exact=ExactSolver()), FakeModel(LINES, usd_in=price_in, usd_out=price_out), ledger)
    proven = asked = 0
    for subject, text in INBOX.items():
        answer, receipt = agent.handle(text)
        status = "by the model" if receipt is None else receipt.status
        print(f"--- {subject}: {status}\n{answer}\n")
        proven += receipt is not None and receipt.status == "verified"
        asked += receipt is not None and receipt.status == "declined"
    spent = sum(total.usd or 0.0 for total in ledger.totals(["route"]))
    calls = sum(total.calls for total in ledger.totals(["route"]))
    spared = agent.spared_in * price_in + agent.spared_out * price_out
    print(f"{proven} puzzles proven without a call in {agent.seconds:.2f} s, {asked} asked back")
    print(f"{calls} call of the language model, ${spent:.6f}")
    print(f"spared: {proven} calls, at least ${spared:.6f} (the words alone, without any thinking)")


if __name__ == "__main__":
    main()
