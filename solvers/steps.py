"""Which arithmetic a network runs on: numpy, unless torch is asked for or the checkpoint cannot do without it.

Besides training, the only place that touches torch, and only when a first puzzle needs it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from solvers.base import PuzzleError, WeightsMissing

if TYPE_CHECKING:
    from trm.step import GridStep, RuleStep

Arithmetic = Literal["numpy", "torch", "bf16"]
"""`bf16`: rounded products for batches on CPUs that are made for them; networks that are not run on numpy."""
DEFAULT: Arithmetic = "numpy"
INSTALL_TORCH = 'pip install "trm-router[train]"'


def grid_step(path: Path, arithmetic: Arithmetic = DEFAULT, threads: int | None = None) -> GridStep:
    """The step of a network over grids. Raises CheckpointError, and WeightsMissing where it needs torch."""
    if checked(arithmetic) == "bf16":
        quick = quick_step(path)
        if quick is not None:
            return quick
        _need_bf16()
    if arithmetic != "torch":
        from trm.numpy_step import load_grid_step

        step = load_grid_step(path)
        if step is not None:
            _numpy_threads(threads)
            return step
    with _needs_torch(f"the network of {path.name!r} runs on torch, which is not installed here"):
        from trm.checkpoint import load_model
        from trm.torch_step import TorchGridStep

        _torch_threads(threads)
    return TorchGridStep(load_model(path))


def quick_step(path: Path) -> GridStep | None:
    """A step for many rows in bfloat16; None where the CPU, the network or what is installed is not made for it.

    Compiles for some seconds the first time it is used. Raises CheckpointError.
    """
    try:
        import numba  # noqa: F401

        from trm.bf16_relational import load_bf16_step

        _torch_threads(None)
    except ModuleNotFoundError as exc:
        if exc.name not in ("torch", "numba"):
            raise
        return None
    return load_bf16_step(path)


def _need_bf16() -> None:
    """Raise where it is this machine that cannot do it, not the network."""
    with _needs_torch("bf16 is asked for, and torch or numba is not installed here"):
        import numba  # noqa: F401

        from trm.bf16_relational import multiplies_bf16
    if not multiplies_bf16():
        raise PuzzleError("bf16 is asked for, and this CPU has no tiles for it (AMX)", hint="leave --engine out")


def rule_step(path: Path, arithmetic: Arithmetic = DEFAULT, threads: int | None = None) -> RuleStep:
    """The step of a network over rules. Raises CheckpointError, and WeightsMissing where torch is asked for in vain."""
    if checked(arithmetic) != "torch":
        from trm.numpy_step import load_rule_step

        _numpy_threads(threads)
        return load_rule_step(path)
    with _needs_torch("torch is asked for, and is not installed here"):
        from trm.rule_models import load_rule_model
        from trm.torch_step import TorchRuleStep

        _torch_threads(threads)
    return TorchRuleStep(load_rule_model(path))


def checked(arithmetic: str) -> Arithmetic:
    """One of the names; raises PuzzleError for any other."""
    for name in get_args(Arithmetic):
        if name == arithmetic:
            return name  # type: ignore[no-any-return]
    raise PuzzleError(f"networks run on {' or '.join(get_args(Arithmetic))}, not on {arithmetic!r}")


# Two threads gain up to twofold on free cores and lose up to a hundredfold where one of them is busy: one unless asked.
def _numpy_threads(threads: int | None) -> None:
    from trm.numpy_step.threads import use_threads

    use_threads(threads)


def _torch_threads(threads: int | None) -> None:
    import torch

    if threads or not os.environ.get("OMP_NUM_THREADS"):
        torch.set_num_threads(threads or 1)


@contextmanager
def _needs_torch(otherwise: str) -> Iterator[None]:
    try:
        yield
    except ModuleNotFoundError as exc:
        if exc.name not in ("torch", "numba"):
            raise
        raise WeightsMissing(otherwise, hint=INSTALL_TORCH) from exc
