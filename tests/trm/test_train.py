"""The trainer: every mixer learns, EMA and schedule are what they say, NaN stops, and resume equals uninterrupted."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from trm_tasks import QUICK, TINY, maze_task, sudoku_task, tiny_trainer

from trm.checkpoint import CheckpointError, copy_state, load_model, load_tensors
from trm.config import TrainConfig
from trm.curves import draw, read_log, smooth
from trm.data import Pool
from trm.model import TinyRecursiveModel, read_tokens
from trm.train import Trainer, TrainingDiverged


def run(trainer: Trainer) -> list[Any]:
    return list(trainer.run())


def solved_share(model: TinyRecursiveModel, mixer: str, steps: int = 4) -> float:
    """Share of the tiny task's examples that the model has right after any of the first supervision steps."""
    task = maze_task() if mixer == "convolution" else sudoku_task()
    tokens, targets = torch.from_numpy(task.inputs), torch.from_numpy(task.targets)
    unscored = torch.from_numpy(task.ready) < 0
    state = model.start(tokens)
    solved = torch.zeros(len(tokens), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(steps):
            output = model(tokens, state)
            state = output.state
            solved |= ((read_tokens(output.logits, model.config) == targets) | unscored).flatten(1).all(1)
    return float(solved.float().mean())


@pytest.mark.parametrize(
    ("mixer", "rate"), [("relational", 1e-2), ("mlp", 2e-2), ("attention", 5e-3), ("convolution", 2e-2)]
)
def test_every_mixer_overfits_a_tiny_task(mixer: str, rate: float, tmp_path: Path) -> None:
    task = maze_task() if mixer == "convolution" else sudoku_task()
    config = replace(QUICK, steps=300, learning_rate=rate, halt_weight=0.1, weight_decay=0.0, ema=0.9)
    trainer = Trainer(TINY[mixer], replace(config, max_supervision_steps=4), [Pool(task, 8)], tmp_path)
    assert solved_share(trainer.ema_model(), mixer) == 0.0
    steps = trainer.run()
    first = next(steps)
    for report in steps:
        if report.step % 10 == 0 and solved_share(trainer.ema_model(), mixer) == 1.0:
            break
    assert solved_share(trainer.ema_model(), mixer) == 1.0
    assert report.loss < 0.6 * first.loss


@pytest.mark.parametrize("optimizer", ["adam_atan2", "muon"])
def test_other_optimizers_learn_too(optimizer: str, tmp_path: Path) -> None:
    config = replace(QUICK, steps=60, learning_rate=1e-2, optimizer=optimizer, max_supervision_steps=3)
    trainer = Trainer(TINY["relational"], replace(config, halt_weight=0.0), [Pool(sudoku_task(), 8)], tmp_path)
    reports = run(trainer)
    assert sum(r.loss for r in reports[-5:]) < 0.6 * sum(r.loss for r in reports[:5])


def test_adam_atan2_moves_by_its_formula_and_ignores_the_scale_of_the_loss() -> None:
    from trm.optimizers import AdamAtan2

    moved = []
    for scale in (1.0, 1e6):
        p = torch.tensor([2.0, -1.0], requires_grad=True)
        optimizer = AdamAtan2([p], lr=0.1, weight_decay=0.5)
        p.grad = scale * torch.tensor([3.0, -0.2])
        optimizer.step()
        moved.append(p.detach().clone())
    # first step: m_hat = g, v_hat = g^2, atan2(g, |g|) = +-pi/4, times lr * 4/pi; decay 0.5 * 0.1
    assert torch.allclose(moved[0], torch.tensor([2.0 * 0.95 - 0.1, -1.0 * 0.95 + 0.1]), atol=1e-6)
    assert torch.allclose(moved[0], moved[1], atol=1e-6)


def test_muon_takes_the_matrices_of_the_blocks_and_adamw_the_rest(tmp_path: Path) -> None:
    trainer = tiny_trainer(tmp_path, optimizer="muon")
    muon, adamw = trainer.optimizers
    matrices = {id(p) for name, p in trainer.model.named_parameters() if name.startswith("blocks.")}
    assert {id(p) for group in muon.param_groups for p in group["params"]} == matrices
    rest = {id(p) for group in adamw.param_groups for p in group["params"]}
    assert rest == {id(p) for p in trainer.model.parameters()} - matrices


def test_ema_follows_its_recurrence(tmp_path: Path) -> None:
    trainer = tiny_trainer(tmp_path, steps=12, ema=0.5)
    expected = copy_state(trainer.model)
    for k in range(12):
        trainer.train_step()
        decay = min(0.5, (1 + k) / (10 + k))
        for name, value in trainer.model.state_dict().items():
            expected[name] = decay * expected[name] + (1 - decay) * value
    for name, value in trainer.ema_model().state_dict().items():
        torch.testing.assert_close(value, expected[name], atol=1e-6, rtol=1e-5)
    name = "head.weight"
    assert not torch.equal(trainer.ema[name], trainer.model.state_dict()[name])


def test_schedule_warms_up_and_decays_by_steps(tmp_path: Path) -> None:
    trainer = tiny_trainer(tmp_path, steps=100, learning_rate=1.0, warmup_steps=10, final_lr_fraction=0.1)
    rates = []
    for step in range(101):
        trainer.step = step
        rates.append(trainer.learning_rate())
    cosine = [0.1 + 0.9 * 0.5 * (1 + math.cos(math.pi * step / 100)) for step in range(101)]
    assert rates[0] == pytest.approx(0.1)
    assert rates[4] == pytest.approx(0.5 * cosine[4])
    assert rates[9:] == pytest.approx(cosine[9:])
    assert rates[100] == pytest.approx(0.1)


def test_schedule_follows_the_clock_where_it_is_ahead(tmp_path: Path) -> None:
    trainer = tiny_trainer(tmp_path, steps=100, minutes=2.0, learning_rate=1.0, warmup_steps=0, final_lr_fraction=0.0)
    trainer.step, trainer.seconds = 10, 60.0
    assert trainer.progress() == 0.5
    assert trainer.learning_rate() == pytest.approx(0.5)
    trainer.step = 75
    assert trainer.progress() == 0.75
    trainer.seconds = 121.0
    assert trainer.progress() == 1.0


def test_a_constant_rate_as_in_the_paper(tmp_path: Path) -> None:
    trainer = tiny_trainer(tmp_path, steps=10, learning_rate=0.25, warmup_steps=0, final_lr_fraction=1.0)
    trainer.step = 9
    assert trainer.learning_rate() == pytest.approx(0.25)


def test_rows_are_replaced_when_solved_or_old(tmp_path: Path) -> None:
    config = replace(QUICK, steps=9, max_supervision_steps=3)
    trainer = Trainer(TINY["relational"], config, [Pool(sudoku_task(), 5)], tmp_path)
    ages = []
    for _ in range(7):
        trainer.train_step()
        ages.append(trainer.rows[0].age.tolist())
    assert max(max(row) for row in ages) == 3
    assert ages[0] == [1] * 5
    assert trainer.fresh >= 15  # five rows, drawn at steps 0, 3 and 6 at the latest
    assert trainer.rows[0].state.latent.requires_grad is False


def test_pools_take_turns_by_share(tmp_path: Path) -> None:
    trainer = tiny_trainer(tmp_path)
    for _ in range(3):
        trainer.train_step()
    assert trainer.order == [0, 0, 1]
    assert [int(rows.age.max()) for rows in trainer.rows] == [2, 1]


def test_a_cell_the_wave_cannot_have_reached_is_not_asked_for(tmp_path: Path) -> None:
    """The loss does not change with the target of a cell that is scored later."""
    losses = []
    for changed in (False, True):
        task = maze_task()
        far = task.ready > TINY["convolution"].inner_cycles + 1
        assert far.any()
        if changed:
            task = replace(task, targets=task.targets ^ (far * 15))
        losses.append(Trainer(TINY["convolution"], QUICK, [Pool(task, 6)], tmp_path).train_step())
    assert losses[0] == losses[1]


def poison(trainer: Trainer) -> None:
    with torch.no_grad():
        trainer.model.head.weight.fill_(float("nan"))


def poison_gradient(trainer: Trainer) -> None:
    trainer.model.embedding.register_hook(lambda grad: grad * float("inf"))


def test_pins_give_stuck_rows_one_true_digit_a_step_and_solved_rows_none(tmp_path: Path) -> None:
    task = sudoku_task()
    config = replace(QUICK, pin_rate=1.0, pin_age=2, max_supervision_steps=6, learning_rate=0.0)
    trainer = Trainer(TINY["relational"], config, [Pool(task, 8)], tmp_path)
    given = []
    for _ in range(5):
        trainer.train_step()
        rows = trainer.rows[0]
        assert torch.equal(rows.inputs[rows.inputs > 0], rows.targets[rows.inputs > 0])
        given.append(int((rows.inputs > 0).sum()))
    assert given == [80, 88, 96, 104, 112]  # ten clues a row; from the second step on each row gets another


def test_a_wrong_pin_is_not_scored_and_is_taken_back(tmp_path: Path) -> None:
    config = replace(QUICK, pin_rate=1.0, pin_age=1, pin_guess=1.0, pin_steps=3, learning_rate=0.0)
    trainer = Trainer(TINY["relational"], replace(config, max_supervision_steps=30), [Pool(sudoku_task(), 8)], tmp_path)
    trainer.train_step()
    rows = trainer.rows[0]
    inputs, targets = rows.inputs.view(8, -1), rows.targets.view(8, -1)
    row = int((rows.wrong >= 0).nonzero()[0])
    cell = int(rows.wrong[row])
    trainer.train = replace(trainer.train, pin_rate=1e-9)  # no further pins
    for _ in range(3):
        assert rows.wrong[row] == cell
        assert inputs[row, cell] not in (0, targets[row, cell])
        others = (inputs > 0) & (torch.arange(16) != rows.wrong[:, None])
        assert torch.equal(inputs[others], targets[others])  # clues and all other pins are true
        trainer.train_step()
    assert (rows.wrong == -1).all()
    assert inputs[row, cell] == 0

    rows.wrong.fill_(0)  # while a pin is wrong nothing but the halting loss is left
    assert trainer.train_step() < 0.1


def test_pins_need_the_relational_mixer(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="pin_rate"):
        tiny_trainer(tmp_path, "convolution", pin_rate=0.1)


@pytest.mark.parametrize("harm", [poison, poison_gradient])
def test_nan_stops_with_the_last_good_checkpoint_kept(harm: Any, tmp_path: Path) -> None:
    trainer = tiny_trainer(tmp_path, steps=50, checkpoint_minutes=0.0)
    steps = trainer.run()
    for _ in range(3):
        next(steps)
    good = trainer.path.read_bytes()
    harm(trainer)
    with pytest.raises(TrainingDiverged, match=r"at step 3; last good checkpoint: .*training\.safetensors"):
        for _ in steps:
            pass
    assert trainer.path.read_bytes() == good
    assert all(bool(torch.isfinite(value).all()) for value in trainer.ema.values())
    again = tiny_trainer(tmp_path, steps=6)
    again.resume()
    assert again.step == 3
    assert run(again)[-1].step == 6


def everything(trainer: Trainer) -> tuple[dict[str, torch.Tensor], dict[str, Any]]:
    trainer.save()
    tensors, meta = load_tensors(trainer.path)
    del meta["seconds"]
    return tensors, meta


def assert_same(left: Trainer, right: Trainer) -> None:
    """All of two runs but the clock, bit for bit."""
    (a, a_meta), (b, b_meta) = everything(left), everything(right)
    assert a_meta == b_meta
    assert a.keys() == b.keys()
    assert [name for name in a if not torch.equal(a[name], b[name])] == []


@pytest.mark.parametrize(
    ("mixer", "optimizer"), [("relational", "adamw"), ("convolution", "adam_atan2"), ("attention", "muon")]
)
def test_resume_equals_uninterrupted_bit_for_bit(mixer: str, optimizer: str, tmp_path: Path) -> None:
    pins = {"pin_rate": 0.5, "pin_age": 1} if mixer == "relational" else {}
    given = {"steps": 14, "optimizer": optimizer, **pins}
    whole = tiny_trainer(tmp_path / "whole", mixer, **given)
    run(whole)
    first = tiny_trainer(tmp_path / "parts", mixer, **given)
    steps = first.run()
    for _ in range(5):
        next(steps)
    first.save()
    second = tiny_trainer(tmp_path / "parts", mixer, **given)
    second.resume()
    assert second.step == 5
    run(second)
    assert_same(whole, second)
    other = tiny_trainer(tmp_path / "other", mixer, **given, seed=1)
    run(other)
    assert not torch.equal(other.ema["head.weight"], whole.ema["head.weight"])


def test_resume_with_another_set_of_pools_keeps_the_weights(tmp_path: Path) -> None:
    first = tiny_trainer(tmp_path)
    run(first)
    second = Trainer(TINY["relational"], replace(QUICK, steps=8), [Pool(sudoku_task(), 9)], tmp_path)
    second.resume()
    assert torch.equal(second.model.head.weight, first.model.head.weight)
    assert bool(second.rows[0].stale.all())
    assert run(second)[-1].step == 8


def test_resume_of_another_model_is_refused_with_a_hint(tmp_path: Path) -> None:
    run(tiny_trainer(tmp_path))
    with pytest.raises(CheckpointError, match="another model") as caught:
        tiny_trainer(tmp_path, "attention").resume()
    assert caught.value.hint == "give the same size, or another folder"


def test_evaluation_happens_on_time_and_ends_in_log_and_model(tmp_path: Path) -> None:
    trainer = tiny_trainer(tmp_path, steps=5)
    seen: list[int] = []

    def evaluate(model: TinyRecursiveModel) -> dict[str, float]:
        seen.append(trainer.step)
        assert not model.training
        return {"held-out": 0.25}

    reports = list(trainer.run(evaluate, evaluate_minutes=1e9))
    assert seen == [5]
    assert [r.scores for r in reports] == [{}, {}, {}, {}, {"held-out": 0.25}]
    (line,) = read_log(tmp_path / "log.jsonl")
    assert (line["step"], line["scores"]) == (5, {"held-out": 0.25})
    shipped = load_model(trainer.path)
    assert all(torch.equal(value, trainer.ema[name]) for name, value in shipped.state_dict().items())


def test_a_resumed_log_drops_the_steps_that_are_run_again(tmp_path: Path) -> None:
    trainer = tiny_trainer(tmp_path)
    run(trainer)
    lines = [json.dumps({"step": step}) + "\n" for step in (2, 6, 7, 9)]
    (tmp_path / "log.jsonl").write_text("".join(lines) + '{"step": 10, "sec')
    again = tiny_trainer(tmp_path)
    again.resume()
    assert (tmp_path / "log.jsonl").read_text() == "".join(lines[:2])


def test_curves_are_drawn_from_a_log_with_half_a_line(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    log = tmp_path / "log.jsonl"
    records = [
        {"step": i, "seconds": i, "loss": 1 / (i + 1), "learning_rate": 1e-3, "solved": {"a": i / 9}, "scores": {}}
        for i in range(9)
    ]
    records[-1]["scores"] = {"held-out": 0.5}
    log.write_text("\n".join(map(json.dumps, records)) + '\n{"step": 9, "se')
    assert len(read_log(log)) == 9
    draw(log, tmp_path / "new" / "run.png", "a run")
    assert (tmp_path / "new" / "run.png").read_bytes().startswith(b"\x89PNG\r\n")
    draw(tmp_path / "missing.jsonl", tmp_path / "empty.png", "no log")
    assert (tmp_path / "empty.png").stat().st_size > 1000
    assert smooth([1.0, 0.0, 0.0], 0.5) == [1.0, 0.5, 0.25]


def test_train_config_defaults_are_frozen() -> None:
    with pytest.raises(AttributeError):
        TrainConfig().steps = 3  # type: ignore[misc]
