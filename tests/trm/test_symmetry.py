"""What the structured mixers promise: the relational one commutes with the symmetries, the convolution is local."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from trm_tasks import TINY

from trm import TinyRecursiveModel


def model_for(mixer: str, **changes: Any) -> TinyRecursiveModel:
    """In float64, so that equal means equal."""
    torch.manual_seed(1)
    model = TinyRecursiveModel(replace(TINY[mixer], **changes)).double()
    return model.requires_grad_(False)


RELATIONAL = model_for("relational")


def logits_of(model: TinyRecursiveModel, tokens: np.ndarray, steps: int = 2) -> np.ndarray:
    batch = torch.from_numpy(np.ascontiguousarray(tokens)).unsqueeze(0)
    state = model.start(batch)
    for _ in range(steps):
        output = model(batch, state)
        state = output.state
    return output.logits[0].numpy()


def random_clues(rng: np.random.Generator, size: int) -> np.ndarray:
    return np.where(rng.random((size, size)) < 0.4, rng.integers(1, size + 1, (size, size)), 0)


def lines(rng: np.random.Generator, size: int, box: int) -> np.ndarray:
    """Bands in a new order, lines within each band too."""
    return np.concatenate([band * box + rng.permutation(box) for band in rng.permutation(size // box)])


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([4, 6, 9]))
def test_relational_commutes_with_digits_rows_and_columns(seed: int, size: int) -> None:
    rng = np.random.default_rng(seed)
    tokens = random_clues(rng, size)
    digits = rng.permutation(size)
    box_rows, box_columns = TINY["relational"].tile(size)
    rows, columns = lines(rng, size, box_rows), lines(rng, size, box_columns)
    renamed = np.concatenate(([0], digits + 1))[tokens]
    turned = logits_of(RELATIONAL, renamed[rows][:, columns])
    expected = logits_of(RELATIONAL, tokens)[rows][:, columns][..., np.argsort(digits)]
    np.testing.assert_allclose(turned, expected, atol=1e-9)


def test_relational_sees_bands_and_boxes() -> None:
    """The limit of the symmetry: lines exchanged across bands are another puzzle."""
    tokens = random_clues(np.random.default_rng(0), 9)
    rows = [3, 1, 2, 0, 4, 5, 6, 7, 8]
    assert np.abs(logits_of(RELATIONAL, tokens[rows]) - logits_of(RELATIONAL, tokens)[rows]).max() > 1e-3


def test_transposing_needs_row_and_column_weights_exchanged() -> None:
    """Rows and columns have weights of their own, so a transposed puzzle is another puzzle to the same network."""
    tokens = random_clues(np.random.default_rng(2), 9)
    expected = logits_of(RELATIONAL, tokens).transpose(1, 0, 2)
    assert np.abs(logits_of(RELATIONAL, tokens.T) - expected).max() > 1e-3
    swapped = model_for("relational")
    weights = RELATIONAL.state_dict()
    partner = {"row": "column", "column": "row", "row_segment": "column_segment", "column_segment": "row_segment"}
    renamed = {}
    for name, value in weights.items():
        parts = name.split(".")
        renamed[".".join(partner.get(part, part) for part in parts)] = value
    swapped.load_state_dict(renamed)
    np.testing.assert_allclose(logits_of(swapped, tokens.T), expected, atol=1e-9)


def test_one_set_of_relational_weights_serves_every_size() -> None:
    for size in (4, 6, 9, 16):
        assert logits_of(RELATIONAL, np.zeros((size, size), np.int64), 1).shape == (size, size, size)


def test_an_empty_grid_gives_every_candidate_the_same_score() -> None:
    logits = logits_of(RELATIONAL, np.zeros((9, 9), np.int64))
    assert np.ptp(logits) < 1e-9


@pytest.mark.parametrize(("n", "layers", "rounds"), [(1, 1, 1), (3, 1, 1), (1, 2, 1), (1, 1, 2)])
def test_the_convolution_carries_news_one_cell_an_update(n: int, layers: int, rounds: int) -> None:
    model = model_for("convolution", inner_cycles=n, layers=layers, outer_cycles=rounds)
    tokens = np.random.default_rng(0).integers(0, 4, (17, 19))
    changed = tokens.copy()
    changed[8, 9] = (changed[8, 9] + 1) % 4
    difference = np.abs(logits_of(model, tokens, 1) - logits_of(model, changed, 1)).max(-1)
    moved = np.argwhere(difference > 0)
    reach = np.abs(moved - [8, 9]).max()
    assert reach == (n + 1) * layers * rounds  # as far as the trainer scores, and no farther


def test_the_convolution_takes_any_size_and_looks_the_same_far_from_the_border() -> None:
    model = model_for("convolution", inner_cycles=1)
    tokens = np.random.default_rng(0).integers(0, 4, (14, 11))
    part = logits_of(model, tokens[2:12, 1:10], 1)
    whole = logits_of(model, tokens, 1)
    np.testing.assert_allclose(part[3:-3, 3:-3], whole[5:9, 4:7], atol=1e-9)
    assert logits_of(model, tokens[:1, :7], 1).shape == (1, 7, 4)
