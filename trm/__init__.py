"""Tiny recursive models: integers in, integers out. Knows no puzzle and no language model.

Names are looked up when first used, so that what needs no network (`trm.rows`) loads no torch.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from trm.config import NAMED_SIZES, ModelConfig, TrainConfig
    from trm.model import Output, State, TinyRecursiveModel

_HOME = {"Output": "trm.model", "State": "trm.model", "TinyRecursiveModel": "trm.model"}

__all__ = ["NAMED_SIZES", "ModelConfig", "Output", "State", "TinyRecursiveModel", "TrainConfig"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'trm' has no attribute {name!r}")
    return getattr(import_module(_HOME.get(name, "trm.config")), name)
