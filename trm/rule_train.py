"""Training of the network over rules: deep supervision over puzzles of every shape, with EMA, checkpoints and resume.

The loop is the one of `trm.train`; what differs is that a batch is a graph of puzzles laid end to end, drawn one at a
time from a `Source`. A checkpoint holds weights, averages, moments and random states; the puzzles in progress start
afresh when a run is resumed.
"""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from torch.nn import functional as F

from trm.checkpoint import CheckpointError, copy_state, load_tensors, save_tensors, write_atomically
from trm.config import TrainConfig
from trm.model import State
from trm.optimizers import build_optimizers
from trm.rule_block import RuleNetwork, RuleOutput
from trm.rule_graph import Graph
from trm.rule_models import RuleShape
from trm.rule_piece import Piece
from trm.train import Progress, TrainingDiverged


@dataclass(frozen=True)
class Drawn:
    """One puzzle to learn from: its graph, and for every candidate 1, 0, or -1 where it is not scored."""

    piece: Piece
    target: npt.NDArray[np.int64]
    kind: str


class Source(Protocol):
    """Where puzzles come from, forever."""

    def draw(self, rng: np.random.Generator) -> Drawn: ...


@dataclass
class Place:
    """A puzzle in progress: its carried state, and the supervision steps it has had."""

    drawn: Drawn
    state: State
    age: int = 0


class RuleTrainer:
    """One training run. `run()` yields a `Progress` after every step; `save()` may be called between steps."""

    def __init__(
        self,
        model: RuleShape,
        train: TrainConfig,
        source: Source,
        out: Path,
        *,
        places: int = 32,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`clock` is what the budget of minutes is read from: `time.process_time` makes them minutes of the CPU."""
        torch.set_num_threads(train.threads)
        torch.manual_seed(train.seed)
        self.config, self.train, self.source, self.out, self.count = model, train, source, out, places
        self.clock = clock
        self.rng = np.random.default_rng(train.seed)
        self.noise = torch.Generator().manual_seed(train.seed)
        self.model = model.build()
        self.ema = copy_state(self.model)
        self.optimizers = build_optimizers(self.model, train)
        self.step = self.fresh = 0
        self.seconds = 0.0
        self.outcomes: dict[str, float] = {}
        self.places: list[Place] = []

    def adopt(self, weights: Mapping[str, Tensor]) -> None:
        """Start from `weights` instead of random ones. Before the first step."""
        self.model.load_state_dict(dict(weights))
        self.ema = copy_state(self.model)

    # ---- one step -------------------------------------------------------------------------------------------

    def progress(self) -> float:
        """How much of the budget is used, 0 to 1: the larger of steps and minutes."""
        by_time = self.seconds / (60 * self.train.minutes) if self.train.minutes else 0.0
        return min(1.0, max(self.step / self.train.steps, by_time))

    def learning_rate(self) -> float:
        """Linear warm-up, then cosine decay to `final_lr_fraction`."""
        c = self.train
        cosine = 0.5 * (1 + math.cos(math.pi * self.progress()))
        decay = c.final_lr_fraction + (1 - c.final_lr_fraction) * cosine
        return c.learning_rate * decay * min(1.0, (self.step + 1) / max(1, c.warmup_steps))

    def _fill(self) -> None:
        """Fresh puzzles in empty places."""
        while len(self.places) < self.count:
            drawn = self.source.draw(self.rng)
            start = self.model.start(drawn.piece.candidates, noise=self.train.start_noise, generator=self.noise)
            self.places.append(Place(drawn, start))
            self.fresh += 1

    def train_step(self) -> float:
        """One supervision step of all places and one optimizer step; returns the loss."""
        self._fill()
        graph = Graph.batch([place.drawn.piece for place in self.places])
        target = torch.from_numpy(np.concatenate([place.drawn.target for place in self.places]))
        state = State(*(torch.cat([place.state[k] for place in self.places]) for k in (0, 1)))
        lr = self.learning_rate()
        with torch.autocast("cpu", torch.bfloat16, enabled=self.train.bf16):
            output: RuleOutput = self.model(graph, state)
        logits = output.logits.float()
        solved = graph.broken(logits.detach() > 0) == 0
        scored = (target >= 0).float()
        losses = F.binary_cross_entropy_with_logits(logits, target.clamp(min=0).float(), reduction="none")
        weights = scored / torch.zeros(self.count).index_add(0, graph.puzzle, scored).clamp(min=1)[graph.puzzle]
        loss = (losses * weights).sum() / self.count
        halting = F.binary_cross_entropy_with_logits(output.halt.float(), solved.float())
        self._update(loss + self.train.halt_weight * halting, lr)
        self._carry(output, solved.tolist(), graph.counts)
        self.step += 1
        return float(loss.detach())

    def _carry(self, output: RuleOutput, solved: list[bool], counts: tuple[int, ...]) -> None:
        """Every puzzle takes its part of the new state; those that are solved or too old make room."""
        parts = [torch.split(values.float(), list(counts)) for values in output.state]
        oldest = self.train.max_supervision_steps if self.model.recursive else 1
        kept = []
        for place, done, answer, latent in zip(self.places, solved, *parts, strict=True):
            place.age += 1
            place.state = State(answer, latent)
            if done or place.age >= oldest:
                old = self.outcomes.get(place.drawn.kind, float(done))
                self.outcomes[place.drawn.kind] = 0.98 * old + 0.02 * done
            else:
                kept.append(place)
        self.places = kept

    def _update(self, loss: Tensor, lr: float) -> None:
        for optimizer in self.optimizers:
            optimizer.zero_grad(set_to_none=True)
            for group in optimizer.param_groups:
                group["lr"] = lr
        loss.backward()  # type: ignore[no-untyped-call]
        norm = torch.nn.utils.clip_grad_norm_(self.model.parameters(), self.train.clip)
        if not torch.isfinite(loss.detach() + norm):
            raise TrainingDiverged(f"loss is {loss.item()!r} at step {self.step}; last checkpoint: {str(self.path)!r}")
        for optimizer in self.optimizers:
            optimizer.step()
        decay = min(self.train.ema, (1 + self.step) / (10 + self.step))  # follow quickly at first
        with torch.no_grad():
            for name, value in self.model.state_dict().items():
                self.ema[name].lerp_(value, 1 - decay)

    # ---- the loop -------------------------------------------------------------------------------------------

    def run(
        self, evaluate: Callable[[RuleNetwork], dict[str, float]] | None = None, *, evaluate_minutes: float = 5.0
    ) -> Iterator[Progress]:
        """Train until the step or time budget is used. Writes `log.jsonl` and checkpoints into `out`."""
        self.out.mkdir(parents=True, exist_ok=True)
        last_save = last_eval = self.seconds
        while self.progress() < 1.0:
            began = self.clock()
            lr = self.learning_rate()
            loss = self.train_step()
            self.seconds += self.clock() - began
            done = self.progress() >= 1.0
            report = Progress(self.step, self.seconds, loss, lr, self.fresh, dict(self.outcomes))
            if evaluate and (done or self.seconds - last_eval >= 60 * evaluate_minutes):
                report.scores = evaluate(self.ema_model())
                last_eval = self.seconds
            if report.scores or self.step % 50 == 0:
                with open(self.out / "log.jsonl", "a") as file:
                    file.write(json.dumps(asdict(report)) + "\n")
            if done or self.seconds - last_save >= 60 * self.train.checkpoint_minutes:
                self.save()
                last_save = self.seconds
            yield report

    def ema_model(self) -> RuleNetwork:
        """A copy with the averaged weights, for evaluation and shipping."""
        model = self.config.build()
        model.load_state_dict(self.ema)
        return model.eval().requires_grad_(False)

    # ---- checkpoints ----------------------------------------------------------------------------------------

    @property
    def path(self) -> Path:
        return self.out / "training.safetensors"

    def save(self) -> None:
        """Everything an interrupted run needs, in one atomic write."""
        tensors = {f"model.{k}": v for k, v in self.model.state_dict().items()}
        tensors |= {f"ema.{k}": v for k, v in self.ema.items()}
        for i, optimizer in enumerate(self.optimizers):
            for j, slots in optimizer.state_dict()["state"].items():
                tensors |= {f"optimizer.{i}.{j}.{k}": torch.as_tensor(v) for k, v in slots.items()}
        tensors["noise"] = self.noise.get_state()
        meta = {
            "config": self.config.to_json(), "train": asdict(self.train), "step": self.step, "fresh": self.fresh,
            "seconds": self.seconds, "rng": self.rng.bit_generator.state, "outcomes": self.outcomes,
        }  # fmt: skip
        save_tensors(self.path, tensors, meta)

    def resume(self, path: Path | None = None) -> None:
        """Continue from a checkpoint of a run with the same model. Raises CheckpointError."""
        tensors, meta = load_tensors(path or self.path)
        if meta["config"] != self.config.to_json():
            raise CheckpointError("the checkpoint is of another model", hint="give the same size, or another folder")
        self.model.load_state_dict({k[6:]: v for k, v in tensors.items() if k.startswith("model.")})
        self.ema = {k[4:]: v for k, v in tensors.items() if k.startswith("ema.")}
        for i, optimizer in enumerate(self.optimizers):
            slots: dict[int, dict[str, Any]] = {}
            for name, value in tensors.items():
                kind, *where = name.split(".")
                if kind == "optimizer" and int(where[0]) == i:
                    slots.setdefault(int(where[1]), {})[where[2]] = value
            optimizer.load_state_dict({**optimizer.state_dict(), "state": slots})
        self.noise.set_state(tensors["noise"])
        self.rng.bit_generator.state = meta["rng"]
        self.step, self.fresh, self.seconds = meta["step"], meta["fresh"], meta["seconds"]
        self.outcomes = meta["outcomes"]
        if path is None:
            self._trim_log()

    def _trim_log(self) -> None:
        """Drop the lines a killed run wrote after its last checkpoint: those steps are run again."""
        log = self.out / "log.jsonl"
        if log.exists():
            lines = log.read_text().splitlines(keepends=True)
            kept = [line for line in lines if line.endswith("\n") and json.loads(line)["step"] <= self.step]
            write_atomically(log, "".join(kept).encode())
