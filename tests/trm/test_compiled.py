"""The compiled step: padded to one shape, equal to the plain step, and left aside where it does not pay."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from trm_tasks import TINY, sudoku_task

from trm.compiled import CompiledStep
from trm.engine import Engine, Plan
from trm.model import TinyRecursiveModel
from trm.torch_step import TorchGridStep


@pytest.fixture
def shapes(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Rows of every call of the "compiled" model; compiling itself is left out (see the slow test)."""
    seen: list[int] = []

    def fake_compile(model: Any, **options: Any) -> Any:
        assert options == {"dynamic": False}

        def call(tokens: torch.Tensor, state: Any) -> Any:
            seen.append(len(tokens))
            return model(tokens, state)

        return call

    monkeypatch.setattr(torch, "compile", fake_compile)
    return seen


def model() -> TinyRecursiveModel:
    torch.manual_seed(0)
    return TinyRecursiveModel(TINY["relational"]).eval()


@pytest.mark.parametrize(("count", "compiled"), [(1, []), (2, [8]), (5, [8]), (8, [8]), (9, [])])
def test_rows_are_padded_to_one_number_or_run_as_they_are(count: int, compiled: list[int], shapes: list[int]) -> None:
    plain = model()
    tokens = torch.from_numpy(sudoku_task().inputs).long().repeat(9, 1, 1)[:count]
    step, start = CompiledStep(plain, 8), plain.start(tokens)
    with torch.inference_mode():
        one, two = plain(tokens, start), step(tokens, start)
    for old, new in zip((one.logits, one.halt, *one.state), (two.logits, two.halt, *two.state), strict=True):
        torch.testing.assert_close(new, old)
    assert shapes == compiled


def test_the_engine_finds_the_same_with_it(shapes: list[int]) -> None:
    grids = list(sudoku_task().inputs)
    plan = Plan(steps=2, attempts=3, later_steps=2, pins=True)
    results = []
    for compile in (False, True):
        engine = Engine(TorchGridStep(model(), rows=4, compile=compile), rows=4)
        traces = engine.run(grids, lambda job, answer: False, plan)
        results.append([(t.attempts, t.total_steps, t.best.tolist() if t.best is not None else None) for t in traces])
    assert results[0] == results[1]
    assert set(shapes) == {4}


def test_bf16_rounds_and_gives_full_precision_states(shapes: list[int]) -> None:
    plain = model()
    tokens = torch.from_numpy(sudoku_task().inputs).long()
    with torch.inference_mode():
        exact = plain(tokens, plain.start(tokens))
        output = CompiledStep(plain, len(tokens), bf16=True)(tokens, plain.start(tokens))
    assert {v.dtype for v in (output.logits, output.halt, *output.state)} == {torch.float32}
    assert not torch.equal(output.logits, exact.logits)
    torch.testing.assert_close(output.logits, exact.logits, atol=0.1, rtol=0.1)


@pytest.mark.slow
def test_compiled_for_real() -> None:
    plain = model()
    tokens = torch.from_numpy(sudoku_task().inputs).long()[:3]
    with torch.inference_mode():
        one, two = plain(tokens, plain.start(tokens)), CompiledStep(plain, 4)(tokens, plain.start(tokens))
    torch.testing.assert_close(two.logits, one.logits, atol=1e-4, rtol=1e-4)
