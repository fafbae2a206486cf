"""Checkpoints as numpy arrays: safetensors with JSON in its header. Needs no torch; `trm.checkpoint` writes them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

FORMAT = 1
Arrays = dict[str, npt.NDArray[Any]]

KINDS = {"F64": np.float64, "F32": np.float32, "F16": np.float16, "I64": np.int64, "U8": np.uint8, "BOOL": np.bool_}


class CheckpointError(Exception):
    """A checkpoint that is missing, damaged or of another format; `hint` says what to do."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


def read_arrays(path: Path) -> tuple[Arrays, dict[str, Any]]:
    """Tensors and meta of a checkpoint. Raises CheckpointError."""
    from safetensors import SafetensorError, deserialize

    try:
        data = path.read_bytes()
        meta = read_meta(data)
        held = deserialize(data)  # type: ignore[no-untyped-call]
        arrays = {name: _array(each) for name, each in held}
    except FileNotFoundError as exc:
        raise CheckpointError(f"no checkpoint at {str(path)!r}", hint="train one, or check the path") from exc
    except (SafetensorError, OSError, ValueError, KeyError) as exc:
        raise CheckpointError(f"cannot read checkpoint {str(path)!r}: {exc}", hint="fetch or train it again") from exc
    check_format(path, meta)
    return arrays, meta


def read_meta(data: bytes) -> dict[str, Any]:
    """What a checkpoint says of itself, from its header."""
    length = int.from_bytes(data[:8], "little")
    header = json.loads(data[8 : 8 + length])
    meta = json.loads(header.get("__metadata__", {}).get("meta", "{}"))
    return meta if isinstance(meta, dict) else {}


def check_format(path: Path, meta: Mapping[str, Any]) -> None:
    """Raises CheckpointError for one that another version wrote."""
    if meta.get("format") != FORMAT:
        raise CheckpointError(
            f"checkpoint {str(path)!r} has format {meta.get('format')!r}, this code reads {FORMAT}",
            hint="train it again, or use the version that wrote it",
        )


@contextmanager
def misfit(path: Path) -> Iterator[None]:
    """What goes wrong inside is told as a CheckpointError: the tensors are not those of the config."""
    try:
        yield
    except (KeyError, TypeError, ValueError, IndexError, RuntimeError, AssertionError) as exc:
        reason = (str(exc).splitlines() or [type(exc).__name__])[0]
        raise CheckpointError(f"checkpoint {str(path)!r} does not fit: {reason}", hint="train it again") from exc


def expect(tensors: Mapping[str, npt.NDArray[Any]], shapes: Mapping[str, tuple[int, ...]]) -> None:
    """Raises ValueError unless every tensor that is named has its shape."""
    for name, shape in shapes.items():
        if tensors[name].shape != shape:
            raise ValueError(f"{name} has shape {tensors[name].shape}, not {shape}")


def read_weights(path: Path) -> tuple[dict[str, npt.NDArray[np.float32]], dict[str, Any]]:
    """The weights of a shipped or a training checkpoint (its EMA weights) in fp32, and its config."""
    arrays, meta = read_arrays(path)
    held = {k.removeprefix("ema."): v for k, v in arrays.items() if k.startswith("ema.")} or arrays
    with misfit(path):
        config = dict(meta["config"])
    return {k: v.astype(np.float32) for k, v in held.items()}, config


def _array(held: Mapping[str, Any]) -> npt.NDArray[Any]:
    if held["dtype"] == "BF16":  # the upper half of an fp32
        wide = np.frombuffer(held["data"], dtype=np.uint16).astype(np.uint32) << 16
        return wide.view(np.float32).reshape(held["shape"])
    return np.frombuffer(held["data"], dtype=KINDS[held["dtype"]]).reshape(held["shape"])
