"""An answer to a task, and what speaks for it. No proof exists: programs that fit every demonstration may disagree."""

from __future__ import annotations

from dataclasses import dataclass

from solvers.kinds.arc.task import Rows


@dataclass(frozen=True, slots=True)
class Evidence:
    """What supports the first answer."""

    programs: int
    """Programs found that reproduce every demonstration and give this answer."""
    distinct: int
    """Different answers that programs which reproduce every demonstration give."""
    reproduced: int
    """Demonstrations that come out right when a program is chosen from the others alone: of the best one."""
    demonstrations: int
    words: str
    """The cheapest program."""
    thin: bool = False
    """The demonstrations' outputs hold so few cells that some program of this length fits them by chance."""

    @property
    def confidence(self) -> float:
        """How often answers with such evidence were right: `TABLE`, measured on training tasks."""
        if self.thin:
            return THIN
        few = 0 if self.distinct == 1 else 1 if self.distinct <= FEW else 2
        return TABLE[few][self.reproduced == self.demonstrations]


FEW = 3
TABLE: tuple[dict[bool, float], ...] = (
    {True: 0.95, False: 0.75},
    {True: 0.85, False: 0.4},
    {True: 0.6, False: 0.2},
)
"""By the number of distinct answers (one, at most `FEW`, more) and whether every demonstration is foretold from the
others: the share that was right, rounded down. `python -m solvers.measure.arc --table` makes it (trm/LOG.md)."""
THIN = 0.3
"""Not measured (hardly a training task is so small): below `SUPPORTED` on purpose."""
SUPPORTED = 0.5
"""Below this confidence an answer is a guess: it is shown in `solution`, and not given."""


@dataclass(frozen=True, slots=True)
class Answer:
    """For each test at most two grids, best first, and what speaks for the first."""

    tests: tuple[tuple[Rows, ...], ...]
    evidence: Evidence | None
    """None for an answer that somebody else gave."""
