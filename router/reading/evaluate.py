"""How well texts are told apart: puzzles found, puzzles missed, false routes and routes that flip under typing noise.

    trm-router measure reading ../shared/data

Nothing is solved here. A *positive* counts as found if its puzzle would go to a solver, as asked or refused if a
question or the gate stands before that. A *negative* counts as a false route if it would go to a solver, and as a
false alarm if it would only be asked about or refused. A route flips if it is another one after a few typos in the
words (never in the grid) and one kind of damage from e-mail or chat.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from router.errors import UsageError
from router.reading.read import read
from router.types import Reading
from solvers.kinds import KINDS
from solvers.text.source import Text

KEYS = ("n", "positives", "found", "asked", "refused", "missed", "false_routes", "false_alarms", "flips")


@dataclass(frozen=True, slots=True)
class Case:
    """One text and the kind it should be routed to (None: to no grid solver)."""

    source: str
    text: str
    kind: str | None


class Report(dict[str, dict[str, int]]):
    """Source -> counts (see KEYS); prints as a table. "all positives" and "all negatives" sum up."""

    def __str__(self) -> str:
        wide = max((len(name) for name in self), default=6)
        lines = [" " * wide + "".join(f"{key:>14}" for key in KEYS)]
        for name, counts in self.items():
            lines.append(f"{name:<{wide}}" + "".join(f"{counts[key]:>14}" for key in KEYS))
        return "\n".join(lines)


def evaluate(data: Path, *, limit: int | None = None, seed: int = 0) -> Report:
    """Read every practice text under `data` (at most `limit` a source) and count."""
    report = Report()
    for case in cases(data, limit):
        counts = report.setdefault(case.source, dict.fromkeys(KEYS, 0))
        _count(counts, case, random.Random(f"{seed}/{case.source}/{counts['n']}"))
    for name, positive in (("all positives", True), ("all negatives", False)):
        chosen = [c for c in report.values() if bool(c["positives"]) is positive]
        report[name] = {key: sum(counts[key] for counts in chosen) for key in KEYS}
    return report


def route(reading: Reading) -> str:
    """Where a reading goes: a kind's name, "ask", "refuse" or "open"."""
    if reading.kind == "open":
        return "open"
    if reading.refusal is not None:
        return "refuse"
    if reading.questions or reading.candidate is None or reading.candidate.puzzle is None:
        return "ask"
    return reading.kind


def _count(counts: dict[str, int], case: Case, rng: random.Random) -> None:
    reading = read(case.text)
    where = route(reading)
    counts["n"] += 1
    if case.kind is None:
        counts["false_routes"] += where in KINDS
        counts["false_alarms"] += where in ("ask", "refuse")
    else:
        counts["positives"] += 1
        counts["found"] += where == case.kind
        counts["asked"] += where == "ask"
        counts["refused"] += where == "refuse"
        counts["missed"] += where not in (case.kind, "ask", "refuse")
    counts["flips"] += route(read(noisy(case.text, rng))) != where


# ---------------------------------------------------------------------- the texts


def cases(data: Path, limit: int | None = None) -> Iterator[Case]:
    """Every practice text, source by source."""
    prompts = data / "prompts"
    if not prompts.is_dir() or not (data / "negatives").is_dir():
        raise UsageError(
            f"{str(data)!r} holds no prompts/ and negatives/", hint="name the folder with the public texts"
        )
    seen: dict[str, int] = {}
    for case in _all(data, prompts):
        seen[case.source] = seen.get(case.source, 0) + 1
        if limit is None or seen[case.source] <= limit:
            yield case


def kind_of(task: str) -> str | None:
    """The kind that a collection of prompts means by a task's name, if it is one of ours."""
    name = task.lower().replace(" ", "_")
    return next((kind for kind, known in KINDS.items() if name == kind or name in known.tasks), None)


def _all(data: Path, prompts: Path) -> Iterator[Case]:
    for path in sorted((prompts / "reasoning_gym").glob("*.jsonl*")):
        yield from (_case("reasoning_gym", path.name.split(".")[0], row["question"]) for row in _rows(path))
    for row in _rows(prompts / "enigmata_generated_grid_prompts.jsonl"):
        yield _case("enigmata", row["task"], row["question"])
    for path in sorted(prompts.glob("openai_evals_*_generated.jsonl")):
        task = path.name.removeprefix("openai_evals_").removesuffix("_generated.jsonl")
        yield from (_case("openai_evals", task, row["question"]) for row in _rows(path))
    for row in _rows(prompts / "korbench_prompts.jsonl"):
        yield _case("korbench", row["title"], row["rule"] + "\n" + row["question"])
    for row in _rows(prompts / "logicgame_en_dev_10.jsonl"):
        yield Case("logicgame", "\n".join(row["contexts"]), None)
    for row in _rows(prompts / "wild_prompts.jsonl"):
        kind = kind_of(row["puzzle"]) if row["kind"] == "positive" else None
        yield Case("wild/positives" if kind else "wild/near misses", row["prompt"], kind)
    for row in _rows(data / "negatives" / "chat_prompts.jsonl"):
        puzzle = None if row["label"] == "not_grid_puzzle" else row["label"]
        yield Case(f"chat/{row['source']}" if puzzle is None else "chat/puzzles", row["prompt"], puzzle)
    for row in _rows(data / "negatives" / "reasoning_gym_text_tasks.jsonl"):
        kind = kind_of(row["task"])
        yield Case(f"reasoning_gym/{row['task'] if kind else 'text tasks'}", row["question"], kind)


def _case(source: str, task: str, text: str) -> Case:
    """A prompt of a collection that is sorted by tasks; those of no kind of ours are counted together."""
    kind = kind_of(task)
    return Case(f"{source}/{task}" if kind else f"{source}/other", text, kind)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    """The JSON lines of a file, packed or not; a missing file has none."""
    if not path.exists():
        return
    with _opened(path) as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def _opened(path: Path) -> TextIO:
    return gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")


# ---------------------------------------------------------------------- noise

_WORD = re.compile(r"[^\W\d_]{5,}")


def noisy(text: str, rng: random.Random, typos: int = 3) -> str:
    """`text` with typos in its words, none of them inside a grid, and with one kind of damage from transit."""
    message = Text(text)
    spans = [c.span for kind in KINDS.values() for c in kind.read(message)]
    words = [m for m in _WORD.finditer(text) if not any(s.start < m.end() and m.start() < s.end for s in spans)]
    chars = list(text)
    for match in rng.sample(words, min(typos, len(words))):
        at = rng.randrange(match.start() + 1, match.end() - 1)
        if rng.random() < 0.5:
            chars[at], chars[at + 1] = chars[at + 1], chars[at]
        else:
            chars[at] = "" if rng.random() < 0.5 else chars[at] * 2
    return rng.choice(_DAMAGE)("".join(chars))


def _quoted(text: str) -> str:
    return "".join(f"> {line}\n" for line in text.split("\n"))


_DAMAGE = (
    lambda text: text,
    lambda text: text.replace("\n", "\r\n"),
    lambda text: "".join(line + "  \n" for line in text.split("\n")),
    lambda text: "Hi there,\n\n" + text + "\n\nThanks a lot!\n",
    _quoted,
)
