"""A network as ONNX, written and then judged by what counts: the puzzles it proves beside those that ours proves.

Cells tell little: a network rounded too far keeps nearly all of them and loses half of the puzzles.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from solvers.base import BadPuzzle, Effort, Kind, Network, WeightsMissing
from solvers.kinds import kind as kind_of
from solvers.measure import SEED
from solvers.neural import NeuralSolver

if TYPE_CHECKING:
    from trm.step import GridStep

STEPS = 16
"""Of one trajectory, in which the cells are compared."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One written file beside our own step, over the same puzzles."""

    file: str
    bytes: int
    puzzles: int
    cells: float
    """Share of the cells that are the same after so many steps of one trajectory."""
    proven: int
    proven_by_ours: int
    same: int
    """Puzzles with the same outcome and answer."""
    ms: float
    """A step of one puzzle, the median."""
    ms_of_ours: float

    def __str__(self) -> str:
        return (
            f"{self.file}  {self.bytes / 1e3:.0f} kB, {self.puzzles} puzzles: {self.proven} proven "
            f"({self.proven_by_ours} by ours), {self.same} with the same outcome, {100 * self.cells:.2f} % of cells "
            f"the same; {self.ms:.1f} ms a step (ours {self.ms_of_ours:.1f})"
        )


class _Stepping(NeuralSolver):
    """The solver over a step that is given."""

    def __init__(self, step: GridStep) -> None:
        super().__init__()
        self._given = step

    def _step(self, kind: str) -> GridStep:
        del kind
        return self._given


def export(
    name: str, folder: Path, *, side: int | None, int8: bool, n: int, advance: Callable[[int], None]
) -> Iterator[Compared]:
    """Write the network of a kind into `folder` and compare each file. Raises WeightsMissing and BadPuzzle.

    Needs torch and the extra `onnx`.
    """
    path = NeuralSolver().path(name)
    kind = kind_of(name)
    if path is None or kind.network is None:
        raise WeightsMissing(f"no network of its own solves {kind.title}", hint="only those of `trm-router models` can")
    import onnx  # noqa: F401  (before torch, which takes seconds)
    import onnxruntime  # noqa: F401

    from solvers.steps import grid_step
    from trm.checkpoint import load_model
    from trm.onnx_export import write_int8, write_step
    from trm.onnx_step import OnnxGridStep

    puzzles = [kind.generate(SEED + i, **({} if side is None else {"size": side})) for i in range(n)]
    if not NeuralSolver().supports(name, puzzles[0]):
        raise BadPuzzle(f"its network does not know {kind.title} of side {side!r}")
    side = len(kind.network.encode(puzzles[0]))
    plain = folder / f"{name}-{side}.onnx"
    with _quiet():
        write_step(load_model(path), side, plain)
        written = [plain]
        if int8:
            written.append(folder / f"{name}-{side}-int8.onnx")
            write_int8(plain, written[-1])
    ours = grid_step(path)
    for file in written:
        yield _compared(kind, puzzles, file, ours, OnnxGridStep(file, ours), advance)


def _compared(
    kind: Kind[Any, Any], puzzles: Sequence[Any], file: Path, ours: GridStep, theirs: GridStep,
    advance: Callable[[int], None],
) -> Compared:  # fmt: skip
    assert kind.network is not None
    solvers = _Stepping(ours), _Stepping(theirs)
    proven, same, cells, times = [0, 0], 0, [], ([], [])  # type: ignore[var-annotated]
    for puzzle in puzzles:
        found = [solver.solve(kind, [puzzle], effort=Effort.MEDIUM)[0] for solver in solvers]
        proven = [count + (each.answer is not None) for count, each in zip(proven, found, strict=True)]
        same += found[0].answer == found[1].answer
        tokens = [
            _trajectory(kind.network, puzzle, step, kept) for step, kept in zip((ours, theirs), times, strict=True)
        ]
        cells.append(float((tokens[0] == tokens[1]).mean()))
        advance(1)
    ms = [1e3 * float(np.median(kept)) for kept in times]
    share = float(np.mean(cells))
    return Compared(file.name, file.stat().st_size, len(puzzles), share, proven[1], proven[0], same, ms[1], ms[0])


def _trajectory(network: Network[Any, Any], puzzle: Any, step: GridStep, times: list[float]) -> Any:
    """The tokens after some steps; the seconds of each step join `times`."""
    from trm.step import read_tokens

    tokens = network.encode(puzzle)[None].astype(np.int64)
    state = step.start(tokens)
    for _ in range(STEPS):
        began = time.perf_counter()
        output = step(tokens, state)
        times.append(time.perf_counter() - began)
        state = output.state
    return read_tokens(output.logits, step)


@contextmanager
def _quiet() -> Iterator[None]:
    """The exporter talks of packages that nobody asked for."""
    import logging
    import warnings

    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)
