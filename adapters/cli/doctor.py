"""`doctor` and `models`: what works in this installation, what is missing, and how to get it."""

from __future__ import annotations

import importlib.util
import json as jsonlib
import os
import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from adapters.extras import install
from adapters.show.display import clean, console

WEIGHTS = Path(__file__).resolve().parents[2] / "trm" / "weights"

STYLES = {"ok": "green", "missing": "red", "optional": "yellow"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `state` is ok, missing (something asked for will not work) or optional."""

    name: str
    state: str
    detail: str
    hint: str = ""


def doctor(*, json: bool) -> int:
    """Print the findings; exit code 0 unless something needed is missing."""
    findings = list(look())
    if json:
        sys.stdout.write(jsonlib.dumps([asdict(finding) for finding in findings]) + "\n")
    else:
        from rich.text import Text

        out = console()
        width = max(len(finding.name) for finding in findings) + 2
        for finding in findings:
            line = Text(f"{finding.name:<{width}}")
            line.append(f"{finding.state:<10}", style=STYLES[finding.state])
            line.append(clean(finding.detail + (f"; {finding.hint}" if finding.hint else "")))
            out.print(line)
    return 1 if any(finding.state == "missing" for finding in findings) else 0


def look() -> Iterator[Finding]:
    """Look at everything, cheap things first. Imports neither litellm nor weights, and torch where it is there."""
    yield Finding("python", "ok", f"{platform.python_version()} on {platform.system()} {platform.machine()}")
    yield _torch()
    yield _threads()
    yield from _weights()
    yield _package("exact", "clingo", "clingo", "the exact solver's rung, over rules")
    yield _package("sat", "pysat", "python-sat", "the exact solver's rung, where it has a form of its own")
    yield _compiler()
    yield _package("litellm", "litellm", "litellm", "language models", "llm")
    yield _package("langgraph", "langgraph", "langgraph", "the router as a graph", "llm")
    yield _model()
    yield _package("numba", "numba", "numba", "fast puzzle generators for training", "train")
    yield _package("matplotlib", "matplotlib", "matplotlib", "curves of training and comparison", "train")


def _torch() -> Finding:
    if importlib.util.find_spec("torch") is None:
        return Finding("torch", "optional", "not installed: training, --engine torch", f"`{install('train')}`")
    try:
        import torch
    except Exception as exc:  # a broken install fails in many ways; the doctor's work is to say so
        return Finding("torch", "missing", f"does not load: {type(exc).__name__}: {exc}", "install torch==2.13.0 again")

    device = torch.cuda.get_device_name(0) if torch.cuda.is_available() else "no CUDA device, the CPU is enough"
    return Finding("torch", "ok", f"{torch.__version__}, {device}")


def _threads() -> Finding:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    fixed = os.environ.get("OMP_NUM_THREADS")
    said = f"OMP_NUM_THREADS={fixed!r}" if fixed else "OMP_NUM_THREADS not set, so the network uses one thread"
    return Finding("threads", "ok", f"{cores} core{'s' if cores != 1 else ''} usable; {said}")


def _weights() -> Iterator[Finding]:
    """One line for each network that has a card, and one where there is none."""
    found = [card for card in cards() if card.get("serves") != "specialist"]
    for card in found:
        name = f"{card.get('kind') or card.get('serves') or card['file']} trm"
        if card["present"]:
            yield Finding(name, "ok", f"{card['file']}, {size(card['bytes'])}")
        else:
            yield Finding(
                name, "missing", "no weights beside its card", "`trm-router train KIND --ship`, or fetch them"
            )
    if not found:
        yield Finding("weights", "missing", "no network is shipped here", "`trm-router train KIND --ship` makes one")
    yield from _specialists()


def _specialists() -> Iterator[Finding]:
    """A person's own networks for single kinds: which serve, and why the others do not."""
    from solvers.specialists import found

    for each in found():
        if each.card is not None:
            yield Finding(f"{each.card.kind} trm", "ok", f"{each.path}: better than the network over rules")
        else:
            yield Finding(each.path.stem, "optional", f"{each.path} is not used: {each.reason}")


def size(count: int) -> str:
    """Bytes as a person says them."""
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{count / 1e3:.0f} kB"


def _package(name: str, module: str, package: str, what: str, extra: str | None = None) -> Finding:
    if importlib.util.find_spec(module) is not None:
        version = metadata.version(package)
        return Finding(name, "ok", f"{version if name == package else f'{package} {version}'}, {what}")
    hint = f"pip install {package}" if extra is None else install(extra)
    return Finding(name, "missing" if extra is None else "optional", f"not installed: {what}", f"`{hint}`")


def _compiler() -> Finding:
    found = next((path for name in ("cc", "gcc", "clang", "cl") if (path := shutil.which(name))), None)
    if found:
        return Finding("compiler", "ok", f"{found}, for torch.compile in training")
    return Finding("compiler", "optional", "none; training runs uncompiled", "install gcc or clang for torch.compile")


def _model() -> Finding:
    from adapters.compose import configured_model
    from router.errors import UsageError

    try:
        model = configured_model()
    except UsageError as exc:
        return Finding("model", "missing", str(exc), exc.hint)
    if model:
        from adapters.models import keys
        from adapters.models.settings import load_settings

        own = load_settings().models.get(model)
        wrong = keys.unknown(model)
        if wrong is not None:
            return Finding("model", "missing", wrong, "correct --model or TRM_ROUTER_MODEL")
        variable = keys.missing(model) if own is None or (own.api_base is None and own.api_key_env is None) else None
        if variable is not None:
            return Finding("model", "missing", f"no key for {model!r}: {variable} is not set", f"export {variable}=...")
        return Finding("model", "ok", f"{model!r} answers what is not a puzzle")
    hint = (
        "set TRM_ROUTER_MODEL (litellm's notation, such as ollama_chat/llama3.2) and the provider's key, or use --model"
    )
    return Finding("model", "optional", "none configured; puzzles work, open questions are declined", hint)


def cards(folder: Path = WEIGHTS) -> list[dict[str, Any]]:
    """The cards of the shipped weights, each with `file`, `present` and `bytes`."""
    found = []
    for path in sorted(folder.glob("*.json")):
        weights = path.with_suffix(".safetensors")
        present = weights.is_file()
        card = jsonlib.loads(path.read_text(encoding="utf-8"))
        found.append(
            {**card, "file": weights.name, "present": present, "bytes": weights.stat().st_size if present else 0}
        )
    return found


def models(*, json: bool) -> int:
    """Print the shipped cards."""
    found = cards()
    if json:
        sys.stdout.write(jsonlib.dumps(found) + "\n")
        return 0
    out = console()
    if not found:
        out.print("no weights are shipped in this checkout; `trm-router train KIND --ship` makes them")
    for card in found:
        missing = "" if card["present"] else ", file missing"
        out.print(f"{card['file']} ({size(card['bytes'])}{missing})")
        told = {key: value for key, value in card.items() if key not in _UNTOLD and value not in (None, [], {})}
        wide = max(map(len, told), default=0) + 2
        for key, value in told.items():
            first, *others = _lines(value)
            out.print(f"  {key:<{wide}}{clean(first)}")
            for line in others:
                out.print(f"  {'':<{wide}}{clean(line)}")
    return 0


_UNTOLD = ("file", "present", "bytes", "config", "train")
"""Of a card: what stands in its title, and what only a machine reads."""


def _lines(value: Any) -> list[str]:
    """A value of a card, a line for each of its entries where these have parts of their own."""
    parts = value if isinstance(value, list) else [value]
    return [_plain(part) for part in parts] if any(isinstance(part, dict) for part in parts) else [_plain(value)]


def _plain(value: Any) -> str:
    """A value of a card for a person: numbers short, lists and tables on one line."""
    if isinstance(value, dict):
        return ", ".join(f"{key} {_plain(inner)}" for key, inner in value.items())
    if isinstance(value, list):
        return ", ".join(_plain(inner) for inner in value)
    return f"{value:.4g}" if isinstance(value, float) else str(value)
