"""Which cell is pinned: the engine's choice over numpy arrays is the one that training makes over tensors."""

from __future__ import annotations

import numpy as np
import torch

from trm.pins import cell_to_pin, undecided_entropy


def test_the_engine_pins_the_cell_that_training_would() -> None:
    random = np.random.default_rng(1)
    for sharpness in (0.3, 2.0, 20.0):  # the last leaves few cells undecided, or none
        for _ in range(40):
            scores = sharpness * random.standard_normal((4, 4, 4))
            belief = (np.exp(scores) / np.exp(scores).sum(-1, keepdims=True)).astype(np.float32)
            blank = random.random((4, 4)) < 0.5
            blank[1, 1] = True
            least = undecided_entropy(torch.from_numpy(belief), torch.from_numpy(blank)).argmin()
            assert cell_to_pin(belief, blank) == divmod(int(least), 4)


def test_a_decided_cell_is_pinned_only_where_all_are() -> None:
    belief = np.full((2, 2, 2), 0.5)
    belief[0, 0] = [0.95, 0.05]
    assert cell_to_pin(belief, np.array([[True, False], [True, False]])) == (1, 0)
    belief[1, 0] = [0.9, 0.1]
    assert cell_to_pin(belief, np.array([[True, False], [True, False]])) == (0, 0)
