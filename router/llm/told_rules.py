"""The receipt of a puzzle whose rules a model read from words: what was read, for which rules the answer is proven.

"Verified" means here: proven for these rules, each of which stands in the message's own words. A second formalisation,
made from the text alone, must come to the same solution. Where time, money or a provider does not allow one, the answer
stands for the rules as they were read once, and the receipt says so; where one was made and is of no use, none stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from router.errors import ModelBadOutput, RouterError, Stopped
from router.llm.understanding import second_opinion
from router.llm.worded import Unstated, grouped
from router.types import ChatModel, Check, Receipt
from solvers.kinds import KINDS
from solvers.rules.exact import Search

if TYPE_CHECKING:
    from router.job import Job

TRIES = 2
"""Formalisations that are asked for until one is of use."""
SECONDS = 10.0
"""For the search over the second formalisation."""
AGREED = "a second formalisation, made from the text alone, has the same only solution"


def read_by(job: Job) -> dict[str, Any]:
    """Who read the puzzle, and the board as it was read where a model did."""
    found = job.reading
    if found.kind == "open":
        return {}
    if found.reader == "grammar" or found.candidate is None or found.candidate.puzzle is None:
        return {"reader": found.reader}
    board = "\n".join(found.told) if found.told else KINDS[found.kind].render(found.candidate.puzzle)
    return {"reader": found.reader, "board": board}


def second(job: Job, chat: ChatModel, deadline: float) -> str:
    """What became of the second formalisation: AGREED, "not confirmed: ...", "failed: ...", or how it differs."""
    problem, told, why = job.puzzle, None, ""
    for _ in range(TRIES):
        try:
            told = second_opinion(job.request.text, problem, chat, deadline=deadline)
            break
        except Stopped:
            raise
        except (ModelBadOutput, Unstated, ValidationError) as exc:
            why = str(exc).splitlines()[0]
        except RouterError as exc:  # no time, no money, nobody there: it could not be tried
            return f"not confirmed: no second formalisation could be had ({str(exc).splitlines()[0]})"
    if told is None:
        return f"failed: {why}"
    found = Search(told.problem).solve(limit=2, seconds=SECONDS)
    mine = {name: job.answer[name] for name in problem.board.shown}
    if not found.complete:
        return "not confirmed: the second formalisation could not be searched in time"
    if [dict(each) for each in found.solutions] != [mine]:
        count = {0: "no solution", 1: "another solution"}.get(len(found.solutions), "several solutions")
        lost = sorted(set(told.rules) ^ set(job.reading.told))
        where = "; ".join(lost[:6]) or "nothing that shows"
        return f"differs: a second formalisation has {count}; they differ in: {where}"
    return AGREED


def confirmed(job: Job, said: str) -> Receipt:
    """The receipt with the rules as they were read; an answer that a second reading contradicts is none."""
    receipt = job.receipt
    assert receipt is not None
    checks = (*_rules(job), Check(name="confirmed", ok=said == AGREED, detail=said))
    if said.startswith("differs"):
        reason = f"two readings of the rules do not agree, so neither is answered; {said.removeprefix('differs: ')}"
        return Receipt(status="declined", kind=receipt.kind, asked=receipt.asked, reason=reason, checks=checks)
    if said.startswith("failed"):
        reason = (
            f"the rules were read once, and no second reading could be made to confirm it ({said[8:]}); say them one "
            f"by one. Rules as read: {'; '.join(job.reading.told)}"
        )
        return Receipt(status="declined", kind=receipt.kind, asked=receipt.asked, reason=reason, checks=checks)
    once = "" if said == AGREED else " as they were read once, without a second reading to confirm them"
    told = grouped(job.puzzle, job.answer)
    answer = receipt.answer if told is None else f"{told}\n\n{receipt.answer}"
    return receipt.model_copy(
        update={
            "answer": answer,
            "asked": f"the values of every cell, for these rules{once}",
            "checks": receipt.checks + checks,
        }
    )


def explained(job: Job) -> Receipt:
    """A receipt without an answer: no solution points at a rule that was not meant, several at one that is missing."""
    receipt = job.receipt
    assert receipt is not None
    reason = receipt.reason or ""
    names = {check.name for check in receipt.checks}
    listed = "; ".join(job.reading.told)
    if job.proof.count == 0 or "no solution" in names:
        reason += f". One of them may be read wrong. Rules as read: {listed}"
    elif job.proof.count == 2:
        reason = (
            "these rules have more than one solution, so a rule seems to be missing: which one was not written "
            f"down, or read too weakly? Rules as read: {listed}"
        )
    return receipt.model_copy(update={"reason": reason, "checks": receipt.checks + _rules(job)})


def _rules(job: Job) -> tuple[Check, ...]:
    told = job.reading.told
    return (
        Check(name="rules as read", ok=True, detail="; ".join(told)),
        Check(
            name="for these rules", ok=True, detail=f"{len(told)} rules, each quoted from the message, none beside them"
        ),
    )
