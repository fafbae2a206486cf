"""A trained network over rules that from now on hears the messages of rows, and computes what it computed.

The layers that read features get columns of zeros for the new ones, in weights, averages and moments alike, so that
training goes on where it was: `python -m trm.rule_grow OLD NEW`.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from trm.checkpoint import load_tensors, save_tensors
from trm.rule_block import RuleConfig
from trm.rule_messages import EDGE_MESSAGES, ROW_MESSAGES

WIDER = {"block.row_features.weight": ROW_MESSAGES, "block.edge_features.weight": EDGE_MESSAGES}
"""Layers that read features, and how many columns they get, before the others."""


def with_messages(tensors: Mapping[str, Tensor], meta: Mapping[str, Any]) -> tuple[dict[str, Tensor], dict[str, Any]]:
    """Tensors and meta of a checkpoint, shipped or in training, of a network that hears messages.

    Raises ValueError for one that is no network over rules, or does so already.
    """
    config = {key: value for key, value in meta["config"].items() if key != "mixer"}
    if meta["config"].get("mixer") != "rules" or config.get("messages"):
        raise ValueError(f"cannot grow {meta['config']!r}")
    shape = RuleConfig(**{**config, "messages": True})
    grown = dict(tensors)
    for number, (name, _) in enumerate(shape.build().named_parameters()):
        if name not in WIDER:
            continue
        moments = (f"optimizer.0.{number}.{slot}" for slot in ("exp_avg", "exp_avg_sq"))
        for key in (name, f"model.{name}", f"ema.{name}", *moments):
            if key in grown:
                value = grown[key]
                grown[key] = torch.cat((value.new_zeros(len(value), WIDER[name]), value), 1)
    return grown, {**meta, "config": shape.to_json()}


def main() -> None:
    old, new = (Path(argument) for argument in sys.argv[1:3])
    tensors, meta = with_messages(*load_tensors(old))
    meta.pop("format", None)
    save_tensors(new, tensors, meta)


if __name__ == "__main__":
    main()
