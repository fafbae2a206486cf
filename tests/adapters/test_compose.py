"""However the router is put together, it can do what the usual one can."""

from __future__ import annotations

from pathlib import Path

from adapters.compose import build_router
from solvers.kinds import KINDS
from solvers.networks import shared


def test_other_weights_take_no_kind_away() -> None:
    router = build_router(offline=True, weights={"sudoku": Path("none.safetensors")})
    assert router.solver is not None
    assert router.solver is not shared()
    without_proof = [kind for kind in KINDS.values() if not kind.traits.proof]
    assert without_proof
    assert all(router.solver.supports(kind.name, kind.generate(1)) for kind in without_proof)
