"""Tiny recursive models: integers in, integers out. Knows no puzzle and no language model."""

from __future__ import annotations

from trm.config import NAMED_SIZES, ModelConfig, TrainConfig
from trm.model import Output, State, TinyRecursiveModel

__all__ = ["NAMED_SIZES", "ModelConfig", "Output", "State", "TinyRecursiveModel", "TrainConfig"]
