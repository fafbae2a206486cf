"""What the network over rules is compared with: other recursion or none, the same inputs, heads and size."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from test_rule_block import Chains, logits_of, random_rows, renamed
from torch.nn import functional as F

from trm.checkpoint import CheckpointError, load_tensors
from trm.config import TrainConfig
from trm.rule_block import RuleModel
from trm.rule_graph import Graph
from trm.rule_hrm import HrmRuleConfig, HrmRuleModel
from trm.rule_models import RULE_SIZES, RuleShape, load_rule_model
from trm.rule_piece import Piece
from trm.rule_plain import PlainRuleConfig, PlainRuleModel
from trm.rule_train import RuleTrainer
from trm.rule_two import TwoBlockConfig

SMALL = (HrmRuleConfig(16, 16), PlainRuleConfig(16, 16, 3), TwoBlockConfig(16, 16, 2))
shapes = pytest.mark.parametrize("shape", SMALL, ids=["hrm", "plain", "two"])


def test_all_have_as_many_parameters() -> None:
    names = ("rules-small", "rules-hrm", "rules-plain", "rules-two")
    counts = {name: RULE_SIZES[name].build().parameter_count() for name in names}
    assert counts == {"rules-small": 47_106, "rules-hrm": 47_297, "rules-plain": 47_266, "rules-two": 47_297}
    assert type(RULE_SIZES["rules-small"].build()) is RuleModel


@shapes
def test_renaming_candidates_and_rows_renames_the_answer(shape: RuleShape) -> None:
    rng = np.random.default_rng(0)
    torch.manual_seed(0)
    model = shape.build()
    rows = random_rows(rng)
    candidates, order = rng.permutation(rows.count), rng.permutation(rows.rows)
    plain = logits_of(model, Graph.batch([Piece.of(rows)]))
    turned = logits_of(model, Graph.batch([Piece.of(renamed(rows, candidates, order))]))
    assert plain.shape == (rows.count,)
    assert torch.allclose(turned[torch.from_numpy(candidates)], plain, atol=1e-4)
    assert plain.std() > 1e-3  # not because everything is the same


@shapes
def test_a_puzzle_comes_out_the_same_alone_and_among_others(shape: RuleShape) -> None:
    rng = np.random.default_rng(1)
    torch.manual_seed(1)
    model = shape.build()
    systems = [random_rows(rng, count, number) for count, number in ((5, 3), (12, 9), (30, 14))]
    together = Graph.batch([Piece.of(rows) for rows in systems])
    output = model(together, model.start(len(together.puzzle)))
    assert (output.logits.shape, output.halt.shape) == ((47,), (3,))
    alone = [logits_of(model, Graph.batch([Piece.of(rows)])) for rows in systems]
    assert torch.allclose(logits_of(model, together), torch.cat(alone), atol=1e-4)


@shapes
def test_every_parameter_learns(shape: RuleShape) -> None:
    torch.manual_seed(4)
    model = shape.build()
    graph = Graph.batch([Piece.of(random_rows(np.random.default_rng(4)))])
    state = model(graph, model.start(len(graph.puzzle))).state
    output = model(graph, state)
    assert not any(part.requires_grad for part in output.state)
    (output.logits.square().sum() + output.halt.sum()).backward()
    silent = [n for n, p in model.named_parameters() if p.grad is None or not p.grad.abs().sum() > 0]
    assert silent == []


@shapes
def test_a_step_lowers_the_loss(shape: RuleShape) -> None:
    torch.manual_seed(5)
    rng = np.random.default_rng(5)
    model = shape.build()
    drawn = [Chains().draw(rng) for _ in range(8)]
    graph = Graph.batch([each.piece for each in drawn])
    target = torch.from_numpy(np.concatenate([each.target for each in drawn])).float()
    state = model.start(len(graph.puzzle))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
    losses = []
    for _ in range(2):
        loss = F.binary_cross_entropy_with_logits(model(graph, state).logits, target)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
    assert losses[1] < losses[0]


def test_only_the_last_update_of_each_network_carries_gradient() -> None:
    torch.manual_seed(6)
    model = HrmRuleModel(HrmRuleConfig(16, 16, slow_cycles=3, fast_cycles=2))
    calls: dict[str, list[bool]] = {"fast": [], "slow": []}
    for name, seen in calls.items():
        model.get_submodule(name).register_forward_hook(lambda _, __, out, seen=seen: seen.append(out.requires_grad))
    graph = Graph.batch([Piece.of(random_rows(np.random.default_rng(6)))])
    model(graph, model.start(len(graph.puzzle)))
    assert calls == {"fast": [False] * 5 + [True], "slow": [False] * 2 + [True]}


def test_a_second_step_of_the_plain_network_says_the_same_and_noise_another_thing() -> None:
    torch.manual_seed(7)
    model = PlainRuleModel(PlainRuleConfig(16, 16))
    graph = Graph.batch([Piece.of(random_rows(np.random.default_rng(7)))])
    assert torch.equal(logits_of(model, graph, 1), logits_of(model, graph, 3))
    noisy = model(graph, model.start(len(graph.puzzle), noise=0.5)).logits
    assert not torch.allclose(noisy, logits_of(model, graph), atol=1e-3)


@shapes
def test_the_trainer_trains_saves_and_resumes_it(shape: RuleShape, tmp_path: Path) -> None:
    train = TrainConfig(steps=80, learning_rate=1e-2, warmup_steps=5)
    trainer = RuleTrainer(shape, train, Chains(), tmp_path, places=8)
    losses = [report.loss for report in trainer.run()]
    assert np.mean(losses[-10:]) < 0.8 * np.mean(losses[:10])
    again = RuleTrainer(shape, train, Chains(), tmp_path, places=8)
    again.resume()
    assert again.step == 80
    graph = Graph.batch([Chains().draw(np.random.default_rng(8)).piece])
    read = load_rule_model(tmp_path / "training.safetensors")
    assert type(read) is type(trainer.model)
    assert torch.equal(logits_of(read, graph), logits_of(trainer.ema_model(), graph))
    with pytest.raises(CheckpointError, match="another model"):
        RuleTrainer(RULE_SIZES["rules-narrow"], train, Chains(), tmp_path).resume()


def test_the_plain_network_gets_fresh_puzzles_at_every_step(tmp_path: Path) -> None:
    train = TrainConfig(steps=3, learning_rate=1e-2)
    trainer = RuleTrainer(PlainRuleConfig(16, 16), train, Chains(), tmp_path, places=8)
    assert [report.fresh for report in trainer.run()] == [8, 16, 24]


def test_a_run_may_count_seconds_of_the_processor(tmp_path: Path) -> None:
    ticks = iter(range(1000))
    train = TrainConfig(minutes=0.1)
    trainer = RuleTrainer(SMALL[0], train, Chains(), tmp_path, places=4, clock=lambda: float(next(ticks)))
    assert [report.seconds for report in trainer.run()] == [1, 2, 3, 4, 5, 6]


def test_the_optimizer_state_that_goes_with_the_shipped_weights_still_fits() -> None:
    path = Path(__file__).resolve().parents[2] / "trm" / "resume" / "rules.safetensors"
    tensors, _ = load_tensors(path)
    wanted = [tuple(p.shape) for p in RULE_SIZES["rules-messages"].build().parameters()]
    assert [tuple(tensors[f"optimizer.0.{k}.exp_avg"].shape) for k in range(len(wanted))] == wanted
