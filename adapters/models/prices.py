"""What a token costs: the user's own prices first, then the table that litellm ships, read without importing litellm.

An unknown price is None. 0 is said only of models that run on this machine: the shipped table calls every `ollama/*`
model free, also those that a server elsewhere (or Ollama's own cloud) answers for.
"""

from __future__ import annotations

import ipaddress
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

_TABLE = "model_prices_and_context_window_backup.json"
_LOCAL_PROVIDERS = {
    "ollama": "OLLAMA_API_BASE",
    "ollama_chat": "OLLAMA_API_BASE",
    "lm_studio": "LM_STUDIO_API_BASE",
    "llamafile": "LLAMAFILE_API_BASE",
    "hosted_vllm": "HOSTED_VLLM_API_BASE",
}
_OWN_DEFAULT_BASE = {"ollama", "ollama_chat", "llamafile"}
"""Providers whose address is this machine unless said otherwise."""
_BASE_VARIABLES = {
    "openai": ("OPENAI_BASE_URL", "OPENAI_API_BASE"),
    "anthropic": ("ANTHROPIC_BASE_URL", "ANTHROPIC_API_BASE"),
}


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens of one call by kind; `cached` and `cache_write` are part of `input`, `reasoning` of `output`."""

    input: int
    output: int
    cached: int = 0
    cache_write: int = 0
    reasoning: int = 0


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars a token. None: not known."""

    input: float
    output: float
    cached: float | None = None
    cache_write: float | None = None
    reasoning: float | None = None
    over: tuple[tuple[int, float, float], ...] = ()
    """(more than so many input tokens, input price, output price), the smallest threshold first."""

    def usd(self, tokens: Tokens) -> float | None:
        """The cost, or None if it has a part whose price is not known."""
        price_in, price_out = self.input, self.output
        for threshold, dearer_in, dearer_out in self.over:
            if tokens.input > threshold:
                price_in, price_out = dearer_in, dearer_out
        special = [(tokens.cached, self.cached), (tokens.cache_write, self.cache_write)]
        if any(count and price is None for count, price in special) or (
            self.over and price_in != self.input and any(count for count, _ in special)
        ):
            return None
        plain = tokens.input - tokens.cached - tokens.cache_write
        usd = plain * price_in + sum(count * price for count, price in special if price is not None)
        thought = tokens.reasoning if self.reasoning is not None else 0
        return usd + (tokens.output - thought) * price_out + thought * (self.reasoning or 0.0)

    def most(self, tokens_in: int, tokens_out: int) -> float:
        """The most that so many tokens can cost, whatever kind they turn out to be."""
        dearest_in = max([self.input, self.cache_write or 0.0, *(row[1] for row in self.over)])
        dearest_out = max([self.output, self.reasoning or 0.0, *(row[2] for row in self.over)])
        return tokens_in * dearest_in + tokens_out * dearest_out


FREE = Price(0.0, 0.0, 0.0, 0.0)


def price_of(model: str, *, api_base: str | None = None, own: Mapping[str, Price] | None = None) -> Price | None:
    """The price of `model` (litellm's notation) reached at `api_base`, or None if nobody told us."""
    if own and model in own:
        return own[model]
    provider, _, bare = model.rpartition("/") if "/" in model else ("", "", model)
    provider = model.split("/", 1)[0] if "/" in model else ""
    if provider in _LOCAL_PROVIDERS:
        return FREE if _is_local(provider, model, api_base) else None
    variables = _BASE_VARIABLES.get(provider or "openai", ())
    if api_base is not None or any(os.environ.get(name) for name in variables):
        return None  # the same name behind another address may cost anything
    table = _table()
    row = table.get(model)
    if row is None and provider:
        bare = model.split("/", 1)[1]
        found = table.get(bare)
        row = found if found is not None and found.get("litellm_provider") == provider else None
    return _from_row(row) if row is not None else None


def _is_local(provider: str, model: str, api_base: str | None) -> bool:
    if model.endswith(("-cloud", ":cloud")):
        return False
    base = api_base or os.environ.get(_LOCAL_PROVIDERS[provider])
    if base is None:
        return provider in _OWN_DEFAULT_BASE
    host = urlsplit(base if "//" in base else f"//{base}").hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _from_row(row: Mapping[str, Any]) -> Price | None:
    price_in, price_out = row.get("input_cost_per_token"), row.get("output_cost_per_token")
    if price_in is None or price_out is None:
        return None
    over = []
    for key, dearer in row.items():
        prefix = "input_cost_per_token_above_"
        if key.startswith(prefix) and key.endswith("k_tokens") and dearer is not None:
            size = key.removeprefix(prefix).removesuffix("_tokens")
            dearer_out = row.get(f"output_cost_per_token_above_{size}_tokens", price_out)
            over.append((int(size.removesuffix("k")) * 1000, float(dearer), float(dearer_out)))
    return Price(
        input=float(price_in),
        output=float(price_out),
        cached=row.get("cache_read_input_token_cost"),
        cache_write=row.get("cache_creation_input_token_cost"),
        reasoning=row.get("output_cost_per_reasoning_token"),
        over=tuple(sorted(over)),
    )


def known_models() -> dict[str, str]:
    """The models of the shipped table and their providers."""
    return {name: str(row.get("litellm_provider")) for name, row in _table().items() if row.get("litellm_provider")}


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, Any]]:
    spec = find_spec("litellm")  # finds the package without importing it
    if spec is None or not spec.submodule_search_locations:
        return {}
    path = Path(spec.submodule_search_locations[0]) / _TABLE
    try:
        table: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return table
