"""Widening: the wide network computes what the narrow one did, and its copies can learn different things."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from trm_tasks import QUICK, TILES, TINY, sudoku_task

from adapters.cli import run as run_cli
from trm.checkpoint import save_weights
from trm.config import NAMED_SIZES
from trm.data import Pool
from trm.grow import grow
from trm.model import TinyRecursiveModel
from trm.train import Trainer

NARROW = TINY["relational"]


@pytest.mark.parametrize(("channels", "inner"), [(2, 2), (1, 3), (3, 1)])
def test_a_widened_network_computes_the_same(channels: int, inner: int) -> None:
    torch.manual_seed(1)
    narrow = TinyRecursiveModel(NARROW).eval()
    torch.nn.init.normal_(narrow.halt_head.weight)
    config = replace(NARROW, hidden=channels * NARROW.hidden, inner=inner * NARROW.inner)
    wide = TinyRecursiveModel(config).eval()
    wide.load_state_dict(grow(narrow.state_dict(), NARROW, config))
    tokens = torch.from_numpy(sudoku_task().inputs).long()
    before, after = narrow.start(tokens), wide.start(tokens)
    with torch.no_grad():
        for _ in range(3):
            old, new = narrow(tokens, before), wide(tokens, after)
            torch.testing.assert_close(new.logits, old.logits, atol=1e-4, rtol=1e-4)
            torch.testing.assert_close(new.halt, old.halt, atol=1e-4, rtol=1e-4)
            before, after = old.state, new.state


def test_copies_part_in_training(tmp_path: Path) -> None:
    config = replace(NARROW, hidden=2 * NARROW.hidden, inner=2 * NARROW.inner)
    trainer = Trainer(config, replace(QUICK, steps=3), [Pool(sudoku_task(), 8)], tmp_path)
    trainer.adopt(grow(TinyRecursiveModel(NARROW).state_dict(), NARROW, config))
    assert all(torch.equal(trainer.ema[k], v) for k, v in trainer.model.state_dict().items())
    list(trainer.run())
    left, right = trainer.model.embedding.detach().chunk(2, dim=1)
    assert not torch.allclose(left, right)


def test_only_widening_is_growing() -> None:
    weights = TinyRecursiveModel(NARROW).state_dict()
    for other in (replace(NARROW, hidden=NARROW.hidden + 1), replace(NARROW, layers=3), TINY["mlp"], NARROW):
        with pytest.raises(ValueError, match="cannot grow"):
            grow(weights, NARROW, other)


def test_bf16_on_a_cpu_learns_too(tmp_path: Path) -> None:
    trainer = Trainer(NARROW, replace(QUICK, steps=40, bf16=True), [Pool(sudoku_task(), 8)], tmp_path)
    rounded = []
    trainer.model.blocks[0].register_forward_hook(lambda *_: rounded.append(torch.is_autocast_enabled("cpu")))
    reports = list(trainer.run())
    assert all(rounded)
    assert len(rounded) >= 40
    assert reports[-1].loss < reports[0].loss
    assert trainer.rows[0].state.answer.dtype == torch.float32


OPTIONS = "--steps 1 --puzzles 40 --hardness 0 --grids 4 --held-out 1 --no-compile"


def test_a_grown_run_ends_in_a_card_that_tells_its_origin(tmp_path: Path) -> None:
    pytest.importorskip("numba", reason="the forge needs numba")
    narrow = replace(NAMED_SIZES["relational-small"], tiles=TILES)
    weights = tmp_path / "narrow.safetensors"
    card = {"kind": "sudoku", "parameters": 61_601, "steps": 7, "minutes": 0.5, "puzzles_seen": 9, "command": "train"}
    save_weights(weights, TinyRecursiveModel(narrow).state_dict(), narrow, card)
    run = f"sudoku --size relational-wide --grow {weights} --out {tmp_path}/run --cache {tmp_path}/cache {OPTIONS}"
    assert run_cli(["train", *run.split()]) == 0
    made = json.loads((tmp_path / "run" / "sudoku.json").read_text())
    assert made["config"] == replace(NAMED_SIZES["relational-wide"], tiles=TILES).to_json()
    assert made["grown_from"] == {name: card[name] for name in made["grown_from"]}
    assert made["grown_from"]["steps"] == 7
    weights.unlink()  # the origin is remembered, and so is the size
    for steps, again in ((2, run), (3, f"sudoku --out {tmp_path}/run --cache {tmp_path}/cache {OPTIONS}")):
        assert run_cli(["train", *again.replace("--steps 1", f"--steps {steps}").split(), "--resume"]) == 0
    resumed = json.loads((tmp_path / "run" / "sudoku.json").read_text())
    assert (resumed["steps"], resumed["grown_from"], resumed["config"]) == (3, made["grown_from"], made["config"])


def test_weights_that_cannot_be_widened_are_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    odd = replace(NARROW, hidden=24)
    save_weights(tmp_path / "odd.safetensors", TinyRecursiveModel(odd).state_dict(), odd, {"kind": "sudoku"})
    pytest.importorskip("numba", reason="the forge needs numba")
    run = f"sudoku --size relational-small --grow {tmp_path}/odd.safetensors {OPTIONS}"
    assert run_cli(["train", *run.split(), "--out", str(tmp_path / "run"), "--cache", str(tmp_path / "cache")]) == 2
    error = capsys.readouterr().err
    odd_file = str(tmp_path / "odd.safetensors")
    assert error.startswith(f"trm-router: {odd_file!r} does not grow into hidden 32, inner 64 (")
    assert not (tmp_path / "cache").exists()  # said before the forge begins
    assert run_cli(["train", "maze", "--grow", str(tmp_path / "odd.safetensors"), "--no-compile"]) == 2
    assert "sudoku networks only" in capsys.readouterr().err
