"""A network over grids as ONNX, for other runtimes: one supervision step, tokens and state in, state and scores out.

    tokens (rows, H, W) int64, answer, latent  ->  answer, latent, logits

Any number of rows. The relational network is written for one side of the grid, since its boxes depend on it. Needs
torch and the extra `onnx`.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

from trm.model import State, TinyRecursiveModel

INPUTS, OUTPUTS = ("tokens", "answer", "latent"), ("next_answer", "next_latent", "logits")
OPSET = 18
LEAST = 256
"""Numbers of a matrix that is worth rounding."""

Array = npt.NDArray[np.float32]


class _Step(nn.Module):
    """The step with plain tensors in and out."""

    def __init__(self, model: TinyRecursiveModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, tokens: Tensor, answer: Tensor, latent: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        output = self.model(tokens, State(answer, latent))
        return output.state.answer, output.state.latent, output.logits


def write_step(model: TinyRecursiveModel, side: int, path: Path) -> None:
    """Write the step in fp32, for grids of `side` (a mixer that is local takes others too)."""
    tokens = torch.zeros(3, side, side, dtype=torch.long)  # one row would be taken for a constant
    state = model.start(tokens)
    changing = [0, 1, 2] if model.config.mixer == "convolution" else [0]
    shapes = {name: dict.fromkeys(changing, torch.export.Dim.DYNAMIC) for name in INPUTS}
    path.parent.mkdir(parents=True, exist_ok=True)
    with torch.no_grad():
        torch.onnx.export(
            _Step(model).eval(), (tokens, *state), str(path), dynamo=True, opset_version=OPSET, verbose=False,
            external_data=False, input_names=list(INPUTS), output_names=list(OUTPUTS),
            dynamic_shapes=shapes,
        )  # fmt: skip
    _strip(path)


def _strip(path: Path) -> None:
    """Take out where in the program each operation came from: more than half of the file."""
    import onnx

    model = onnx.load(path)
    del model.graph.value_info[:], model.graph.metadata_props[:], model.metadata_props[:]
    for node in model.graph.node:
        del node.metadata_props[:]
        node.doc_string = ""
    onnx.save(model, str(path))


def write_int8(path: Path, to: Path) -> int:
    """The step of `path` with its matrices in 8 bits, a scale a channel; returns how many became so.

    Weights only: with activations in 8 bits as well, errors grow from pass to pass until puzzles are lost.
    """
    import onnx
    from onnx import helper, numpy_helper

    model = onnx.load(path)
    graph = model.graph
    readers = {name: node.op_type for node in graph.node for name in node.input}
    nodes = []
    for held in list(graph.initializer):
        values = numpy_helper.to_array(held)
        if values.dtype != np.float32 or values.ndim < 2 or values.size < LEAST or held.name not in readers:
            continue
        axis = values.ndim - 1 if readers[held.name] == "MatMul" else 0
        whole, scale = _rounded(values, axis)
        graph.initializer.remove(held)
        names = [f"{held.name}.{part}" for part in ("int8", "scale", "zero")]
        parts = (whole, scale, np.zeros(len(scale), dtype=np.int8))
        graph.initializer.extend(numpy_helper.from_array(part, name) for part, name in zip(parts, names, strict=True))
        nodes.append(helper.make_node("DequantizeLinear", names, [held.name], axis=axis))
    for node in reversed(nodes):
        graph.node.insert(0, node)
    onnx.checker.check_model(model)
    onnx.save(model, str(to))
    return len(nodes)


def _rounded(values: Array, axis: int) -> tuple[npt.NDArray[np.int8], Array]:
    """Whole numbers from -127 to 127, and the scale of every channel."""
    others = tuple(i for i in range(values.ndim) if i != axis)
    largest = np.abs(values).max(axis=others)
    scale = (np.where(largest > 0, largest, 1) / 127).astype(np.float32)
    shape = [1] * values.ndim
    shape[axis] = -1
    return np.rint(values / scale.reshape(shape)).astype(np.int8), scale
