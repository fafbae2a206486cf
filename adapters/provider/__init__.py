"""The router inside LiteLLM: a provider for `litellm.completion("trm/auto")` and its proxy, a classifier of puzzles.

register()                                            # then litellm.completion("trm/auto", messages=[...])
custom_handler: adapters.provider.handler             # in the proxy's config.yaml, see docs/agents.md
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from adapters.extras import extra

if TYPE_CHECKING:
    from adapters.provider.chat import PuzzleProvider, handler, register
    from adapters.provider.tiers import PuzzleClassifier, classifier

__all__ = ["PuzzleClassifier", "PuzzleProvider", "classifier", "handler", "register"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'adapters.provider' has no attribute {name!r}")
    if name in ("PuzzleClassifier", "classifier"):
        from adapters.provider import tiers

        return getattr(tiers, name)
    with extra("llm"):
        from adapters.provider import chat

    return getattr(chat, name)
