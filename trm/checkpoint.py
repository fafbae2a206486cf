"""Checkpoints: tensors as safetensors, everything else as JSON in its header; never pickle; atomic writes.

A *training* checkpoint holds all that an interrupted run needs to go on bit for bit. A *shipped* one holds the EMA
weights in half precision, with a card (JSON) beside it: data, command, steps, seed, measured scores.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save
from torch import Tensor

from trm.config import ModelConfig
from trm.hrm import build
from trm.model import TinyRecursiveModel
from trm.tensor_file import FORMAT, check_format, misfit
from trm.tensor_file import CheckpointError as CheckpointError


def write_atomically(path: Path, data: bytes) -> None:
    """Write beside `path`, flush to disk, then rename: a reader sees the old file or the new one, never half."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with open(temporary, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def save_tensors(path: Path, tensors: Mapping[str, Tensor], meta: Mapping[str, Any]) -> None:
    """Write tensors and JSON-able `meta` to one safetensors file, atomically."""
    header = {"meta": json.dumps({"format": FORMAT, **meta})}
    write_atomically(path, save({k: v.detach().cpu().contiguous() for k, v in tensors.items()}, metadata=header))


def load_tensors(path: Path) -> tuple[dict[str, Tensor], dict[str, Any]]:
    """Read back what `save_tensors` wrote. Raises CheckpointError."""
    try:
        with safe_open(str(path), framework="pt") as file:
            meta = json.loads((file.metadata() or {}).get("meta", "{}"))
            tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 (not a dict)
    except FileNotFoundError as exc:
        raise CheckpointError(f"no checkpoint at {str(path)!r}", hint="train one, or check the path") from exc
    except (SafetensorError, OSError, ValueError) as exc:
        raise CheckpointError(f"cannot read checkpoint {str(path)!r}: {exc}", hint="fetch or train it again") from exc
    check_format(path, meta)
    return tensors, meta


def save_weights(path: Path, weights: Mapping[str, Tensor], config: ModelConfig, card: Mapping[str, Any]) -> None:
    """Ship weights in fp16 with their card (`path` with suffix .json)."""
    save_tensors(path, {k: v.half() for k, v in weights.items()}, {"config": config.to_json()})
    text = json.dumps({"config": config.to_json(), **card}, indent=2, sort_keys=False) + "\n"
    write_atomically(path.with_suffix(".json"), text.encode())


def load_model(path: Path) -> TinyRecursiveModel:
    """A model with the weights of a shipped or a training checkpoint (its EMA weights), fp32, in eval mode."""
    tensors, meta = load_tensors(path)
    with misfit(path):
        config = ModelConfig(**meta["config"])
        weights = {k.removeprefix("ema."): v for k, v in tensors.items() if k.startswith("ema.")} or tensors
        model = build(config)
        model.load_state_dict({k: v.float() for k, v in weights.items()})
    return model.eval().requires_grad_(False)


def copy_state(model: torch.nn.Module) -> dict[str, Tensor]:
    """A detached copy of all parameters and buffers."""
    return {k: v.detach().clone() for k, v in model.state_dict().items()}
