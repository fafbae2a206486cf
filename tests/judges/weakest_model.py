"""The weakest real model over requests that people wrote: who answered what, at what cost, and nothing wrong verified.

    make judge-llm          # the environment of `make test-llm`; or, with a server of one's own choosing:
    python -m tests.judges.weakest_model --environment runs/llm --minutes 60 --out runs/llm/requests.jsonl

Requests that need no call come first, then the others in a shuffled order that is always the same, so that a run cut
short holds a fair sample, open text last; what stands in --out is not done again. A verified answer that is wrong ends
it with exit 1, unless it is wrong without any model too (`tests.judges.meaning` measures the grammars).

`--blind N` goes further: N public prompts of puzzles as if no grammar had read them, so that a model must.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from adapters.compare.prompts import outcome
from adapters.graph.mixed_router import MixedRouter
from adapters.models.completions import LiteLLMModel
from router import Request, Router
from router.errors import RouterError
from router.llm.ledger import Ledger
from router.llm.parts import worth_splitting
from router.llm.pointing import Board, Clauses, Pointer, Rules
from router.llm.understanding import worth_asking
from router.types import Completion, Message, Reading, Receipt
from solvers.exact import ExactSolver
from solvers.measure.prompts import Case, cases
from tests.judges.meaning import judge_at
from tests.local_model import Server, serving

DATA = Path(__file__).parents[3] / "shared" / "data"
OPEN_TOKENS = 100
"""Of an open answer and of the last rung's: what the words are is not judged here."""
SECONDS = 120.0
"""For one request, as by default: reading may take a third, which on one busy core is about one call of 600 tokens."""


@dataclass(frozen=True, slots=True)
class Task:
    """One request and its judge: "wrong" is a verified answer to what was not asked."""

    id: str
    cls: str
    text: str
    verdict: Callable[[Receipt], str]


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one request."""

    id: str
    cls: str
    by: str
    status: str
    verdict: str
    alone: str
    calls: tuple[tuple[str, str, int | None, int | None, float], ...]
    seconds: float

    @property
    def worse(self) -> bool:
        """Whether the model made a wrong answer of one that was not."""
        return self.verdict == "wrong" and self.alone != "wrong"


ENTRIES = {"signs": 2, "placed": 3, "rules": 0}
"""The most entries of a list; of any other one. What this model begins it does not end, and an answer that is cut off
at its limit tests nothing; of rules it writes nothing but noise."""
CHARACTERS = 24


def short(schema: type[BaseModel]) -> type[BaseModel]:
    """The same answer in a schema that brings even this model to an end."""

    def bounded(cls: type[BaseModel], *args: Any, **more: Any) -> dict[str, Any]:
        return dict(_bounded(super(made, cls).model_json_schema(*args, **more)))

    made = type(f"Short{schema.__name__}", (schema,), {"model_json_schema": classmethod(bounded)})
    return made


def _bounded(schema: Any, name: str = "") -> Any:
    if isinstance(schema, list):
        return [_bounded(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    bounded = {
        key: {field: _bounded(each, field) for field, each in value.items()} if key == "properties" else _bounded(value)
        for key, value in schema.items()
    }
    if schema.get("type") == "array":
        bounded["maxItems"] = ENTRIES.get(name, 1)
    if schema.get("type") == "string" and "enum" not in schema:
        bounded["maxLength"] = CHARACTERS
    return bounded


class ShortSpoken:
    """The model, made to come to an end, so that what it says reaches the checks."""

    def __init__(self, model: LiteLLMModel) -> None:
        self._model = model
        self.name = model.name
        self.stream = model.stream
        self.estimate = model.estimate

    def complete(
        self, messages: Sequence[Message], *, schema: type[BaseModel] | None = None, **limits: Any
    ) -> Completion:
        """One try; what points at a puzzle does so in few words."""
        pointing = schema is not None and issubclass(schema, Board | Clauses | Pointer | Rules)
        return self._model.complete(
            messages, schema=short(schema) if schema is not None and pointing else schema, **limits
        )


class Blind(Router):
    """A router whose grammars read nothing, so that what holds a board goes to the model."""

    def read(self, text: str) -> Reading:
        return Reading(kind="open")


def requests(shared: Path) -> list[Task]:
    """The practice requests, as their own judge judges them."""
    judge = judge_at(shared / "meaning" / "judge_meaning.py")
    rows = [json.loads(line) for line in (shared / "meaning" / "dev_requests.jsonl").read_text("utf-8").splitlines()]

    def judged(row: dict[str, Any]) -> Callable[[Receipt], str]:
        return lambda receipt: str(judge.judge(row, receipt.model_dump(mode="json")))

    return [Task(row["id"], row["cls"], row["text"], judged(row)) for row in rows]


def prompts(shared: Path, most: int, name: str = "prompts") -> list[Task]:
    """Public prompts, evenly over all sources."""
    everything = list(cases(shared / "prompts"))
    chosen = everything[:: max(1, len(everything) // most)][:most]

    def judged(case: Case) -> Callable[[Receipt], str]:
        return lambda receipt: outcome(case, receipt)

    return [Task(f"{name}/{n}", f"{name}: {case.source}", case.text, judged(case)) for n, case in enumerate(chosen)]


def calls_for(text: str) -> bool:
    """Whether a model would be asked anything at all."""
    reading = Router().read(text)
    return reading.kind == "open" or worth_asking(text, reading) or worth_splitting(text, reading)


def reads(text: str) -> bool:
    """Whether a model would read it: what it answers in words alone cannot be called verified."""
    return worth_asking(text, Router().read(text))


def shuffled(tasks: Sequence[Task]) -> list[Task]:
    """Those without a call first, the others as chance has it, which is the same every time."""
    quiet = [task for task in tasks if not calls_for(task.text)]
    names = {task.id for task in quiet}
    loud = [task for task in tasks if task.id not in names]
    random.Random(0).shuffle(loud)
    loud.sort(key=lambda task: not reads(task.text))
    return [*quiet, *loud]


def handled(router: Router, text: str, seconds: float | None = None) -> Receipt:
    """The receipt; a model that fails where nothing else could answer leaves it declined."""
    try:
        return router.handle(Request(text=text, seconds=seconds)).receipt
    except RouterError as error:
        return Receipt(status="declined", kind="open", reason=str(error))


def by(receipt: Receipt) -> str:
    """Who answered: "grammar", "model reads", "model solves", "model's words", or "nobody"."""
    if receipt.status == "answered" or any(part.status == "answered" for part in receipt.parts):
        return "model's words"
    if receipt.status != "verified":
        return "nobody"
    if (receipt.reader or "").startswith("model"):
        return "model reads"
    return "model solves" if receipt.route and receipt.route[-1].solver.startswith("llm:") else "grammar"


def line(task: Task, server: Server, blind: bool, seconds: float) -> Line:
    """One request with the model and, to compare, without."""
    ledger = Ledger()
    chat = server.chat(ledger=ledger, max_output_tokens=OPEN_TOKENS if not blind else 600)
    router = (Blind if blind else MixedRouter)(exact=ExactSolver(), chat=chat, reader=ShortSpoken(server.model()))
    began = time.monotonic()
    receipt = handled(router, task.text, seconds)
    took = time.monotonic() - began
    alone = handled(Router(exact=ExactSolver()), task.text)
    calls = tuple(
        (row["route"], row["outcome"], row["tokens_in"], row["tokens_out"], round(row["seconds"] or 0.0, 1))
        for row in ledger.rows()
    )
    return Line(
        id=task.id,
        cls=task.cls,
        by=by(receipt),
        status=receipt.status,
        verdict=task.verdict(receipt),
        alone=task.verdict(alone),
        calls=calls,
        seconds=round(took, 2),
    )


def sweep(
    tasks: Sequence[Task], server: Server, out: Path | None, *, blind: bool = False, minutes: float | None = None,
    seconds: float = SECONDS,
) -> Iterator[Line]:  # fmt: skip
    """Every task's line; those in `out` are read from it, new ones are added to it."""
    done = {each.id: each for each in read(out)} if out is not None and out.exists() else {}
    ends = None if minutes is None else time.monotonic() + 60 * minutes
    for task in tasks:
        if task.id in done:
            yield done[task.id]
            continue
        if ends is not None and time.monotonic() > ends:
            return
        found = line(task, server, blind, seconds)
        if out is not None:
            with out.open("a", encoding="utf-8") as sink:
                sink.write(json.dumps(asdict(found)) + "\n")
        yield found


def read(path: Path) -> list[Line]:
    """The lines of an earlier run."""
    rows = [json.loads(text) for text in path.read_text("utf-8").splitlines()]
    return [Line(**{**row, "calls": tuple(tuple(call) for call in row["calls"])}) for row in rows]


COLUMNS = ("grammar", "model reads", "model solves", "model's words", "nobody")


FEWEST = 3
"""Requests of one class that have a row of their own."""


def _family(line: Line) -> str:
    """The class without its language or variant."""
    return line.cls.split(":")[0].split("-")[0]


def table(lines: Sequence[Line]) -> str:
    """Who answered each class, and at what cost, in Markdown. A call cut off reports no tokens; "?" counts those."""
    families = Counter(_family(each) for each in lines)
    classes: dict[str, list[Line]] = defaultdict(list)
    for each in lines:
        classes[_family(each) if families[_family(each)] >= FEWEST else "others"].append(each)
    head = ["class", "n", *COLUMNS, "calls", "tokens in", "tokens out", "?", "seconds"]
    rows = [head, ["---"] * len(head)]
    for name, listed in [*sorted(classes.items()), ("all", list(lines))]:
        calls = [call for each in listed for call in each.calls]
        counts = [sum(each.by == column for each in listed) for column in COLUMNS]
        tokens = [sum(call[at] or 0 for call in calls) for at in (2, 3)]
        unknown = sum(call[2] is None for call in calls)
        figures = [len(listed), *counts, len(calls), *tokens, unknown, round(sum(each.seconds for each in listed))]
        rows.append([name, *map(str, figures)])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def main() -> None:
    """Run, print the table, and end with 1 where a verified answer is wrong because of the model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--environment", type=Path, default=Path("runs/llm"))
    parser.add_argument("--shared", type=Path, default=DATA)
    parser.add_argument("--prompts", type=int, default=500)
    parser.add_argument("--blind", type=int, default=0)
    parser.add_argument("--minutes", type=float)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--out", type=Path)
    told = parser.parse_args()
    tasks = (
        prompts(told.shared, told.blind, "blind")
        if told.blind
        else shuffled([*requests(told.shared), *prompts(told.shared, told.prompts)])
    )
    lines: list[Line] = []
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # or the server would outlive us
    with serving(told.environment) as server:
        for found in sweep(tasks, server, told.out, blind=bool(told.blind), minutes=told.minutes, seconds=told.seconds):
            lines.append(found)
            if found.calls:
                made = ", ".join(f"{route} {how}" for route, how, *_ in found.calls)
                print(f"{found.id} {found.status} by {found.by}, {found.verdict}: {made}", flush=True)
    print(table(lines))
    worse = [each.id for each in lines if each.worse]
    print(f"{len(lines)} of {len(tasks)} requests, {sum(len(each.calls) for each in lines)} calls of the model")
    print(f"verified but wrong because of the model: {len(worse)} {' '.join(worse)}".rstrip())
    sys.exit(1 if worse else 0)


if __name__ == "__main__":
    main()
