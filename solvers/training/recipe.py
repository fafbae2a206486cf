"""What one training run is made of: the options a person gives, and the recipe a kind of puzzle makes of them.

Needs torch, numpy, numba, safetensors and rich, nothing else: a bare GPU machine can train.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from solvers.base import IntGrid, Kind, PuzzleError
from trm.config import NAMED_SIZES, ModelConfig, TrainConfig
from trm.data import Pool
from trm.engine import Engine, Plan
from trm.model import TinyRecursiveModel
from trm.step import GridStep
from trm.torch_step import TorchGridStep
from trm.train import Evaluate

NO_STEP_LIMIT = 10_000_000
PAPER = "paper-"
"""Sizes whose name begins so are trained as their papers say, unless an option says otherwise."""
PAPER_ROWS = 768
PAPER_TRAIN: Mapping[str, Any] = {
    "learning_rate": 1e-4, "optimizer": "adam_atan2", "weight_decay": 1.0, "warmup_steps": 2000,
    "final_lr_fraction": 1.0, "ema": 0.999, "halt_weight": 0.5, "max_supervision_steps": 16, "start_noise": 0.0,
}  # fmt: skip
"""Of arXiv 2510.04871 (appendix) for sudokus and mazes; theirs run for 60,000 epochs of 1,000 puzzles."""


class BadOption(PuzzleError):
    """An option that does not fit the others, or a thing that is not installed here."""


@dataclass(frozen=True, slots=True)
class RunOptions:
    """One training run as asked for. None: the kind's own default."""

    kind: str
    out: Path
    size: str | None = None
    minutes: float | None = None
    steps: int | None = None
    seed: int = 0
    resume: bool = False
    threads: int = 1
    device: str = "cpu"
    batch: int | None = None
    """Rows of the first pool; the others grow in proportion."""
    grids: tuple[int, ...] = ()
    """Side lengths of the sudokus trained on."""
    puzzles: int = 50_000
    """Forged random sudokus; a fifth as many hard ones, which take ten times as long to make."""
    hardness: int = 30
    """Least guesses of the hill-climbed puzzles."""
    data: Path | None = None
    """Folder with train_*.csv.gz, read beside the forged puzzles."""
    cache: Path = Path("runs/data")
    """Where forged puzzles are kept, by seed and count."""
    exclude: tuple[Path, ...] = ()
    """Files of puzzles kept out of training, up to symmetry."""
    held_out: int = 64
    """Puzzles a source that are measured on during the run and never trained on."""
    learning_rate: float | None = None
    optimizer: str | None = None
    evaluate_minutes: float = 5.0
    compile: bool = True
    tensorboard: bool = False
    grow: Path | None = None
    """Weights of a narrower network to start from instead of nothing."""
    grown_from: Mapping[str, Any] | None = None
    """What the card of those weights says; of a resumed run, what it said when the run began."""
    bf16: bool = False
    quiet: bool = False
    """No progress and no scores on the screen; the log of the run has them."""
    ship: Path | None = None
    """Folder that receives the weights, card and curves as well; the run's own folder always does."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """All a `Trainer` needs, and what the card tells about the data."""

    model: ModelConfig
    train: TrainConfig
    pools: list[Pool]
    evaluate: Evaluate
    data: list[dict[str, Any]] = field(default_factory=list)
    sizes: tuple[int, ...] | None = None
    """Grid sizes the card admits; None: any."""


def named_size(options: RunOptions, default: str, mixers: Sequence[str], tokens: Sequence[int]) -> ModelConfig:
    """The model asked for by name, of those for as many sorts of `tokens` as the kind has. Raises BadOption."""
    name = options.size or default
    known = [n for n, config in NAMED_SIZES.items() if config.mixer in mixers and config.vocab_in in tokens]
    if name not in known:
        raise BadOption(f"no size {name!r} for {options.kind}", hint=f"one of {', '.join(known)}")
    return NAMED_SIZES[name]


def budget(options: RunOptions, minutes: float) -> dict[str, Any]:
    """The budget, seed and machine part of a TrainConfig. Given only steps, time does not end the run."""
    if options.steps is not None and options.steps < 1:
        raise BadOption(f"--steps {options.steps!r}", hint="at least 1")
    if options.minutes is not None and not options.minutes > 0:
        raise BadOption(f"--minutes {options.minutes!r}", hint="more than 0")
    limit = options.minutes if options.minutes or options.steps else minutes
    given = {"learning_rate": options.learning_rate, "optimizer": options.optimizer}
    return {
        "seed": options.seed,
        "steps": options.steps or NO_STEP_LIMIT,
        "minutes": limit,
        "threads": options.threads,
        "compile": options.compile,
        "bf16": options.bf16,
        **{name: value for name, value in given.items() if value is not None},
    }


def by_paper(options: RunOptions) -> Mapping[str, Any]:
    """What a paper's size is trained with, instead of the kind's own; nothing for the other sizes."""
    return PAPER_TRAIN if (options.size or "").startswith(PAPER) else {}


def paper_rows(options: RunOptions) -> int | None:
    """Rows of the first pool as asked for, or as a paper has them; None: the kind's own."""
    return options.batch or (PAPER_ROWS if by_paper(options) else None)


def scaled(rows: int, first: int, wanted: int | None) -> int:
    """`rows` of a pool when the first pool has `wanted` rows instead of `first`."""
    return max(1, rows * (wanted or first) // first)


def proven_share(step: GridStep, kind: Kind[Any, Any], grids: Sequence[IntGrid], steps: int) -> float:
    """Share of `grids` (tokens) whose answer `verify` accepts within one trajectory of `steps` supervision steps."""
    network = kind.network
    assert network is not None
    puzzles = [network.decode(grid) for grid in grids]

    def check(job: int, tokens: IntGrid) -> bool:
        answer = network.decode_answer(puzzles[job], tokens)
        return answer is not None and not kind.verify(puzzles[job], answer)

    traces = Engine(step, rows=32).run([grid.astype("int64") for grid in grids], check, Plan(steps=steps))
    return sum(trace.answer is not None for trace in traces) / max(1, len(traces))


def scores(
    model: TinyRecursiveModel, kind: Kind[Any, Any], sets: Mapping[str, tuple[Sequence[IntGrid], int]]
) -> dict[str, float]:
    """`proven_share` of each named set (grids, steps)."""
    return {name: proven_share(TorchGridStep(model), kind, grids, steps) for name, (grids, steps) in sets.items()}
