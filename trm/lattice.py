"""Lattice deduction (arXiv 2605.08605) on the relational network: the answer is the set of candidates still alive.

A supervision step scores every candidate. Those below `DEAD` are struck out; if none is, one open cell is pinned to
its likeliest digit. A chain ends when a cell has no candidate left, or the halting head says that the truth is lost.
Training is on policy: the carried rows make the same moves. Latent and answer vectors are carried as in the TRM.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from torch.nn import functional as F

from trm.model import State, TinyRecursiveModel
from trm.pins import undecided_entropy
from trm.train import Rows, Trainer

DEAD = 0.1
"""A candidate with a smaller chance to survive is struck out."""
KEPT, STRUCK = 4.0, 0.5
"""Weights of the survival loss: striking out a true digit costs more than keeping a false one."""
CONFLICT_WEIGHT = 0.1
LOST_LEAVES = 0.5
"""Probability that a row whose truth was struck out is replaced after a step; meanwhile it teaches the halting head."""

IntGrid = npt.NDArray[np.int64]


def candidates(tokens: Tensor) -> Tensor:
    """Puzzle tokens (B, D, D), 0 is blank, to candidates alive (B, D, D, D)."""
    digits = torch.arange(1, tokens.shape[-1] + 1, device=tokens.device)
    given = tokens.unsqueeze(-1)
    return (given == 0) | (given == digits)


def lattice_tokens(alive: Tensor) -> Tensor:
    """Candidates to input tokens, both (B, D, D, D): 0 open, 1 the only one of its cell, 2 struck out."""
    single = alive.sum(-1, keepdim=True) == 1
    return torch.where(alive, single.long(), 2)


def deduce(alive: Tensor, logits: Tensor, *, sample: torch.Generator | None = None) -> Tensor:
    """One move of every row: strike out what scores too low; where nothing does, pin one cell (sampled if asked)."""
    open_cells = alive.sum(-1) > 1
    dying = alive & open_cells.unsqueeze(-1) & (logits.sigmoid() < DEAD)
    after = alive & ~dying
    stuck = (~dying.flatten(1).any(1) & open_cells.flatten(1).any(1)).nonzero().squeeze(1)
    if len(stuck):
        belief = logits[stuck].masked_fill(~alive[stuck], -torch.inf).softmax(-1)
        cell = undecided_entropy(belief, open_cells[stuck]).flatten(1).argmin(1)
        chosen = belief.flatten(1, 2)[torch.arange(len(stuck)), cell]  # (stuck, D)
        digit = torch.multinomial(chosen, 1, generator=sample).squeeze(1) if sample is not None else chosen.argmax(-1)
        after.flatten(1, 2)[stuck, cell] = F.one_hot(digit, alive.shape[-1]).bool()
    return after


class LatticeTrainer(Trainer):
    """The same loop, pools and schedule; another input, loss and move."""

    _alive: dict[int, Tensor]

    def train_step(self) -> float:
        """One lattice step of one pool and one optimizer step; returns the loss."""
        if not hasattr(self, "_alive"):
            self._alive = {}
        chosen = self.order[self.step % len(self.order)]
        pool, rows = self.pools[chosen], self.rows[chosen]
        fresh = rows.stale.clone()
        self._refill(pool, rows)
        alive = self._alive.get(chosen, candidates(rows.inputs))
        alive = torch.where(fresh[:, None, None, None], candidates(rows.inputs), alive)
        lr = self.learning_rate()
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.bf16):
            output = self._forward(lattice_tokens(alive), rows.state)
        logits = output.logits.float()
        truth = F.one_hot(rows.targets - 1, alive.shape[-1]).bool()
        held = (alive & truth).any(-1).flatten(1).all(1)
        loss = lattice_loss(logits, output.halt.float(), alive, truth, held)
        self._update(loss, lr)
        rows.state = State(output.state.answer.float(), output.state.latent.float())
        rows.age += 1
        alive = deduce(alive, logits.detach())
        self._alive[chosen] = alive
        self._leave(rows, alive, truth)
        solved = (alive == truth).flatten(1).all(1)
        self._note_outcomes(pool.task.name, solved, rows.stale)
        self.step += 1
        return float(loss.detach())

    def _leave(self, rows: Rows, alive: Tensor, truth: Tensor) -> None:
        """Solved, empty, too old, or lost and unlucky rows make place."""
        lost = ~(alive & truth).any(-1).flatten(1).all(1)
        empty = ~alive.any(-1).flatten(1).all(1)
        unlucky = (torch.rand(len(lost), generator=self.noise) < LOST_LEAVES).to(self.device)
        solved = (alive == truth).flatten(1).all(1)
        rows.stale = solved | empty | (lost & unlucky) | (rows.age >= self.train.max_supervision_steps)


def lattice_loss(logits: Tensor, halt: Tensor, alive: Tensor, truth: Tensor, held: Tensor) -> Tensor:
    """Survival of each open candidate and the digit of each open cell, on rows that still hold the truth; conflict."""
    open_cells = (alive.sum(-1) > 1) & held[:, None, None]
    scored = alive & open_cells.unsqueeze(-1)
    weight = torch.where(truth, KEPT, STRUCK) * scored
    survive = F.binary_cross_entropy_with_logits(logits, truth.float(), weight, reduction="sum")
    survive = survive / weight.sum().clamp(min=1)
    among = logits.masked_fill(~alive, -20.0).movedim(-1, 1)
    digits = F.cross_entropy(among, truth.long().argmax(-1), reduction="none")
    digit = (digits * open_cells).sum() / open_cells.sum().clamp(min=1)
    conflict = F.binary_cross_entropy_with_logits(halt, (~held).float())
    return survive + digit + CONFLICT_WEIGHT * conflict


@dataclass(slots=True)
class Chain:
    """What became of one puzzle."""

    proven: bool = False
    steps: int = 0
    chains: int = 1


@torch.inference_mode()
def solve(
    model: TinyRecursiveModel,
    grids: Sequence[IntGrid],
    check: Callable[[int, IntGrid], bool],
    steps: int,
    *,
    noise: float = 0.5,
    seed: int = 0,
) -> list[Chain]:
    """Chains with restarts, at most `steps` supervision steps a puzzle; `check` looks at the answer of every step."""
    generator = torch.Generator().manual_seed(seed)
    found = [Chain() for _ in grids]
    jobs = list(range(len(grids)))
    tokens = torch.from_numpy(np.stack(grids)).long()
    alive, state = candidates(tokens), model.start(tokens)
    while jobs:
        output = model(lattice_tokens(alive), state)
        logits, state = output.logits, output.state
        answers = (logits.masked_fill(~alive, -torch.inf).argmax(-1) + 1).numpy()
        first = torch.tensor([found[job].chains == 1 for job in jobs])
        moved = torch.where(first[:, None, None, None], deduce(alive, logits), deduce(alive, logits, sample=generator))
        over = ~moved.any(-1).flatten(1).all(1) | (output.halt > 0) | (moved.sum(-1) == 1).flatten(1).all(1)
        keep = []
        for row, job in enumerate(jobs):
            found[job].steps += 1
            found[job].proven = check(job, answers[row])
            if not found[job].proven and found[job].steps < steps:
                keep.append(row)
                found[job].chains += int(over[row])
        index = torch.tensor(keep, dtype=torch.long)
        jobs, tokens, alive, over = [jobs[row] for row in keep], tokens[index], moved[index], over[index]
        state = State(state.answer[index], state.latent[index])
        if bool(over.any()):
            again = model.start(tokens[over], noise=noise, generator=generator)
            alive[over] = candidates(tokens[over])
            state.answer[over], state.latent[over] = again
    return found
