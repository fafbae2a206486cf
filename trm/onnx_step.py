"""An exported step run by onnxruntime, behind `trm.step.GridStep`: to compare it with ours, and as an example."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from trm.step import GridStep, IntGrid, Output, State


class OnnxGridStep:
    """`like` is the same network as we run it: it knows how a state starts and how scores are read."""

    def __init__(self, path: Path, like: GridStep, *, threads: int = 1) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        self._session: Any = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        self._like = like
        self.first, self.bits = like.first, like.bits

    def start(self, tokens: IntGrid) -> State:
        return self._like.start(tokens)

    def __call__(self, tokens: IntGrid, state: State) -> Output:
        given = {"tokens": tokens, "answer": state.answer, "latent": state.latent}
        answer, latent, logits = (np.asarray(held) for held in self._session.run(None, given))
        return Output(State(answer, latent), logits)
