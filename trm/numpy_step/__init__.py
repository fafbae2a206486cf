"""The recursion without torch: the steps of the shipped networks over plain numpy arrays, loaded from their files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trm.numpy_step.grids import NumpyGridStep
    from trm.numpy_step.rules import NumpyRuleStep

MIXERS = ("relational", "convolution")
"""Networks over grids that run here; the paper's own two need torch."""


def load_grid_step(path: Path) -> NumpyGridStep | None:
    """The step of a checkpoint of a network over grids; None: it has a mixer that needs torch.

    Raises CheckpointError.
    """
    from trm.config import ModelConfig
    from trm.numpy_step.grids import GridNetwork, NumpyGridStep
    from trm.tensor_file import misfit, read_weights

    tensors, meta = read_weights(path)
    if meta.get("mixer") in ("mlp", "attention"):
        return None
    with misfit(path):
        config = ModelConfig(**meta)
        network: GridNetwork
        if config.mixer == "relational":
            from trm.numpy_step.relational import RelationalNetwork

            network = RelationalNetwork(config, tensors)
        else:
            from trm.numpy_step.convolution import ConvolutionNetwork

            network = ConvolutionNetwork(config, tensors)
        return NumpyGridStep(config, network, tensors)


def load_rule_step(path: Path) -> NumpyRuleStep:
    """The step of a checkpoint of the network over rules. Raises CheckpointError."""
    from trm.numpy_step.rules import NumpyRuleStep
    from trm.tensor_file import misfit, read_weights

    tensors, config = read_weights(path)
    with misfit(path):
        return NumpyRuleStep(config, tensors)
