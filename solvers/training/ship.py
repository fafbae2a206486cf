"""From a run's checkpoint to what is shipped: EMA weights in half precision, a card that tells their origin, curves.

ship(Path("runs/sudoku"), WEIGHTS)      # what `trm-router ship runs/sudoku` does
"""

from __future__ import annotations

import json
import platform
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from trm.checkpoint import CheckpointError, load_tensors, save_weights, write_atomically
from trm.config import ModelConfig
from trm.curves import draw, read_log
from trm.hrm import build

WEIGHTS = Path(__file__).resolve().parents[2] / "trm" / "weights"
RULES_NETWORK = "rules"
"""The network over rules goes by this name among the kinds that have a network of their own."""
ABOUT = "run.json"
"""In a run's folder: what its checkpoint does not know (kind, command, data)."""


def machine(device: str, threads: int, processes: int = 1) -> str:
    """What the run ran on, in a few words."""
    import torch

    each = f"{processes} processes of " if processes > 1 else ""
    if device.startswith("cuda"):
        return f"{each}{torch.cuda.get_device_name(device)}, torch {torch.__version__}"
    return f"{each}{threads} CPU thread{'s' * (threads > 1)} ({platform.machine()}), torch {torch.__version__}"


def origin(weights: Path) -> dict[str, Any]:
    """What the card of `weights` says about their training, for the card of what grows from them."""
    card = weights.with_suffix(".json")
    said: dict[str, Any] = json.loads(card.read_text()) if card.exists() else {}
    return {name: said.get(name) for name in ("parameters", "steps", "minutes", "puzzles_seen", "command")}


def write_about(folder: Path, about: Mapping[str, Any]) -> None:
    """Keep `about` beside the checkpoint of a run."""
    write_atomically(folder / ABOUT, (json.dumps(about, indent=2) + "\n").encode())


def read_about(folder: Path) -> dict[str, Any]:
    """What `write_about` kept, or nothing."""
    said: dict[str, Any] = json.loads((folder / ABOUT).read_text()) if (folder / ABOUT).exists() else {}
    return said


def card_of(folder: Path, kind: str | None) -> dict[str, Any]:
    """The card of the run in `folder`, without the config (which `save_weights` adds)."""
    about = read_about(folder)
    _, meta = load_tensors(folder / "training.safetensors")
    name = kind or about.get("kind")
    if name is None:
        raise CheckpointError(f"{str(folder)!r} does not say which puzzle it is for", hint="give --kind")
    return {
        "kind": name,
        "sizes": about.get("sizes"),
        "parameters": build(ModelConfig(**meta["config"])).parameter_count(),
        "train": meta["train"],
        "data": about.get("data", []),
        "command": about.get("command"),
        "grown_from": about.get("grown_from"),
        "seed": meta["train"]["seed"],
        "steps": meta["step"],
        "minutes": round(meta["seconds"] / 60, 1),
        "puzzles_seen": meta["fresh"],
        "machine": about.get("machine"),
        **scores_of(folder),
    }


def ship(folder: Path, to: Path, *, kind: str | None = None) -> Path:
    """Write `to`/KIND.safetensors, .json and .png from the run in `folder`; returns the weights' path.

    The picture is left out where matplotlib is not installed. Raises CheckpointError.
    """
    about = read_about(folder)
    if about.get("specialist"):
        from solvers.training.specialist import put

        return put(folder / about["specialist"], to)
    if (kind or about.get("kind")) == RULES_NETWORK:
        from solvers.training.rules_recipe import ship as ship_rules

        ship_rules(folder, to / f"{RULES_NETWORK}.safetensors", {**about.get("notes", {}), **scores_of(folder)})
        return to / f"{RULES_NETWORK}.safetensors"
    card = card_of(folder, kind)
    tensors, meta = load_tensors(folder / "training.safetensors")
    weights = {name.removeprefix("ema."): value for name, value in tensors.items() if name.startswith("ema.")}
    path = to / f"{card['kind']}.safetensors"
    save_weights(path, weights, ModelConfig(**meta["config"]), card)
    picture(folder / "log.jsonl", path.with_suffix(".png"), f"{card['kind']}: {card['parameters']:,} parameters")
    return path


def picture(log: Path, path: Path, title: str) -> None:
    """The curves of a run; left out, with a word, where matplotlib is not installed."""
    try:
        draw(log, path, title)
    except ImportError:
        sys.stderr.write("no picture of the curves: matplotlib is missing (pip install 'trm-router[train]')\n")


def scores_of(folder: Path) -> dict[str, Any]:
    """What a run measured last, as a part of its card."""
    scored = [record for record in read_log(folder / "log.jsonl") if record["scores"]]
    return {"scores": scored[-1]["scores"] if scored else {}}
