"""A specialist is trained, from nothing to weights with a card: what `trm-router train` does.

    train(RunOptions("maze", Path("runs/maze"), steps=2000), "what the card says it was made by")

Ctrl-C saves and exits with 130; `--resume` goes on from there.
"""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

from solvers.kinds import KINDS, RULE_KINDS
from solvers.training.display import Display
from solvers.training.recipe import BadOption, Recipe, RunOptions
from solvers.training.ship import RULES_NETWORK, machine, origin, read_about, ship, write_about
from trm.checkpoint import load_model, load_tensors
from trm.config import NAMED_SIZES, ModelConfig
from trm.grow import grow
from trm.train import Progress, Trainer, join_processes

if TYPE_CHECKING:
    from torch import Tensor

INTERRUPTED = 130
RULEBOOKS = ".jsonl"
"""How files of rulebooks end."""


@dataclass
class Interrupt:
    """Ctrl-C is noted and obeyed between two steps, so that a checkpoint is never of half a step."""

    asked: bool = False

    @contextmanager
    def watching(self) -> Iterator[None]:
        before = signal.getsignal(signal.SIGINT)
        signal.signal(signal.SIGINT, self._note)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)

    def _note(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002 - the signature of a handler
        if self.asked:  # a second time: at once, without saving
            raise KeyboardInterrupt
        self.asked = True


def build(options: RunOptions) -> Recipe:
    """The recipe of a kind: `recipe.py` in the kind's folder. Raises BadOption where it has none."""
    if options.kind not in KINDS:
        raise BadOption(f"no kind of puzzle is called {options.kind!r:.60}", hint=f"there are: {', '.join(KINDS)}")
    if not _has_recipe(options.kind):
        trained = ", ".join(name for name in KINDS if name == RULES_NETWORK or _has_recipe(name))
        hint = f"there is one for {trained}, and every kind whose rules are data has a race of candidates"
        raise BadOption(f"no recipe trains {options.kind!r:.60}", hint=hint)
    recipe: Recipe = import_module(_recipe_of(options.kind)).recipe(options)
    return recipe


def _recipe_of(kind: str) -> str:
    return f"solvers.kinds.{kind}.recipe"


def _has_recipe(kind: str) -> bool:
    try:
        return find_spec(_recipe_of(kind)) is not None
    except ModuleNotFoundError:  # a kind in one file has no recipe beside it
        return False


def train(options: RunOptions, command: str = "") -> int:
    """Train as asked; returns the exit code. Raises PuzzleError, CheckpointError, TrainingDiverged."""
    if options.kind == RULES_NETWORK:
        from solvers.training import rules_run

        return rules_run.train(options, command)
    if options.kind.endswith(RULEBOOKS) or (options.kind in RULE_KINDS and not _has_recipe(options.kind)):
        from solvers.training import specialist

        return specialist.train(options, command)
    options = replace(options, compile=options.compile and can_compile(options.device))
    _check(options)
    options = _with_origin(options)
    writer = events(options) if os.environ.get("RANK", "0") == "0" else None
    device = join_processes(options.device)
    rank = int(os.environ.get("RANK", "0"))
    recipe = _recipe_in_turn(options, rank)
    trainer = Trainer(recipe.model, recipe.train, recipe.pools, options.out, device=device)
    if options.resume:
        trainer.resume()
    elif options.grow:
        trainer.adopt(_grown(options.grow, recipe.model))
    if rank == 0:
        about: dict[str, Any] = {"kind": options.kind, "sizes": recipe.sizes, "data": recipe.data, "command": command}
        about["grown_from"] = options.grown_from
        about["machine"] = machine(device, options.threads, int(os.environ.get("WORLD_SIZE", "1")))
        write_about(options.out, about)
    interrupt = Interrupt()
    with interrupt.watching(), Display(trainer, shown=rank == 0 and not options.quiet) as display:
        for report in trainer.run(recipe.evaluate, evaluate_minutes=options.evaluate_minutes):
            display.update(report)
            if writer is not None:
                write_events(writer, report)
            if interrupt.asked and rank == 0:
                trainer.save()
                display.say(f"stopped at step {report.step} and saved; the same command with --resume goes on")
            if interrupt.asked:
                return INTERRUPTED
        if rank == 0:
            _finish(options, display)
    return 0


def _with_origin(options: RunOptions) -> RunOptions:
    """The size of the run that is resumed, and what a grown network grew from. Raises CheckpointError."""
    if not options.resume:
        return replace(options, grown_from=origin(options.grow) if options.grow else None)
    _, meta = load_tensors(options.out / "training.safetensors")
    named = {**meta["config"], "tiles": []}  # which a named size leaves to the recipe
    sizes = [name for name, config in NAMED_SIZES.items() if {**config.to_json(), "tiles": []} == named]
    said = read_about(options.out).get("grown_from")
    return replace(options, size=options.size or (sizes[0] if sizes else None), grown_from=said)


def _grown(path: Path, model: ModelConfig) -> dict[str, Tensor]:
    """Weights of the narrower network at `path`, widened to `model`. Raises BadOption, CheckpointError."""
    narrow = load_model(path)
    try:
        return grow(narrow.state_dict(), narrow.config, model)
    except ValueError as exc:
        wish = f"{str(path)!r} does not grow into hidden {model.hidden}, inner {model.inner}"
        raise BadOption(wish, hint="larger multiples of its own, all else equal: --size relational-wide") from exc


def unused(out: Path, resume: bool) -> None:
    """Raises BadOption where a run would overwrite another."""
    if (out / "training.safetensors").exists() and not resume:
        raise BadOption(f"{str(out)!r} already holds a run", hint="--resume, or another --out")


def _check(options: RunOptions) -> None:
    """What would otherwise fail late or overwrite work."""
    unused(options.out, options.resume)
    if options.device.startswith("cuda"):
        import torch

        if not torch.cuda.is_available():
            raise BadOption("no CUDA device here", hint="--device cpu")
    if options.grow:
        if options.kind != "sudoku":
            raise BadOption(f"--grow widens sudoku networks only, not {options.kind!r}", hint="leave it out")
        if options.size in NAMED_SIZES and not options.resume:
            tiles = load_model(options.grow).config.tiles  # a named size has none; the recipe gives them
            _grown(options.grow, replace(NAMED_SIZES[options.size], tiles=tiles))
    for name in ("threads", "held_out", "puzzles"):
        if getattr(options, name) < 1:
            raise BadOption(f"--{name.replace('_', '-')} {getattr(options, name)!r}", hint="at least 1")


def _recipe_in_turn(options: RunOptions, rank: int) -> Recipe:
    """Process 0 first: it forges the puzzles that the others then find in the cache."""
    import torch.distributed as dist

    if rank:
        dist.barrier()
    recipe = build(options)
    if rank == 0 and dist.is_initialized():
        dist.barrier()
    return recipe


def _finish(options: RunOptions, display: Display) -> None:
    """Weights, card and curves into the run's folder, and where asked into the shipped ones."""
    for folder in (options.out, options.ship):
        if folder is not None:
            display.say(f"weights: {ship(options.out, folder, kind=options.kind)}")


def events(options: RunOptions) -> Any:
    """A TensorBoard writer if asked for. Raises BadOption where TensorBoard is missing."""
    if not options.tensorboard:
        return None
    try:
        from torch.utils.tensorboard import SummaryWriter
    except ImportError as exc:
        raise BadOption("--tensorboard: TensorBoard is not installed", hint="pip install tensorboard") from exc
    return SummaryWriter(str(options.out / "events"))


def write_events(writer: Any, report: Progress) -> None:
    """A step for TensorBoard."""
    if report.step % 50 and not report.scores:
        return
    values = {"loss": report.loss, "learning rate": report.learning_rate}
    values |= {f"solved/{name}": share for name, share in report.solved.items()}
    values |= {f"scores/{name}": score for name, score in report.scores.items()}
    for name, value in values.items():
        writer.add_scalar(name, value, report.step)
    writer.flush()


def can_compile(device: str) -> bool:
    """torch.compile needs a C++ compiler on a CPU and brings its own on CUDA."""
    compilers = filter(None, (os.environ.get("CXX"), "g++", "clang++", "c++"))
    return device.startswith("cuda") or any(shutil.which(name) for name in compilers)


def leave_group() -> None:
    """Part from the other processes of a run."""
    import torch.distributed as dist

    if dist.is_initialized():
        dist.destroy_process_group()
