"""Which variable holds a provider's key: known without importing litellm, so that a missing one is said at once.

missing("openai/gpt-4o-mini")     "OPENAI_API_KEY" where it is not set, else None
unknown("bogus")                  why no provider is known for this name, else None
"""

from __future__ import annotations

import os
from collections.abc import Mapping

from adapters.models.prices import known_models

VARIABLES: Mapping[str, tuple[str, ...]] = {
    "openai": ("OPENAI_API_KEY",),
    "anthropic": ("ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN"),
    "gemini": ("GEMINI_API_KEY", "GOOGLE_API_KEY"),
    "mistral": ("MISTRAL_API_KEY",),
    "groq": ("GROQ_API_KEY",),
    "deepseek": ("DEEPSEEK_API_KEY",),
    "openrouter": ("OPENROUTER_API_KEY", "OR_API_KEY"),
    "together_ai": ("TOGETHERAI_API_KEY", "TOGETHER_API_KEY", "TOGETHER_AI_TOKEN"),
    "cohere": ("COHERE_API_KEY", "CO_API_KEY"),
    "cohere_chat": ("COHERE_API_KEY", "CO_API_KEY"),
    "xai": ("XAI_API_KEY",),
    "perplexity": ("PERPLEXITYAI_API_KEY", "PERPLEXITY_API_KEY"),
    "fireworks_ai": ("FIREWORKS_AI_API_KEY", "FIREWORKS_API_KEY", "FIREWORKSAI_API_KEY", "FIREWORKS_AI_TOKEN"),
    "cerebras": ("CEREBRAS_API_KEY",),
}
"""Provider -> the variables that litellm looks at, the usual one first. Others are left to their libraries."""
_BASES = {"openai": ("OPENAI_BASE_URL", "OPENAI_API_BASE"), "anthropic": ("ANTHROPIC_BASE_URL", "ANTHROPIC_API_BASE")}
_BARE = (("gpt-", "openai"), ("o1", "openai"), ("o3", "openai"), ("o4", "openai"), ("claude-", "anthropic"))


def provider(name: str) -> str | None:
    """The provider that a model's name stands for; None where nothing says."""
    if "/" in name:
        return name.split("/", 1)[0]
    found = next((provider for start, provider in _BARE if name.startswith(start)), None)
    return found or known_models().get(name)


def missing(name: str, environ: Mapping[str, str] | None = None) -> str | None:
    """The variable that should hold this model's key and is not set; None where a key is there or none is known."""
    env = os.environ if environ is None else environ
    whose = provider(name) or ""
    if any(env.get(base) for base in _BASES.get(whose, ())):
        return None
    variables = VARIABLES.get(whose, ())
    return None if not variables or any(env.get(variable) for variable in variables) else variables[0]


def unknown(name: str) -> str | None:
    """Why nobody can be asked by this name, or None."""
    if provider(name) is None:
        return f'no provider is known for {name!r}; write it as "provider/model", like openai/gpt-4o-mini'
    return None
