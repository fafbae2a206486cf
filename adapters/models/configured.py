"""The language model the user configured, metered: what the command line and the servers hand to the router."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from adapters.models.completions import LiteLLMModel, ModelOptions
from adapters.models.response_cache import ResponseCache
from adapters.models.settings import ModelSection, Settings, chosen_model, data_path, load_settings
from router.errors import UsageError
from router.llm.ledger import Ledger
from router.llm.metered import MeteredModel, Spend


@dataclass(frozen=True, slots=True)
class Chats:
    """`answer` writes and is the last rung; `reader` reads and plans (the same one unless a cheaper is configured);
    `eyes` copy puzzles out of pictures, if they see."""

    answer: MeteredModel
    reader: MeteredModel
    eyes: MeteredModel


def default_ledger() -> Ledger:
    """The user's ledger; its file is made when the first call is entered."""
    return Ledger(data_path("ledger.db"))


def configured_chat(
    model: str | None = None,
    *,
    settings: Settings | None = None,
    ledger: Ledger | None = None,
    cache_path: Path | None = None,
) -> Chats | None:
    """The models to use, or None where no model is configured. Cheap: litellm is imported by the first call."""
    found = settings if settings is not None else load_settings()
    name = chosen_model(model, found)
    if name is None:
        return None
    book = ledger or default_ledger()
    spend = Spend(budget=found.budget.budget())
    cache = (
        ResponseCache(cache_path or data_path("answers.db"), open_ended=found.cache.open_ended, days=found.cache.days)
        if found.cache.enabled
        else None
    )

    def chat(*names: str) -> MeteredModel:
        return MeteredModel([_model(each, found) for each in names], ledger=book, spend=spend, cache=cache)

    answer = chat(name, *(each for each in found.fallback_models if each != name))
    reader = chat(found.router_model, name) if found.router_model else answer
    return Chats(answer, reader, _eyes(found, answer))


def _eyes(found: Settings, answer: MeteredModel) -> MeteredModel:
    """The model that is named for pictures, which then sees, whatever litellm knows of it; else those that answer."""
    if found.vision_model is None:
        return answer
    section = found.models.get(found.vision_model, ModelSection())
    seeing = found.model_copy(
        update={"models": {**found.models, found.vision_model: section.model_copy(update={"vision": True})}}
    )
    return MeteredModel(
        [_model(found.vision_model, seeing)], ledger=answer.ledger, spend=answer.spend, cache=answer.cache
    )


def _model(name: str, settings: Settings) -> LiteLLMModel:
    section = settings.models.get(name, ModelSection())
    key = None
    if section.api_key_env is not None:
        key = os.environ.get(section.api_key_env)
        if not key:
            raise UsageError(
                f"the variable {section.api_key_env!r}, named as the key of {name!r}, is not set",
                hint="export it, or take api_key_env out of the configuration",
            )
    price = settings.prices.get(name)
    return LiteLLMModel(
        name,
        ModelOptions(
            api_base=section.api_base,
            api_key=key,
            max_output_tokens=section.max_output_tokens,
            call_seconds=section.call_seconds,
            structured=section.structured,
            price=None if price is None else price.price(),
            vision=section.vision,
        ),
    )
