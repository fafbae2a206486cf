"""How a request ends: the gate's verdicts before anything is solved, and the receipts of proven and unsolved puzzles.

An answer stands in `answer` only if it is verified. What is shown besides (one of several solutions, the best try)
stands in `solution` with its mark: `"unique": false` or `"proven": false`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from router.asking.answers import direct, needs_nothing, needs_solution
from router.asking.ask import Claim, Make, Own
from router.asking.form import render, yes_no
from router.asking.pieces import Piece, Untellable
from router.checks import broken_rules, checks, summary
from router.errors import RouterError
from router.job import Job
from router.reading.gate import contradiction, prove
from router.types import Check, Reading, Receipt, Rung
from solvers.base import Effort, Violation
from solvers.stop import Interrupted
from solvers.text.write import wrapped


def gate(job: Job, clock: Callable[[], float]) -> None:
    """Finish what must not be solved: questions, refusals, proofs that there is no answer or more than one."""
    found = job.reading
    if needs_nothing(found.ask) and (found.refusal is None or found.refusal == _contradiction(job)):
        job.receipt = _direct(job, job.deadline - clock()) or _untold(job)
        return
    if isinstance(found.ask, Claim) and found.ask.what == "unique" and not job.kind.traits.unique:
        job.receipt = _untold(job)
        return
    if found.form.name in ("yes_no", "unique", "count") and found.refusal == _contradiction(job):
        answer = "0" if found.form.name == "count" else yes_no(False, found, job.request.text)
        broken = job.kind.check(job.puzzle)
        said = _stated(job, answer, "no solution", broken[0].detail)
        job.receipt = said.model_copy(update={"violations": broken_rules(broken)})
        return
    if found.refusal is not None:
        rules = (Violation("contradiction", found.refusal_cells),) if found.refusal_cells else ()
        job.receipt = _declined(found, found.refusal, violations=rules)
        return
    if found.questions or job.puzzle is None:
        job.receipt = _declined(found, " ".join(found.questions) or "the puzzle could not be read whole")
        return
    if not job.kind.traits.proof:
        if not needs_solution(found.ask):
            job.receipt = _direct(job, job.deadline - clock()) or _untold(job)
        return
    began = clock()
    job.proof = prove(job.kind, job.puzzle, seconds=job.deadline - began)
    seconds = clock() - began
    if job.proof.count == 0:
        _gate_rung(job, "no_solution", seconds)
        job.receipt = _impossible(job)
    elif found.form.name == "unique" and job.proof.count is not None:
        _gate_rung(job, "proven", seconds)
        job.receipt = _counted(job)
    elif not needs_solution(found.ask):
        job.receipt = _direct(job, job.deadline - clock()) or _untold(job)
    elif job.proof.count == 2 and isinstance(found.ask, Own) and isinstance(found.ask.question, Piece):
        _gate_rung(job, "many_solutions", seconds)
        job.receipt = _many(job)
    elif job.proof.count == 2 and job.kind.traits.unique:
        if found.form.name == "yes_no":
            _gate_rung(job, "many_solutions", seconds)
            detail = "exact search finds several solutions"
            job.receipt = _stated(job, yes_no(True, found, job.request.text), "solvable", detail)
        elif not found.any_solution:
            _gate_rung(job, "many_solutions", seconds)
            job.receipt = _many(job)


def closing(job: Job, step: Callable[[], None]) -> None:
    """Carry out a step of asking or answering; if it fails, the request is declined with a plain reason."""
    try:
        step()
    except (RouterError, Interrupted):
        raise
    except Untellable as why:
        job.receipt = _declined(job.reading, f"this cannot be told: {why}; ask for the solution")
    except Exception as error:  # fail closed: a hook that breaks answers nothing
        job.receipt = unreadable(job.reading.kind, error)


def unreadable(kind: str, error: Exception) -> Receipt:
    """A message that our own code broke on."""
    said = f"{type(error).__name__}: {error}"[:120]
    return Receipt(
        status="declined",
        kind=kind,
        reason=f"this request could not be worked out ({said}), so nothing is answered; say it in other words",
    )


def _untold(job: Job) -> Receipt:
    """An ask that this kind has no proven answer to."""
    asked = job.reading.ask.words()
    return _declined(
        job.reading, f"{asked} cannot be told for this {job.kind.title} with certainty; ask for its solution"
    )


def _direct(job: Job, seconds: float) -> Receipt | None:
    """The answer to an ask that needs no solved puzzle."""
    found = job.reading
    if not isinstance(found.ask, Make) and (found.candidate is None or found.candidate.puzzle is None):
        return None
    said = direct(
        job.kind,
        found.candidate,
        found.ask,
        found.layout,
        job.request.text,
        seconds=min(5.0, seconds),
        seed=job.request.seed,
    )
    if said is None:
        return None
    if said.status == "declined":
        return _declined(found, said.reason or said.detail)
    check = Check(name=said.check, ok=True, detail=said.detail)
    answer = wrapped(said.text, found.form)
    return Receipt(status="verified", kind=found.kind, asked=_asked(found), answer=answer, checks=(check,))


def _asked(found: Reading) -> str:
    """The question as understood, and how the drawing was read where its words say that it is meant otherwise."""
    return found.ask.words() + (f"; {found.noted}" if found.noted else "")


def _contradiction(job: Job) -> str:
    """The refusal that contradictory clues give, or ""."""
    if job.reading.candidate is None or job.puzzle is None:
        return ""
    found = contradiction(job.kind.check(job.puzzle))
    return found.reason if found is not None else ""


def _gate_rung(job: Job, outcome: str, seconds: float) -> None:
    job.route.append(Rung(solver="gate", effort=job.request.effort, outcome=outcome, seconds=seconds, attempts=1))


def _declined(found: Reading, reason: str, *, violations: Sequence[Violation] = ()) -> Receipt:
    return Receipt(status="declined", kind=found.kind, reason=reason, violations=broken_rules(violations))


def _stated(job: Job, answer: str, name: str, detail: str) -> Receipt:
    """A proven statement about the puzzle instead of its solution."""
    check = Check(name=name, ok=True, detail=detail)
    return Receipt(status="verified", kind=job.reading.kind, asked=_asked(job.reading), answer=answer, checks=(check,))


def _impossible(job: Job) -> Receipt:
    """No answer exists: for some kinds that is the answer; for the others it is one only if it was the question."""
    found, text, kind = job.reading, job.request.text, job.kind
    name, ok, detail = kind.none_found(job.puzzle)
    check = Check(name=name, ok=ok, detail=detail)
    if kind.traits.none_is_answer and found.candidate is not None:
        told = None if found.form.name == "yes_no" else kind.none(found.candidate, found.form, text)
        answer = yes_no(False, found, text) if told is None else told
        return Receipt(status="verified", kind=found.kind, answer=answer, checks=(check,))
    if found.form.name == "yes_no":
        return _stated(job, yes_no(False, found, text), "no solution", detail)
    if found.form.name in ("count", "unique"):
        return _counted(job)
    clash = kind.clash(job.puzzle)
    why = f"{detail} that keeps the clues" if clash is None else f"these cannot hold together: {clash}"
    reason = f"this {kind.title} has no solution: {why}; check the clues against the source"
    return Receipt(status="declined", kind=found.kind, reason=reason, checks=(check,))


def _counted(job: Job) -> Receipt:
    """ "How many solutions?" or "is it unique?", answered from the proof."""
    found, count = job.reading, job.proof.count
    words = {0: "exact search finds no solution", 1: "exact search finds one solution and no second"}
    detail = words.get(count or 0, "exact search finds at least two solutions")
    if found.form.name == "unique":
        several = isinstance(found.ask, Claim) and found.ask.denied
        holds = count == 2 if several else count == 1
        return _stated(job, yes_no(holds, found, job.request.text), "unique", detail)
    return _stated(job, "more than one" if count == 2 else str(count), "number of solutions", detail)


def _many(job: Job) -> Receipt:
    """Several solutions: said, with one of them marked as not unique, but not as the answer."""
    kind, found = job.kind, job.reading
    sample = job.proof.sample
    reason = (
        f"this {kind.title} has more than one solution, so there is no single answer; one of them is shown. "
        'Check the clues, or say "any solution will do"'
    )
    return Receipt(
        status="declined",
        kind=found.kind,
        solution={**kind.solution_json(job.puzzle, sample), "unique": False},
        reason=reason,
        checks=checks(kind, job.puzzle, kind.verify(job.puzzle, sample), 2),
    )


def proven(job: Job) -> Receipt:
    """The answer in the user's own form, with what was checked."""
    found, kind = job.reading, job.kind
    sure = kind.traits.proof
    evidence = () if sure else tuple(Check(name=n, ok=ok, detail=said) for n, ok, said in kind.evidence(job.answer))
    return Receipt(
        status="verified" if sure else "supported",
        kind=found.kind,
        asked=_asked(found),
        answer=render(kind, job.answer, found, job.request.text),
        solution=kind.solution_json(job.puzzle, job.answer),
        reason=_left(job),
        checks=checks(kind, job.puzzle, (), job.proof.count) if sure else evidence,
    )


def _left(job: Job) -> str | None:
    """What of the message is not answered here; where a language model may be asked, its parts are split off."""
    left = job.reading.left
    if not left or job.purse is not None:
        return None
    return f"only the puzzle was answered; {left!r} needs a language model (--model NAME)"


def unsolved(job: Job, *, out_of_time: bool) -> Receipt:
    """The best try, marked as not proven, and the rules it breaks."""
    found, kind = job.reading, job.kind
    tried = [rung for rung in job.route if rung.attempts]
    if not kind.traits.proof:
        why = "no rule was found that reproduces every demonstration" if job.best is None else job.broken[0].detail
        what = "try --effort high" if job.request.effort is not Effort.HIGH else "the guess is in `solution`"
    elif out_of_time:
        why, what = "time ran out before an answer was proven", "allow more seconds"
    elif not job.route:
        why, what = "no solver here can try it", "see `trm-router doctor`, or allow the exact solver"
    else:
        why = f"no answer was proven in {sum(rung.attempts for rung in tried)} attempts"
        what = "try --effort high" if job.request.effort is not Effort.HIGH else "allow more seconds"
        what += "" if job.request.exact else ", or let the exact solver help (leave out --no-exact)"
    best = {**kind.solution_json(job.puzzle, job.best), "proven": False} if _shows(job) else None
    closest = f"; the closest try has {summary(job.broken)}" if job.broken and kind.traits.proof else ""
    return Receipt(
        status="unsolved",
        kind=found.kind,
        solution=best,
        reason=f"{why}{closest}; {what}",
        checks=checks(kind, job.puzzle, job.broken, job.proof.count) if job.broken else (),
        violations=broken_rules(job.broken),
    )


def _shows(job: Job) -> bool:
    """Whether the best try can be shown at all (it may be anything)."""
    if job.best is None:
        return False
    try:
        job.kind.solution_json(job.puzzle, job.best)
    except Exception:  # a try so broken that it has no form is not shown
        return False
    return True
