"""What rows say to candidates is what counting every assignment says; it knows no names; a network grows into it."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from test_rule_block import random_rows, renamed

from trm import rule_messages
from trm.rows import Rows, reduced
from trm.rule_block import RuleConfig, RuleModel
from trm.rule_graph import Graph
from trm.rule_grow import with_messages
from trm.rule_messages import Messages
from trm.rule_piece import Piece

CELLS = (range(3), range(3, 6), range(6, 8), range(8, 10))
"""Groups of candidates; two more stand alone."""
COUNT = 12


ASSIGNMENTS = np.array([
    [c in held for c in range(COUNT)] for held in product(*CELLS, (10, None), (11, None))
])  # fmt: skip
"""Every choice of one value a cell, and of the others."""


def counted(rows: Rows, k: int, p: np.ndarray) -> tuple[dict[int, tuple[float, float]], float]:
    """By candidate of row k, how likely it holds when that is on and off; and how likely at all. A row that says the
    same sum but for a constant holds with it."""
    chance = np.where(ASSIGNMENTS[:, :10], p[:10], 1).prod(1)
    chance *= np.where(ASSIGNMENTS[:, 10:], p[10:], 1 - p[10:]).prod(1)
    dense = np.zeros((rows.rows, COUNT), dtype=np.int64)
    dense[rows.owner, rows.indices] = rows.coefficients
    sums = ASSIGNMENTS @ dense.T
    same = np.ptp(sums - sums[:, [k]], axis=0) == 0
    same[: len(CELLS)] = False
    chance = chance * ((sums >= rows.low) & (sums <= rows.high))[:, same].all(1)
    on = chance @ ASSIGNMENTS
    whole = float(chance.sum())
    return {int(c): (on[c] / p[c], (whole - on[c]) / (1 - p[c])) for c in np.flatnonzero(dense[k])}, whole


@st.composite
def systems(draw: st.DrawFn) -> Rows:
    """Four cells, and a few rows over all candidates."""
    parts = [(list(cell), [1] * len(cell), 1, 1) for cell in CELLS]
    for _ in range(draw(st.integers(1, 3))):
        index = draw(st.lists(st.integers(0, COUNT - 1), min_size=1, max_size=COUNT, unique=True))
        signs = st.sampled_from([1] if draw(st.booleans()) else [-3, -2, -1, 1, 2, 5])
        weights = [draw(signs) for _ in index]
        low = draw(st.integers(-3, 5))
        parts.append((index, weights, low, low + draw(st.integers(0, 4))))
    return Rows.build(COUNT, parts)


@settings(max_examples=60, deadline=None, derandomize=True)  # two rows of one sum may be taken for its halves
@given(systems(), st.integers(0, 1000))
def test_messages_are_what_counting_every_assignment_says(rows: Rows, seed: int) -> None:
    belief = np.random.default_rng(seed).random(COUNT).astype(np.float32)
    messages = Messages(rows)
    p = messages.probabilities(belief)
    assert all(abs(p[list(cell)].sum() - 1) < 1e-9 for cell in CELLS)
    said = messages.said(belief)
    for k in range(len(CELLS), rows.rows):
        if messages.picks.chosen[k] and len(set(rows.group[rows.indices[rows.owner == k]])) == 1:
            continue  # what makes a cell one: its candidates count as independent
        wanted, whole = counted(rows, k, p)
        assert said.row[k] == pytest.approx(whole, abs=1e-9)
        for entry in np.flatnonzero(rows.owner == k):
            got = said.on[entry], said.off[entry]
            assert got == pytest.approx(wanted[int(rows.indices[entry])], abs=1e-9)


def test_the_two_halves_of_an_equation_speak_as_one() -> None:
    # two cells of 1 to 4 that add up to 5: normal form makes two rows of it, each with a bound
    rows = Rows.build(8, [(range(4), [1] * 4, 1, 1), (range(4, 8), [1] * 4, 1, 1), (range(8), [1, 2, 3, 4] * 2, 5, 5)])
    left = reduced(rows)
    assert left is not None
    assert left.rows.rows == 4
    belief = np.array([0.7, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.7])
    said = Messages(left.rows).said(belief.astype(np.float32))
    sums = np.isin(left.rows.owner, np.flatnonzero(np.bincount(left.rows.owner, left.rows.coefficients != 1) > 0))
    other = {0: 7, 1: 6, 2: 5, 3: 4, 4: 3, 5: 2, 6: 1, 7: 0}
    assert sums.sum() == 12
    for entry in np.flatnonzero(sums):
        assert said.on[entry] == pytest.approx(belief[other[int(left.rows.indices[entry])]], abs=1e-6)


def test_a_pick_among_a_cells_own_values() -> None:
    rows = Rows.build(3, [([0, 1, 2], [1, 1, 1], 1, 1)])
    said = Messages(rows).said(np.array([0.5, 0.25, 0.25], dtype=np.float32))
    assert said.on.tolist() == pytest.approx([0.75**2, 0.5 * 0.75, 0.5 * 0.75])
    assert said.off[0] == pytest.approx(2 * 0.25 * 0.75)


def test_large_sums_are_taken_as_normal(monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(2)
    index, weights = list(range(24)), random.integers(1, 7, 24).tolist()
    rows = Rows.build(24, [(index, weights, sum(weights) // 2 - 2, sum(weights) // 2 + 2)])
    belief = random.uniform(0.2, 0.8, 24).astype(np.float32)
    exact = Messages(rows)
    assert len(exact.sums) == 1
    monkeypatch.setattr(rule_messages, "SIZES", ())
    about = Messages(rows)
    one, two = (np.log(each.on / each.off) for each in (exact.said(belief), about.said(belief)))
    np.testing.assert_allclose(one, two, atol=0.06)
    huge = Rows.build(4, [([0, 1, 2, 3], [1000, 900, 90, 1], 991, 991)])
    assert np.isfinite(np.concatenate(Messages(huge).said(np.full(4, 0.5, dtype=np.float32)))).all()


def test_renaming_renames_the_answer_of_a_network_that_hears_messages() -> None:
    rng = np.random.default_rng(0)
    torch.manual_seed(0)
    model = RuleModel(RuleConfig(32, 32, messages=True))
    rows = random_rows(rng, 20, 14)
    candidates, order = rng.permutation(rows.count), rng.permutation(rows.rows)
    answers = []
    for each in (rows, renamed(rows, candidates, order)):
        graph = Graph.batch([Piece.of(each)])
        state = model.start(rows.count)
        for _ in range(3):
            state, logits, _ = model(graph, state)
        answers.append(logits.detach())
    assert torch.allclose(answers[1][torch.from_numpy(candidates)], answers[0], atol=1e-4)
    assert answers[0].std() > 1e-3


def test_a_grown_network_computes_what_it_computed() -> None:
    torch.manual_seed(1)
    old = RuleModel(RuleConfig(16, 16))
    state = {f"{part}.{name}": value for part in ("model", "ema") for name, value in old.state_dict().items()}
    moments = {f"optimizer.0.{k}.exp_avg": torch.ones_like(p) for k, p in enumerate(old.parameters())}
    grown, meta = with_messages({**state, **moments}, {"config": old.config.to_json(), "step": 7})
    assert meta == {"config": {**old.config.to_json(), "messages": True}, "step": 7}
    new = RuleModel(RuleConfig(16, 16, messages=True))
    new.load_state_dict({k[4:]: v for k, v in grown.items() if k.startswith("ema.")})
    graph = Graph.batch([Piece.of(random_rows(np.random.default_rng(3)))])
    start = old.start(12)
    assert torch.allclose(old(graph, start).logits, new(graph, start).logits, atol=1e-6)
    shapes = [tuple(grown[f"optimizer.0.{k}.exp_avg"].shape) for k, _ in enumerate(new.parameters())]
    assert shapes == [tuple(p.shape) for p in new.parameters()]
    with pytest.raises(ValueError, match="cannot grow"):
        with_messages(grown, meta)
