"""One supervision step as the searches see it: numpy arrays in, numpy arrays out, whatever computes it.

`trm.engine` and `trm.rule_engine` know these protocols only. `trm.numpy_step` implements them with numpy alone, and
`trm.torch_step` around a torch model (training, work in bulk, `--engine torch`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from trm.rule_piece import Piece

Floats = npt.NDArray[np.floating[Any]]
IntGrid = npt.NDArray[np.int64]


class State(NamedTuple):
    """What is carried between supervision steps: (rows, ..., d) of a grid, (candidates, d) over rules."""

    answer: Floats
    latent: Floats


class Output(NamedTuple):
    """Result of one supervision step over grids."""

    state: State
    logits: Floats
    """(rows, H, W, V): a score a digit or class, or a score a bit."""


class GridStep(Protocol):
    """A network over grids of one size at a time."""

    @property
    def first(self) -> int:
        """The token that the first score stands for."""

    @property
    def bits(self) -> bool:
        """Scores are of the bits of a token, not of tokens."""

    def start(self, tokens: IntGrid) -> State:
        """The first state for tokens (rows, H, W), without noise; the caller may write to it."""

    def __call__(self, tokens: IntGrid, state: State) -> Output:
        """One supervision step; `state` is left as it is."""


class RuleOutput(NamedTuple):
    """Result of one supervision step over rules."""

    state: State
    logits: Floats
    """(candidates,) of all puzzles end to end: above 0 is true."""
    whole: Sequence[bool]
    """Of every puzzle, whether what is believed now breaks none of its rows."""


class RuleStep(Protocol):
    """A network over rules; puzzles of any shape lie end to end."""

    def start(self, count: int) -> State:
        """The first state of `count` candidates, without noise; the caller may write to it."""

    def __call__(self, pieces: Sequence[Piece], state: State) -> RuleOutput:
        """One supervision step; `state` is left as it is."""


def read_tokens(logits: Floats, step: GridStep) -> IntGrid:
    """Logits (..., V) to answer tokens (...): a digit or class, or a bit mask."""
    if step.bits:
        return np.asarray((logits > 0) @ (1 << np.arange(logits.shape[-1])), dtype=np.int64)
    return np.asarray(logits.argmax(-1) + step.first, dtype=np.int64)


def log_softmax(logits: Floats) -> Floats:
    """Log probabilities over the last axis."""
    shifted = logits - logits.max(-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(-1, keepdims=True)))


def sigmoid(logits: Floats) -> Floats:
    """Probabilities; quiet where the exponential overflows."""
    with np.errstate(over="ignore"):
        return np.asarray(1 / (1 + np.exp(-logits)))


def noise_like(state: Floats, amount: float, random: np.random.Generator) -> Floats:
    """Gaussian noise of a start: every one, and so every restart, is different."""
    return np.asarray(amount * random.standard_normal(state.shape)).astype(state.dtype)
