"""A compiled supervision step for work in bulk: the first call takes up to a minute, later ones half as long or less.

Compiled for one number of rows: fewer are padded, and below a quarter of them the step runs as it is.
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F

from trm.model import Output, State, TinyRecursiveModel

LEAST_FILLED = 0.25
"""Share of the rows below which padding costs more than compiling saves."""


class CompiledStep:
    """Calls like the model. bf16 (autocast) pays where the CPU multiplies it in hardware; rounding may change answers,
    never proofs."""

    def __init__(self, model: TinyRecursiveModel, rows: int, *, bf16: bool = False) -> None:
        self.model, self.rows, self.bf16 = model, rows, bf16
        self._compiled = torch.compile(model, dynamic=False)

    def __call__(self, tokens: Tensor, state: State) -> Output:
        count = len(tokens)
        if count > self.rows or count < LEAST_FILLED * self.rows:
            return self.model(tokens, state)  # type: ignore[no-any-return]
        padding = self.rows - count

        def filled(values: Tensor) -> Tensor:
            return F.pad(values, [0, 0] * (values.ndim - 1) + [0, padding])

        with torch.autocast("cpu", torch.bfloat16, enabled=self.bf16):
            output = self._compiled(filled(tokens), State(filled(state.answer), filled(state.latent)))
        carried = State(output.state.answer[:count].float(), output.state.latent[:count].float())
        return Output(carried, output.logits[:count].float(), output.halt[:count].float())
