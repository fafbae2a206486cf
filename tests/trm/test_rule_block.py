"""The network over rules: it knows no names and no order, its hand-written gradients are right, runs resume."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
import torch
from torch.nn import functional as F

from trm.config import TrainConfig
from trm.rows import OPEN, Rows, open_rows, propagated, reduced
from trm.rule_block import RULE_SIZES, RuleConfig, RuleModel, features
from trm.rule_graph import Graph
from trm.rule_piece import Piece
from trm.rule_train import Drawn, RuleTrainer


def random_rows(rng: np.random.Generator, count: int = 12, number: int = 9) -> Rows:
    rows = []
    for _ in range(number):
        index = rng.choice(count, size=rng.integers(2, 6), replace=False)
        coefficient = rng.choice([-3, -2, -1, 1, 1, 2, 5], size=len(index))
        low = int(rng.integers(-2, 2))
        rows.append((index.tolist(), coefficient.tolist(), low, low + int(rng.integers(0, 4))))
    return Rows.build(count, rows)


def renamed(rows: Rows, candidates: np.ndarray, order: np.ndarray) -> Rows:
    """The same system with candidate c called `candidates[c]` and its rows in another order."""
    parts = []
    for k in order:
        here = slice(rows.starts[k], rows.starts[k + 1])
        parts.append((candidates[rows.indices[here]].tolist(), rows.coefficients[here].tolist(),
                      int(rows.low[k]), int(rows.high[k])))  # fmt: skip
    return Rows.build(rows.count, parts)


def logits_of(model: RuleModel, graph: Graph, steps: int = 3) -> torch.Tensor:
    state = model.start(len(graph.puzzle))
    for _ in range(steps):
        output = model(graph, state)
        state = output.state
    return output.logits.detach()


def test_renaming_candidates_and_rows_renames_the_answer() -> None:
    rng = np.random.default_rng(0)
    torch.manual_seed(0)
    model = RuleModel(RULE_SIZES["rules-small"])
    rows = random_rows(rng)
    candidates, order = rng.permutation(rows.count), rng.permutation(rows.rows)
    plain = logits_of(model, Graph.batch([Piece.of(rows)]))
    turned = logits_of(model, Graph.batch([Piece.of(renamed(rows, candidates, order))]))
    assert torch.allclose(turned[torch.from_numpy(candidates)], plain, atol=1e-4)
    assert plain.std() > 1e-3  # not because everything is the same


def test_a_puzzle_comes_out_the_same_alone_and_among_others() -> None:
    rng = np.random.default_rng(1)
    torch.manual_seed(1)
    model = RuleModel(RuleConfig(16, 16))
    systems = [random_rows(rng, count, number) for count, number in ((5, 3), (12, 9), (30, 14))]
    together = logits_of(model, Graph.batch([Piece.of(rows) for rows in systems]))
    alone = [logits_of(model, Graph.batch([Piece.of(rows)])) for rows in systems]
    assert torch.allclose(together, torch.cat(alone), atol=1e-4)


def test_a_row_multiplied_by_two_says_the_same_to_shares() -> None:
    rows = random_rows(np.random.default_rng(2))
    twice = Rows(rows.count, rows.starts, rows.indices, 2 * rows.coefficients, 2 * rows.low, 2 * rows.high, rows.group)
    a, b = Piece.of(rows), Piece.of(twice)
    assert np.allclose(a.coefficient, b.coefficient)
    assert np.allclose(a.low, b.low)
    assert np.allclose(2 * a.scale, b.scale)


def test_segment_gradients_are_those_of_the_plain_formula() -> None:
    rng = np.random.default_rng(3)
    graph = Graph.batch([Piece.of(random_rows(rng)), Piece.of(random_rows(rng, 7, 5))])
    torch.manual_seed(3)
    count, number, edges = len(graph.puzzle), len(graph.size), len(graph.row)
    values = torch.randn(count, 3, requires_grad=True)
    row, own, edge = (torch.randn(n, 3, requires_grad=True) for n in (number, count, edges))
    weight = torch.randn(number, 3), torch.randn(count, 6)

    def ours() -> torch.Tensor:
        return (graph.of_rows(values, graph.coefficient) * weight[0]).sum() + (
            graph.passed(row, own, edge) * weight[1]
        ).sum()

    def plain() -> torch.Tensor:
        dense = torch.zeros(number, count).index_put((graph.row, graph.candidate), graph.coefficient)
        message = F.silu(row[graph.row] + own[graph.candidate] + edge)
        held = [message[graph.candidate == c] for c in range(count)]
        mean = torch.stack([m.mean(0) if len(m) else torch.zeros(3) for m in held])
        most = torch.stack([m.amax(0) if len(m) else torch.zeros(3) for m in held])
        return ((dense @ values) * weight[0]).sum() + (torch.cat((mean, most), 1) * weight[1]).sum()

    assert torch.allclose(ours(), plain(), atol=1e-4)
    wanted = torch.autograd.grad(plain(), [values, row, own, edge])
    for got, want in zip(torch.autograd.grad(ours(), [values, row, own, edge]), wanted, strict=True):
        assert torch.allclose(got, want, atol=1e-4)


def test_every_parameter_learns() -> None:
    torch.manual_seed(4)
    model = RuleModel(RuleConfig(16, 16))
    graph = Graph.batch([Piece.of(random_rows(np.random.default_rng(4)))])
    state = model(graph, model.start(len(graph.puzzle))).state
    output = model(graph, state)
    (output.logits.square().sum() + output.halt.sum()).backward()
    silent = [n for n, p in model.named_parameters() if p.grad is None or not p.grad.abs().sum() > 0]
    assert silent == []


def test_features_of_nothing_believed_are_exact_bounds() -> None:
    rows = Rows.build(3, [([0, 1, 2], [1, 2, 4], 5, 5)])
    graph = Graph.batch([Piece.of(rows)])
    _, edge = features(torch.full((3,), 0.5), graph)
    # candidate 2 (coefficient 4): off reaches at most 3 < 5, so "off reaches low" is -2 in units, clamped to -1
    assert edge[2, 6].item() == -1.0
    # candidate 1 on: at least 2, at most 7; candidate 1 off: at most 5: both still possible
    assert edge[1, 4:8].min().item() >= 0.0


def test_parameter_counts() -> None:
    counts = {name: RuleModel(config).parameter_count() for name, config in RULE_SIZES.items()}
    assert counts["rules-small"] < 50_000
    assert all(n <= 400_000 for n in counts.values())


# ---------------------------------------------------------------------------------------------------- propagation


def test_propagation_settles_what_single_rows_settle_and_nothing_else() -> None:
    rng = np.random.default_rng(5)
    for _ in range(200):
        rows = random_rows(rng, 8, 6)
        every = ((np.arange(256)[:, None] >> np.arange(8)) & 1).astype(bool)
        good = np.array([not rows.broken(true).any() for true in every])
        left = reduced(rows)
        if left is None:
            assert not good.any()
            continue
        settled = left.known != OPEN
        assert all((true[settled] == (left.known[settled] == 1)).all() for true in every[good])
        inside = np.array([not left.rows.broken(true).any() for true in every[:, : len(left.open)]])
        for true, fine in zip(every[:, : len(left.open)], inside, strict=True):
            assert fine == (not rows.broken(left.whole(true)).any())


def test_a_sum_over_cells_is_bounded_by_its_cells() -> None:
    # two cells of 1 to 3 that add up to 6: over candidates one by one the sum might be 12, over cells it is 6 at most
    rows = Rows.build(6, [([0, 1, 2], [1, 1, 1], 1, 1), ([3, 4, 5], [1, 1, 1], 1, 1), (range(6), [1, 2, 3] * 2, 6, 6)])
    left = reduced(rows)
    assert left is not None
    assert left.known.tolist() == [0, 0, 1, 0, 0, 1]


def test_normal_form_keeps_the_solutions_of_random_sums_over_cells() -> None:
    rng = np.random.default_rng(7)
    shrunk = 0
    for _ in range(150):
        cells = [range(3), range(3, 5), range(5, 8)]
        parts = [(list(c), [1] * len(c), 1, 1) for c in cells]
        for _ in range(3):
            index = rng.choice(8, size=rng.integers(2, 9), replace=False)
            low = int(rng.integers(-1, 4))
            parts.append((index.tolist(), rng.choice([-2, -1, 1, 2, 3], size=len(index)).tolist(), low, low + 2))
        rows = Rows.build(8, parts)
        every = ((np.arange(256)[:, None] >> np.arange(8)) & 1).astype(bool)
        good = [true for true in every if not rows.broken(true).any()]
        left = reduced(rows)
        if left is None:
            assert not good
            continue
        shrunk += len(left.open) < 8
        inner = ((np.arange(1 << len(left.open))[:, None] >> np.arange(len(left.open))) & 1).astype(bool)
        kept = [left.whole(true) for true in inner if not left.rows.broken(true).any()]
        assert sorted(map(tuple, kept)) == sorted(map(tuple, good))
    assert shrunk > 20


def test_propagation_along_a_long_chain() -> None:
    count = 200  # a chain: each candidate is as the one before
    rows = Rows.build(count, [([k, k + 1], [1, -1], 0, 0) for k in range(count - 1)] + [([0], [1], 1, 1)])
    found = propagated(rows, np.full(count, OPEN))
    assert found is not None
    assert (found == 1).all()
    wrong = np.full(count, OPEN)
    wrong[-1] = 0
    assert propagated(rows, wrong) is None
    assert open_rows(rows, np.zeros(count, dtype=np.int64)) is None


def test_a_fingerprint_knows_no_names_but_sees_every_number() -> None:
    rng = np.random.default_rng(6)
    rows = random_rows(rng)
    assert renamed(rows, rng.permutation(12), rng.permutation(9)).fingerprint() == rows.fingerprint()
    other = Rows(
        rows.count, rows.starts, rows.indices, rows.coefficients, rows.low, rows.high + (np.arange(9) == 4), rows.group
    )
    assert other.fingerprint() != rows.fingerprint()


# ------------------------------------------------------------------------------------------------------- training


class Chains:
    """Each candidate is the opposite of the one before, and a row tells the first."""

    def draw(self, rng: np.random.Generator) -> Drawn:
        count, first = int(rng.integers(3, 7)), int(rng.integers(2))
        rows = [([k, k + 1], [1, 1], 1, 1) for k in range(count - 1)]
        target = (np.arange(count) + first) % 2
        return Drawn(Piece.of(Rows.build(count, [*rows, ([0], [1], first, first)])), target, "chain")


def test_it_learns_and_resumes(tmp_path: Path) -> None:
    train = TrainConfig(steps=80, learning_rate=1e-2, warmup_steps=5)
    trainer = RuleTrainer(RuleConfig(16, 16), train, Chains(), tmp_path, places=8)
    losses = [report.loss for report in trainer.run()]
    assert np.mean(losses[-10:]) < 0.7 * np.mean(losses[:10])
    again = RuleTrainer(RuleConfig(16, 16), train, Chains(), tmp_path, places=8)
    again.resume()
    assert again.step == 80
    assert again.fresh == trainer.fresh
    assert all(torch.equal(v, again.ema[k]) for k, v in trainer.ema.items())
    assert torch.equal(again.noise.get_state(), trainer.noise.get_state())
    slots, others = (t.optimizers[0].state_dict()["state"][0]["exp_avg"] for t in (trainer, again))
    assert torch.equal(slots, others)


RUN = """
import sys
from pathlib import Path
sys.path.insert(0, {here!r})
from test_rule_block import Chains
from trm.config import TrainConfig
from trm.rule_block import RuleConfig
from trm.rule_train import RuleTrainer
trainer = RuleTrainer(RuleConfig(16, 16), TrainConfig(steps=100000, checkpoint_minutes=0.002), Chains(),
                      Path({out!r}), places=8)
if trainer.path.exists():
    trainer.resume()
for report in trainer.run():
    pass
"""


@pytest.mark.slow
def test_a_killed_run_goes_on(tmp_path: Path) -> None:
    script = RUN.format(here=str(Path(__file__).parent), out=str(tmp_path))
    path, steps = tmp_path / "training.safetensors", []
    for _ in range(2):
        before = path.stat().st_mtime_ns if path.exists() else 0
        process = subprocess.Popen([sys.executable, "-c", script])
        end = time.monotonic() + 60
        while time.monotonic() < end and (not path.exists() or path.stat().st_mtime_ns == before):
            time.sleep(0.2)
        time.sleep(2.0)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        fresh = RuleTrainer(RuleConfig(16, 16), TrainConfig(), Chains(), tmp_path)
        fresh.resume()
        steps.append(fresh.step)
    assert 0 < steps[0] < steps[1]
    lines = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text().splitlines()]
    assert [line["step"] for line in lines] == sorted({line["step"] for line in lines})
