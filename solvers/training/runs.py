"""One command trains a specialist, from nothing to weights with a card: `trm-router train sudoku`, `train maze`.

    python -m solvers.training.runs sudoku --minutes 100 --threads 2
    python -m solvers.training.runs maze --steps 2000 --resume
    torchrun --nproc-per-node 4 -m solvers.training.runs sudoku --device cuda --batch 1024

Ctrl-C saves and exits with 130; `--resume` goes on from there.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

from solvers.base import PuzzleError
from solvers.training.display import Display
from solvers.training.recipe import BadOption, Recipe, RunOptions
from solvers.training.ship import WEIGHTS, machine, origin, read_about, ship, write_about
from trm.checkpoint import CheckpointError, load_model, load_tensors
from trm.config import NAMED_SIZES, ModelConfig
from trm.grow import grow
from trm.train import Progress, Trainer, TrainingDiverged, join_processes

if TYPE_CHECKING:
    from torch import Tensor

INTERRUPTED = 130


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
    """The recipe of a kind."""
    if options.kind == "sudoku":
        from solvers.kinds.sudoku.recipe import recipe
    elif options.kind == "maze":
        from solvers.kinds.maze.recipe import recipe
    else:
        raise BadOption(f"cannot train {options.kind!r}", hint="sudoku or maze")
    return recipe(options)


def train(options: RunOptions, command: str = "") -> int:
    """Train as asked; returns the exit code. Raises PuzzleError, CheckpointError, TrainingDiverged."""
    _check(options)
    options = _with_origin(options)
    events = _events(options) if os.environ.get("RANK", "0") == "0" else None
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
    with interrupt.watching(), Display(trainer, shown=rank == 0) as display:
        for report in trainer.run(recipe.evaluate, evaluate_minutes=options.evaluate_minutes):
            display.update(report)
            if events is not None:
                _write_events(events, report)
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
    sizes = [name for name, config in NAMED_SIZES.items() if config.to_json() == meta["config"]]
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


def _check(options: RunOptions) -> None:
    """What would otherwise fail late or overwrite work."""
    saved = options.out / "training.safetensors"
    if saved.exists() and not options.resume:
        raise BadOption(f"{str(options.out)!r} already holds a run", hint="--resume, or another --out")
    if options.device.startswith("cuda"):
        import torch

        if not torch.cuda.is_available():
            raise BadOption("no CUDA device here", hint="--device cpu")
    if options.grow:
        if options.kind != "sudoku":
            raise BadOption(f"--grow widens sudoku networks only, not {options.kind!r}", hint="leave it out")
        if options.size in NAMED_SIZES and not options.resume:
            _grown(options.grow, NAMED_SIZES[options.size])
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


def _events(options: RunOptions) -> Any:
    """A TensorBoard writer if asked for. Raises BadOption where TensorBoard is missing."""
    if not options.tensorboard:
        return None
    try:
        from torch.utils.tensorboard import SummaryWriter
    except ImportError as exc:
        raise BadOption("--tensorboard: TensorBoard is not installed", hint="pip install tensorboard") from exc
    return SummaryWriter(str(options.out / "events"))


def _write_events(events: Any, report: Progress) -> None:
    if report.step % 50 and not report.scores:
        return
    values = {"loss": report.loss, "learning rate": report.learning_rate}
    values |= {f"solved/{name}": share for name, share in report.solved.items()}
    values |= {f"scores/{name}": score for name, score in report.scores.items()}
    for name, value in values.items():
        events.add_scalar(name, value, report.step)
    events.flush()


def parse(arguments: Sequence[str]) -> RunOptions:
    """Options from a command line."""
    parser = argparse.ArgumentParser(prog="trm-router train", description="Train a specialist and write its weights.")
    add = parser.add_argument
    add("kind", choices=("sudoku", "maze"))
    add("--size", choices=sorted(NAMED_SIZES), metavar="NAME", help=f"one of {', '.join(sorted(NAMED_SIZES))}")
    add("--minutes", type=float, help="time budget (the schedule follows it)")
    add("--steps", type=int, help="step budget")
    add("--seed", type=int, default=0)
    add("--out", type=Path, help="folder of the run; default runs/KIND")
    add("--resume", action="store_true", help="go on from the checkpoint in --out")
    add("--threads", type=int, default=1, help="CPU threads; more than free cores is far slower than one")
    add("--device", default="cpu", help="cpu or cuda")
    add("--batch", type=int, help="rows of the first pool; the others grow in proportion")
    add("--learning-rate", type=float)
    add("--optimizer", choices=("adamw", "adam_atan2", "muon"))
    add("--grids", type=int, nargs="+", default=[], help="sudoku: side lengths, of 4 6 9 16")
    add("--puzzles", type=int, default=50_000, help="sudoku: forged random puzzles; a fifth as many hard ones")
    add("--hardness", type=int, default=30, help="sudoku: least guesses of the hard ones; 0 leaves them out")
    add("--data", type=Path, help="sudoku: folder with train_*.csv.gz to read as well")
    add("--cache", type=Path, default=Path("runs/data"), help="sudoku: where forged puzzles are kept")
    add("--exclude", type=Path, nargs="+", default=[], help="sudoku: files kept out of training, up to symmetry")
    add("--held-out", type=int, default=64, help="puzzles a source for the scores during the run")
    add("--evaluate-minutes", type=float, default=5.0)
    add("--grow", type=Path, metavar="FILE", help="sudoku: start from the weights of a narrower network, widened")
    add("--bf16", action="store_true", help="bf16 on a CPU too (on CUDA always): quicker where it has AMX")
    add("--no-compile", dest="compile", action="store_false", help="do without torch.compile (and a C++ compiler)")
    add("--tensorboard", action="store_true", help="write TensorBoard events into OUT/events")
    add("--ship", nargs="?", type=Path, const=WEIGHTS, metavar="DIR", help="also into DIR, default the shipped weights")
    given = vars(parser.parse_args(arguments))
    given["out"] = given["out"] or Path("runs") / given["kind"]
    given["grids"], given["exclude"] = tuple(given["grids"]), tuple(given["exclude"])
    given["compile"] = given["compile"] and _can_compile(given["device"])
    return RunOptions(**given)


def _can_compile(device: str) -> bool:
    """torch.compile needs a C++ compiler on a CPU and brings its own on CUDA."""
    compilers = filter(None, (os.environ.get("CXX"), "g++", "clang++", "c++"))
    return device.startswith("cuda") or any(shutil.which(name) for name in compilers)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; see the head of this file. Errors are one line."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return train(parse(given), " ".join(["trm-router train", *given]))
    except (PuzzleError, CheckpointError) as exc:
        sys.stderr.write(f"error: {exc}{f' ({exc.hint})' if exc.hint else ''}\n")
        return 2
    except TrainingDiverged as exc:
        sys.stderr.write(f"error: {exc} (a smaller --learning-rate, then --resume)\n")
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    finally:
        _leave_group()


def _leave_group() -> None:
    import torch.distributed as dist

    if dist.is_initialized():
        dist.destroy_process_group()


if __name__ == "__main__":
    raise SystemExit(main())
