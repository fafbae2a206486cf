"""Training: deep supervision over a pool of puzzles, as in the paper's pseudocode (figure 3), with EMA and resume.

    for every step:
        replace the rows that are solved or too old by fresh puzzles
        one supervision step from the carried state, loss, one optimizer step
        carry the state, detached

On a CPU an interrupted run resumed from its checkpoint equals an uninterrupted one bit for bit. On CUDA, and
with `bf16`, the same loop runs under bf16 autocast; under torchrun the gradients are averaged over the processes.
"""

from __future__ import annotations

import json
import math
import os
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.distributed as dist
from torch import Tensor

from trm.checkpoint import CheckpointError, copy_state, load_tensors, save_tensors, write_atomically
from trm.config import ModelConfig, TrainConfig
from trm.data import Pool
from trm.hrm import build
from trm.losses import total_loss
from trm.model import State, TinyRecursiveModel, read_tokens
from trm.optimizers import build_optimizers
from trm.pins import undecided_entropy

Evaluate = Callable[[TinyRecursiveModel], dict[str, float]]


class TrainingDiverged(Exception):
    """The loss is not finite. The last good checkpoint is kept."""


@dataclass
class Rows:
    """The carried rows of one pool: puzzles, states and ages."""

    inputs: Tensor  # (B, H, W)
    targets: Tensor  # (B, H, W)
    ready: Tensor  # (B, H, W)
    blank: Tensor  # (B, H, W)
    state: State
    age: Tensor  # (B,) supervision steps done
    stale: Tensor  # (B,) to be replaced before the next step
    wrong: Tensor  # (B,) cell (row by row) of a wrong pin, -1: none
    until: Tensor  # (B,) age at which the wrong pin is taken back

    def tensors(self) -> dict[str, Tensor]:
        names = ("inputs", "targets", "ready", "blank", "age", "stale", "wrong", "until")
        return {
            **{name: getattr(self, name) for name in names},
            "answer": self.state.answer,
            "latent": self.state.latent,
        }


@dataclass
class Progress:
    """What the loop reports after a step."""

    step: int
    seconds: float
    loss: float
    learning_rate: float
    fresh: int
    """Puzzles drawn so far."""
    solved: dict[str, float]
    """Per task: of the rows that left the pool lately, the share that was solved."""
    scores: dict[str, float] = field(default_factory=dict)
    """Held-out scores, when measured at this step."""


class Trainer:
    """One training run. `run()` yields a `Progress` after every step; `save()` may be called between steps."""

    def __init__(
        self, model: ModelConfig, train: TrainConfig, pools: list[Pool], out: Path, *, device: str = "cpu"
    ) -> None:
        torch.set_num_threads(train.threads)
        torch.manual_seed(train.seed)
        if train.pin_rate and model.mixer != "relational":
            raise ValueError(f"pin_rate={train.pin_rate!r} needs the relational mixer, not {model.mixer!r}")
        self.config, self.train, self.pools, self.out = model, train, pools, out
        self.device = torch.device(device)
        self.rank = dist.get_rank() if dist.is_initialized() else 0
        self.rng = np.random.default_rng([train.seed, self.rank])
        self.noise = torch.Generator().manual_seed(train.seed * 1000 + self.rank)
        self.model = build(model).to(self.device)
        self.ema = copy_state(self.model)
        self.optimizers = build_optimizers(self.model, train)
        self.step = 0
        self.fresh = 0
        self.seconds = 0.0
        self.outcomes: dict[str, float] = {}
        self.rows = [self._empty_rows(pool) for pool in pools]
        self.order = [i for i, pool in enumerate(pools) for _ in range(pool.share)]
        self.bf16 = train.bf16 or self.device.type == "cuda"
        self._forward = torch.compile(self.model, dynamic=False) if train.compile else self.model

    def adopt(self, weights: Mapping[str, Tensor]) -> None:
        """Start from `weights` instead of random ones. Before the first step."""
        self.model.load_state_dict(dict(weights))
        self.ema = copy_state(self.model)

    # ---- rows -----------------------------------------------------------------------------------------------

    def _empty_rows(self, pool: Pool) -> Rows:
        batch = pool.task.batch(np.random.default_rng(0), 1)  # for the shape only
        inputs = torch.zeros((pool.rows, *batch.inputs.shape[1:]), dtype=torch.long, device=self.device)
        count = torch.zeros(pool.rows, dtype=torch.long, device=self.device)
        state = self.model.start(inputs)
        return Rows(
            inputs, inputs.clone(), inputs.clone(), inputs.clone(), state, count, count == 0, count - 1, count.clone()
        )

    def _refill(self, pool: Pool, rows: Rows) -> None:
        """Fresh puzzles in the places of the stale rows."""
        index = rows.stale.nonzero().squeeze(1)
        if not len(index):
            return
        batch = pool.task.batch(self.rng, len(index))
        self.fresh += len(index)
        for name in ("inputs", "targets", "ready", "blank"):
            values = torch.from_numpy(np.ascontiguousarray(getattr(batch, name)))
            getattr(rows, name)[index] = values.to(self.device, torch.long)
        start = self.model.start(rows.inputs[index], noise=self.train.start_noise, generator=self.noise)
        rows.state.answer[index] = start.answer.to(rows.state.answer)
        rows.state.latent[index] = start.latent.to(rows.state.latent)
        rows.age[index] = 0
        rows.wrong[index] = -1

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

    def train_step(self) -> float:
        """One supervision step of one pool and one optimizer step; returns the loss."""
        chosen = self.order[self.step % len(self.order)]
        pool, rows = self.pools[chosen], self.rows[chosen]
        self._refill(pool, rows)
        lr = self.learning_rate()
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.bf16):
            output = self._forward(rows.inputs, rows.state)
        updates = (rows.age + 1) * (self.config.inner_cycles + 1) * self.config.outer_cycles * self.config.layers
        blank = updates[:, None, None] < rows.blank
        known = ((rows.ready >= 0) & (rows.ready <= updates[:, None, None])) & ~blank
        targets = torch.where(blank, 0, rows.targets) if rows.blank.any() else rows.targets
        weights = (known + self.train.blank_weight * blank) * (rows.wrong < 0)[:, None, None]
        right = (read_tokens(output.logits, self.config) == rows.targets) | (rows.ready < 0)
        solved = right.flatten(1).all(1)
        loss = total_loss(
            output.logits.float(), output.halt, targets, weights, solved, self.config, self.train.halt_weight
        )
        self._update(loss, lr)
        rows.state = State(output.state.answer.float(), output.state.latent.float())
        rows.age += 1
        leaves = solved
        if self.train.linger:
            leaves = solved & (torch.rand(pool.rows, generator=self.noise) >= self.train.linger).to(self.device)
        rows.stale = leaves | (rows.age >= self.train.max_supervision_steps)
        self._note_outcomes(pool.task.name, solved, rows.stale)
        if self.train.pin_rate:
            self._pin(rows, output.logits.detach().float())
        self.step += 1
        return float(loss.detach())

    def _pin(self, rows: Rows, logits: Tensor) -> None:
        """One more digit for some of the rows that are still unsolved, where search would pin one."""
        over = ((rows.wrong >= 0) & (rows.age >= rows.until)).nonzero().squeeze(1)
        rows.inputs.view(len(rows.age), -1)[over, rows.wrong[over]] = 0
        rows.wrong[over] = -1
        lucky = torch.rand(len(rows.age), generator=self.noise) < self.train.pin_rate
        blank = rows.inputs == 0
        chosen = lucky.to(self.device) & ~rows.stale & (rows.age >= self.train.pin_age) & blank.flatten(1).any(1)
        index = (chosen & (rows.wrong < 0)).nonzero().squeeze(1)
        if not len(index):
            return
        cell = undecided_entropy(logits[index].softmax(-1), blank[index]).flatten(1).argmin(1)
        true = rows.targets.flatten(1)[index, cell]
        guess = (torch.rand(len(index), generator=self.noise) < self.train.pin_guess).to(self.device)
        likeliest = logits.flatten(1, 2)[index, cell].argmax(-1) + 1
        digit = torch.where(guess, likeliest, true)
        rows.inputs.view(len(rows.age), -1)[index, cell] = digit
        rows.wrong[index] = torch.where(digit == true, -1, cell)
        rows.until[index] = rows.age[index] + self.train.pin_steps

    def _update(self, loss: Tensor, lr: float) -> None:
        for optimizer in self.optimizers:
            optimizer.zero_grad(set_to_none=True)
            for group in optimizer.param_groups:
                group["lr"] = lr
        loss.backward()  # type: ignore[no-untyped-call]
        if dist.is_initialized():
            for p in self.model.parameters():
                if p.grad is not None:
                    dist.all_reduce(p.grad)
                    p.grad /= dist.get_world_size()
        norm = torch.nn.utils.clip_grad_norm_(self.model.parameters(), self.train.clip)
        if not torch.isfinite(loss.detach() + norm):  # the averaged norm: every process stops at the same step
            raise TrainingDiverged(
                f"loss is {loss.item()!r}, gradient norm {norm.item()!r} at step {self.step}; "
                f"last good checkpoint: {str(self.path)!r}"
            )
        for optimizer in self.optimizers:
            optimizer.step()
        decay = min(self.train.ema, (1 + self.step) / (10 + self.step))  # follow quickly at first
        with torch.no_grad():
            for name, value in self.model.state_dict().items():
                self.ema[name].lerp_(value, 1 - decay)

    def _note_outcomes(self, name: str, solved: Tensor, stale: Tensor) -> None:
        left = int(stale.sum())
        if left:
            share = int((solved & stale).sum()) / left
            weight = 0.98**left
            self.outcomes[name] = weight * self.outcomes.get(name, share) + (1 - weight) * share

    # ---- the loop -------------------------------------------------------------------------------------------

    def run(self, evaluate: Evaluate | None = None, *, evaluate_minutes: float = 5.0) -> Iterator[Progress]:
        """Train until the step or time budget is used. Writes `log.jsonl` and checkpoints into `out`."""
        self.out.mkdir(parents=True, exist_ok=True)
        last_save = last_eval = self.seconds
        while self.progress() < 1.0:
            began, before = time.monotonic(), self.fresh
            lr = self.learning_rate()
            loss = self.train_step()
            self.seconds, drawn = self._agreed(self.seconds + time.monotonic() - began, self.fresh - before)
            self.fresh = before + drawn
            done = self.progress() >= 1.0
            report = Progress(self.step, self.seconds, loss, lr, self.fresh, dict(self.outcomes))
            if evaluate and (done or self.seconds - last_eval >= 60 * evaluate_minutes):
                if self.rank == 0:
                    report.scores = evaluate(self.ema_model())
                last_eval = self.seconds
            if self.rank == 0:
                if report.scores or self.step % 50 == 0:
                    self._log(report)
                if done or self.seconds - last_save >= 60 * self.train.checkpoint_minutes:
                    self.save()
                    last_save = self.seconds
            yield report

    def _agreed(self, seconds: float, drawn: int) -> tuple[float, int]:
        """The clock of process 0, so that all follow one schedule and stop at one step; puzzles drawn by all."""
        if not dist.is_initialized():
            return seconds, drawn
        told = torch.tensor([0.0 if self.rank else seconds, drawn], dtype=torch.float64, device=self.device)
        dist.all_reduce(told)
        return told[0].item(), int(told[1])

    def _log(self, report: Progress) -> None:
        with open(self.out / "log.jsonl", "a") as file:
            file.write(json.dumps(asdict(report)) + "\n")

    def ema_model(self) -> TinyRecursiveModel:
        """A copy with the averaged weights, for evaluation and shipping."""
        model = build(self.config)
        model.load_state_dict({k: v.cpu() for k, v in self.ema.items()})
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
        for i, rows in enumerate(self.rows):
            tensors |= {f"rows.{i}.{k}": v for k, v in rows.tensors().items()}
        tensors["noise"] = self.noise.get_state()
        meta = {
            "config": self.config.to_json(), "train": asdict(self.train), "step": self.step, "fresh": self.fresh,
            "seconds": self.seconds, "rng": self.rng.bit_generator.state, "outcomes": self.outcomes,
        }  # fmt: skip
        save_tensors(self.path, tensors, meta)

    def resume(self, path: Path | None = None) -> None:
        """Continue from a checkpoint of a run with the same model and pools. Raises CheckpointError."""
        tensors, meta = load_tensors(path or self.path)
        if ModelConfig(**meta["config"]) != self.config:
            raise CheckpointError("the checkpoint is of another model", hint="give the same size, or another folder")
        self.model.load_state_dict({k[6:]: v for k, v in tensors.items() if k.startswith("model.")})
        self.ema = {k[4:]: v.to(self.device) for k, v in tensors.items() if k.startswith("ema.")}
        for i, optimizer in enumerate(self.optimizers):
            slots: dict[int, dict[str, Any]] = {}
            for name, value in tensors.items():
                kind, *where = name.split(".")
                if kind == "optimizer" and int(where[0]) == i:
                    slots.setdefault(int(where[1]), {})[where[2]] = value
            optimizer.load_state_dict({**optimizer.state_dict(), "state": slots})
        for i, rows in enumerate(self.rows):
            saved = {k.split(".", 2)[2]: v.to(self.device) for k, v in tensors.items() if k.startswith(f"rows.{i}.")}
            if saved.keys() != rows.tensors().keys() or saved["inputs"].shape != rows.inputs.shape:
                continue  # another set of pools: its rows start afresh
            rows.state = State(saved.pop("answer"), saved.pop("latent"))
            for name, value in saved.items():
                setattr(rows, name, value)
        self.noise.set_state(tensors["noise"])
        self.rng.bit_generator.state = meta["rng"]
        self.step, self.fresh, self.seconds = meta["step"], meta["fresh"], meta["seconds"]
        self.outcomes = meta["outcomes"]
        if self.rank:  # the checkpoint holds the puzzles of process 0; the others draw their own
            self.rng = np.random.default_rng([self.train.seed, self.rank, self.step])
            self.noise.manual_seed(self.train.seed * 1000 + self.rank + self.step)
            for rows in self.rows:
                rows.stale.fill_(True)
        elif path is None:
            self._trim_log()

    def _trim_log(self) -> None:
        """Drop the lines a killed run wrote after its last checkpoint: those steps are run again."""
        log = self.out / "log.jsonl"
        if log.exists():
            lines = log.read_text().splitlines(keepends=True)
            kept = [line for line in lines if line.endswith("\n") and json.loads(line)["step"] <= self.step]
            write_atomically(log, "".join(kept).encode())


def join_processes(device: str = "cpu") -> str:
    """Under torchrun: join the process group (nccl on CUDA, gloo otherwise). Alone: nothing. Returns the device."""
    cuda = device.startswith("cuda")
    if int(os.environ.get("WORLD_SIZE", "1")) > 1:
        if cuda:
            device = f"cuda:{os.environ.get('LOCAL_RANK', '0')}"
            torch.cuda.set_device(device)
        if not dist.is_initialized():
            dist.init_process_group("nccl" if cuda else "gloo")
    return device
