"""`compare --recorded FILE`: answers that language models gave in the past, against this router on the same prompts.

FILE holds one item a line: {difficulty, model, task, item, question, expected_answer, completions: [{answer,
response_chars}]}. Every answer, recorded or ours, goes before the same judge. The recordings hold no token counts and
no hidden reasoning, so a model's cost is a lower bound: visible characters at four to a token, at the list price
named in the report. Recordings hold no times.
"""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from adapters.compare.judging import Judge
from adapters.compare.stats import Trial
from adapters.models.prices import Price, Tokens, price_of
from router import Request, Router
from router.errors import UsageError, why
from router.reading.evaluate import kind_of
from solvers.base import Effort
from solvers.kinds import KINDS

CHARACTERS_A_TOKEN = 4.0
LIST_PRICES = {
    "anthropic_claude-3.5-sonnet": "vercel_ai_gateway/anthropic/claude-3.5-sonnet",
    "anthropic_claude-sonnet-4": "vercel_ai_gateway/anthropic/claude-4-sonnet",
    "deepseek_deepseek-r1": "deepseek/deepseek-r1",
    "google_gemma-3-27b-it": "deepinfra/google/gemma-3-27b-it",
    "meta-llama_llama-3.3-70b-instruct": "deepinfra/meta-llama/Llama-3.3-70B-Instruct",
    "meta-llama_llama-4-maverick": "deepinfra/meta-llama/Llama-4-Maverick-17B-128E-Instruct-FP8",
    "meta-llama_llama-4-scout": "deepinfra/meta-llama/Llama-4-Scout-17B-16E-Instruct",
    "mistralai_mistral-small-3.1-24b-instruct": "cloudflare/@cf/mistralai/mistral-small-3.1-24b-instruct",
    "openai_o3-mini": "o3-mini",
    "qwen_qwq-32b": "deepinfra/Qwen/QwQ-32B",
    "x-ai_grok-3-mini-beta": "vercel_ai_gateway/xai/grok-3-mini",
}
"""Where litellm's table has a price for a recorded model: one provider's list price each."""


@dataclass(frozen=True, slots=True)
class Item:
    """One recorded item of one model."""

    model: str
    group: str
    number: str
    question: str
    expected: str
    answers: tuple[tuple[str, int], ...]
    """(answer, visible characters of the response), one each try."""


def items(path: Path, tasks: Sequence[str] | None = None) -> Iterator[Item]:
    """The items of `tasks`, or of every task that is one of our kinds; a bad row names file and line."""
    opener: Callable[..., Any] = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                try:
                    row = json.loads(line)
                    if kind_of(row["task"]) is not None if tasks is None else row["task"] in tasks:
                        yield _item(row)
                except (KeyError, TypeError, ValueError) as exc:
                    raise UsageError(f"{str(path)!r} line {number}: {exc!r}", hint="not a recorded item") from exc
    except OSError as exc:
        raise UsageError(f"cannot read {str(path)!r}: {why(exc)}", hint="check the path") from exc


def provable(found: Sequence[Item]) -> bool:
    """Whether any item is of a kind whose answers can be proven: only there are there other solvers to compare."""
    kinds = {kind_of(item.group.split()[0]) for item in found}
    return any(KINDS[kind].traits.proof for kind in kinds if kind is not None)


def recorded_trials(found: Sequence[Item], judge: Judge) -> list[Trial]:
    """Every recorded answer, judged and priced. A model whose answers to a group are all empty is left out there."""
    given = {(item.model, item.group) for item in found if any(answer.strip() for answer, _ in item.answers)}
    trials = []
    for item in found:
        if (item.model, item.group) not in given:
            continue
        price = price_of(LIST_PRICES.get(item.model, item.model))
        for answer, characters in item.answers:
            right = judge.right(item.question, answer, item.expected)
            usd = _at_least(price, len(item.question), characters)
            trials.append(Trial(item.model, item.group, item.number, bool(right), usd, None))
    return trials


def router_trials(
    found: Sequence[Item],
    judge: Judge,
    router: Router,
    *,
    name: str,
    exact: bool,
    usd_per_hour: float,
    effort: Effort,
    tick: Callable[[str, int], None] | None = None,
) -> list[Trial]:
    """This router on every distinct prompt, one at a time, its seconds charged at `usd_per_hour`.

    `tick` is told the system's name and how many prompts it has done.
    """
    trials = []
    seen: set[tuple[str, str]] = set()
    for item in found:
        if (item.group, item.number) in seen:
            continue
        seen.add((item.group, item.number))
        started = time.perf_counter()
        receipt = router.handle(Request(text=item.question, exact=exact, effort=effort)).receipt
        seconds = time.perf_counter() - started
        paid = receipt.cost.usd
        usd = None if paid is None else paid + seconds * usd_per_hour / 3600
        right = judge.right(item.question, receipt.answer, item.expected)
        if receipt.answer is None:  # a model's answer is a guess too
            right = judge.guessed(item.question, receipt.solution, item.expected)
        trials.append(Trial(name, item.group, item.number, bool(right), usd, seconds, receipt.status))
        if tick is not None:
            tick(name, len(trials))
    return trials


def _item(row: dict[str, Any]) -> Item:
    answers = tuple((str(c["answer"] or ""), int(c["response_chars"])) for c in row["completions"])
    group = f"{row['task']} {row['difficulty']}"
    return Item(str(row["model"]), group, str(row["item"]), str(row["question"]), str(row["expected_answer"]), answers)


def _at_least(price: Price | None, question: int, response: int) -> float | None:
    if price is None:
        return None
    return price.usd(Tokens(int(question / CHARACTERS_A_TOKEN), int(response / CHARACTERS_A_TOKEN)))
