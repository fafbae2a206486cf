"""A race of candidates by successive halving: all get a little time, the better half more, until one is left.

    plan = planned(minutes=8.0, candidates=4)
    winner = Race(plan, names, contestant, Path("race.json")).run()

After every round the outcome is written down, and every contestant keeps its own checkpoint: a race that was killed
goes on with the round it was in.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol

from trm.checkpoint import write_atomically

SHARE = 1 / 3
"""Of the minutes, for the race; the winner has the others beside what it had in the race."""


class Contestant(Protocol):
    """One of those that run."""

    def advance(self, minutes: float) -> bool:
        """Go on until it has had so many minutes in all, and save; False where it was interrupted."""

    def loss(self) -> float:
        """How far it is now: the less the better."""


@dataclass(frozen=True, slots=True)
class RacePlan:
    """How many minutes each has had in all at the end of a round, and how long the winner's whole run is."""

    marks: tuple[float, ...]
    whole: float


@dataclass(frozen=True, slots=True)
class Round:
    """What a round came to: the losses of those that ran, the best first."""

    minutes: float
    losses: dict[str, float]
    kept: tuple[str, ...]


def planned(minutes: float, candidates: int) -> RacePlan:
    """Rounds that cost the same each: half as many run twice as long."""
    alive, counts = candidates, []
    while alive > 1:
        counts.append(alive)
        alive = (alive + 1) // 2
    unit = SHARE * minutes / max(1, sum(count * 2**k for k, count in enumerate(counts)))
    marks = tuple(unit * (2 ** (k + 1) - 1) for k in range(len(counts)))
    spent = sum(count * unit * 2**k for k, count in enumerate(counts))
    return RacePlan(marks, minutes - spent + (marks[-1] if marks else 0.0))


class Race:
    """Runs the rounds that are still to be run."""

    def __init__(
        self,
        plan: RacePlan,
        names: Sequence[str],
        contestant: Callable[[str], Contestant],
        kept: Path,
        say: Callable[[str], None] = lambda line: None,  # noqa: ARG005 - silent unless told otherwise
    ) -> None:
        """`contestant(name)` is called for every round anew, and goes on from the checkpoint that the name has."""
        self.plan, self.names, self.contestant, self.kept, self.say = plan, tuple(names), contestant, kept, say
        self.rounds = self._read()

    def _read(self) -> list[Round]:
        """The rounds of an earlier run of the same race."""
        if not self.kept.exists():
            return []
        rounds = [Round(r["minutes"], r["losses"], tuple(r["kept"])) for r in json.loads(self.kept.read_text())]
        return [each for each in rounds if set(each.losses) <= set(self.names)]

    @property
    def alive(self) -> tuple[str, ...]:
        """Who is still in it."""
        return self.rounds[-1].kept if self.rounds else self.names

    def run(self) -> str | None:
        """The name of the winner; None where it was interrupted."""
        for number in range(len(self.rounds), len(self.plan.marks)):
            mark = self.plan.marks[number]
            losses: dict[str, float] = {}
            for name in self.alive:
                runner = self.contestant(name)
                if not runner.advance(mark):
                    return None
                losses[name] = runner.loss()
                self.say(f"race, round {number + 1} of {len(self.plan.marks)}: {name} · loss {losses[name]:.4f}")
            ranked = sorted(losses, key=losses.__getitem__)
            kept = tuple(ranked[: (len(ranked) + 1) // 2])
            self.rounds.append(Round(round(mark, 3), {name: round(losses[name], 5) for name in ranked}, kept))
            text = json.dumps([asdict(each) for each in self.rounds], indent=2) + "\n"
            write_atomically(self.kept, text.encode())
        return self.alive[0]
